import { expect, test } from 'vitest';
import { builtInKinds, kubernetes } from '../../../lib/api/kubernetes';
import { findKind, kinds, kindsOfGroup, servedElsewhere } from '../../../lib/api/registry';
import { Service } from '../../../lib/api/serving/v1/service';

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
  expect(kindsOfGroup('eventing.knative.dev').map(({ kind }) => kind)).toEqual(['Broker', 'Trigger']);
  expect(kindsOfGroup('apps')).toEqual([]);
});

test('each name in the table of Kubernetes’ kinds is that of its kind', () => {
  for (const [name, { kind }] of Object.entries(kubernetes)) expect(name).toBe(kind);
});

test('kinds that others serve are of groups that we model', () => {
  for (const { group } of servedElsewhere) expect(kindsOfGroup(group)).not.toEqual([]);
});
