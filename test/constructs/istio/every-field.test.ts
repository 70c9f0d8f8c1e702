import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import type { Kind } from '../../../lib/api/kind';
import { findKind } from '../../../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../../../lib/api/schema';
import { everyIstioField } from './every-istio-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'AuthorizationPolicy spec.targetRef': 'is deprecated: targetRefs has it',
};

const chart = new Chart(new App(), 'test', { namespace: 'default' });
everyIstioField(chart);
// The objects are not judged: together their fields make no sense.
const reached = chart.node.findAll().flatMap((construct) => {
  if (!ApiObject.isApiObject(construct)) return [];
  const { apiVersion, kind, spec } = construct.toJson() as { apiVersion: string; kind: string; spec?: unknown };
  return [[kind, findKind(apiVersion, kind)!, new Set(fieldsOfValue(spec, 'spec'))] as const];
});

test.each(reached)('every field of a %s can be reached by a property', (name, kind: Kind, fields) => {
  const spec = resolve(schemaOf(kind)!).properties!.spec!;
  const unreached = [...fieldsOfSchema(spec, 'spec')].filter((field) => !fields.has(field));
  const hasReason = (field: string) =>
    Object.keys(WITHOUT_PROPERTY).some(
      (known) => `${name} ${field}` === known || `${name} ${field}`.startsWith(`${known}.`),
    );
  expect(unreached.filter((field) => !hasReason(field))).toEqual([]);
});

test('six kinds were looked at', () => {
  expect(reached).toHaveLength(6);
});

function resolve(node: JsonSchema): JsonSchema {
  return node.$ref === undefined ? node : definition(node.$ref);
}

function* fieldsOfSchema(given: JsonSchema, path: string): Generator<string> {
  const node = resolve(given);
  if (node.items !== undefined) yield* fieldsOfSchema(node.items, `${path}[]`);
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    yield `${path}.${name}`;
    yield* fieldsOfSchema(child, `${path}.${name}`);
  }
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
