import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker } from '../../../constructs/eventing/broker';
import { Channel } from '../../../constructs/eventing/channel';
import { InMemoryChannel } from '../../../constructs/eventing/in-memory-channel';
import { KafkaChannel } from '../../../constructs/eventing/kafka-channel';
import { NatsJetStreamChannel } from '../../../constructs/eventing/nats-jet-stream-channel';
import { Sink } from '../../../constructs/eventing/sink';
import { PingSource } from '../../../constructs/eventing/sources/ping-source';
import { Subscription } from '../../../constructs/eventing/subscription';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const billing = Sink.service('billing');
const letters = Sink.service('letters');

describe('a channel', () => {
  test('takes events in and hands them to its subscriptions', async () => {
    const program = (chart: Chart) => {
      const orders = new Channel(chart, 'orders', { template: Channel.inMemory() });
      new PingSource(chart, 'ping', { sink: orders });
      orders.subscribe(billing, { reply: Sink.broker('default'), delivery: { retry: 3, deadLetterSink: letters } });
      orders.subscribe(Sink.uri('https://hooks.example.com/orders'), { name: 'hook' });
    };
    await expectGolden(synthChart(program), 'channel');
  });

  test('is of any kind, as an object and as a template', async () => {
    const program = (chart: Chart) => {
      const retention = Duration.days(1);
      const stream = { config: { storage: 'File', replicas: 3, maxAge: '24h' } } as const;
      new InMemoryChannel(chart, 'memory', { async: true, delivery: { retry: 2 } });
      new KafkaChannel(chart, 'kafka', { partitions: 3, replication: 3, retention });
      new NatsJetStreamChannel(chart, 'nats', { stream, consumer: { deliverPolicy: 'New' } });
      new Channel(chart, 'of-default');
      new Channel(chart, 'of-kafka', { template: Channel.kafka({ partitions: 3, replication: 3, retention }) });
      new Channel(chart, 'of-nats', { template: Channel.natsJetStream({ stream }) });
      new Channel(chart, 'of-own', { template: Channel.of({ apiVersion: 'example.com/v1', kind: 'OwnChannel' }) });
      new Broker(chart, 'of-channels', { channel: Channel.kafka() });
    };
    await expectGolden(synthChart(program), 'channel-kinds');
  });

  test('that exists without the program is subscribed to by its name', () => {
    const channel = Channel.fromName('orders', { kind: 'KafkaChannel' });
    const program = (chart: Chart) => new Subscription(chart, 'billing', { channel, subscriber: billing });
    expect(synthChart(program)[0]?.spec).toMatchObject({
      channel: { apiVersion: 'messaging.knative.dev/v1', kind: 'KafkaChannel', name: 'orders' },
    });
  });

  test('of Kafka refuses a setting that it does not have', () => {
    expect(() => Channel.kafka({ partition: 3 } as object)).toThrow(
      /^KG0007 Channel\.kafka: "partition" is no property \(partition\): did you mean "partitions"\?$/,
    );
  });
});
