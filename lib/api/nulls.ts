/**
 * The same value without properties that are null or undefined, which the API server takes for absent; an item that is
 * null stays, because it refuses that. Copies what it changes.
 */
export function withoutNulls<T>(value: T): T {
  return strip(value) as T;
}

function strip(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? stripItems(value) : stripProperties(value as Record<string, unknown>);
}

function stripItems(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const stripped = strip(items[i]);
    if (stripped === items[i]) continue;
    copy ??= [...items];
    copy[i] = stripped;
  }
  return copy ?? items;
}

function stripProperties(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let copy: Record<string, unknown> | undefined;
  for (const key in object) {
    const value = object[key];
    if (value === null || value === undefined) {
      copy ??= { ...object };
      delete copy[key];
      continue;
    }
    const stripped = strip(value);
    if (stripped === value) continue;
    copy ??= { ...object };
    copy[key] = stripped;
  }
  return copy ?? object;
}
