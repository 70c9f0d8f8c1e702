import type { KubeObject } from '../../api/meta/v1';

/** One step into an object: a field, an index, or the item of a list that has these values. */
export type Step = string | number | Readonly<Record<string, unknown>>;

/**
 * Reads a path as the API server tells it of conflicts, such as `.webhooks[name="a.b"].rules` or
 * `.spec.ports[port=80,protocol="TCP"].nodePort`. Undefined if it can't be read.
 */
export function stepsOf(path: string): Step[] | undefined {
  const steps: Step[] = [];
  const token = /\.((?:[^.[\]\\]|\\.)+)|\[(\d+)\]|\[((?:[\w.-]*=(?:"(?:[^"\\]|\\.)*"|[^\],"]+),?)+)\]/y;
  while (token.lastIndex < path.length) {
    const match = token.exec(path);
    if (match === null) return undefined;
    const [, field, index, keys] = match;
    if (field !== undefined) steps.push(field);
    else if (index !== undefined) steps.push(Number(index));
    else steps.push(keysIn(keys!));
  }
  return steps;
}

function keysIn(text: string): Record<string, unknown> {
  const pairs = text.matchAll(/([\w.-]*)=("(?:[^"\\]|\\.)*"|[^,]+)/g);
  return Object.fromEntries(Array.from(pairs, ([, key = '', value = '']) => [key, JSON.parse(value) as unknown]));
}

/** The steps by name; an item of a list is `*`. */
export function namesOf(steps: readonly Step[]): string[] {
  return steps.map((step) => (typeof step === 'string' ? step : '*'));
}

/** A copy of the object without what is at these steps. */
export function without<T extends KubeObject>(object: T, steps: readonly Step[]): T {
  return removed(object, steps) as T;
}

function removed(value: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const isMeant = (item: unknown, i: number) => (typeof step === 'number' ? i === step : hasKeys(item, step));
    if (rest.length === 0) return value.filter((item, i) => !isMeant(item, i));
    return value.map((item, i) => (isMeant(item, i) ? removed(item, rest) : item));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof step !== 'string') return value;
  // The server writes a key's own dots like those between fields, as in `.data.ca.crt`.
  const [next, ...after] = rest;
  if (!Object.hasOwn(fields, step))
    return typeof next === 'string' ? removed(value, [`${step}.${next}`, ...after]) : value;
  const { [step]: inner, ...others } = fields;
  return rest.length === 0 ? others : { ...fields, [step]: removed(inner, rest) };
}

function hasKeys(item: unknown, keys: Step): boolean {
  if (typeof keys !== 'object') return false;
  // An item of a set is its own key.
  if ('' in keys) return item === keys[''];
  const fields = (item ?? {}) as Readonly<Record<string, unknown>>;
  // A key with a default, such as a port's protocol, may not be written.
  return Object.entries(keys).every(([key, value]) => fields[key] === undefined || fields[key] === value);
}
