import { expect, test } from 'vitest';
import { builtInKinds, kubernetes } from '../../../lib/api/kubernetes';
import { findAlsoServed, findKind, kinds, kindsOfGroup, servedElsewhere } from '../../../lib/api/registry';
import { Service } from '../../../lib/api/serving/v1/service';
import { KafkaSource } from '../../../lib/api/sources/v1/kafka-source';

test('a kind is found by its version and name', () => {
  expect(findKind('serving.knative.dev/v1', 'Service')).toBe(Service);
  expect(findKind('v1', 'Service')).toBe(kubernetes.Service);
  expect(findKind('serving.knative.dev/v1alpha1', 'Service')).toBeUndefined();
});

test('no two kinds have one name', () => {
  const names = [...kinds, ...builtInKinds].map(({ apiVersion, kind }) => `${apiVersion}/${kind}`);
  expect(new Set(names).size).toBe(names.length);
});

test('a group has the kinds that are modelled, and Kubernetes’ own groups have none', () => {
  expect(kindsOfGroup('flows.knative.dev').map(({ kind }) => kind)).toEqual(['Sequence', 'Parallel']);
  expect(kindsOfGroup('apps')).toEqual([]);
});

test('each name in the table of Kubernetes’ kinds is that of its kind', () => {
  for (const [name, { kind }] of Object.entries(kubernetes)) expect(name).toBe(kind);
});

test('kinds that others serve are of groups that we model', () => {
  for (const { group } of servedElsewhere) expect(kindsOfGroup(group)).not.toEqual([]);
});

test('kinds that others serve are not modelled', () => {
  for (const { group, kind, versions } of servedElsewhere)
    for (const version of versions) {
      expect(findKind(`${group}/${version}`, kind)).toBeUndefined();
      expect(findAlsoServed(`${group}/${version}`, kind)).toBeUndefined();
    }
});

test('a kind in a version that is served but not modelled is known, but is not that kind', () => {
  expect(findAlsoServed('sources.knative.dev/v1beta1', 'KafkaSource')).toBe(KafkaSource);
  expect(findKind('sources.knative.dev/v1beta1', 'KafkaSource')).toBeUndefined();
  expect(findKind('sources.knative.dev/v1', 'KafkaSource')).toBe(KafkaSource);
  expect(findAlsoServed('sources.knative.dev/v1', 'KafkaSource')).toBeUndefined();
  expect(findAlsoServed('sources.knative.dev/v1alpha1', 'KafkaSource')).toBeUndefined();
});
