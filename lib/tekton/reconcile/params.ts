import type { Param, ParamSpec, ParamType, ParamValue } from '../../api/tekton/v1/param';
import { variablesIn } from '../../api/tekton/variables';
import { type Lookup, selected, substitute } from '../substitution';

export const typeOf = (value: ParamValue): ParamType =>
  typeof value === 'string' ? 'string' : Array.isArray(value) ? 'array' : 'object';

function isObject(value: ParamValue | undefined): value is Readonly<Record<string, string>> {
  return value !== undefined && typeOf(value) === 'object';
}

/** A value by its param's name, as references mean it. */
export function lookupIn(values: ReadonlyMap<string, ParamValue>): Lookup {
  return (variable) => (variable.kind === 'param' ? selected(values.get(variable.name), variable) : undefined);
}

/**
 * The values of declared params in a task: what is given, and else their defaults; of an object, key by key. A default may
 * refer to other params, of which it sees the defaults.
 */
export function valuesOf(declared: readonly ParamSpec[], given: readonly Param[]): Map<string, ParamValue> {
  const values = defaultsOf(declared);
  for (const { name, value } of given) {
    const initial = values.get(name);
    values.set(name, isObject(initial) && isObject(value) ? { ...initial, ...value } : value);
  }
  return values;
}

const REFERENCE = '$(params.';

function defaultsOf(declared: readonly ParamSpec[]): Map<string, ParamValue> {
  const refers = (value: ParamValue) => typeof value === 'string' && value.includes(REFERENCE);
  const initial = declared.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const]));
  const values = new Map(initial.filter(([, value]) => !refers(value)));
  for (const [name, text] of initial) {
    if (!refers(text)) continue;
    const known = lookupIn(values);
    for (const { variable, text: reference } of variablesIn(String(text))) {
      const value = variable?.kind === 'param' ? known(variable) : undefined;
      if (typeof value === 'string') values.set(name, String(text).replaceAll(reference, value));
    }
  }
  return values;
}

const DEEPEST = 10;

/**
 * The values of a pipeline's params. A value that is given takes the place of a whole default, an object too; defaults may
 * refer to others that refer to others.
 * @returns what is wrong, where defaults go in a circle, refer to what is not there, or nest too deeply
 */
export function pipelineValuesOf(
  declared: readonly ParamSpec[],
  given: readonly Param[],
): { readonly values: ReadonlyMap<string, ParamValue> } | { readonly fault: string } {
  const values = new Map(given.map(({ name, value }) => [name, value]));
  const open = new Map(
    declared.flatMap(({ name, default: initial }) =>
      values.has(name) || initial === undefined ? [] : [[name, initial] as const],
    ),
  );
  const texts = new Map([...open].filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const faults = [...texts.keys()].map((name) => resolveText(name, { values, texts, path: [] }));
  const fault = faults.find((each) => each !== undefined);
  if (fault !== undefined) return { fault: `parameter resolution failed: ${fault}` };
  for (const [name, initial] of open) {
    if (typeof initial !== 'string') values.set(name, substitute(initial, lookupIn(values)));
  }
  return { values };
}

interface Resolution {
  readonly values: Map<string, ParamValue>;
  readonly texts: ReadonlyMap<string, string>;
  readonly path: readonly string[];
}

function resolveText(name: string, { values, texts, path }: Resolution): string | undefined {
  if (values.has(name)) return undefined;
  const key = `params.${name}`;
  if (path.includes(name)) return `circular dependency detected in param "${key}"`;
  if (path.length > DEEPEST) return `maximum recursion depth (${DEEPEST}) exceeded for param "${key}"`;
  const text = texts.get(name)!;
  for (const { variable, text: reference } of variablesIn(text)) {
    if (variable?.kind !== 'param' || selected(values.get(variable.name), variable) !== undefined) continue;
    if (!texts.has(variable.name)) return `param "${key}" references undefined param "${reference.slice(2, -1)}"`;
    const fault = resolveText(variable.name, { values, texts, path: [...path, name] });
    if (fault !== undefined) return fault;
  }
  values.set(name, substitute(text, lookupIn(values)));
  return undefined;
}

/** Names as Go prints a slice of them. */
export const slice = (names: readonly string[]) => `[${names.join(' ')}]`;

/** Declared params that have no value and no default. */
export function missingParams(
  declared: readonly ParamSpec[],
  given: readonly Pick<Param, 'name'>[],
): readonly string[] {
  return declared
    .filter((param) => param.default === undefined && !given.some(({ name }) => name === param.name))
    .map(({ name }) => name);
}

/** Object params that lack keys, as Go prints a map of them; undefined where none does. */
export function missingKeys(declared: readonly ParamSpec[], given: readonly Param[]): string | undefined {
  const lacking = declared.flatMap(({ name, type, properties = {}, default: initial }) => {
    const value = given.find((param) => param.name === name)?.value;
    if (type !== 'object' || (!isObject(initial) && !isObject(value))) return [];
    const has = { ...(isObject(initial) ? initial : {}), ...(isObject(value) ? value : {}) };
    const keys = Object.keys(properties).filter((key) => !(key in has));
    return keys.length === 0 ? [] : [`${name}:${slice(keys.sort())}`];
  });
  return lacking.length === 0 ? undefined : `map[${lacking.sort().join(' ')}]`;
}

/** What is wrong with the values of a task's params; undefined where nothing is. */
export function paramsFault(
  declared: readonly ParamSpec[],
  given: readonly Param[],
  matrix: readonly Param[] = [],
): string | undefined {
  const missing = missingParams(declared, [...given, ...matrix]);
  if (missing.length > 0) return `missing values for these params which have no default values: ${slice(missing)}`;
  const types = new Map(declared.map(({ name, type = 'string' }) => [name, type]));
  const mistyped = [
    ...given.filter(({ name, value }) => isMistyped(value, types.get(name))),
    ...matrix.filter(({ name }) => (types.get(name) ?? 'string') !== 'string'),
  ].map(({ name }) => name);
  if (mistyped.length > 0) return `param types don't match the user-specified type: ${slice(mistyped)}`;
  const keys = missingKeys(declared, given);
  return keys === undefined
    ? undefined
    : `missing keys for these params which are required in ParamSpec's properties ${keys}`;
}

/** A text that refers to something may stand for a whole array or object. */
function isMistyped(value: ParamValue, type: ParamType | undefined): boolean {
  if (type === undefined || typeOf(value) === type) return false;
  return !(typeof value === 'string' && type !== 'string' && variablesIn(value).length > 0);
}

/** A value that its param does not list; undefined where there is none. */
export function enumFault(declared: readonly ParamSpec[], given: readonly Param[]): string | undefined {
  const wrong = given.find(({ name, value }) => {
    const allowed = declared.find((param) => param.name === name)?.enum ?? [];
    return allowed.length > 0 && typeof value === 'string' && !allowed.includes(value);
  });
  return wrong === undefined
    ? undefined
    : `param \`${wrong.name}\` value: ${String(wrong.value)} is not in the enum list`;
}

/** References to elements that an array does not have; undefined where there is none. */
export function indexFault(
  declared: readonly ParamSpec[],
  given: readonly Param[],
  referring: unknown,
): string | undefined {
  const lengths = new Map<string, number>();
  const all = [...declared.map(({ name, default: value }) => ({ name, value })), ...given];
  for (const { name, value } of all) if (Array.isArray(value)) lengths.set(name, value.length);
  const lost = textsOf(referring).flatMap((text) =>
    variablesIn(text).flatMap(({ variable, text: reference }) =>
      variable?.kind === 'param' &&
      typeof variable.index === 'number' &&
      variable.index >= (lengths.get(variable.name) ?? Number.POSITIVE_INFINITY)
        ? [reference]
        : [],
    ),
  );
  return lost.length === 0 ? undefined : `non-existent param references:${slice([...new Set(lost)].sort())}`;
}

/** All texts in a value. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
