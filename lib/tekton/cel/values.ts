/** A value of CEL: whole numbers are big ones, since doubles are others. */
export type Value = null | boolean | bigint | number | string | readonly Value[] | ReadonlyMap<Key, Value>;
export type Key = boolean | bigint | string;

/** Leaves an evaluation from wherever it is. */
export class CelFault extends Error {}

export function typeOf(value: Value): string {
  if (value === null) return 'null_type';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'number') return 'double';
  if (typeof value === 'string') return 'string';
  return value instanceof Map ? 'map' : 'list';
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: Value): value is ReadonlyMap<Key, Value> => value instanceof Map;

/** Numbers are equal whatever their types; what is of different kinds is not. */
export function equal(a: Value, b: Value): boolean {
  if (isNumber(a) && isNumber(b)) return Number(a) === Number(b);
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index]!));
  if (isMap(a) && isMap(b)) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key)!));
  }
  return a === b;
}

const isNumber = (value: Value): value is bigint | number => typeof value === 'bigint' || typeof value === 'number';

/** Whether one comes before the other: negative, or positive where it comes after. */
export function compared(a: Value, b: Value, sign: string): number {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  const isOrdered =
    (typeof a === 'string' && typeof b === 'string') || (typeof a === 'boolean' && typeof b === 'boolean');
  if (!isOrdered) throw noOverload(sign, [a, b]);
  return a < b ? -1 : a > b ? 1 : 0;
}

export const noOverload = (name: string, values: readonly Value[]) =>
  new CelFault(`found no matching overload for '${name}' applied to '(${values.map(typeOf).join(', ')})'`);

const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;

export function inRange(value: bigint): bigint {
  if (value < LEAST || value > GREATEST) throw new CelFault('integer overflow');
  return value;
}

const ARITHMETIC: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => {
    if (b === 0n) throw new CelFault('division by zero');
    return a / b;
  },
  '%': (a, b) => {
    if (b === 0n) throw new CelFault('modulus by zero');
    return a % b;
  },
};
const REAL: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

export function computed(sign: string, a: Value, b: Value): Value {
  if (typeof a === 'bigint' && typeof b === 'bigint') return inRange(ARITHMETIC[sign]!(a, b));
  const real = REAL[sign];
  if (typeof a === 'number' && typeof b === 'number' && real !== undefined) return real(a, b);
  if (sign === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (sign === '+' && isList(a) && isList(b)) return [...a, ...b];
  throw noOverload(`_${sign}_`, [a, b]);
}

export function contains(container: Value, value: Value): boolean {
  if (isList(container)) return container.some((item) => equal(item, value));
  if (isMap(container)) return container.has(value as Key);
  throw noOverload('@in', [value, container]);
}

export function element(container: Value, at: Value): Value {
  if (isList(container) && typeof at === 'bigint') {
    const item = container[Number(at)];
    if (item === undefined) throw new CelFault(`index out of bounds: ${at}`);
    return item;
  }
  if (isMap(container)) {
    const value = container.get(at as Key);
    if (value === undefined) throw new CelFault(`no such key: ${String(at)}`);
    return value;
  }
  throw noOverload('_[_]', [container, at]);
}

/** Functions and methods by their names: a method has what it is called on as its first argument. */
export const functions: Readonly<Record<string, (values: readonly Value[]) => Value | undefined>> = {
  size: ([value]) => {
    if (typeof value === 'string') return BigInt([...value].length);
    if (value !== undefined && isList(value)) return BigInt(value.length);
    return value !== undefined && isMap(value) ? BigInt(value.size) : undefined;
  },
  startsWith: texts((text, part) => text.startsWith(part)),
  endsWith: texts((text, part) => text.endsWith(part)),
  contains: texts((text, part) => text.includes(part)),
  matches: texts((text, pattern) => {
    try {
      return new RegExp(pattern, 'u').test(text);
    } catch {
      throw new CelFault(`error parsing regexp: ${pattern}`);
    }
  }),
  int: ([value]) => {
    if (typeof value === 'bigint') return value;
    if (typeof value === 'number') return inRange(BigInt(Math.trunc(value)));
    if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return inRange(BigInt(value));
    if (typeof value === 'string') throw new CelFault(`type conversion error from 'string' to 'int'`);
    return undefined;
  },
  double: ([value]) => {
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
    if (typeof value !== 'string') return undefined;
    if (value.trim() === '' || Number.isNaN(Number(value)))
      throw new CelFault(`type conversion error from 'string' to 'double'`);
    return Number(value);
  },
  string: ([value]) => (typeof value === 'object' || value === undefined ? undefined : String(value)),
  bool: ([value]) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string') return undefined;
    if (/^(1|t|true|TRUE|True)$/.test(value)) return true;
    if (/^(0|f|false|FALSE|False)$/.test(value)) return false;
    throw new CelFault(`type conversion error from 'string' to 'bool'`);
  },
  dyn: ([value]) => value,
};

function texts(test: (text: string, other: string) => boolean) {
  return ([text, other]: readonly Value[]) =>
    typeof text === 'string' && typeof other === 'string' ? test(text, other) : undefined;
}
