import type { ParamType, ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import { soleVariable, type Variable } from '../../../api/tekton/variables';
import { nearest } from '../../nearest';
import { typeOfValue } from '../param-types';
import type { Fault } from './fault';
import { type KnownParam, typeOf } from './known-params';
import type { PlacedTask } from './placed-tasks';

/** What a task takes and leaves, by its own word. */
export type TaskInterface = Pick<TaskSpec, 'params' | 'workspaces' | 'results'>;

/** What of a pipeline one must know to tell the type of a value in it. */
export interface Surroundings {
  readonly params: ReadonlyMap<string, KnownParam>;
  /** The type of a task's result; undefined where it is not known. */
  resultType(result: Extract<Variable, { kind: 'taskResult' }>): ParamType | undefined;
}

interface Given {
  readonly name: string;
  readonly value: ParamValue;
  readonly at: readonly (string | number)[];
  /** Whether a matrix gives one element after another. */
  readonly isMultiplied: boolean;
}

/** The params that a pipeline gives to a task, in params and by the matrix. */
function givenTo({ params = [], matrix }: PipelineTask): Given[] {
  return [
    ...params.map((param, i) => ({ ...param, at: ['params', i], isMultiplied: false })),
    ...(matrix?.params ?? []).map((param, i) => ({ ...param, at: ['matrix', 'params', i], isMultiplied: true })),
    ...(matrix?.include ?? []).flatMap(({ params: own = [] }, i) =>
      own.map((param, j) => ({ ...param, at: ['matrix', 'include', i, 'params', j], isMultiplied: false })),
    ),
  ];
}

/** The params that a task must be given and is not; those handed on by a pipeline around it excepted. */
export function missingParams(
  { task, at }: PlacedTask,
  { params = [] }: TaskInterface,
  isHandedOn: (name: string) => boolean = () => false,
): Fault[] {
  const given = givenTo(task);
  const names = given.map(({ name }) => name);
  return params.flatMap(({ name, default: value }) => {
    if (value !== undefined || names.includes(name) || isHandedOn(name)) return [];
    const declared = params.map((param) => param.name);
    const near = nearest(
      name,
      names.filter((other) => !declared.includes(other)),
    );
    const hint = near === undefined ? 'give it in params, or a default in the task' : `did you mean it with "${near}"?`;
    return [{ at: [...at, 'params'], found: `the task needs a value for its param "${name}"`, hint }];
  });
}

/** Values for params that a task does not have; those that its steps read all the same excepted. */
export function unknownParams(
  { task, at }: PlacedTask,
  { params = [] }: TaskInterface,
  isRead: (name: string) => boolean = () => false,
): Fault[] {
  const declared = params.map(({ name }) => name);
  return givenTo(task).flatMap((given) => {
    if (declared.includes(given.name) || isRead(given.name)) return [];
    const near = nearest(given.name, declared);
    const hint = near === undefined ? `it has ${declared.join(', ') || 'none'}` : `did you mean "${near}"?`;
    return [{ at: [...at, ...given.at, 'name'], found: `the task has no param "${given.name}"`, hint }];
  });
}

/** Values of another type than the params that they are for, and objects that lack keys. */
export function misfitParams({ task, at }: PlacedTask, { params = [] }: TaskInterface, around: Surroundings): Fault[] {
  return givenTo(task).flatMap(({ name, value, at: place, isMultiplied }) => {
    const param = params.find((one) => one.name === name);
    if (param === undefined) return [];
    const wanted = typeOf(param);
    const found = isMultiplied ? elementType(value, around) : typeOfGiven(value, around);
    const field = [...at, ...place, 'value'];
    if (found !== undefined && found !== wanted) {
      const what = isMultiplied ? 'the matrix gives one text after another' : `the value is ${kinds[found]}`;
      return [{ at: field, found: `${what}, and the param "${name}" is ${kinds[wanted]}`, hint: rightFor(wanted) }];
    }
    if (wanted !== 'object' || found !== 'object' || typeof value === 'string') return [];
    const defaults = param.default !== undefined && typeof param.default === 'object' ? param.default : {};
    const lacking = Object.keys(param.properties ?? {}).filter((key) => !(key in value) && !(key in defaults));
    if (lacking.length === 0) return [];
    return [{ at: field, found: `the object lacks ${lacking.join(', ')}`, hint: `the param "${name}" needs all keys` }];
  });
}

const kinds = { string: 'a text', array: 'a list', object: 'an object' } as const;

function rightFor(type: ParamType): string {
  if (type === 'string') return 'write a text, or one element as $(params.NAME[0])';
  return type === 'array' ? 'write a list, or $(params.NAME[*])' : 'write its keys, or $(params.NAME[*])';
}

/** The type of a value that is given in a pipeline; undefined where a reference leaves it open. */
export function typeOfGiven(value: ParamValue, around: Surroundings): ParamType | undefined {
  if (typeof value !== 'string') return typeOfValue(value);
  const variable = soleVariable(value);
  if (variable?.kind === 'param') {
    if (variable.key !== undefined || typeof variable.index === 'number') return 'string';
    const types = [...(around.params.get(variable.name)?.types ?? [])];
    return types.length === 1 && (types[0] === 'string' || variable.index === '*') ? types[0] : undefined;
  }
  if (variable?.kind !== 'taskResult') return 'string';
  if (variable.key !== undefined || typeof variable.index === 'number') return 'string';
  const type = around.resultType(variable);
  return type === 'string' || variable.index === '*' ? type : undefined;
}

/** What a param gets of a list that a matrix multiplies. */
function elementType(value: ParamValue, around: Surroundings): ParamType | undefined {
  const type = typeOfGiven(value, around);
  return type === 'array' ? 'string' : undefined;
}
