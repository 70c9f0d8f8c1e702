import { isDeepStrictEqual } from 'node:util';
import type { Definition } from 'ts-json-schema-generator';
import { type JsonSchema, nameIn, refTo } from '../../lib/api/schema/node';
import { mapValues, type Schemas } from './node';
import type { KindSource } from './source';
import { MARKER_OF_TAG } from './tags';

/** What ts-json-schema-generator makes of a type, our tags included. */
type Raw = Definition & Readonly<Record<string, unknown>>;
type Definitions = Readonly<Record<string, unknown>>;

/** The schemas of all kinds, with descriptions and markers. */
export function schemasOf(sources: readonly KindSource[], metadata: KindSource['definitions']): Schemas {
  const definitions: Record<string, JsonSchema> = {};
  const take = (raw: Definitions, own: readonly (string | undefined)[]) => {
    for (const [name, definition] of Object.entries(raw)) {
      if (own.includes(name)) continue;
      const node = nodeOf(definition as Raw, raw, name);
      if (node.properties === undefined) continue;
      if (name in definitions && !isDeepStrictEqual(definitions[name], node))
        throw new Error(`two different types are named ${name}: rename one`);
      definitions[name] = node;
    }
  };
  take(metadata, []);
  const kinds = sources.map((source) => {
    take(source.definitions, [source.spec, source.status]);
    return [`${source.kind.apiVersion}/${source.kind.kind}`, kindNode(source)] as const;
  });
  return { definitions: mapValues(definitions, (node) => node), kinds: mapValues(Object.fromEntries(kinds), (n) => n) };
}

function kindNode({ spec, status, definitions }: KindSource): JsonSchema {
  const of = (name: string) => nodeOf(definitions[name] as Raw, definitions, name);
  const specNode = of(spec);
  return {
    type: 'object',
    description: specNode.description,
    properties: {
      apiVersion: { type: 'string', description: "The kind's group and version." },
      kind: { type: 'string', description: 'The kind.' },
      metadata: { $ref: refTo('ObjectMeta'), description: 'What the object says of itself.' },
      spec: { ...specNode, description: 'What should be.' },
      ...(status && { status: { ...of(status), description: 'What is.' } }),
    },
  };
}

/** Our node of a raw one. Scalars that have a name of their own, such as `Int32`, are written out where they are used. */
function nodeOf(raw: Raw, definitions: Definitions, path: string): JsonSchema {
  const named = raw.$ref === undefined ? undefined : nameIn(raw.$ref);
  const target = named === undefined ? undefined : (definitions[named] as Raw);
  if (named !== undefined && target?.properties !== undefined)
    return { $ref: refTo(named), ...annotationsOf(raw, raw) };

  const merged = target === undefined ? raw : ({ ...target, ...raw } as Raw);
  return { ...shapeOf(merged, definitions, path), ...annotationsOf(merged, raw) };
}

function shapeOf(raw: Raw, definitions: Definitions, path: string): JsonSchema {
  if (raw.anyValue === true) return {};
  if (raw.intOrString === true) return pick(raw, ['pattern']);
  const alternatives = raw.anyOf ?? raw.oneOf ?? raw.allOf;
  if (alternatives !== undefined) throw new Error(`${path}: a type must be one thing; see lib/api/README.md`);
  if (raw.properties !== undefined) return objectOf(raw, definitions, path);
  if (raw.type === 'object') {
    const values = raw.additionalProperties;
    const open = typeof values !== 'object' || Object.keys(values).length === 0;
    return {
      type: 'object',
      additionalProperties: open ? {} : nodeOf(values as Raw, definitions, `${path}.*`),
      ...pick(raw, ['minProperties', 'maxProperties']),
    };
  }
  if (raw.type === 'array')
    return {
      type: 'array',
      items: nodeOf(raw.items as Raw, definitions, `${path}[]`),
      ...pick(raw, ['minItems', 'maxItems']),
    };
  if (raw.type === undefined && raw.const === undefined) return {};
  const { type } = raw;
  if (type !== 'string' && type !== 'integer' && type !== 'number' && type !== 'boolean')
    throw new Error(`${path}: a type must be one thing; see lib/api/README.md`);
  // Upstream's schemas have next to no enums: its webhooks report bad values, and so do our rules.
  const values = raw.enforcedBySchema === true ? pick(raw, ['enum']) : {};
  return { type, ...values, ...pick(raw, ['format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum']) };
}

function objectOf(raw: Raw, definitions: Definitions, path: string): JsonSchema {
  const entries = Object.entries(raw.properties ?? {}).map(([name, value]) => {
    const property = value as Raw;
    if (!property.description) throw new Error(`${path}.${name} has no TSDoc`);
    return [name, property] as const;
  });
  const optional = new Set(entries.filter(([, { schemaOptional }]) => schemaOptional === true).map(([name]) => name));
  const required = (raw.required ?? []).filter((name) => !optional.has(name)).sort();
  return {
    type: 'object',
    properties: mapValues(Object.fromEntries(entries), (value, name) => nodeOf(value, definitions, `${path}.${name}`)),
    ...(required.length > 0 && { required }),
  };
}

/** Description, default and markers. The description of a use wins over that of the type. */
function annotationsOf(raw: Raw, use: Raw): JsonSchema {
  const description = [use.description ?? raw.description, valuesText(raw), defaultText(use)].filter(Boolean).join(' ');
  const markers = Object.entries(MARKER_OF_TAG).flatMap(([tag, marker]) => {
    const value = raw[tag];
    if (value === undefined) return [];
    return [[marker, tag === 'listMapKeys' ? String(value).split(',') : value]];
  });
  return {
    ...(description && { description: description.replace(/\s+/g, ' ') }),
    ...(raw.schemaDefault !== undefined && { default: raw.schemaDefault }),
    ...Object.fromEntries(markers),
  };
}

function valuesText({ enum: values }: Raw): string {
  return values === undefined ? '' : `One of ${values.map((value) => JSON.stringify(value)).join(', ')}.`;
}

/** The prose of `@default`, as a sentence. */
function defaultText({ default: value }: Raw): string {
  if (value === undefined) return '';
  const prose = typeof value === 'string' && value.startsWith('- ');
  return `Default: ${prose ? value.slice(2) : JSON.stringify(value)}.`;
}

function pick<Name extends keyof Raw & string>(raw: Raw, names: readonly Name[]): JsonSchema {
  return Object.fromEntries(names.flatMap((name) => (raw[name] === undefined ? [] : [[name, raw[name]]])));
}
