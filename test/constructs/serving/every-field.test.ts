import { App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import { synth } from '../../../constructs/testing';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { definition, type JsonSchema, schemaOf } from '../../../lib/api/schema';
import { Service } from '../../../lib/api/serving/v1/service';
import { everyField } from './every-field';

/** Fields that have no property, and why. */
const WITHOUT_PROPERTY: Readonly<Record<string, string>> = {
  'spec.traffic[].url': 'is written by Knative, in the status',
  'spec.traffic[].configurationName': 'is refused in a Service; the construct Route has it',
  'spec.template.metadata.generateName': 'is ignored: Knative makes names up itself',
  'spec.template.metadata.namespace': 'is that of the service',
  'spec.template.metadata.finalizers': 'belongs to controllers',
};

/** Paths below which an object of Kubernetes' own is given as a whole. */
const GIVEN_WHOLE = ['spec.template.spec.volumes[].ephemeral.volumeClaimTemplate.metadata.'];

test('every field of a Service can be reached by a property', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'default' });
  everyField(chart);
  const services = synth(chart).filter(({ kind }) => kind === 'Service');
  const reached = new Set(services.flatMap((service) => [...fieldsOfObject(service)]));
  const spec = resolve(schemaOf(Service)!).properties!.spec!;
  const unreached = [...fieldsOfSchema(spec, 'spec')].filter(
    (field) => !reached.has(field) && !GIVEN_WHOLE.some((whole) => field.startsWith(whole)),
  );
  expect(unreached.sort()).toEqual(Object.keys(WITHOUT_PROPERTY).sort());
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

function* fieldsOfObject(object: KubeObject): Generator<string> {
  yield* fieldsOfValue(object.spec, 'spec');
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
