import { isDeepStrictEqual } from 'node:util';

/** One way in which our CRD differs from upstream's. */
export interface Difference {
  /** `group/Kind`. */
  readonly kind: string;
  /** The property, or the field of the CRD, and what of it: `spec.filters[] required`. */
  readonly where: string;
  /** Upstream's value as JSON; `-` if there is none. */
  readonly upstream: string;
  /** Our value as JSON; `-` if there is none. */
  readonly ours: string;
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly [field: string]: unknown;
}

interface Version {
  readonly name: string;
  readonly schema: { readonly openAPIV3Schema: Schema };
  readonly additionalPrinterColumns?: readonly { readonly description?: string }[];
  readonly subresources?: unknown;
}

export interface CRD {
  readonly metadata: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly group: string;
    readonly scope: string;
    readonly names: Readonly<Record<string, unknown>>;
    readonly versions: readonly Version[];
  };
}

/** Everything that differs, but for descriptions and for the order of what has no order. */
export function differences(upstream: CRD, ours: CRD): Difference[] {
  const kind = `${ours.spec.group}/${String(ours.spec.names.kind)}`;
  const version = ours.spec.versions[0]!;
  const same = upstream.spec.versions.find(({ name }) => name === version.name);
  if (same === undefined) return [{ kind, where: 'versions', upstream: '-', ours: version.name }];
  const pairs = [
    ...compareFields('', headOf(upstream, same), headOf(ours, version)),
    ...compareSchemas('', same.schema.openAPIV3Schema, version.schema.openAPIV3Schema),
  ];
  return pairs.map(([where, theirs, own]) => ({ kind, where, upstream: textOf(theirs), ours: textOf(own) }));
}

type Pair = readonly [where: string, upstream: unknown, ours: unknown];

/** Labels that only name a release. */
const RELEASE_LABEL = /^app\.kubernetes\.io\/|\/release$|^(app|chart|heritage|release|version)$/;

function headOf({ spec, metadata }: CRD, version: Version): Record<string, unknown> {
  const { kind, plural, shortNames, categories } = spec.names;
  // An API server fills the singular in.
  const { singular = String(kind).toLowerCase() } = spec.names;
  const labels = Object.entries(metadata.labels ?? {}).filter(([name]) => !RELEASE_LABEL.test(name));
  return {
    scope: spec.scope,
    names: { singular, plural, kind, shortNames, categories },
    columns: columnsOf(version),
    subresources: version.subresources,
    labels: Object.fromEntries(labels.sort()),
  };
}

/** Columns without their descriptions; quotes in a JSONPath may be of either sort. */
function columnsOf({ additionalPrinterColumns = [] }: Version): unknown {
  const columns = additionalPrinterColumns.map(({ description: _, ...column }) => column);
  return JSON.parse(JSON.stringify(columns).replaceAll('\\"', "'"));
}

function compareSchemas(at: string, upstream: Schema, ours: Schema): Pair[] {
  return [
    ...compareFields(at, ownFields(upstream), ownFields(ours)),
    ...compareParts(at, partsOf(upstream), partsOf(ours)),
  ];
}

function compareParts(at: string, upstream: Record<string, Schema>, ours: Record<string, Schema>): Pair[] {
  return union(upstream, ours).flatMap((name): Pair[] => {
    const where = at === '' || name.startsWith('[') || name.startsWith('{') ? at + name : `${at}.${name}`;
    const [theirs, own] = [upstream[name], ours[name]];
    if (theirs === undefined) return [[where, undefined, 'there']];
    if (own === undefined) return [[where, 'there', undefined]];
    return compareSchemas(where, theirs, own);
  });
}

function compareFields(at: string, upstream: Record<string, unknown>, ours: Record<string, unknown>): Pair[] {
  return union(upstream, ours).flatMap((field): Pair[] =>
    isDeepStrictEqual(upstream[field], ours[field]) ? [] : [[`${at} ${field}`.trim(), upstream[field], ours[field]]],
  );
}

/** What a schema says of the value itself: type, bounds, format, default, markers. */
function ownFields(schema: Schema) {
  const { description: _, title: _title, example: _example, ...said } = schema;
  const { properties, items, additionalProperties, required, ...fields } = said;
  const { oneOf, allOf, 'x-kubernetes-validations': expressions, ...others } = fields;
  return {
    ...others,
    ...(oneOf !== undefined && { oneOf: inWords(oneOf) }),
    ...(Array.isArray(allOf) && { allOf: allOf.map((part: Schema) => inWords(part.oneOf)) }),
    ...(Array.isArray(expressions) && {
      'x-kubernetes-validations': expressions.map(({ message }: { message: string }) => message),
    }),
    ...(Array.isArray(required) && { required: [...required].sort() }),
    ...(typeof additionalProperties === 'boolean' && { additionalProperties }),
  };
}

/** `at most one of a, b` of the alternatives by which a schema says so; others as they are. */
function inWords(oneOf: unknown): unknown {
  const [none, ...alternatives] = oneOf as readonly { not?: { anyOf?: readonly Schema[] }; required?: string[] }[];
  if (none?.not === undefined || !isDeepStrictEqual(none.not, { anyOf: alternatives })) return oneOf;
  return `at most one of ${alternatives.flatMap(({ required = [] }) => required).join(', ')}`;
}

/** Properties by name, items as `[]`, values of a map as `{}`. */
function partsOf({ properties, items, additionalProperties }: Schema): Record<string, Schema> {
  return {
    ...properties,
    ...(items && { '[]': items }),
    ...(typeof additionalProperties === 'object' && { '{}': additionalProperties }),
  };
}

function union(a: object, b: object): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
}

function textOf(value: unknown): string {
  return value === undefined ? '-' : JSON.stringify(value);
}
