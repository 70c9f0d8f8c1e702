import { isDeepStrictEqual } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import type { Kind } from '../../lib/api/kind';
import type { KubeObject } from '../../lib/api/meta/v1';
import { kinds } from '../../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../../lib/api/schema';
import { startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

/** Serving fills it in, whether it is left out or empty: there the two are one. */
const FILLED_IN = ['GRPCAction.service'];

/** A field, where it is first reached from its kind. */
interface Field {
  readonly kind: Kind;
  /** The name of its type, and its own. */
  readonly name: string;
  readonly schema: JsonSchema;
  /** An object of the kind that has these fields, and no others, where the field belongs. */
  readonly objectWith: (fields: object) => KubeObject;
}

describe.skipIf(upstream === undefined)("upstream's webhooks", () => {
  // Istio's webhook fills in nothing, so that one doesn't see what it makes of a field.
  const known = kinds.filter((kind) => !kind.group.endsWith('istio.io') && upstream?.knows(objectOf(kind, {})));

  test('tell an empty value from none where a field has explicit presence, and nowhere else', async () => {
    const wrong: string[] = [];
    let explicit = 0;
    let implicit = 0;
    for (const field of known.flatMap(fieldsOf)) {
      const isTold = await isToldFromNone(field);
      if (isTold === undefined || FILLED_IN.includes(field.name)) continue;
      if (isTold) explicit++;
      else implicit++;
      if (isTold !== (field.schema['x-explicit-presence'] ?? false))
        wrong.push(`${field.name} of ${field.kind.kind}: ${isTold ? 'lacks the tag' : 'has the tag'}`);
    }
    expect(wrong).toEqual([]);
    expect(explicit).toBeGreaterThan(1000);
    expect(implicit).toBeGreaterThan(1000);
  }, 120_000);
});

/** Whether another object is kept of the empty value than of none; undefined where there is no such value that can be read. */
async function isToldFromNone({ name, schema, objectWith }: Field): Promise<boolean | undefined> {
  const field = name.slice(name.lastIndexOf('.') + 1);
  const none = await kept(objectWith({}));
  if (none === undefined) return undefined;
  for (const value of emptyValues(schema)) {
    const empty = await kept(objectWith({ [field]: value }));
    if (empty !== undefined) return !isDeepStrictEqual(empty, none);
  }
  return undefined;
}

/** What upstream makes of an object; undefined where it can't read it. */
async function kept(object: KubeObject): Promise<KubeObject | undefined> {
  return (await upstream!.judge(object)).defaulted;
}

/** Values of which the first that can be read is Go's zero; lists and maps have none that is told from none. */
function emptyValues({ type, properties, additionalProperties, ...node }: JsonSchema): readonly unknown[] {
  if (node['x-int-or-string']) return [node.pattern === undefined ? 0 : '0'];
  const isMap = properties === undefined && Object.keys(additionalProperties ?? {}).length > 0;
  switch (type) {
    case undefined:
      return ['', {}];
    case 'boolean':
      return [false];
    case 'string':
      return ['', '0s', '0001-01-01T00:00:00Z'];
    case 'array':
      return [];
    case 'object':
      return isMap ? [] : [{}];
    default:
      return [0];
  }
}

/** Each field of each type that a kind's spec leads to, once. */
function fieldsOf(kind: Kind): Field[] {
  const fields: Field[] = [];
  const seen = new Set<string>();
  type Open = { readonly use: JsonSchema; readonly owner: string; readonly wrap: (value: unknown) => unknown };
  const open: Open[] = [{ use: schemaOf(kind).properties!.spec!, owner: `${kind.kind}Spec`, wrap: (value) => value }];
  // In breadth, so that a field is reached by as few others as can be.
  for (const { use, owner, wrap } of open) {
    const { properties, items, additionalProperties: values } = resolved(use);
    if (items !== undefined) open.push({ use: items, owner, wrap: (value) => wrap([value]) });
    if (values !== undefined) open.push({ use: values, owner, wrap: (value) => wrap({ key: value }) });
    const type = use.$ref ?? owner;
    if (properties === undefined || seen.has(type)) continue;
    seen.add(type);
    for (const [field, child] of Object.entries(properties)) {
      const name = `${type.slice(type.lastIndexOf('/') + 1)}.${field}`;
      fields.push({ kind, name, schema: resolved(child), objectWith: (own) => objectOf(kind, wrap(own)) });
      open.push({ use: child, owner: name, wrap: (value) => wrap({ [field]: value }) });
    }
  }
  return fields;
}

function resolved(use: JsonSchema): JsonSchema {
  return use.$ref === undefined ? use : { ...definition(use.$ref), ...use };
}

function objectOf({ apiVersion, kind }: Kind, spec: unknown): KubeObject {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'default' }, spec };
}
