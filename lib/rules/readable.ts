import type { FieldPath } from './diagnostic';

/**
 * A copy of an object without the values at these paths, so that rules can read the rest of it; undefined where that
 * would change what the rest means, since the items of a list are known by their place.
 */
export function withoutValuesAt<T>(object: T, paths: readonly FieldPath[]): T | undefined {
  if (paths.some((path) => typeof path.at(-1) !== 'string')) return undefined;
  return paths.reduce<unknown>((rest, path) => without(rest, path), object) as T;
}

function without(value: unknown, [step, ...rest]: FieldPath): unknown {
  if (typeof value !== 'object' || value === null || step === undefined) return value;
  if (Array.isArray(value)) return value.map((item, i) => (i === step ? without(item, rest) : item));
  const { [step]: inner, ...others } = value as Record<string | number, unknown>;
  return rest.length === 0 ? others : { ...others, [step]: without(inner, rest) };
}

/** Whether one path leads to the other, or into it. */
export function overlap(a: FieldPath, b: FieldPath): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.every((step, i) => step === long[i]);
}
