import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { expand } from '../../../lib/expand';
import { find, read, said, settings } from '../expand/read';

const features = (data: Readonly<Record<string, string>>) => settings('config-features', data, 'knative-eventing');
const identities = features({ 'authentication-oidc': 'enabled' });

const broker = read(
  '{apiVersion: eventing.knative.dev/v1, kind: Broker, metadata: {name: default, namespace: demo, labels: {team: shop}}}',
);
const toBroker = '{ref: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}}';
const source = read(
  `{apiVersion: sources.knative.dev/v1, kind: PingSource, metadata: {name: tick, namespace: demo}, spec: {sink: ${toBroker}}}`,
);
const trigger = read(
  '{apiVersion: eventing.knative.dev/v1, kind: Trigger, metadata: {name: audit, namespace: demo}, spec: {broker: default, subscriber: {uri: "http://audit.example.com/"}}}',
);

const policy = (spec: string, name = 'senders') =>
  read(
    `{apiVersion: eventing.knative.dev/v1alpha1, kind: EventPolicy, metadata: {name: ${name}, namespace: demo}, spec: ${spec}}`,
  );
const fromSource =
  'from: [{ref: {apiVersion: sources.knative.dev/v1, kind: PingSource, name: tick}}, {sub: "system:serviceaccount:web:*"}]';

describe('where senders say who they are', () => {
  test('each has an account of its own', () => {
    const expansion = expand([identities, ...broker, ...source, ...trigger]);
    expect(find(expansion, 'PingSource', 'tick').status).toMatchObject({
      auth: { serviceAccountName: 'tick-oidc-sources.knative.dev-pingsource' },
      sinkAudience: 'eventing.knative.dev/broker/demo/default',
    });
    expect(find(expansion, 'ServiceAccount', 'tick-oidc-sources.knative.dev-pingsource').metadata).toMatchObject({
      labels: { 'eventing.knative.dev/oidc': 'enabled' },
      ownerReferences: [{ kind: 'PingSource', controller: true, blockOwnerDeletion: false }],
    });
    expect(find(expansion, 'ServiceAccount', 'audit-oidc-eventing.knative.dev-trigger')).toBeDefined();
  });

  test('a trigger has answers and dead letters go through the filter', () => {
    const expansion = expand([identities, ...broker, ...trigger]);
    const { uid } = find(expansion, 'Trigger', 'audit').metadata;
    const subscription = expansion.objects.find(({ kind }) => kind === 'Subscription');
    const filter = `http://broker-filter.knative-eventing.svc.cluster.local/triggers/demo/audit/${uid}`;
    expect(subscription?.spec).toMatchObject({
      subscriber: { uri: filter, audience: 'mt-broker-filter' },
      reply: { uri: `${filter}/reply`, audience: 'mt-broker-filter' },
    });
  });

  test('only the ingress may send to the channel of a broker, and only a sequence to its inner channels', () => {
    const sequence = read(
      '{apiVersion: flows.knative.dev/v1, kind: Sequence, metadata: {name: etl, namespace: demo}, spec: {steps: [{uri: "http://a.example.com/"}, {uri: "http://b.example.com/"}]}}',
    );
    const expansion = expand([identities, ...broker, ...sequence]);
    expect(find(expansion, 'EventPolicy', 'default-ep-default-kne-trigger').spec).toMatchObject({
      from: [{ sub: 'system:serviceaccount:knative-eventing:mt-broker-ingress-oidc' }],
    });
    expect(find(expansion, 'EventPolicy', 'etl-ep-etl-kn-sequence-1')).toMatchObject({
      spec: { from: [{ ref: { kind: 'Subscription', name: 'etl-kn-sequence-0' } }] },
      status: { from: ['system:serviceaccount:demo:etl-kn-sequence-0-oidc-messaging.knative.dev-subscription'] },
    });
  });

  test('a bound workload has a token of its binding', () => {
    const expansion = expand([
      identities,
      ...broker,
      ...read(
        '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: demo}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: "web:1"}]}}}}',
      ),
      ...read(
        `{apiVersion: sources.knative.dev/v1, kind: SinkBinding, metadata: {name: bind, namespace: demo}, spec: {sink: ${toBroker}, subject: {apiVersion: apps/v1, kind: Deployment, selector: {matchLabels: {}}}}}`,
      ),
    ]);
    expect(find(expansion, 'SinkBinding', 'bind').status).toMatchObject({ oidcTokenSecretName: 'bind-oidc-token' });
    expect(find(expansion, 'Deployment', 'web').spec).toMatchObject({
      template: {
        spec: {
          volumes: [{ name: 'oidc-token', projected: { sources: [{ secret: { name: 'bind-oidc-token' } }] } }],
          containers: [{ volumeMounts: [{ name: 'oidc-token', mountPath: '/oidc' }] }],
        },
      },
    });
  });
});

describe('a policy', () => {
  const ready = (to: string) => expand([identities, ...broker, ...source, ...policy(`{${to}${fromSource}}`)]);

  test('knows the accounts of those who may send', () => {
    expect(find(ready(''), 'EventPolicy', 'senders').status).toMatchObject({
      from: ['system:serviceaccount:demo:tick-oidc-sources.knative.dev-pingsource', 'system:serviceaccount:web:*'],
    });
  });

  test.each([
    ['of all of its namespace', ''],
    ['that it names', 'to: [{ref: {apiVersion: eventing.knative.dev/v1, kind: Broker, name: default}}], '],
    [
      'that it selects',
      'to: [{selector: {apiVersion: eventing.knative.dev/v1, kind: Broker, matchLabels: {team: shop}}}], ',
    ],
  ])('stands in the status of objects %s', (_, to) => {
    expect(find(ready(to), 'Broker', 'default').status).toMatchObject({ policies: [{ name: 'senders' }] });
  });

  test('for others is none of theirs', () => {
    const to = 'to: [{selector: {apiVersion: eventing.knative.dev/v1, kind: Broker, matchLabels: {team: other}}}], ';
    const expansion = ready(to);
    expect(find(expansion, 'Broker', 'default').status).not.toHaveProperty('policies');
    expect(said(expansion, 'Broker', 'default', 'EventPoliciesReady')).toBe(
      'True DefaultAuthorizationMode: Default authz mode is "allow-same-namespace"',
    );
  });

  test('that can not hold leaves what it is for without', () => {
    const expansion = expand([...broker, ...policy(`{${fromSource}}`)]);
    expect(said(expansion, 'Broker', 'default')).toBe(
      'False EventPoliciesNotReady: event policies senders are not ready',
    );
  });
});

describe('where addresses speak TLS', () => {
  const statusOf = (mode: string, kind: string, name: string): object =>
    find(
      expand([
        features({ 'transport-encryption': mode }),
        ...broker,
        ...read(
          '{apiVersion: sinks.knative.dev/v1alpha1, kind: JobSink, metadata: {name: job, namespace: demo}, spec: {job: {spec: {template: {spec: {containers: [{name: job, image: "job:1"}]}}}}}}',
        ),
      ]),
      kind,
      name,
    ).status as object;
  const https = 'https://broker-ingress.knative-eventing.svc.cluster.local/demo/default';

  test('both are open, the secure one first', () => {
    expect(statusOf('permissive', 'Broker', 'default')).toMatchObject({
      address: { name: 'http' },
      addresses: [
        { name: 'https', url: https, CACerts: expect.stringContaining('mt-broker-ingress') },
        { name: 'http' },
      ],
    });
    expect(statusOf('permissive', 'InMemoryChannel', 'default-kne-trigger')).toMatchObject({
      addresses: [{ url: 'https://imc-dispatcher.knative-eventing.svc.cluster.local/demo/default-kne-trigger' }, {}],
    });
  });

  test('or only the secure one is', () => {
    expect(statusOf('strict', 'Broker', 'default')).toMatchObject({
      address: { url: https },
      addresses: [{ url: https }],
    });
    expect(statusOf('strict', 'JobSink', 'job')).toMatchObject({
      address: { url: 'https://job-sink.knative-eventing.svc.cluster.local/demo/job' },
    });
  });
});

describe('a binding', () => {
  const binding = (subject: string) =>
    read(
      `{apiVersion: sources.knative.dev/v1, kind: SinkBinding, metadata: {name: bind, namespace: demo}, spec: {sink: ${toBroker}, subject: ${subject}}}`,
    );

  test('whose sink is not there sets its subject free, and says what was not found', () => {
    const web = read(
      '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: demo}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: "c:1", env: [{name: K_SINK, value: "http://old"}]}]}}}}',
    );
    const expansion = expand([...web, ...binding('{apiVersion: apps/v1, kind: Deployment, name: web}')]);
    expect(said(expansion, 'SinkBinding', 'bind')).toBe(
      'False NoAddressable: Addressable could not be extracted from destination: failed to get object demo/default: brokers.eventing.knative.dev "default" not found',
    );
    expect(said(expansion, 'SinkBinding', 'bind', 'SinkBindingAvailable')).toMatch(/^True/);
    expect(find(expansion, 'SinkBinding', 'bind').status).not.toHaveProperty('observedGeneration');
    expect(JSON.stringify(find(expansion, 'Deployment', 'web').spec)).not.toContain('K_SINK');
  });

  test('whose subject is not there says so', () => {
    const expansion = expand([...broker, ...binding('{apiVersion: apps/v1, kind: Deployment, name: web}')]);
    expect(said(expansion, 'SinkBinding', 'bind')).toBe('False SubjectMissing: deployments.apps "web" not found');
  });

  test('binds all jobs that it selects, in every container', () => {
    const job = (name: string, app: string): readonly KubeObject[] =>
      read(
        `{apiVersion: batch/v1, kind: Job, metadata: {name: ${name}, namespace: demo, labels: {app: ${app}}}, spec: {template: {spec: {initContainers: [{name: i, image: "i:1"}], containers: [{name: c, image: "c:1"}], restartPolicy: Never}}}}`,
      );
    const selected = binding(
      '{apiVersion: batch/v1, kind: Job, selector: {matchExpressions: [{key: app, operator: In, values: [one, two]}]}}',
    );
    const expansion = expand([...broker, ...job('a', 'one'), ...job('b', 'three'), ...selected]);
    const sink = { name: 'K_SINK', value: 'http://broker-ingress.knative-eventing.svc.cluster.local/demo/default' };
    expect(find(expansion, 'Job', 'a').spec).toMatchObject({
      template: { spec: { initContainers: [{ env: [sink, {}] }], containers: [{ env: [sink, {}] }] } },
    });
    expect(JSON.stringify(find(expansion, 'Job', 'b'))).not.toContain('K_SINK');
  });
});
