import type { Param } from '../../../api/tekton/v1/param';
import type { Matrix, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { typeOf } from '../params';

type Combination = Readonly<Record<string, string>>;

/** All sets of params that a matrix comes to, each in the order of their names; the values of the first change fastest. */
export function combinationsOf({ params = [], include = [] }: Matrix): readonly (readonly Param[])[] {
  const included = include.map(({ params: added = [] }): Combination => Object.fromEntries(added.map(entry)));
  if (params.length === 0) return included.map(asParams);
  let combinations: Combination[] = [{}];
  for (const { name, value } of params) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    combinations = values.flatMap((each) => combinations.map((combination) => ({ ...combination, [name]: each })));
  }
  // What fits a set is added to it; what fits none, and shares no value with any, is a set of its own.
  const extended = combinations.map((combination) => {
    let whole = combination;
    for (const added of included) whole = fits(whole, added) ? { ...whole, ...added } : whole;
    return whole;
  });
  for (const added of included) if (isNew(extended, added)) extended.push(added);
  return extended.map(asParams);
}

const entry = ({ name, value }: Param) => [name, String(value)] as const;

const fits = (combination: Combination, added: Combination) =>
  Object.entries(added).every(([name, value]) => !(name in combination) || combination[name] === value);

const isNew = (combinations: readonly Combination[], added: Combination) =>
  Object.keys(added).length > 0 &&
  !combinations.some((combination) => Object.entries(added).some(([name, value]) => combination[name] === value));

const asParams = (combination: Combination): readonly Param[] =>
  Object.entries(combination)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));

/** Whether a param of a matrix has no values, so that there is nothing to run. */
export const isEmpty = ({ params = [] }: Matrix) =>
  params.some(({ value }) => Array.isArray(value) && value.length === 0);

/** What is wrong with the types of the params of a task's matrix once all is known; undefined where nothing is. */
export function matrixFault({ name, matrix = {} }: PipelineTask): string | undefined {
  const { params = [], include = [] } = matrix;
  const only = (allowed: string, { name: param, value }: Param) =>
    `parameters of type ${allowed} only are allowed, but param "${param}" has type "${typeOf(value)}" in pipelineTask "${name}"`;
  const included = include.flatMap((each) => each.params ?? []).find(({ value }) => typeof value !== 'string');
  if (included !== undefined) return only('string', included);
  const single = params.find(({ value }) => !Array.isArray(value));
  return single === undefined ? undefined : only('array', single);
}
