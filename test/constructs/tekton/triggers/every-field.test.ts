import { ApiObject, App, Chart } from 'cdk8s';
import { expect, test } from 'vitest';
import type { Kind } from '../../../../lib/api/kind';
import { findKind, kindsOfGroup } from '../../../../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../../../../lib/api/schema';
import { everyTriggersField } from './every-field';

const GROUP = 'triggers.tekton.dev';

/** Fields that have no property, and why: the end of the field's path. */
const WITHOUT_PROPERTY: readonly (readonly [end: RegExp, why: string])[] = [
  [/\.(apiversion|ref\.apiVersion)$/, 'nobody reads the version of a reference'],
  [/\.template\.spec$/, 'a template of the program is a TriggerTemplate'],
  [/\.interceptors\[\]\.name$/, 'nobody reads the name of a use'],
  [/\.webhook\.url$/, 'the webhook refuses it alone, and nobody reads it'],
  [/\.objectRef\.(uid|fieldPath|resourceVersion)$/, 'a Service is known by its name'],
];

const chart = new Chart(new App(), 'test', { namespace: 'default' });
everyTriggersField(chart);
const reached = new Map<Kind, Set<string>>();
for (const construct of chart.node.findAll()) {
  if (!ApiObject.isApiObject(construct)) continue;
  const object = construct.toJson() as { apiVersion: string; kind: string; spec?: unknown };
  const kind = findKind(object.apiVersion, object.kind)!;
  const fields = reached.get(kind) ?? new Set<string>();
  for (const field of fieldsOfValue(object.spec, 'spec')) fields.add(field);
  reached.set(kind, fields);
}

test.each(kindsOfGroup(GROUP).map((kind) => [kind.kind, kind] as const))(
  'every field of a %s can be reached by a property',
  (_, kind) => {
    const fields = reached.get(kind) ?? new Set();
    const spec = resolve(schemaOf(kind)).properties!.spec!;
    const hasReason = (field: string) => WITHOUT_PROPERTY.some(([end]) => end.test(field));
    expect([...fieldsOfSchema(spec, 'spec')].filter((field) => !fields.has(field) && !hasReason(field))).toEqual([]);
  },
);

function resolve(node: JsonSchema): JsonSchema {
  return node.$ref === undefined ? node : definition(node.$ref);
}

function* fieldsOfSchema(given: JsonSchema, path: string): Generator<string> {
  const node = resolve(given);
  if (node.items !== undefined) yield* fieldsOfSchema(node.items, `${path}[]`);
  for (const [name, child] of Object.entries(node.properties ?? {})) {
    yield `${path}.${name}`;
    if (!isGivenWhole(child, name)) yield* fieldsOfSchema(child, `${path}.${name}`);
  }
}

/** Pods are given in Kubernetes' own words, and a template is another object. */
function isGivenWhole(child: JsonSchema, name: string): boolean {
  return child.$ref !== undefined && (/EventListenerPodTemplate$/.test(child.$ref) || name === 'spec');
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
