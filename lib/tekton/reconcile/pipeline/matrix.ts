import type { Param } from '../../../api/tekton/v1/param';
import type { Matrix } from '../../../api/tekton/v1/pipeline-task';

type Combination = readonly Param[];

/** All sets of params that a matrix comes to; the values of the first param change fastest. */
export function combinationsOf({ params = [], include = [] }: Matrix): readonly Combination[] {
  let combinations: Combination[] = [];
  for (const { name, value } of params) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
    combinations =
      combinations.length === 0
        ? values.map((each) => [{ name, value: each }])
        : values.flatMap((each) => combinations.map((combination) => [...combination, { name, value: each }]));
  }
  const given = new Set(params.map(({ name }) => name));
  for (const { params: added = [] } of include) {
    const fits = (combination: Combination) =>
      added.every(
        ({ name, value }) => !given.has(name) || combination.some((own) => own.name === name && own.value === value),
      );
    if (params.length === 0 || !combinations.some(fits)) combinations.push(added);
    else
      combinations = combinations.map((combination) =>
        fits(combination) ? extended(combination, added) : combination,
      );
  }
  return combinations;
}

function extended(combination: Combination, added: Combination): Combination {
  return [...combination.filter((own) => !added.some(({ name }) => name === own.name)), ...added];
}
