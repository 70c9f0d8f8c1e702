import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { driftingFields, jqPath, jsonPointers, propertyPath, withoutDrift } from '../../../lib/graph/drift';
import { releaseObjects, releasesAreAbsent } from '../../upstream-releases';

const webhooks = (name: string, hooks: readonly object[]): KubeObject =>
  ({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name },
    webhooks: hooks,
  }) as KubeObject;

describe('what run time writes', () => {
  test('a webhook of Knative that has run equals the one that was applied', () => {
    const applied = webhooks('config.webhook.serving.knative.dev', [{ name: 'a', sideEffects: 'None' }]);
    const live = webhooks('config.webhook.serving.knative.dev', [
      { name: 'a', sideEffects: 'None', rules: [{}], clientConfig: { caBundle: 'Q0E=' } },
    ]);
    expect(withoutDrift(live)).toEqual({
      ...applied,
      webhooks: [{ name: 'a', sideEffects: 'None', clientConfig: {} }],
    });
  });

  test('the failure policy of a webhook of Knative is no such field, that of Istio is', () => {
    const policy = { name: 'a', failurePolicy: 'Fail' };
    expect(withoutDrift(webhooks('webhook.serving.knative.dev', [policy]))).toHaveProperty(
      'webhooks.0.failurePolicy',
      'Fail',
    );
    expect(withoutDrift(webhooks('istio-validator-istio-system', [policy]))).not.toHaveProperty(
      'webhooks.0.failurePolicy',
    );
  });

  test('a webhook of somebody else is compared whole', () => {
    expect(driftingFields(webhooks('policy.example.com', []))).toEqual([]);
  });

  test('only an aggregated role loses its rules', () => {
    const role = (fields: object): KubeObject =>
      ({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'a' },
        ...fields,
      }) as KubeObject;
    expect(driftingFields(role({ rules: [] }))).toEqual([]);
    expect(driftingFields(role({ rules: [], aggregationRule: {} }))).toEqual([['rules']]);
  });

  test('a field is written as Argo CD, Pulumi and JSON pointers write it', () => {
    const pattern = ['webhooks', '*', 'clientConfig', 'caBundle'];
    expect(jqPath(pattern)).toBe('.webhooks[]?.clientConfig.caBundle');
    expect(propertyPath(pattern)).toBe('webhooks[*].clientConfig.caBundle');
    expect(propertyPath(['metadata', 'annotations', 'a.b/c'])).toBe('metadata.annotations["a.b/c"]');
    const hooks = [{ clientConfig: { caBundle: '' } }, {}, { clientConfig: { caBundle: 'x' } }];
    expect(jsonPointers(webhooks('x.knative.dev', hooks), pattern)).toEqual([
      '/webhooks/0/clientConfig/caBundle',
      '/webhooks/2/clientConfig/caBundle',
    ]);
    expect(jsonPointers({ metadata: { annotations: { 'a~/b': 1 } } }, ['metadata', 'annotations', '*'])).toEqual([
      '/metadata/annotations/a~0~1b',
    ]);
  });
});

const absent = releasesAreAbsent('the drift rules are not held against upstream');

describe.skipIf(absent)('the objects of the releases', () => {
  const objects = absent ? [] : releaseObjects();
  const namesOf = (kinds: readonly string[], test: (object: never) => boolean = () => true) =>
    objects.filter((object) => kinds.includes(object.kind) && test(object as never));

  test('every webhook configuration, conversion and empty Secret has fields that run time writes', () => {
    const written = [
      ...namesOf(['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration', 'ClusterInterceptor']),
      ...namesOf(['CustomResourceDefinition'], ({ spec }: { spec: { conversion?: { webhook?: object } } }) =>
        Boolean(spec.conversion?.webhook),
      ),
      ...namesOf(['Secret'], ({ data }: { data?: object }) => data === undefined),
      ...namesOf(['ClusterRole'], ({ aggregationRule }: { aggregationRule?: object }) => aggregationRule !== undefined),
    ];
    expect(written.length).toBeGreaterThan(40);
    const uncovered = written.filter((object) => driftingFields(object).every(([field]) => field === 'status'));
    expect(uncovered.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
  });

  test('every workload that an autoscaler scales has replicas that run time writes', () => {
    const scaled = namesOf(['HorizontalPodAutoscaler']).map(({ metadata, spec }) => ({
      namespace: metadata.namespace,
      ...(spec as { scaleTargetRef: { kind: string; name: string } }).scaleTargetRef,
    }));
    expect(scaled.length).toBeGreaterThan(6);
    for (const { kind, name, namespace } of scaled) {
      const workload = { apiVersion: 'apps/v1', kind, metadata: { name, namespace } } as KubeObject;
      expect(driftingFields(workload), name).toContainEqual(['spec', 'replicas']);
    }
  });
});
