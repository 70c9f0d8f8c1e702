import type { FieldPath } from '../diagnostic';

/** A part of an object, and where it stands. */
export interface Placed<T> {
  readonly at: FieldPath;
  readonly value: T;
}

/** The items of a list, each with its place. */
export function each<T>(list: readonly T[] | undefined, at: FieldPath): Placed<T>[] {
  return (list ?? []).map((value, i) => ({ at: [...at, i], value }));
}

/** A part that may not be there, as a list. */
export function maybe<T>(value: T | undefined, at: FieldPath): Placed<T>[] {
  return value === undefined ? [] : [{ at, value }];
}

/** The fields of a part that have these names, and are there. */
export function fieldsNamed<T extends object, Name extends keyof T & string>(
  { at, value }: Placed<T>,
  names: readonly Name[],
): Placed<NonNullable<T[Name]>>[] {
  return names.flatMap((name) => maybe(value[name] ?? undefined, [...at, name]) as Placed<NonNullable<T[Name]>>[]);
}

/** Those of these fields that a part has. */
export function present<T extends object>(value: T, names: readonly (keyof T & string)[]): string[] {
  return names.filter((name) => value[name] !== undefined);
}
