import { SynthError } from '../base/synth-error';
import type { Result } from './result';
import {
  type AnyVariable,
  ArrayVariable,
  type IndexedVariable,
  ObjectVariable,
  StringVariable,
  type VariableOrigin,
} from './variable';

/** The variable by which others read a result. */
export type VariableOf<R extends Result, Origin extends VariableOrigin> = R['type'] extends 'string'
  ? StringVariable<Origin>
  : R['type'] extends 'array'
    ? ArrayVariable<Origin>
    : R extends Result<string, 'object', infer Key>
      ? ObjectVariable<Key, Origin>
      : AnyVariable<Origin>;

/** The variables of results, by name. */
export type ResultVariables<R extends Result, Origin extends VariableOrigin> = {
  readonly [Each in R as Each['name']]: VariableOf<Each, Origin>;
};

/** The same of a task that runs several times: a list with one item for each run. */
export type CollectedVariables<R extends Result, Origin extends VariableOrigin> = {
  readonly [Each in R as Each['name']]: ArrayVariable<Origin>;
};

/** Variables by name, of whatever type. */
export type NamedVariables = Readonly<Record<string, AnyVariable>>;

/**
 * The variables of a task's or a step's results. A name that is none of them is refused when it is asked for: in plain
 * JavaScript it would become the text "undefined" in a manifest.
 */
export function resultVariables(
  owner: string,
  results: readonly Result[],
  variable: (result: Result) => AnyVariable,
): NamedVariables {
  const variables = new Map(results.map((result) => [result.name, variable(result)]));
  return new Proxy({} as Record<string, AnyVariable>, {
    get(_, name) {
      if (typeof name === 'symbol') return undefined;
      const known = variables.get(name);
      if (known !== undefined) return known;
      const names = [...variables.keys()];
      const hint = names.length === 0 ? 'declare it among its results' : `it declares ${names.join(', ')}`;
      throw new SynthError('reference', owner, 'results', `there is no result "${name}"`, hint);
    },
    has: (_, name) => variables.has(String(name)),
    ownKeys: () => [...variables.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      variables.has(String(name))
        ? { enumerable: true, configurable: true, value: variables.get(String(name)) }
        : undefined,
  });
}

/** The variable that reads a result of a type. */
export function variableOfType(type: Result['type'], variable: IndexedVariable): AnyVariable {
  switch (type) {
    case 'string':
      return new StringVariable(variable);
    case 'array':
      return new ArrayVariable(variable);
    case 'object':
      return new ObjectVariable(variable);
  }
}
