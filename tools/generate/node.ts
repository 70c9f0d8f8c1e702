import type { JsonSchema } from '../../lib/api/schema/node';

/** All schemas: those of the kinds, and the definitions that they share. */
export interface Schemas {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** By `group/version/Kind`. */
  readonly kinds: Readonly<Record<string, JsonSchema>>;
}

/** The same node with its parts, at every depth, replaced by what `change` makes of them. */
export function mapParts(node: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const { properties, items, additionalProperties } = node;
  return {
    ...node,
    ...(properties && { properties: mapValues(properties, change) }),
    ...(items && { items: change(items) }),
    ...(additionalProperties && { additionalProperties: change(additionalProperties) }),
  };
}

/** The same keys, sorted, with other values. */
export function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To) {
  const keys = Object.keys(record).sort();
  return Object.fromEntries(keys.map((key) => [key, change(record[key]!, key)])) as Record<string, To>;
}
