import { isDeepStrictEqual } from 'node:util';
import { parseGoDuration } from '../config/duration';
import { parseQuantity } from '../config/quantity';
import type { Kind } from '../kind';
import { withoutNulls } from '../nulls';
import { schemaOf } from './generated';
import type { JsonSchema } from './node';
import { isAbsent, isContainer, own, type Path, resolved } from './walk';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether two values of a part of a kind mean the same to upstream's webhooks, which compare them once they are
 * decoded: an empty list or map is none, and so is an empty text, `false`, 0 or an object of nothing else, except where
 * the field is tagged `@explicitPresence`. Quantities and Go's durations are compared by amount. What has no type is
 * compared as JSON, and fields that the type doesn't know are passed over, as by the decoder.
 *
 * The path leads from the object to the part, as in `['spec', 'steps', 0]`; any number stands for all items of a list.
 * Throws where the kind has no such part.
 */
export function isSemanticallyEqual(kind: Kind, at: Path, a: unknown, b: unknown): boolean {
  return a === b || areEqual(a, b, typeAt(kind, at));
}

function typeAt(kind: Kind, at: Path): JsonSchema {
  return at.reduce<JsonSchema>((node, step) => {
    const part = typeof step === 'number' ? node.items : (own(node.properties, step) ?? node.additionalProperties);
    if (part === undefined) throw new Error(`${kind.kind} has no ${at.join('.')}`);
    return resolved(part);
  }, schemaOf(kind));
}

function areEqual(a: unknown, b: unknown, schema: JsonSchema): boolean {
  const node = resolved(schema);
  if (isAbsent(a) || isAbsent(b)) return isNone(a, node) && isNone(b, node);
  const { properties, items, additionalProperties } = node;
  if (properties !== undefined && isMap(a) && isMap(b))
    return Object.entries(properties).every(([name, field]) => areEqual(own(a, name), own(b, name), field));
  if (items !== undefined && Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => areEqual(item, b[i], items));
  if (additionalProperties !== undefined && isMap(a) && isMap(b))
    return areMapsEqual(withoutNulls(a), withoutNulls(b), additionalProperties);
  const [left, right] = [amountOf(a, node), amountOf(b, node)];
  if (left !== undefined && right !== undefined) return left === right;
  return isDeepStrictEqual(withoutNulls(a), withoutNulls(b));
}

function areMapsEqual(a: Fields, b: Fields, values: JsonSchema): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && areEqual(a[key], b[key], values))
  );
}

/** Whether the field would be no different if it were left out. */
function isNone(value: unknown, node: JsonSchema): boolean {
  if (isAbsent(value)) return true;
  if (node['x-explicit-presence'] || isUntyped(node)) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (isMap(value)) return node.properties === undefined ? isEmptyMap(value) : areEqual(value, {}, node);
  return value === false || value === 0 || value === '' || amountOf(value, node) === 0;
}

function isEmptyMap(value: Fields): boolean {
  return Object.values(value).every(isAbsent);
}

/** Whether anything may stand there: such a value is kept as it was written. */
function isUntyped(node: JsonSchema): boolean {
  return node.type === undefined && node['x-int-or-string'] !== true;
}

/** How much a quantity or a duration is; undefined for all else. */
function amountOf(value: unknown, node: JsonSchema): number | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  if (node['x-go-duration']) return parseGoDuration(String(value));
  // An integer or a string is a quantity where it must look like one.
  return node['x-int-or-string'] && node.pattern !== undefined ? parseQuantity(value) : undefined;
}

function isMap(value: unknown): value is Fields {
  return isContainer(value) && !Array.isArray(value);
}
