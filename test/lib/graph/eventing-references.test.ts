import { expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { kinds } from '../../../lib/api/registry';
import { referencesOf } from '../../../lib/graph';

/** What an object of a kind with this spec refers to, a line each: what it means, what it names, and where. */
function references(apiVersion: string, kind: string, spec: object): string[] {
  const object: KubeObject = { apiVersion, kind, metadata: { name: 'it', namespace: 'shop' }, spec };
  return referencesOf(object).map(({ to, type, path, optional }) => {
    const namespace = to.namespace === 'shop' ? '' : `${to.namespace}/`;
    return `${type} ${to.group}/${to.kind} ${namespace}${to.name} (${path})${optional ? ' perhaps' : ''}`;
  });
}

const to = (name: string) => ({ ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name } });
const ksvc = (name: string) => `serving.knative.dev/Service ${name}`;
const broker = { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' };
const delivery = { deadLetterSink: to('dead') };
const key = (name: string) => ({ secretKeyRef: { name, key: 'value' } });

test('a subscription refers to its channel, its subscriber, its reply and its dead letter sink', () => {
  const channel = { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: 'orders' };
  const spec = { channel, subscriber: to('ship'), reply: { ref: broker }, delivery };
  expect(references('messaging.knative.dev/v1', 'Subscription', spec)).toEqual([
    'channel messaging.knative.dev/Channel orders (spec.channel)',
    `subscriber ${ksvc('ship')} (spec.subscriber.ref)`,
    'reply eventing.knative.dev/Broker default (spec.reply.ref)',
    `deadLetterSink ${ksvc('dead')} (spec.delivery.deadLetterSink.ref)`,
  ]);
});

test.each([
  ['v1', 'Channel'],
  ['v1', 'InMemoryChannel'],
  ['v1', 'KafkaChannel'],
  ['v1beta1', 'KafkaChannel'],
  ['v1alpha1', 'NatsJetStreamChannel'],
])('a channel refers to its dead letter sink: %s %s', (version, kind) => {
  expect(references(`messaging.knative.dev/${version}`, kind, { delivery })).toEqual([
    `deadLetterSink ${ksvc('dead')} (spec.delivery.deadLetterSink.ref)`,
  ]);
});

test('a sequence refers to its steps, their dead letter sinks and its reply', () => {
  const spec = { steps: [to('one'), { ...to('two'), delivery }], reply: { ref: broker } };
  expect(references('flows.knative.dev/v1', 'Sequence', spec)).toEqual([
    `step ${ksvc('one')} (spec.steps[0].ref)`,
    `step ${ksvc('two')} (spec.steps[1].ref)`,
    `deadLetterSink ${ksvc('dead')} (spec.steps[1].delivery.deadLetterSink.ref)`,
    'reply eventing.knative.dev/Broker default (spec.reply.ref)',
  ]);
});

test('a parallel refers to what its branches name', () => {
  const branch = { filter: to('is-big'), subscriber: to('big'), reply: to('done'), delivery };
  const spec = { branches: [branch, { subscriber: to('all') }], reply: { ref: broker } };
  expect(references('flows.knative.dev/v1', 'Parallel', spec)).toEqual([
    `filter ${ksvc('is-big')} (spec.branches[0].filter.ref)`,
    `subscriber ${ksvc('big')} (spec.branches[0].subscriber.ref)`,
    `reply ${ksvc('done')} (spec.branches[0].reply.ref)`,
    `deadLetterSink ${ksvc('dead')} (spec.branches[0].delivery.deadLetterSink.ref)`,
    `subscriber ${ksvc('all')} (spec.branches[1].subscriber.ref)`,
    'reply eventing.knative.dev/Broker default (spec.reply.ref)',
  ]);
});

test('an event type, a policy, a transformation and a requester refer to what they are about', () => {
  expect(references('eventing.knative.dev/v1beta3', 'EventType', { reference: broker })).toEqual([
    'reference eventing.knative.dev/Broker default (spec.reference)',
  ]);
  const source = { apiVersion: 'sources.knative.dev/v1', kind: 'PingSource', name: 'tick', namespace: 'other' };
  const policy = { from: [{ sub: 'x' }, { ref: source }], to: [{ selector: {} }, { ref: broker }] };
  expect(references('eventing.knative.dev/v1alpha1', 'EventPolicy', policy)).toEqual([
    'from sources.knative.dev/PingSource other/tick (spec.from[1].ref)',
    'to eventing.knative.dev/Broker default (spec.to[1].ref)',
  ]);
  expect(references('eventing.knative.dev/v1alpha1', 'EventTransform', { sink: to('shop') })).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
  ]);
  expect(references('eventing.knative.dev/v1alpha1', 'RequestReply', { brokerRef: broker, delivery })).toEqual([
    'broker eventing.knative.dev/Broker default (spec.brokerRef)',
    `deadLetterSink ${ksvc('dead')} (spec.delivery.deadLetterSink.ref)`,
  ]);
});

test('a source of containers refers to its sink and to what its pod uses', () => {
  const env = [{ name: 'TOKEN', valueFrom: key('token') }];
  const template = { spec: { serviceAccountName: 'beat', containers: [{ image: 'beat', env }] } };
  expect(references('sources.knative.dev/v1', 'ContainerSource', { sink: to('shop'), template })).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
    'serviceAccount /ServiceAccount beat (spec.template.spec.serviceAccountName)',
    'secret /Secret token (spec.template.spec.containers[0].env[0].valueFrom)',
  ]);
});

test('a binding refers to its sink and to the one object that it names', () => {
  const subject = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  expect(references('sources.knative.dev/v1', 'SinkBinding', { sink: { ref: broker }, subject })).toEqual([
    'subject apps/Deployment web (spec.subject)',
    'sink eventing.knative.dev/Broker default (spec.sink.ref)',
  ]);
  const selected = { apiVersion: 'apps/v1', kind: 'Deployment', selector: { matchLabels: { app: 'web' } } };
  expect(references('bindings.knative.dev/v1alpha1', 'GitHubBinding', { subject, accessToken: key('token') })).toEqual([
    'subject apps/Deployment web (spec.subject)',
    'secret /Secret token (spec.accessToken.secretKeyRef)',
  ]);
  expect(references('sources.knative.dev/v1', 'SinkBinding', { subject: selected })).toEqual([]);
});

test('connectors refer to their sink and to how they log in to AWS', () => {
  const aws = { s3: {}, auth: { secret: { ref: { name: 'aws' } }, serviceAccountName: 'reader' } };
  const login = [
    'secret /Secret aws (spec.aws.auth.secret.ref.name)',
    'serviceAccount /ServiceAccount reader (spec.aws.auth.serviceAccountName)',
  ];
  expect(references('sources.knative.dev/v1alpha1', 'IntegrationSource', { sink: to('shop'), aws })).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
    ...login,
  ]);
  expect(references('sinks.knative.dev/v1alpha1', 'IntegrationSink', { aws })).toEqual(login);
});

test('a source of Kafka refers to its sink, its dead letter sink and the Secrets of its connection', () => {
  const net = { sasl: { user: key('user'), password: key('user') }, tls: { caCert: key('ca') } };
  expect(references('sources.knative.dev/v1', 'KafkaSource', { sink: to('shop'), delivery, net })).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
    `deadLetterSink ${ksvc('dead')} (spec.delivery.deadLetterSink.ref)`,
    'secret /Secret user (spec.net.sasl.user.secretKeyRef)',
    'secret /Secret user (spec.net.sasl.password.secretKeyRef)',
    'secret /Secret ca (spec.net.tls.caCert.secretKeyRef)',
  ]);
  const auth = { secret: { ref: { name: 'kafka' } } };
  expect(references('eventing.knative.dev/v1alpha1', 'KafkaSink', { auth })).toEqual([
    'secret /Secret kafka (spec.auth.secret.ref.name)',
  ]);
});

test('kinds of RabbitMQ refer to their cluster, or to the Secret of one, in its own namespace', () => {
  const rabbitmqClusterReference = { name: 'rabbit', namespace: 'mq' };
  expect(
    references('sources.knative.dev/v1alpha1', 'RabbitmqSource', { sink: to('shop'), rabbitmqClusterReference }),
  ).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
    'cluster rabbitmq.com/RabbitmqCluster mq/rabbit (spec.rabbitmqClusterReference)',
  ]);
  const secret = { connectionSecret: { name: 'login' }, namespace: 'mq' };
  expect(
    references('eventing.knative.dev/v1alpha1', 'RabbitmqBrokerConfig', { rabbitmqClusterReference: secret }),
  ).toEqual(['secret /Secret mq/login (spec.rabbitmqClusterReference.connectionSecret.name)']);
});

test('sources of Redis, GitHub and GitLab refer to their sink and their Secrets', () => {
  const dialOptions = { caCert: key('tls'), password: { name: 'login' } };
  expect(references('sources.knative.dev/v1alpha1', 'RedisStreamSource', { sink: to('shop'), dialOptions })).toEqual([
    `sink ${ksvc('shop')} (spec.sink.ref)`,
    'secret /Secret tls (spec.dialOptions.caCert.secretKeyRef)',
    'secret /Secret login (spec.dialOptions.password.name)',
  ]);
  for (const kind of ['GitHubSource', 'GitLabSource']) {
    const spec = { sink: to('shop'), accessToken: key('token'), secretToken: key('hook'), serviceAccountName: 'git' };
    expect(references('sources.knative.dev/v1alpha1', kind, spec)).toEqual([
      `sink ${ksvc('shop')} (spec.sink.ref)`,
      'serviceAccount /ServiceAccount git (spec.serviceAccountName)',
      'secret /Secret token (spec.accessToken.secretKeyRef)',
      'secret /Secret hook (spec.secretToken.secretKeyRef)',
    ]);
  }
});

test('a sink of Jobs refers to what its pods use', () => {
  const volumes = [{ name: 'a', configMap: { name: 'settings' } }];
  const job = { spec: { template: { spec: { containers: [], volumes } } } };
  expect(references('sinks.knative.dev/v1alpha1', 'JobSink', { job })).toEqual([
    'configMap /ConfigMap settings (spec.job.spec.template.spec.volumes[0])',
  ]);
});

test('a pipe refers to its ends and its steps; a Kamelet may as well come with Camel K', () => {
  const kamelet = (name: string) => ({ ref: { apiVersion: 'camel.apache.org/v1', kind: 'Kamelet', name } });
  const spec = { source: kamelet('timer-source'), steps: [kamelet('log-action')], sink: { ref: broker } };
  expect(references('camel.apache.org/v1', 'Pipe', spec)).toEqual([
    'source camel.apache.org/Kamelet timer-source (spec.source.ref) perhaps',
    'step camel.apache.org/Kamelet log-action (spec.steps[0].ref) perhaps',
    'sink eventing.knative.dev/Broker default (spec.sink.ref)',
  ]);
});

test('the URLs of sinks and brokers lead to the objects behind them', () => {
  const sink = (host: string) => ({ sink: { uri: `http://${host}.knative-eventing.svc.cluster.local/shop/orders` } });
  const found = ['job-sink', 'kafka-sink-ingress', 'kafka-broker-ingress', 'kafka-channel-ingress'].flatMap((host) =>
    references('sources.knative.dev/v1', 'PingSource', sink(host)),
  );
  expect(found).toEqual([
    'sink sinks.knative.dev/JobSink orders (spec.sink.uri) perhaps',
    'sink eventing.knative.dev/KafkaSink orders (spec.sink.uri) perhaps',
    'sink eventing.knative.dev/Broker orders (spec.sink.uri) perhaps',
    'sink messaging.knative.dev/KafkaChannel orders (spec.sink.uri) perhaps',
  ]);
});

test('nothing in a spec that is empty or of the wrong shape makes it fail', () => {
  for (const { apiVersion, kind } of kinds)
    for (const spec of [{}, [], 'text', { steps: 'a', branches: [null], from: {}, net: [], sink: 5, template: null }])
      expect(() => references(apiVersion, kind, spec as object)).not.toThrow();
});
