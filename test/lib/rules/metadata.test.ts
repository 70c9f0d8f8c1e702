import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { validate } from '../../../lib/rules/validate';

const codesOf = (object: object) => validate(object as KubeObject).map(({ code, path }) => `${code} ${path}`);

const configMap = (metadata: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
const gateway = (metadata: unknown) => ({ apiVersion: 'gateway.example.com/v1', kind: 'Gateway', metadata });

describe('the metadata of any object', () => {
  it('may take up 256 KiB in annotations, keys included', () => {
    expect(codesOf(configMap({ name: 'a', annotations: { note: 'x'.repeat(262_140) } }))).toEqual([]);
    const over = configMap({ name: 'a', annotations: { note: 'x'.repeat(262_141) } });
    expect(codesOf(over)).toEqual(['KG0128 metadata.annotations']);
    const inBytes = configMap({ name: 'a', annotations: { note: 'é'.repeat(131_071) } });
    expect(codesOf(inBytes)).toEqual(['KG0128 metadata.annotations']);
  });

  it('is judged in kinds that we know nothing of', () => {
    expect(codesOf(gateway({ name: 'A_b', labels: { 'a b': 'c d' } }))).toEqual([
      'KG0122 metadata.name',
      'KG0125 metadata.labels["a b"]',
      'KG0126 metadata.labels["a b"]',
    ]);
    expect(codesOf(gateway({ name: 'a', lables: {} }))).toEqual(['KG0105 metadata.lables']);
    expect(codesOf(gateway({ name: 'a', labels: { a: 1 } }))).toEqual(['KG0101 metadata.labels.a']);
  });

  it('needs a name in kinds of a cluster only: files of tools look like objects and have none', () => {
    expect(codesOf({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' })).toEqual([]);
    expect(codesOf(configMap(undefined))).toEqual(['KG0121 metadata.name']);
  });

  it('counts a label that is null as an empty one', () => {
    expect(codesOf(configMap({ name: 'a', labels: { a: null } }))).toEqual([]);
  });

  it('is told once where the kind has a rule of its own', () => {
    const spec = { template: { spec: { containers: [{ image: 'ghcr.io/example/hello' }] } } };
    const service = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'My_Shop' }, spec };
    expect(codesOf(service).filter((text) => text.endsWith('metadata.name'))).toEqual(['KN1002 metadata.name']);
  });

  it.each([
    ['v1', 'Namespace', 'my.shop'],
    ['v1', 'Service', 'my.shop'],
    ['apps/v1', 'StatefulSet', 'my.shop'],
    ['batch/v1', 'CronJob', 'x'.repeat(53)],
    ['rbac.authorization.k8s.io/v1', 'Role', 'a/b'],
    ['apps/v1', 'Deployment', 'a:b'],
  ])('%s %s can not be named %s', (apiVersion, kind, name) => {
    expect(codesOf({ apiVersion, kind, metadata: { name } })).toEqual(['KG0122 metadata.name']);
  });

  it.each([
    ['apps/v1', 'Deployment', 'my.shop'],
    ['batch/v1', 'CronJob', 'x'.repeat(52)],
    ['rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:My_Role'],
  ])('%s %s can be named %s', (apiVersion, kind, name) => {
    expect(codesOf({ apiVersion, kind, metadata: { name } })).toEqual([]);
  });
});

describe('a kind of Kubernetes', () => {
  it('has no fields at the top but its own', () => {
    expect(codesOf({ ...configMap({ name: 'a' }), data: {}, immutable: true })).toEqual([]);
    expect(codesOf({ ...configMap({ name: 'a' }), namespace: 'b' })).toEqual(['KG0105 namespace']);
    expect(codesOf({ ...configMap({ name: 'a' }), Data: {} })).toEqual(['KG0105 Data']);
  });
});

describe('apiVersion', () => {
  it.each(['servng.knative.dev/v1', 'Serving.knative.dev/v1', 'serving.knative.dev', 'v2'])(
    '%s is none',
    (apiVersion) => {
      expect(codesOf({ apiVersion, kind: 'Service', metadata: { name: 'a' } })).toEqual(['KG0113 apiVersion']);
    },
  );

  it.each(['operator.knative.dev/v1beta1', 'gateway.networking.k8s.io/v1', 'example.com/v1', 'my.own.dev/v1'])(
    '%s passes: others know it',
    (apiVersion) => {
      expect(codesOf({ apiVersion, kind: 'Thing', metadata: { name: 'a' } })).toEqual([]);
    },
  );
});
