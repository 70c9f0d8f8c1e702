import { describe, expect, test } from 'vitest';
import { expand } from '../../../lib/expand';
import { find, read, said, settings, told } from '../expand/read';

const broker = (spec = '{}', metadata = '') =>
  read(
    `{apiVersion: eventing.knative.dev/v1, kind: Broker, metadata: {name: default, namespace: demo${metadata}}, spec: ${spec}}`,
  );
const trigger = (spec: string, metadata = '') =>
  read(
    `{apiVersion: eventing.knative.dev/v1, kind: Trigger, metadata: {name: audit, namespace: demo${metadata}}, spec: {broker: default, ${spec}}}`,
  );
const service = read(
  '{apiVersion: v1, kind: Service, metadata: {name: sink, namespace: demo}, spec: {selector: {app: sink}}}',
);
const toSink = '{ref: {apiVersion: v1, kind: Service, name: sink}}';

describe('a trigger', () => {
  test('whose broker is of another class is left alone', () => {
    const kafka = broker('{}', ', annotations: {eventing.knative.dev/broker.class: Kafka}');
    const expansion = expand([...kafka, ...service, ...trigger(`subscriber: ${toSink}`)]);
    expect(find(expansion, 'Broker', 'default').status).toBeUndefined();
    expect(find(expansion, 'Trigger', 'audit').status).toBeUndefined();
  });

  test('whose subscriber is not there says what is missing, and makes no subscription', () => {
    const expansion = expand([...broker(), ...trigger(`subscriber: ${toSink}`)]);
    const missing = 'failed to get object demo/sink: services "sink" not found';
    expect(said(expansion, 'Trigger', 'audit')).toBe(`False Unable to get the Subscriber's URI: ${missing}`);
    expect(told(expansion, 'Trigger', 'audit')).toContain(`Warning InternalError ${missing}`);
    expect(expansion.objects.some(({ kind }) => kind === 'Subscription')).toBe(false);
  });

  test('has the dead letter sink of its broker, and a URI relative to its subscriber', () => {
    const expansion = expand([
      ...broker(`{delivery: {deadLetterSink: {uri: "http://dead.example.com/"}}}`),
      ...service,
      ...trigger('subscriber: {ref: {apiVersion: v1, kind: Service, name: sink}, uri: /events}'),
    ]);
    expect(find(expansion, 'Trigger', 'audit').status).toMatchObject({
      deadLetterSinkUri: 'http://dead.example.com/',
      subscriberUri: 'http://sink.demo.svc.cluster.local/events',
    });
  });

  test('waits for what its annotation names', () => {
    const dependency = JSON.stringify({ apiVersion: 'sources.knative.dev/v1', kind: 'PingSource', name: 'tick' });
    const given = [
      ...broker(),
      ...service,
      ...trigger(`subscriber: ${toSink}`, `, annotations: {knative.dev/dependency: '${dependency}'}`),
    ];
    const alone = expand(given);
    expect(said(alone, 'Trigger', 'audit')).toBe(
      'False DependencyDoesNotExist: Dependency does not exist: pingsources.sources.knative.dev "tick" not found',
    );
    const source = read(
      `{apiVersion: sources.knative.dev/v1, kind: PingSource, metadata: {name: tick, namespace: demo}, spec: {sink: ${toSink}}}`,
    );
    expect(said(expand([...given, ...source]), 'Trigger', 'audit')).toBe('True : ');
  });
});

describe('a subscription', () => {
  const subscription = (spec: string) =>
    read(
      `{apiVersion: messaging.knative.dev/v1, kind: Subscription, metadata: {name: one, namespace: demo}, spec: {channel: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel, name: inbox}, ${spec}}}`,
    );
  const channel = (spec = '{}') =>
    read(
      `{apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel, metadata: {name: inbox, namespace: demo}, spec: ${spec}}`,
    );

  test('of a channel that is not there waits, and tells', () => {
    const expansion = expand([...service, ...subscription(`subscriber: ${toSink}`)]);
    const missing =
      'Failed to get Spec.Channel or backing channel: inmemorychannels.messaging.knative.dev "inbox" not found';
    expect(said(expansion, 'Subscription', 'one')).toBe(`Unknown ChannelReferenceFailed: ${missing}`);
    expect(told(expansion, 'Subscription', 'one')).toContain(`Warning ChannelReferenceFailed ${missing}`);
  });

  test('whose subscriber is not there tells its reason', () => {
    const expansion = expand([...channel(), ...subscription(`subscriber: ${toSink}`)]);
    const missing = 'Failed to resolve spec.subscriber: failed to get object demo/sink: services "sink" not found';
    expect(said(expansion, 'Subscription', 'one')).toBe(`False SubscriberResolveFailed: ${missing}`);
    expect(told(expansion, 'Subscription', 'one')).toContain(`Warning SubscriberResolveFailed ${missing}`);
  });

  test('has its channel deliver as it says itself, else as the channel does', () => {
    const given = channel('{delivery: {retry: 3, deadLetterSink: {uri: "http://dead.example.com/"}}}');
    const own = expand([...service, ...given, ...subscription(`subscriber: ${toSink}, delivery: {retry: 7}`)]);
    expect(find(own, 'InMemoryChannel', 'inbox').spec).toMatchObject({
      subscribers: [{ delivery: { retry: 7, deadLetterSink: { uri: 'http://dead.example.com/' } } }],
    });
    const none = expand([...service, ...given, ...subscription(`subscriber: ${toSink}`)]);
    expect(find(none, 'InMemoryChannel', 'inbox').spec).toMatchObject({ subscribers: [{ delivery: { retry: 3 } }] });
  });
});

test('a channel whose dead letter sink is not there has no address, and neither has the Channel before it', () => {
  const [channel] = read(
    `{apiVersion: messaging.knative.dev/v1, kind: Channel, metadata: {name: inbox, namespace: demo}, spec: {delivery: {deadLetterSink: ${toSink}}}}`,
  );
  const expansion = expand([channel!]);
  const missing = 'failed to get object demo/sink: services "sink" not found';
  expect(said(expansion, 'InMemoryChannel', 'inbox')).toBe(`False Unable to get the DeadLetterSink's URI: ${missing}`);
  expect(find(expansion, 'InMemoryChannel', 'inbox').status).not.toHaveProperty('address');
  expect(said(expansion, 'Channel', 'inbox', 'DeadLetterSinkResolved')).toBe(
    "False Backing Channel inbox didn't set status.deadLetterSinkURI: ",
  );
});

describe('the settings in the input', () => {
  const kafka = 'apiVersion: v1\nkind: ConfigMap\nname: kafka-broker-config\nnamespace: knative-eventing\n';
  const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

  test('decide the class, the config and the delivery of brokers, by namespace', () => {
    const defaults = settings(
      'config-br-defaults',
      {
        'default-br-config': `clusterDefault:
  brokerClass: MTChannelBasedBroker
  apiVersion: v1
  kind: ConfigMap
  name: config-br-default-channel
  namespace: knative-eventing
  delivery: {retry: 4, timeout: PT5S}
namespaceDefaults:
  streams:
    brokerClass: Kafka
${indented(kafka, '    ')}`,
      },
      'knative-eventing',
    );
    const streams = broker().map((object) => ({ ...object, metadata: { name: 'other', namespace: 'streams' } }));
    const expansion = expand([defaults, ...broker(), ...streams]);
    // Upstream leaves out what it does not know of, such as the timeout.
    expect(find(expansion, 'Broker', 'default').spec).toMatchObject({ delivery: { retry: 4 } });
    expect(find(expansion, 'Broker', 'default').spec).not.toHaveProperty('delivery.timeout');
    expect(find(expansion, 'Broker', 'other')).toMatchObject({
      metadata: { annotations: { 'eventing.knative.dev/broker.class': 'Kafka' } },
      spec: { config: { name: 'kafka-broker-config' } },
    });
  });

  test('decide the channels of Channels by namespace, and those of flows by the cluster', () => {
    const template = 'apiVersion: messaging.knative.dev/v1beta1\nkind: KafkaChannel\n';
    const own = settings(
      'default-ch-webhook',
      {
        'default-ch-config': `clusterDefault: {apiVersion: messaging.knative.dev/v1, kind: InMemoryChannel}
namespaceDefaults:
  demo:
${indented(template, '    ')}`,
      },
      'knative-eventing',
    );
    const expansion = expand([
      own,
      ...read('{apiVersion: messaging.knative.dev/v1, kind: Channel, metadata: {name: inbox, namespace: demo}}'),
      ...read(
        '{apiVersion: flows.knative.dev/v1, kind: Sequence, metadata: {name: etl, namespace: demo}, spec: {steps: [{uri: "http://a.example.com/"}]}}',
      ),
    ]);
    expect(find(expansion, 'KafkaChannel', 'inbox')).toBeDefined();
    expect(find(expansion, 'InMemoryChannel', 'etl-kn-sequence-0')).toBeDefined();
  });

  test('give an address to objects that have none', () => {
    const expansion = expand([
      settings('config-features', { 'kreference-mapping': 'enabled' }, 'knative-eventing'),
      settings(
        'config-kreference-mapping',
        { 'Pod.v1': 'http://{{ .Name }}.{{ .Namespace }}.pods.example' },
        'knative-eventing',
      ),
      ...read(
        '{apiVersion: sources.knative.dev/v1, kind: PingSource, metadata: {name: tick, namespace: demo}, spec: {sink: {ref: {apiVersion: v1, kind: Pod, name: web}}}}',
      ),
    ]);
    expect(find(expansion, 'PingSource', 'tick').status).toMatchObject({ sinkUri: 'http://web.demo.pods.example' });
  });
});

describe('a sequence that is made shorter', () => {
  const sequence = (steps: number) =>
    read(
      `{apiVersion: flows.knative.dev/v1, kind: Sequence, metadata: {name: etl, namespace: demo}, spec: {steps: [${Array.from({ length: steps }, (_, i) => `{uri: "http://s${i}.example.com/"}`).join(', ')}]}}`,
    );

  test('gives back what it no longer needs', () => {
    const expansion = expand(sequence(3), { steps: [{ update: sequence(1) }] });
    expect(expansion.objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'Sequence etl',
      'InMemoryChannel etl-kn-sequence-0',
      'Subscription etl-kn-sequence-0',
      'Service etl-kn-sequence-0-kn-channel',
    ]);
    expect(find(expansion, 'Subscription', 'etl-kn-sequence-0').spec).not.toHaveProperty('reply');
  });
});
