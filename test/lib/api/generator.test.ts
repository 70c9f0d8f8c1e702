import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defineKind } from '../../../lib/api/kind';
import { crdOfKind } from '../../../tools/generate/crd';
import { staleFiles } from '../../../tools/generate/outputs';
import { schemasOf } from '../../../tools/generate/schemas';
import { readerOf } from '../../../tools/generate/source';
import { validatorsCode } from '../../../tools/generate/validators';

const ROOT = resolve(__dirname, '../../..');
const TAGGED = resolve(__dirname, 'tagged.ts');
const reader = readerOf(ROOT, [TAGGED]);
const kind = defineKind({ group: 'test.dev', version: 'v1', kind: 'Tagged', plural: 'taggeds', scope: 'Cluster' });
const ID = 'test.dev/v1/Tagged';

function schemasFor(spec: string, metadata = {}) {
  const definitions = reader.definitions(reader.file(TAGGED), [spec]);
  const objectMeta = { ObjectMeta: { type: 'object' as const, properties: {} } };
  return schemasOf([{ kind, spec, status: undefined, definitions }], { ...objectMeta, ...metadata });
}

interface Node {
  readonly properties: Readonly<Record<string, Node>>;
  readonly [field: string]: unknown;
}

describe('the CRD of tagged interfaces', () => {
  const crd = crdOfKind(kind, schemasFor('TaggedSpec')) as {
    spec: { versions: { schema: { openAPIV3Schema: Node } }[] };
  };
  const spec = crd.spec.versions[0]!.schema.openAPIV3Schema.properties.spec!;
  const { properties } = spec;

  test('stops at open parts', () => {
    const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    expect(properties.opaque).toEqual({ ...open, description: 'Closed to nobody.' });
    expect(properties.opaqueItems).toEqual({ type: 'array', items: open, description: 'Open items.' });
    expect(properties.tree).toMatchObject({ required: ['part'], properties: { children: { items: open } } });
  });

  test('says nothing of parts without a type, nor of unions that are told apart elsewhere', () => {
    const anything = { 'x-kubernetes-preserve-unknown-fields': true };
    expect(properties.untyped).toEqual({ ...anything, description: 'Not even a list.' });
    expect(properties.either).toEqual({ ...anything, description: 'This or that.' });
  });

  test('keeps known properties beside unknown ones', () => {
    expect(spec).toMatchObject({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
  });

  test('leaves out what upstream’s schema does not know', () => {
    expect(properties).not.toHaveProperty('notInSchema');
  });

  test('requires only what the schema requires', () => {
    expect(spec.required).toEqual(['required']);
  });

  test('tells defaults in words, and has those of the API server', () => {
    expect(properties.schemaDefault).toMatchObject({ default: 'TCP' });
    expect(properties.prose).toEqual({ type: 'string', description: 'Told in words. Default: nothing at all.' });
    expect(properties.literal).toMatchObject({ description: 'Told as a value. Default: 30.' });
    expect(properties.literal).not.toHaveProperty('default');
  });

  test('has an enum only where upstream has one', () => {
    expect(properties.union).toEqual({ type: 'string', description: 'A closed set. One of "a", "b".' });
    expect(properties.enforced).toMatchObject({ enum: ['a', 'b'] });
  });

  test('says how items and maps are told apart, and within which bounds numbers are', () => {
    expect(properties.list).toMatchObject({
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name', 'size'],
      items: { 'x-kubernetes-map-type': 'atomic', properties: { size: { format: 'int32', minimum: 1, maximum: 9 } } },
    });
  });

  test('says how long a text is, and how many entries a map has', () => {
    expect(properties.few).toMatchObject({
      minProperties: 1,
      maxProperties: 2,
      additionalProperties: { type: 'string', maxLength: 3 },
    });
  });

  test('has integers or strings, and free parts', () => {
    const either = { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true };
    expect(properties.port).toEqual({ ...either, description: 'By number or name.' });
    expect(properties.amounts).toMatchObject({ type: 'object', additionalProperties: either });
    expect(properties.free).toMatchObject({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true });
    expect(properties.anything).toEqual({ 'x-kubernetes-preserve-unknown-fields': true, description: 'Anything.' });
  });
});

describe('the validator of tagged interfaces', () => {
  const module: { exports: Record<string, { (value: unknown): boolean; errors?: { instancePath: string }[] | null }> } =
    { exports: {} };
  new Function('exports', 'module', validatorsCode(schemasFor('TaggedSpec')))(module.exports, module);
  const wrong = (spec: object) => {
    const validate = module.exports[ID]!;
    return validate({ spec: { required: true, ...spec } }) ? [] : validate.errors?.map((error) => error.instancePath);
  };

  test('goes on into open parts', () => {
    expect(wrong({ opaque: { part: { name: 1 } } })).toEqual(['/spec/opaque/part/name']);
    expect(wrong({ tree: { part: { name: 'a' }, children: [{ part: 5 }] } })).toEqual(['/spec/tree/children/0/part']);
  });

  test('goes on into parts without a type, and lets unions be anything', () => {
    expect(wrong({ untyped: {} })).toEqual(['/spec/untyped']);
    expect(wrong({ untyped: [{ part: 5 }] })).toEqual(['/spec/untyped/0/part']);
    for (const either of ['a', ['a'], { name: 'a' }, 5, true]) expect(wrong({ either })).toEqual([]);
  });

  test('knows what upstream’s schema does not', () => {
    expect(wrong({ notInSchema: 1 })).toEqual(['/spec/notInSchema']);
  });

  test('lets unknown fields and values of closed sets pass', () => {
    expect(wrong({ unknown: 1, union: 'c' })).toEqual([]);
    expect(wrong({ enforced: 'c' })).toEqual(['/spec/enforced']);
  });

  test('holds integers to their bits, and to narrower bounds', () => {
    expect(wrong({ literal: 2 ** 31 })).toEqual(['/spec/literal']);
    expect(wrong({ literal: 1.5 })).toEqual(['/spec/literal']);
    expect(wrong({ list: [{ name: 'a', size: 10 }] })).toEqual(['/spec/list/0/size']);
  });

  test('counts the characters of a text and the entries of a map', () => {
    expect(wrong({ few: { a: 'abc' } })).toEqual([]);
    expect(wrong({ few: { a: 'abcd' } })).toEqual(['/spec/few/a']);
    expect(wrong({ few: {} })).toEqual(['/spec/few']);
    expect(wrong({ few: { a: '', b: '', c: '' } })).toEqual(['/spec/few']);
  });

  test('takes integers and strings, and nothing else, where either may stand', () => {
    expect(wrong({ port: 80, amounts: { cpu: '1' } })).toEqual([]);
    expect(wrong({ port: true })).toEqual(['/spec/port']);
    expect(wrong({ amounts: { cpu: 'much' } })).toEqual(['/spec/amounts/cpu']);
  });
});

describe('interfaces that can’t be a schema', () => {
  test('a property without a sentence', () => {
    expect(() => schemasFor('UndocumentedSpec')).toThrow('UndocumentedSpec.silent has no TSDoc');
  });

  test('a property that is two things', () => {
    expect(() => schemasFor('TwoThingsSpec')).toThrow('TwoThingsSpec.either: a type must be one thing');
  });

  test('an interface that holds itself without an open part', () => {
    const schemas = schemasFor('EndlessSpec');
    expect(() => crdOfKind(kind, schemas)).toThrow('Endless holds itself');
  });

  test('two interfaces of one name', () => {
    const other = {
      Part: { type: 'object' as const, properties: { name: { type: 'string' as const, description: 'x' } } },
    };
    expect(() => schemasFor('TaggedSpec', other)).toThrow('two different types are named Part');
  });
});

test('the generated files are fresh', () => {
  expect(staleFiles(ROOT)).toEqual([]);
});
