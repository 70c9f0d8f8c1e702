import { type VariableReference, variablesIn } from '../../api/tekton/variables';
import type { FieldPath } from '../diagnostic';

/** A text, wherever it stands. */
export interface LocatedText {
  readonly path: FieldPath;
  readonly text: string;
}

/** All texts within a value, in their order. */
export function textsWithin(value: unknown, path: FieldPath = []): LocatedText[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    textsWithin(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** All references within a value, each with the text that it stands in. */
export function referencesWithin(value: unknown): (LocatedText & { readonly reference: VariableReference })[] {
  return textsWithin(value).flatMap((located) =>
    variablesIn(located.text).map((reference) => ({ ...located, reference })),
  );
}

/** The params that are read somewhere within a value, be it in the old form. */
export function paramsReadIn(value: unknown): ReadonlySet<string> {
  const names = referencesWithin(value).flatMap(({ reference: { root, names } }) => {
    if (root === 'inputs') return names.slice(1, 2);
    // Upstream takes the first name for the param; a person may have meant all of them.
    return root === 'params' ? [names[0] ?? '', names.join('.')] : [];
  });
  return new Set(names);
}
