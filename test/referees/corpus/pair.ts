import type { KubeObject } from '../../../lib/api/meta/v1';
import { type ObjectName, objects } from './objects';

/** A fault that people make, and what is almost it and right. */
export interface Pair {
  readonly title: string;
  readonly fault: KubeObject;
  readonly nearMiss: KubeObject;
}

/** Values to put in, by JSON pointer; undefined takes the field away. */
export type Change = Readonly<Record<string, unknown>>;

export function pair(title: string, name: ObjectName, fault: Change, nearMiss: Change): Pair {
  return {
    title: `${name}: ${title}`,
    fault: changed(objects[name], fault),
    nearMiss: changed(objects[name], nearMiss),
  };
}

/** Pairs whose fault and near miss are values of one field. */
export function valuesAt(
  name: ObjectName,
  pointer: string,
  cases: Readonly<Record<string, readonly [unknown, unknown]>>,
) {
  return Object.entries(cases).map(([title, [fault, nearMiss]]) => {
    return pair(title, name, { [pointer]: fault }, { [pointer]: nearMiss });
  });
}

function changed(object: KubeObject, change: Change): KubeObject {
  return Object.entries(change).reduce((result, [pointer, value]) => put(result, stepsOf(pointer), value), object);
}

function stepsOf(pointer: string): string[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function put<T>(target: T, [step, ...rest]: readonly string[], value: unknown): T {
  if (step === undefined) return value as T;
  const copy = (Array.isArray(target) ? [...target] : { ...target }) as Record<string, unknown>;
  const inner = rest.length === 0 ? value : put(copy[step] ?? {}, rest, value);
  if (inner === undefined) delete copy[step];
  else copy[step] = inner;
  return copy as T;
}
