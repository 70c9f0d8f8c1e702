import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { canonical } from '../../../lib/render/canonical';

test('an object is the same in whatever order its fields were given', () => {
  const one = {
    spec: { b: 1, a: [{ z: 1, y: 2 }] },
    kind: 'Broker',
    metadata: { finalizers: ['f'], namespace: 'shop', name: 'default', labels: { b: '1', a: '2' } },
    apiVersion: 'eventing.knative.dev/v1',
    data: { x: 'y' },
  } as KubeObject;
  expect(JSON.stringify(canonical(one))).toBe(
    '{"apiVersion":"eventing.knative.dev/v1","kind":"Broker","metadata":{"name":"default","namespace":"shop",' +
      '"labels":{"a":"2","b":"1"},"finalizers":["f"]},"data":{"x":"y"},"spec":{"a":[{"y":2,"z":1}],"b":1}}',
  );
});

test('what only a server writes is left out', () => {
  const live = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'a',
      uid: '1',
      resourceVersion: '2',
      generation: 3,
      creationTimestamp: '2026-01-01T00:00:00Z',
      managedFields: [],
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"password":"x"}}' },
      labels: {},
    },
    status: { ready: true },
  } as unknown as KubeObject;
  expect(canonical(live)).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
});

test('a key that JavaScript has a meaning for is kept', () => {
  const object = JSON.parse('{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"__proto__":"x"}}');
  expect(JSON.stringify(canonical(object))).toBe(JSON.stringify(object));
});
