import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import type { Kind } from '../../../lib/api/kind';
import { findKind } from '../../../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../../../lib/api/schema';
import { everySourceField } from './every-source-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'KafkaSource .optional': 'belongs to a reference to a Secret: a login without its value is none',
  'RedisStreamSource .optional': 'belongs to a reference to a Secret: a login without its value is none',
  'Pipe spec.sink.ref.fieldPath': 'a sink is an object as a whole',
  'Pipe spec.sink.ref.resourceVersion': 'a sink is an object whatever its version',
  'Pipe spec.sink.ref.uid': 'a sink is known by its name',
};

const chart = new Chart(new App(), 'test', { namespace: 'default' });
everySourceField(chart);
const reached = new Map<Kind, Set<string>>();
for (const construct of chart.node.findAll()) {
  if (!ApiObject.isApiObject(construct)) continue;
  const object = construct.toJson() as { apiVersion: string; kind: string; spec?: unknown };
  const kind = findKind(object.apiVersion, object.kind)!;
  const fields = reached.get(kind) ?? new Set<string>();
  for (const field of fieldsOfValue(object.spec, 'spec')) fields.add(field);
  reached.set(kind, fields);
}

test.each([...reached].map(([kind, fields]) => [kind.kind, kind, fields] as const))(
  'every field of a %s can be reached by a property',
  (name, kind, fields) => {
    const spec = resolve(schemaOf(kind)!).properties!.spec!;
    const hasReason = (field: string) =>
      Object.hasOwn(WITHOUT_PROPERTY, `${name} ${field}`) ||
      (field.endsWith('.secretKeyRef.optional') && Object.hasOwn(WITHOUT_PROPERTY, `${name} .optional`));
    expect([...fieldsOfSchema(spec, 'spec')].filter((field) => !fields.has(field) && !hasReason(field))).toEqual([]);
  },
);

test('fourteen kinds were looked at', () => {
  expect(reached.size).toBe(14);
});

function resolve(node: JsonSchema): JsonSchema {
  return node.$ref === undefined ? node : definition(node.$ref);
}

function* fieldsOfSchema(given: JsonSchema, path: string): Generator<string> {
  const node = resolve(given);
  if (node.items !== undefined) yield* fieldsOfSchema(node.items, `${path}[]`);
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    yield `${path}.${name}`;
    if (!isOpaque(child)) yield* fieldsOfSchema(child, `${path}.${name}`);
  }
}

/** Pods, Jobs and the like are given as a whole, in Kubernetes' own words. */
function isOpaque(child: JsonSchema): boolean {
  return child.$ref !== undefined && /PodTemplateSpec|Job$/.test(child.$ref);
}

function* fieldsOfValue(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) for (const item of value) yield* fieldsOfValue(item, `${path}[]`);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, child] of Object.entries(value)) {
      yield `${path}.${name}`;
      yield* fieldsOfValue(child, `${path}.${name}`);
    }
  }
}
