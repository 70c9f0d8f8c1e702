import type { Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker } from '../../../constructs/eventing/broker';
import { BrokerClass } from '../../../constructs/eventing/broker-class';
import { Channel } from '../../../constructs/eventing/channel';
import { Sink } from '../../../constructs/eventing/sink';
import { Trigger } from '../../../constructs/eventing/trigger';
import { Namespace } from '../../../constructs/kubernetes/namespace';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const kafka = { bootstrapServers: ['kafka-0.kafka:9092', 'kafka-1.kafka:9092'] };

describe('a broker', () => {
  test('of Kafka brings the ConfigMap with its settings', async () => {
    const program = (chart: Chart) => {
      const topicConfig = { 'retention.ms': '3600000' };
      const options = { ...kafka, partitions: 3, replication: 1, topicConfig, auth: 'kafka-login' };
      new Broker(chart, 'orders', { class: BrokerClass.kafka(options) });
      new Broker(chart, 'own', { class: BrokerClass.kafka({ ...kafka, namespaced: true, topic: 'orders' }) });
    };
    await expectGolden(synthChart(program), 'broker-kafka');
  });

  test('of RabbitMQ brings its config', async () => {
    const program = (chart: Chart) => {
      const cluster = { cluster: 'rabbit', namespace: 'rabbitmq', queueType: 'classic', vhost: '/shop' } as const;
      new Broker(chart, 'orders', { class: BrokerClass.rabbitmq(cluster) });
      new Broker(chart, 'cloud', { class: BrokerClass.rabbitmq({ connectionSecret: 'cloud-rabbit' }) });
    };
    await expectGolden(synthChart(program), 'broker-rabbitmq');
  });

  test('of RabbitMQ needs one RabbitMQ', () => {
    expect(() => BrokerClass.rabbitmq({})).toThrow(/^KG0003 BrokerClass\.rabbitmq: .*\(cluster\)/);
    expect(() => BrokerClass.rabbitmq({ cluster: 'a', connectionSecret: 'b' })).toThrow(/^KG0002 /);
  });

  test('has settings of one kind only', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'c' };
    const both = (chart: Chart) => new Broker(chart, 'b', { class: BrokerClass.kafka(kafka), config });
    expect(() => synthChart(both)).toThrow(/KG0002 test\/b: .*\(config\)/);
    const channel = Channel.inMemory();
    const channels = (chart: Chart) => new Broker(chart, 'b', { class: BrokerClass.kafka(kafka), channel });
    expect(() => synthChart(channels)).toThrow(/KG0002 test\/b: .*\(channel\)/);
  });

  test('has the address of its class', () => {
    synthChart((chart) => {
      const of = (id: string, options: object) =>
        new Broker(chart, id, { class: BrokerClass.kafka({ ...kafka, ...options }) });
      expect(of('a', {}).address).toBe('http://kafka-broker-ingress.knative-eventing.svc.cluster.local/default/a');
      expect(of('b', { namespaced: true }).address).toBe(
        'http://kafka-broker-ingress.default.svc.cluster.local/default/b',
      );
      const rabbit = new Broker(chart, 'c', { class: BrokerClass.rabbitmq({ cluster: 'r' }) });
      expect(() => rabbit.address).toThrow(/KG0003 test\/c: .*RabbitMQBroker.*\(address\)/);
    });
  });

  test('is made by the cluster in a namespace with the label for it', async () => {
    const program = (chart: Chart) => {
      const shop = new Namespace(chart, 'shop');
      const broker = Broker.injectedInto(shop);
      new Trigger(chart, 'audit', { namespace: 'shop', broker, subscriber: Sink.service('audit') });
    };
    await expectGolden(synthChart(program), 'broker-injected');
  });
});
