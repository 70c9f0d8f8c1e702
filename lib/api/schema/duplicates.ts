import { definition } from './generated';
import type { JsonSchema } from './node';
import type { SchemaError } from './schema-error';
import { isContainer, own, type Path, type Place, visitContainers } from './walk';

/** Entries of keyed lists and sets that are there already. Where the CRD is open, nobody minds. */
export function duplicates(root: Place): SchemaError[] {
  const errors: SchemaError[] = [];
  visitContainers(root, (list, node, path, inOpaque) => {
    const type = node['x-list-type'];
    if (inOpaque || (type !== 'map' && type !== 'set') || !Array.isArray(list) || list.length < 2) return;
    errors.push(...duplicatesIn(list, type, node, path));
  });
  return errors;
}

function duplicatesIn(value: readonly unknown[], type: 'map' | 'set', node: JsonSchema, path: Path): SchemaError[] {
  const names = node['x-list-map-keys'] ?? [];
  const item = itemOf(node);
  const keys = value.map((entry: unknown) =>
    type === 'set' ? [entry] : names.map((name) => keyOf(entry, name, item)),
  );
  const firstWith = new Map<string, number>();
  return keys.flatMap((key, index) => {
    // An entry without its key is told as such, once.
    if (key.includes(undefined)) return [];
    const text = JSON.stringify(key);
    const first = firstWith.get(text);
    if (first === undefined) {
      firstWith.set(text, index);
      return [];
    }
    const same = type === 'set' ? 'is the same as' : `has the same ${names.join(' and ')} as`;
    const message = `${same} entry ${first}: ${key.map((part) => JSON.stringify(part)).join(', ')}`;
    return [{ path: [...path, index], keyword: 'duplicate', message, found: value[index] }];
  });
}

/** The value of a key, or the one that an API server puts in for it. */
function keyOf(entry: unknown, key: string, item: JsonSchema): unknown {
  if (!isContainer(entry)) return undefined;
  return own(entry as Readonly<Record<string, unknown>>, key) ?? item.properties?.[key]?.default;
}

function itemOf({ items = {} }: JsonSchema): JsonSchema {
  return items.$ref === undefined ? items : definition(items.$ref);
}
