import { definition } from './generated';
import type { JsonSchema } from './node';

/** An object or an array. */
export type Container = Readonly<Record<string | number, unknown>> | readonly unknown[];

/** A place in an object. */
export type Path = readonly (string | number)[];

/** A value in an object, and what the schema says of it. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
  /** The node of the schema, no longer a reference. */
  readonly node: JsonSchema;
  /** Whether upstream's CRD is open here, so that only the webhook looks. */
  readonly inOpaque: boolean;
}

/** The place of an object as a whole. */
export function rootPlace(schema: JsonSchema, value: unknown): Place {
  return placeOf(schema, value, [], false);
}

/** Sees one object or list. The path is true during the call only: who keeps it copies it. */
export type Visitor = (container: Container, node: JsonSchema, path: Path, inOpaque: boolean) => void;

/** Visits all objects and lists within a place that the schema knows something of, from the outside in. */
export function visitContainers({ node, value, inOpaque }: Place, visit: Visitor): void {
  if (isContainer(value)) visitIn(value, node, [], inOpaque, visit);
}

function visitIn(
  container: Container,
  node: JsonSchema,
  path: (string | number)[],
  inOpaque: boolean,
  visit: Visitor,
): void {
  visit(container, node, path, inOpaque);
  const within = inOpaque || node['x-opaque-items'] === true;
  if (Array.isArray(container)) {
    for (let i = 0; i < container.length; i++) enter(i, container[i], node.items, path, within, visit);
    return;
  }
  for (const [key, inner] of Object.entries(container))
    enter(key, inner, own(node.properties, key) ?? node.additionalProperties, path, within, visit);
}

function enter(
  key: string | number,
  inner: unknown,
  schema: JsonSchema | undefined,
  path: (string | number)[],
  within: boolean,
  visit: Visitor,
): void {
  if (schema === undefined || !isContainer(inner)) return;
  const child = resolved(schema);
  path.push(key);
  visitIn(inner, child, path, within || isOpaque(child), visit);
  path.pop();
}

/** The place that a path leads to; undefined where the schema knows nothing of it. */
export function placeAt(root: Place, path: Path): Place | undefined {
  let place: Place | undefined = root;
  for (const step of path) {
    if (place === undefined) return undefined;
    place = placeIn(place, step);
  }
  return place;
}

/** Whether a property with this value counts as not there: an API server drops nulls. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

/** Whether the value is an object or an array. */
export function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** The place of one property or item. */
function placeIn({ node, value, path, inOpaque }: Place, key: string | number): Place | undefined {
  const child = typeof key === 'number' ? node.items : (own(node.properties, key) ?? node.additionalProperties);
  if (child === undefined || !isContainer(value)) return undefined;
  const inner = own(value as Readonly<Record<string | number, unknown>>, key);
  return placeOf(child, inner, [...path, key], inOpaque || node['x-opaque-items'] === true);
}

function placeOf(schema: JsonSchema, value: unknown, path: Path, inOpaque: boolean): Place {
  const node = resolved(schema);
  return { path, value, node, inOpaque: inOpaque || isOpaque(node) };
}

function isOpaque(node: JsonSchema): boolean {
  return node['x-opaque'] === true || node['x-untyped'] === true || node['x-not-in-schema'] === true;
}

const resolvedNodes = new WeakMap<JsonSchema, JsonSchema>();

/** The node itself in place of a reference to it; what stands beside the reference goes first. */
export function resolved(schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  let node = resolvedNodes.get(schema);
  if (node === undefined) {
    node = { ...definition(schema.$ref), ...schema };
    resolvedNodes.set(schema, node);
  }
  return node;
}

/** A property of the object itself: `toString` and the like are none. */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, key: string | number) {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The same value with another one at a path: what lies on the way is copied. */
export function withValueAt(holder: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  const copy = (Array.isArray(holder) ? [...holder] : { ...(holder as object) }) as Record<string | number, unknown>;
  copy[step] = withValueAt(copy[step], rest, value);
  return copy;
}
