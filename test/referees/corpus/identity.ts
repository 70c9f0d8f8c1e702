import { type ObjectName, objects } from './objects';
import { type Pair, pair } from './pair';

const names: Readonly<Partial<Record<ObjectName, readonly [string, string][]>>> = {
  Service: [
    ['a misspelt group', 'servng.knative.dev/v1'],
    ['the group in upper case', 'Serving.knative.dev/v1'],
    ['no version', 'serving.knative.dev'],
    ['an old version', 'serving.knative.dev/v1alpha1'],
    ['a version that is to come', 'serving.knative.dev/v2'],
  ],
  Trigger: [['an old version', 'eventing.knative.dev/v1beta1']],
  Broker: [['the group of another kind', 'sources.knative.dev/v1']],
  PingSource: [['an old version', 'sources.knative.dev/v1alpha2']],
  DomainMapping: [['an old version', 'serving.knative.dev/v1alpha1']],
};

/** Faults of what an object says it is. */
export const identityPairs: readonly Pair[] = [
  ...Object.entries(names).flatMap(([name, versions]) =>
    versions.map(([title, apiVersion]) => {
      const { apiVersion: right } = objects[name as ObjectName];
      return pair(title, name as ObjectName, { '/apiVersion': apiVersion }, { '/apiVersion': right });
    }),
  ),
  pair('a misspelt kind', 'Service', { '/kind': 'Servce' }, {}),
  pair('a kind in lower case', 'Trigger', { '/kind': 'trigger' }, {}),
  pair('a plural for a kind', 'Broker', { '/kind': 'Brokers' }, {}),
  pair('a kind of Tekton', 'Broker', { '/kind': 'Pipeline' }, {}),
];
