import { App, Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { configurePlatform } from '../../../constructs/base/platform-settings';
import { Broker } from '../../../constructs/eventing/broker';
import { Channel } from '../../../constructs/eventing/channel';
import { Filter } from '../../../constructs/eventing/filter';
import { type ISink, Sink } from '../../../constructs/eventing/sink';
import { Trigger } from '../../../constructs/eventing/trigger';
import { synth, synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const display = Sink.service('event-display');

describe('a broker', () => {
  test('is one object with nothing that was not asked for', async () => {
    await expectGolden(
      synthChart((chart) => new Broker(chart, 'default')),
      'broker',
    );
  });

  test('of in-memory channels brings the ConfigMap that says so', async () => {
    const program = (chart: Chart) => new Broker(chart, 'orders', { channel: Channel.inMemory() });
    await expectGolden(synthChart(program), 'broker-of-channels');
  });

  test('of a class has retries and a dead letter sink', async () => {
    const delivery = {
      retry: 5,
      backoff: 'exponential',
      delay: Duration.millis(200),
      timeout: Duration.seconds(90),
      deadLetterSink: Sink.service('dead-letters', { namespace: 'ops' }),
    } as const;
    const program = (chart: Chart) => new Broker(chart, 'orders', { class: 'MTChannelBasedBroker', delivery });
    await expectGolden(synthChart(program), 'broker-with-delivery');
  });

  test('is not made of channels and of a config at once', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', name: 'c', namespace: 'default' };
    const program = (chart: Chart) => new Broker(chart, 'orders', { channel: Channel.inMemory(), config });
    expect(() => synthChart(program)).toThrow(/KG0002 test\/orders: .*\(config\)/);
  });

  test('has an address inside the cluster, which needs a namespace', () => {
    const chart = new Chart(new App(), 'shop');
    expect(new Broker(chart, 'a', { namespace: 'default' }).address).toBe(
      'http://broker-ingress.knative-eventing.svc.cluster.local/default/a',
    );
    expect(() => new Broker(chart, 'b').address).toThrow(/KG0005 shop\/b: .*namespace/);
  });
});

describe('a trigger', () => {
  test('sends a type of event to a service', async () => {
    const program = (chart: Chart) => {
      const broker = new Broker(chart, 'default', { expects: ['order.created'] });
      new Trigger(chart, 'display', { broker, filter: { type: 'order.created' }, subscriber: display });
    };
    await expectGolden(synthChart(program), 'trigger');
  });

  test('is said in a line by broker.on, named for broker, subscriber and type', async () => {
    const program = (chart: Chart) => {
      const broker = new Broker(chart, 'default', { expects: ['order.created'] });
      broker.on({ type: 'order.created', region: 'eu' }, display);
      broker.on(Filter.prefix({ source: '/shop' }), Sink.uri('https://hooks.example.com/orders'));
    };
    await expectGolden(synthChart(program), 'broker-on');
  });

  test('filters in every dialect', async () => {
    const filter = [
      Filter.all(Filter.prefix({ type: 'com.' }), Filter.not(Filter.exact({ source: 'test' }))),
      Filter.any(Filter.suffix({ type: '.created' }), Filter.cesql("priority = 'high'")),
    ];
    const program = (chart: Chart) => {
      new Trigger(chart, 'audit', { broker: new Broker(chart, 'default'), filter, subscriber: display });
    };
    await expectGolden(synthChart(program), 'trigger-filters');
  });

  test('has its own delivery, in place of the broker’s', async () => {
    const delivery = {
      retry: 3,
      backoff: 'linear',
      delay: Duration.seconds(1),
      deadLetterSink: Sink.broker('dead'),
    } as const;
    const program = (chart: Chart) => {
      new Trigger(chart, 'display', { broker: new Broker(chart, 'default'), subscriber: display, delivery });
    };
    await expectGolden(synthChart(program), 'trigger-delivery');
  });

  test('of a broker in another namespace needs the feature that links namespaces', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const broker = Broker.fromName('central', { namespace: 'platform' });
    new Trigger(chart, 'display', { broker, subscriber: display });
    expect(() => synth(chart)).toThrow(/shop\/display: .*cross-namespace-event-links/);
    configurePlatform(chart, { features: { 'cross-namespace-event-links': 'enabled' } });
    expect(synth(chart)[0]?.spec).toMatchObject({ brokerRef: { name: 'central', namespace: 'platform' } });
  });

  test('with an attribute in upper case does not synthesize, and says where', () => {
    const program = (chart: Chart) => {
      new Trigger(chart, 'display', {
        broker: new Broker(chart, 'b'),
        filter: { orderType: 'x' },
        subscriber: display,
      });
    };
    expect(() => synthChart(program)).toThrow(/^KE2104 test\/display: .*orderType[^\n]*$/);
  });

  test('leads to a path of a service or a URL', () => {
    const program = (sink: ISink) => (chart: Chart) => {
      new Trigger(chart, 't', { broker: Broker.fromName('default'), subscriber: Sink.at(sink, '/orders') });
    };
    expect(synthChart(program(display))[0]?.spec).toMatchObject({
      subscriber: { ref: { name: 'event-display' }, uri: '/orders' },
    });
    expect(synthChart(program(Sink.uri('https://example.com/a')))[0]?.spec).toMatchObject({
      subscriber: { uri: 'https://example.com/orders' },
    });
  });

  test('of a broker without a name does not synthesize', () => {
    const program = (chart: Chart) =>
      new Trigger(chart, 'display', { broker: Broker.fromName(''), subscriber: display });
    expect(() => synthChart(program)).toThrow(/^KE2101 test\/display: [^\n]*$/);
  });
});
