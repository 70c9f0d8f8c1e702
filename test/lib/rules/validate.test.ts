import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { minimalContainer } from '../../../lib/rules/minimal';
import { validate } from '../../../lib/rules/validate';

const service = (spec: object, template: object = {}) => ({
  apiVersion: 'serving.knative.dev/v1',
  kind: 'Service',
  metadata: { name: 'hello', namespace: 'default' },
  spec: { template: { spec: { containers: [minimalContainer], ...template } }, ...spec },
});
const told = (object: KubeObject) => validate(object).map(({ code, path }) => `${code} ${path}`);

test('a value of a wrong type is told, and what is wrong elsewhere too', () => {
  const traffic = [{ latestRevision: true, percent: 90 }];
  expect(told(service({ traffic }, { timeoutSeconds: '60', containerConcurrency: 5000 }))).toEqual([
    'KG0101 spec.template.spec.timeoutSeconds',
    'KN1204 spec.traffic',
    'KN1402 spec.template.spec.containerConcurrency',
  ]);
});

test('a rule has nothing to say of a value that could not be read', () => {
  expect(told(service({ traffic: [{ latestRevision: true, percent: '90' }] }))).toEqual([
    'KG0101 spec.traffic[0].percent',
  ]);
});

test('an object that cannot be read without the value is told no more', () => {
  expect(told(service({}, { containers: 'hello' }))).toEqual(['KG0101 spec.template.spec.containers']);
  expect(told(service({}, { containers: ['hello'] }))).toEqual(['KG0101 spec.template.spec.containers[0]']);
});

test('what autoscalers count is not less than 0, in any kind that they scale', () => {
  const source = (consumers: number) => ({
    apiVersion: 'sources.knative.dev/v1',
    kind: 'KafkaSource',
    metadata: { name: 'records' },
    spec: {
      bootstrapServers: ['kafka:9092'],
      topics: ['orders'],
      consumers,
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  });
  expect(told(source(-1))).toEqual(['KG0103 spec.consumers']);
  expect(told(source(0))).toEqual([]);
});

test('properties that are null count as not there', () => {
  expect(told(service({ traffic: null }, { timeoutSeconds: null, volumes: null }))).toEqual([]);
});
