import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { ApiClient } from '../../../lib/controller/client';
import type { AdmissionWebhook } from '../../../lib/graph/webhooks';
import { type LiveNamespace, sentinelFor } from '../../../lib/platform/install/sentinel';
import { webhookReadiness } from '../../../lib/platform/install/webhook-readiness';
import { MemoryApiServer, refusal } from './memory-api-server';

const rules = [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE'], resources: ['configmaps/*'] }];
const clientConfig = { service: { namespace: 'mills', name: 'mill' }, caBundle: 'Y2E=' };
const configuration = (entry: object = {}): KubeObject => ({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'mill' },
  ...{ webhooks: [{ name: 'w.example.com', clientConfig, rules, ...entry }] },
});
const endpoints = (...given: readonly object[]): KubeObject => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'mill-1', namespace: 'mills' },
  ...{ endpoints: given },
});
const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'mill', namespace: 'mills' }, spec: {} };
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } };
const ready = endpoints({ addresses: ['10.0.0.1'], conditions: { ready: true } });

const readinessOf = (server: MemoryApiServer) =>
  webhookReadiness(new ApiClient(server, { fieldManager: 'test', retryMs: 0 }), configuration());

describe('the webhooks of a configuration', () => {
  test('are ready once they are configured, served, and have answered a sentinel', async () => {
    const server = new MemoryApiServer([configuration(), service, namespace, ready]);
    expect(await readinessOf(server)).toEqual({ state: 'ready' });
    const tried = server.requests.filter(({ method }) => method === 'POST');
    expect(tried).toMatchObject([{ path: expect.stringContaining('dryRun=All'), body: { kind: 'ConfigMap' } }]);
    expect(server.find('ConfigMap', 'cdk8s-knative-sentinel')).toBeUndefined();
  });

  const { caBundle: _, ...unsigned } = clientConfig;
  test.each<[string, readonly KubeObject[], string]>([
    ['there is no configuration', [], 'it is not there'],
    ['there is no certificate', [configuration({ clientConfig: unsigned })], 'w.example.com has no caBundle'],
    ['there are no rules', [configuration({ rules: [] })], 'w.example.com has no rules'],
    ['there is no Service', [configuration()], 'w.example.com has no Service mills/mill'],
    ['there is no Pod', [configuration(), service], 'no Pod behind mills/mill is ready'],
    [
      'the Pod is not ready',
      [configuration(), service, endpoints({ addresses: ['10.0.0.1'], conditions: { ready: false } })],
      'no Pod behind mills/mill is ready',
    ],
    [
      "Istio's validator lets everything pass",
      [configuration({ name: 'rev.validation.istio.io', failurePolicy: 'Ignore' })],
      'rev.validation.istio.io is not strict yet',
    ],
  ])('are not ready while %s', async (_, objects, reason) => {
    const found = await readinessOf(new MemoryApiServer(objects));
    expect(found).toEqual({ state: 'pending', reason: expect.stringContaining(reason) });
  });

  test('are not ready while the API server gets no answer', async () => {
    const server = new MemoryApiServer([configuration(), service, namespace, ready]);
    const message = 'Internal error occurred: failed calling webhook "w.example.com": context deadline exceeded';
    server.intercept = ({ method }) => (method === 'POST' ? refusal(500, 'InternalError', message) : undefined);
    expect(await readinessOf(server)).toMatchObject({ state: 'pending', reason: expect.stringContaining(message) });
  });

  test('have answered if they refuse the sentinel', async () => {
    const server = new MemoryApiServer([configuration(), service, namespace, ready]);
    const message = 'admission webhook "w.example.com" denied the request: no';
    server.intercept = ({ method }) => (method === 'POST' ? refusal(400, 'BadRequest', message) : undefined);
    expect(await readinessOf(server)).toEqual({ state: 'ready' });
  });

  test('that change subjects of bindings have no rules until there is a binding', async () => {
    const entry = { name: 'sinkbindings.webhook.sources.knative.dev', rules: undefined };
    const server = new MemoryApiServer([configuration(entry), service, namespace, ready]);
    expect(await readinessOf(server)).toEqual({ state: 'ready' });
  });
});

describe('a sentinel', () => {
  const webhook = (more: Partial<AdmissionWebhook>): AdmissionWebhook => ({
    name: 'w.example.com',
    caBundle: 'Y2E=',
    rules: rules,
    failurePolicy: 'Fail',
    ...more,
  });
  const on = (group: string, ...resources: string[]) => [
    { apiGroups: [group], apiVersions: ['*'], operations: ['CREATE'], resources },
  ];
  const namespaces: LiveNamespace[] = [
    { name: 'mesh', labels: { injected: 'yes' } },
    { name: 'default', labels: {} },
  ];

  test.each([
    ['serving.knative.dev', 'services', 'Service'],
    ['eventing.knative.dev', 'brokers', 'Broker'],
    ['tekton.dev', 'tasks', 'Task'],
    ['triggers.tekton.dev', 'triggertemplates', 'TriggerTemplate'],
    ['networking.istio.io', '*', undefined],
    ['', 'pods', 'Pod'],
  ])('is a minimal object of a kind that the webhook judges: %s %s', (group, resource, kind) => {
    const found = sentinelFor(webhook({ rules: on(group, resource) }), namespaces);
    expect(found).toMatchObject({ metadata: { name: 'cdk8s-knative-sentinel', namespace: 'default' } });
    if (kind !== undefined) expect(found?.kind).toBe(kind);
  });

  test('has the labels and the namespace that the selectors ask for', () => {
    const found = sentinelFor(
      webhook({
        namespaceSelector: { matchLabels: { injected: 'yes' } },
        objectSelector: {
          matchLabels: { app: 'mill' },
          matchExpressions: [
            { key: 'part', operator: 'In', values: ['config', 'logging'] },
            { key: 'owner', operator: 'Exists' },
          ],
        },
      }),
      namespaces,
    );
    expect(found?.metadata).toMatchObject({ namespace: 'mesh', labels: { app: 'mill', part: 'config' } });
    expect(found?.metadata.labels?.owner).toBeDefined();
  });

  test('is none where nothing is known that the webhook judges', () => {
    expect(sentinelFor(webhook({ rules: on('example.com', 'flours') }), namespaces)).toBeUndefined();
    expect(sentinelFor(webhook({ namespaceSelector: { matchLabels: { a: 'b' } } }), namespaces)).toBeUndefined();
  });
});
