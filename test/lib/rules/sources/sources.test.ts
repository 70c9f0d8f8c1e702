import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { withDefaults } from '../../../../lib/rules/defaults';
import { eventTypesOf } from '../../../../lib/rules/eventing/event-types';
import { mergePatch } from '../../../../lib/rules/examples';
import { minimalObjects } from '../../../../lib/rules/minimal';
import { Platform } from '../../../../lib/rules/platform';
import { validate } from '../../../../lib/rules/validate';

const changed = (name: string, patch: object = {}) => mergePatch(minimalObjects[name], patch) as KubeObject;
const of = (name: string) => (spec: object) => changed(name, { spec });
const container = of('sources.knative.dev/v1/ContainerSource');
const binding = of('sources.knative.dev/v1/SinkBinding');
const integration = of('sources.knative.dev/v1alpha1/IntegrationSource');
const kafka = of('sources.knative.dev/v1/KafkaSource');
const channel = of('messaging.knative.dev/v1/KafkaChannel');
const rabbitmq = of('sources.knative.dev/v1alpha1/RabbitmqSource');
const nats = of('messaging.knative.dev/v1alpha1/NatsJetStreamChannel');
const redis = of('sources.knative.dev/v1alpha1/RedisStreamSource');
const gitHub = of('sources.knative.dev/v1alpha1/GitHubSource');

const told = (object: KubeObject, before?: KubeObject) =>
  validate(object, { before }).map(({ code, path }) => `${code} ${path}`);
const specOf = (object: KubeObject, before?: KubeObject) =>
  withDefaults(object, Platform.asShipped, before).spec as Readonly<Record<string, unknown>>;

describe('defaults', () => {
  it('call containers of a ContainerSource after it, and leave the reference of its sink alone', () => {
    const spec = specOf(container({ template: { spec: { containers: [{ image: 'a' }, { image: 'b', name: 'b' }] } } }));
    expect(spec.template).toEqual({
      spec: {
        containers: [
          { image: 'a', name: 'heartbeats-0' },
          { image: 'b', name: 'b' },
        ],
      },
    });
    expect(spec.sink).toEqual({ ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } });
  });

  it('put subject and sink of a SinkBinding into its namespace', () => {
    const { subject, sink } = specOf(binding({}));
    expect(subject).toMatchObject({ namespace: 'default' });
    expect(sink).toMatchObject({ ref: { namespace: 'default' } });
  });

  it('fill in a KafkaSource, but make up no consumer group', () => {
    const spec = specOf(kafka({}));
    expect(spec).toMatchObject({ consumers: 1, initialOffset: 'latest', ordering: 'ordered' });
    expect(spec).not.toHaveProperty('consumerGroup');
  });

  it('keep the consumer group that upstream made up', () => {
    const before = kafka({ consumerGroup: 'knative-kafka-source-1' });
    expect(specOf(kafka({}), before).consumerGroup).toBe('knative-kafka-source-1');
    expect(told(kafka({ consumers: 2 }), before)).toEqual([]);
  });

  it('take a KafkaChannel of 0 partitions for one of 1', () => {
    expect(specOf(channel({ numPartitions: 0 }))).toMatchObject({ numPartitions: 1, retentionDuration: 'PT168H' });
  });

  it('mark channels with the version of their subscribers', () => {
    for (const object of [channel({}), nats({})]) {
      const { annotations } = withDefaults(object, Platform.asShipped).metadata;
      expect(annotations).toEqual({ 'messaging.knative.dev/subscribable': 'v1' });
    }
  });

  it('find a RabbitMQ in the namespace of the source', () => {
    expect(specOf(rabbitmq({})).rabbitmqClusterReference).toEqual({ name: 'rabbitmq', namespace: 'default' });
  });
});

describe('a pod template that no schema has looked at', () => {
  it.each([
    ['containers that are an object', { containers: {} }],
    ['containers that are texts', { containers: ['heartbeats'] }],
    ['no pod', null],
  ])('is read as far as it goes: %s', (_, spec) => {
    expect(() => told(container({ template: { spec } }))).not.toThrow();
    expect(told(container({ template: { spec } }))).not.toEqual([]);
  });

  it('with a list of env that is none is no reason to fail', () => {
    expect(() => told(container({ template: { spec: { containers: [{ image: 'a', env: {} }] } } }))).not.toThrow();
  });
});

describe('a binding', () => {
  it('of a kind of anyone else is left alone', () => {
    expect(told(binding({ subject: { apiVersion: 'example.com/v1', kind: 'Worker' } }))).toEqual([]);
  });

  it('without a subject is told of all that it lacks', () => {
    expect(told(binding({ subject: null }))).toEqual([
      'KE3011 spec.subject.apiVersion',
      'KE3011 spec.subject.kind',
      'KE3012 spec.subject',
    ]);
  });
});

describe('an update', () => {
  it('changes nothing of a RabbitmqSource', () => {
    expect(told(rabbitmq({ sink: { ref: { name: 'other' } } }), rabbitmq({}))).toEqual(['KE3212 spec']);
  });

  it('keeps the topic of a KafkaChannel, while its delivery may change', () => {
    expect(told(channel({ replicationFactor: 1 }), channel({}))).toEqual(['KE3123 spec.replicationFactor']);
    expect(told(channel({ delivery: { retry: 1 } }), channel({}))).toEqual([]);
  });

  it('of a manifest without subscribers leaves those of the channel alone', () => {
    const subscribers = [{ uid: 'a', subscriberUri: 'http://a' }];
    expect(told(channel({}), channel({ subscribers }))).toEqual([]);
  });
});

describe('what no webhook looks at', () => {
  it('is told as a warning', () => {
    const faults = [
      integration({ sink: null }),
      integration({ sink: { ref: null, uri: 's.example.com' } }),
      kafka({ delivery: { backoffDelay: '5s', retry: 3, backoffPolicy: 'linear' } }),
      redis({ sink: { ref: { apiVersion: null } } }),
    ];
    for (const fault of faults) {
      const severities = validate(fault).map(({ severity }) => severity);
      expect(severities, JSON.stringify(fault.spec)).toEqual(['warning']);
    }
  });

  it('never shows a password that stands in an address', () => {
    const diagnostics = validate(redis({ address: 'http://app:hunter2@redis:6379' }));
    expect(diagnostics.map(({ code }) => code)).toEqual(['KE3451', 'KE3452']);
    expect(JSON.stringify(diagnostics.map(({ message, hint }) => [message, hint]))).not.toContain('hunter2');
  });
});

describe('an object that has no address', () => {
  const sinkOf = (apiVersion: string, kind: string) => told(container({ sink: { ref: { apiVersion, kind } } }));

  it('is told, whoever models it', () => {
    expect(sinkOf('sources.knative.dev/v1', 'PingSource')).toEqual(['KE2250 spec.sink.ref.kind']);
    expect(sinkOf('sources.knative.dev/v1alpha1', 'RedisStreamSource')).toEqual(['KE2250 spec.sink.ref.kind']);
    expect(sinkOf('messaging.knative.dev/v1', 'Subscription')).toEqual(['KE2250 spec.sink.ref.kind']);
  });

  it('is not one of those that have', () => {
    expect(sinkOf('messaging.knative.dev/v1beta1', 'KafkaChannel')).toEqual([]);
    expect(sinkOf('eventing.knative.dev/v1alpha1', 'RequestReply')).toEqual([]);
    expect(sinkOf('sinks.knative.dev/v1alpha1', 'RedisStreamSink')).toEqual([]);
    expect(sinkOf('serving.knative.dev/v1beta1', 'DomainMapping')).toEqual([]);
  });
});

describe('the types that a source sends', () => {
  it('are those of its settings', () => {
    const gitLab = changed('sources.knative.dev/v1alpha1/GitLabSource', {
      spec: { eventTypes: ['push_events', 'merge_requests_events', 'wiki_page_events'] },
    });
    expect(eventTypesOf(gitLab)).toEqual([
      'dev.knative.sources.gitlab.push',
      'dev.knative.sources.gitlab.merge_request',
      'dev.knative.sources.gitlab.wiki_page',
    ]);
    expect(eventTypesOf(gitHub({ eventTypes: ['push'] }))).toEqual(['dev.knative.source.github.push']);
  });

  it('are not known where records may be events of others', () => {
    expect(eventTypesOf(kafka({}))).toBeUndefined();
    expect(eventTypesOf(rabbitmq({}))).toBeUndefined();
  });
});

it('brokers whose webhook refuses a config are told of it once', () => {
  const broker = (name: string, config?: object) =>
    changed('eventing.knative.dev/v1/Broker', {
      metadata: { annotations: { 'eventing.knative.dev/broker.class': name } },
      spec: { config },
    });
  const secret = { apiVersion: 'v1', kind: 'Secret', name: 'a' };
  expect(told(broker('Kafka', secret))).toEqual(['KE3131 spec.config.kind']);
  expect(told(broker('KafkaNamespaced'))).toEqual(['KE3132 spec.config']);
  expect(told(broker('RabbitMQBroker', secret))).toEqual(['KE3231 spec.config']);
  expect(told(broker('RabbitMQBroker'))).toEqual(['KE3231 spec.config']);
  // Kafka's webhook takes the kind in any case; nobody finds such an object.
  expect(told(broker('Kafka', { ...secret, kind: 'configmap' }))).toEqual(['KE2052 spec.config.kind']);
});
