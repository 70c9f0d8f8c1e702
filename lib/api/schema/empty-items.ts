import type { Kind } from '../kind';
import { schemaOf } from './generated';
import type { JsonSchema } from './node';
import { own, type Path, resolved, rootPlace, visitContainers, withValueAt } from './walk';

/**
 * The same object with something empty in place of each item that is null where upstream's CRD is open: there a webhook
 * reads null as nothing. Copies what it changes.
 */
export function withEmptyItems<T>(kind: Kind, object: T): T {
  if (!hasNullItem(object)) return object;
  const empty: { path: Path; value: unknown }[] = [];
  visitContainers(rootPlace(schemaOf(kind), object), (list, { items }, path, inOpaque) => {
    if (!Array.isArray(list) || items === undefined || !inOpaque) return;
    list.forEach((item, i) => {
      if (item === null) empty.push({ path: [...path, i], value: emptyOf(items) });
    });
  });
  return empty.reduce<unknown>((filled, { path, value }) => withValueAt(filled, path, value), object) as T;
}

/**
 * The same object with an empty text in place of each that its schema requires and nobody misses, since upstream's CRD
 * is open there: a webhook written in Go can't tell the two apart. Copies what it changes.
 */
export function withEmptyTexts<T>(kind: Kind, object: T): T {
  const missing: Path[] = [];
  visitContainers(rootPlace(schemaOf(kind), object), (holder, { properties, required = [] }, path, inOpaque) => {
    if (!inOpaque || Array.isArray(holder)) return;
    for (const name of required)
      if (own(holder as Fields, name) === undefined && isText(own(properties, name))) missing.push([...path, name]);
  });
  return missing.reduce<unknown>((filled, path) => withValueAt(filled, path, ''), object) as T;
}

type Fields = Readonly<Record<string, unknown>>;

function isText(schema: JsonSchema | undefined): boolean {
  return schema !== undefined && resolved(schema).type === 'string';
}

function hasNullItem(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => item === null || hasNullItem(item));
  for (const key in value) if (hasNullItem((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
}

function emptyOf(schema: JsonSchema): unknown {
  const { type } = resolved(schema);
  if (type === undefined) return null;
  return { string: '', integer: 0, number: 0, boolean: false, array: [], object: {} }[type];
}
