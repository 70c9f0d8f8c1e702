import type { Kind } from '../kind';
import { withoutNulls } from '../nulls';
import { duplicates } from './duplicates';
import { type Failure, failures, schemaOf } from './generated';
import type { JsonSchema } from './node';
import type { SchemaError } from './schema-error';
import { type Place, placeAt, rootPlace } from './walk';
import { describe, hintFor, nameOfType } from './wording';

/**
 * What an API server with the kind's CRD, and the decoder of the webhook behind it, would refuse in an object: wrong
 * types, missing fields, numbers that are too large, two entries of a keyed list with one key.
 *
 * Unknown fields are no errors here (see `unknownFields`), nor are values that the rules of a kind forbid. A property
 * that is null counts as not there, as it does for an API server. An item that is null is refused, except where upstream's
 * CRD is open: there the decoder makes something empty of it, which is told with the keyword `null`.
 */
export function structuralErrors(kind: Kind, object: unknown): SchemaError[] {
  const value = withoutNulls(object);
  const root = rootPlace(schemaOf(kind), value);
  return [...failures(kind, value).flatMap((failure) => errorOf(failure, root)), ...duplicates(root)];
}

function errorOf(failure: Failure, root: Place): SchemaError[] {
  const path = pathOf(failure.instancePath, root.value);
  const place = placeAt(root, path);
  if (place === undefined) throw new Error(`no schema at ${failure.instancePath}`);
  if (failure.keyword === 'required') return missing(place, String(failure.params.missingProperty));
  if (place.inOpaque && isDecodedQuantity(place)) return [];
  const expected = expectation(failure, place.node);
  const { value: found } = place;
  const isNullItem = found === null && placeAt(root, path.slice(0, -1))?.inOpaque === true;
  const neverMissing = isNullItem ? (place.node.required ?? []).filter((name) => isNeverMissing(place, name)) : [];
  if (neverMissing.length > 0) return neverMissing.flatMap((name) => missing(place, name));
  if (isNullItem) return [{ path, keyword: 'null', message: 'is null', expected, found }];
  const hint = failure.keyword === 'type' ? hintFor(found, typesOf(place.node)) : undefined;
  const message = `must be ${expected}, found ${describe(found)}`;
  return [{ path, keyword: failure.keyword, message, expected, found, ...(hint && { hint }) }];
}

/** Where no CRD looks, Go's decoder takes a quantity as a number too, with spaces around it, and without digits. */
function isDecodedQuantity({ node, value }: Place): boolean {
  if (!node['x-int-or-string'] || node.pattern === undefined) return false;
  return typeof value === 'number' || (typeof value === 'string' && LENIENT_QUANTITY.test(value));
}

const LENIENT_QUANTITY = /^\s*(?=\S)[+-]?\d*\.?\d*([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?\s*$/;

/** Inside of an opaque part, neither the CRD nor the webhook's decoder misses a field, but its encoder may. */
function missing({ path, node, inOpaque }: Place, name: string): SchemaError[] {
  if (inOpaque && !isNeverMissing({ node }, name)) return [];
  const field = node.properties?.[name];
  const expected = field && typesOf(field).map(nameOfType).join(' or ');
  return [
    {
      path: [...path, name],
      keyword: 'required',
      message: 'is missing',
      ...(expected && { expected, hint: `add it: ${expected}` }),
    },
  ];
}

function isNeverMissing({ node }: Pick<Place, 'node'>, name: string): boolean {
  return node.properties?.[name]?.['x-never-missing'] === true;
}

function expectation({ keyword, params }: Failure, node: JsonSchema): string {
  if (keyword === 'type') return typesOf(node).map(nameOfType).join(' or ');
  if (keyword === 'minLength')
    return params.limit === 1 ? 'text that is not empty' : `text of at least ${params.limit} characters`;
  if (keyword === 'maxLength') return `text of at most ${params.limit} characters`;
  if (keyword === 'minItems') return `a list of at least ${params.limit} items`;
  if (keyword === 'maxItems') return `a list of at most ${params.limit} items`;
  if (keyword === 'minProperties') return `a mapping of at least ${params.limit} entries`;
  if (keyword === 'maxProperties') return `a mapping of at most ${params.limit} entries`;
  if (keyword === 'enum') return `one of ${(node.enum ?? []).map((value) => JSON.stringify(value)).join(', ')}`;
  if (node.format === 'int32') return 'a whole number of 32 bits (-2147483648 to 2147483647)';
  if (node.format === 'int64') return 'a whole number that JavaScript can hold (up to 9007199254740991)';
  if (keyword === 'minimum') return `${params.limit} or more`;
  if (keyword === 'maximum') return `${params.limit} or less`;
  if (node.format === 'date-time') return 'a time such as "2026-07-01T12:00:00Z"';
  return node['x-means'] ?? `text that matches ${node.pattern}`;
}

function typesOf(node: JsonSchema): string[] {
  if (node['x-int-or-string']) return ['integer', 'string'];
  return node.type === undefined ? ['object'] : [node.type];
}

/** The steps of a JSON pointer into a value. */
function pathOf(pointer: string, root: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    const step = Array.isArray(value) ? Number(name) : name;
    path.push(step);
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
}
