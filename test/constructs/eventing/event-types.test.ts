import { App, Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { configurePlatform, diagnosticsOf } from '../../../constructs/base/platform-settings';
import { Broker } from '../../../constructs/eventing/broker';
import { EventPolicy } from '../../../constructs/eventing/event-policy';
import { EventRegistry } from '../../../constructs/eventing/event-registry';
import { EventTransform } from '../../../constructs/eventing/event-transform';
import { EventType } from '../../../constructs/eventing/event-type';
import { RequestReply } from '../../../constructs/eventing/request-reply';
import { Sink } from '../../../constructs/eventing/sink';
import { PingSource } from '../../../constructs/eventing/sources/ping-source';
import { ServiceAccount } from '../../../constructs/kubernetes/service-account';
import { KnativeService } from '../../../constructs/serving/knative-service';
import { synth, synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const typesIn = (chart: Chart) =>
  synth(chart).flatMap(({ kind, metadata }) => (kind === 'EventType' ? [metadata.name] : []));

describe('an EventType', () => {
  test('tells of attributes, those that all events have first', async () => {
    const program = (chart: Chart) => {
      new EventType(chart, 'order-created', {
        type: 'order.created',
        source: '/shop/{country}',
        description: 'A customer has ordered.',
        schema: 'https://example.com/order.json',
        at: new Broker(chart, 'default'),
        attributes: { region: 'eu', priority: { required: false } },
      });
    };
    await expectGolden(synthChart(program), 'event-type');
  });

  test('is made for each type that comes to a broker, whenever that is said', async () => {
    const program = (chart: Chart) => {
      const broker = new Broker(chart, 'default', { expects: ['order.created'] });
      broker.eventTypes();
      new PingSource(chart, 'ping', { sink: broker });
      const orders = new KnativeService(chart, 'orders', { image: 'a/b:c', replies: ['order.shipped'] });
      broker.on({ type: 'order.created' }, orders);
      broker.on({ type: 'order.shipped' }, Sink.service('mail'));
    };
    await expectGolden(
      synthChart(program).filter(({ kind }) => kind === 'EventType'),
      'event-types-derived',
    );
  });

  test('that is derived comes and goes with the program', async () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const broker = new Broker(chart, 'default');
    const types = broker.eventTypes();
    expect(typesIn(chart)).toEqual([]);
    new PingSource(chart, 'ping', { sink: broker });
    expect(typesIn(chart)).toEqual(['default-dev-knative-sources-ping']);
    expect(types.all.map(({ eventType }) => eventType)).toEqual(['dev.knative.sources.ping']);
    expect(broker.eventTypes()).toBe(types);
    chart.node.tryRemoveChild('ping');
    await Promise.resolve();
    expect(typesIn(chart)).toEqual([]);
  });

  test('that is made by hand is not made again', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const broker = new Broker(chart, 'default', { expects: ['order.created', 'order.paid'] });
    broker.eventTypes();
    new EventType(chart, 'order-created', { type: 'order.created', at: broker });
    expect(typesIn(chart)).toEqual(['default-order-paid', 'order-created']);
  });

  test('that is derived is in what cdk8s itself writes', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    const broker = new Broker(chart, 'default', { expects: ['order.created'] });
    broker.eventTypes();
    broker.on({ type: 'order.created' }, Sink.service('orders'));
    expect((App.of(chart) as App).synthYaml()).toContain('kind: EventType');
  });
});

describe('the registry', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const broker = new Broker(chart, 'default', { expects: ['order.created'] });
  const orders = new KnativeService(chart, 'orders', { image: 'a/b:c', replies: ['order.shipped'] });
  const mail = new KnativeService(chart, 'mail', { image: 'a/b:c' });
  new PingSource(chart, 'ping', { sink: mail });
  broker.on({ type: 'order.created' }, orders);
  broker.on({ type: 'order.shipped', region: 'eu' }, mail);
  const registry = EventRegistry.of(chart);

  test('tells who sends and who gets a type', () => {
    expect(registry.types.map(({ type }) => type)).toEqual([
      'dev.knative.sources.ping',
      'order.created',
      'order.shipped',
    ]);
    const service = (name: string) => ({ kind: 'Service', name, namespace: 'default' });
    expect(registry.find('order.shipped')).toEqual({
      type: 'order.shipped',
      sources: [],
      repliers: [service('orders')],
      expectedBy: [],
      brokers: [{ kind: 'Broker', name: 'default', namespace: 'default' }],
      flows: [],
      consumers: [
        {
          object: service('mail'),
          by: { kind: 'Trigger', name: 'mail-order-shipped', namespace: 'default' },
          onlySome: true,
        },
      ],
      eventTypes: [],
    });
    expect(registry.find('nothing')).toBeUndefined();
  });

  test('is a table', () => {
    expect(registry.toMarkdown()).toBe(`| Type | From | Over | To |
| --- | --- | --- | --- |
| \`dev.knative.sources.ping\` | PingSource ping | — | Service mail (by PingSource ping) |
| \`order.created\` | from outside | Broker default | Service orders (by Trigger orders-order-created) |
| \`order.shipped\` | Service orders (answer) | Broker default | Service mail (some, by Trigger mail-order-shipped) |
`);
  });
});

describe('an EventPolicy', () => {
  const authentication = { features: { 'authentication-oidc': 'enabled' } } as const;

  test('says who may send what to whom', async () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'default' });
    configurePlatform(chart, authentication);
    const broker = new Broker(chart, 'default');
    const ping = new PingSource(chart, 'ping', { sink: broker });
    const web = new ServiceAccount(chart, 'web');
    const selector = { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', matchLabels: { team: 'shop' } };
    new EventPolicy(chart, 'orders', {
      from: [ping, { account: web }, { subject: 'system:serviceaccount:ops:*' }],
      to: [broker, selector],
      filter: { type: 'order.created' },
    });
    await expectGolden(synth(chart), 'event-policy');
  });

  test('is in the namespace of what it protects', () => {
    const program = (chart: Chart) => {
      const broker = new Broker(chart, 'default', { namespace: 'platform' });
      new EventPolicy(chart, 'orders', { to: [broker] });
    };
    expect(() => synthChart(program)).toThrow(
      /^KG0006 test\/orders: Broker "default" is in namespace "platform" \(to\[0\]\)/,
    );
  });
});

describe('a RequestReply', () => {
  test('names its broker', async () => {
    const program = (chart: Chart) => {
      const broker = new Broker(chart, 'default');
      new RequestReply(chart, 'quotes', { broker, timeout: Duration.seconds(10), delivery: { retry: 2 } });
    };
    await expectGolden(synthChart(program), 'request-reply');
  });

  test('is in the namespace of its broker', () => {
    const broker = Broker.fromName('default', { namespace: 'platform' });
    const program = (chart: Chart) => new RequestReply(chart, 'quotes', { broker });
    expect(() => synthChart(program)).toThrow(/^KG0006 test\/quotes: .*\(broker\)/);
  });
});

describe('an EventTransform', () => {
  const jsonata = '{ "specversion": "1.0", "id": id, "type": "order.flat", "source": source, "data": data.order }';

  test('answers, or sends on and treats the answer', async () => {
    const program = (chart: Chart) => {
      new EventTransform(chart, 'answering', { jsonata });
      new EventTransform(chart, 'sending', { jsonata, sink: Sink.service('orders'), reply: { jsonata: 'data' } });
      new EventTransform(chart, 'dropping', { jsonata, sink: Sink.service('orders'), reply: 'discard' });
    };
    await expectGolden(synthChart(program), 'event-transform');
  });

  test('has no reply without a sink', () => {
    const program = (chart: Chart) => new EventTransform(chart, 'flatten', { jsonata, reply: 'discard' });
    expect(() => synthChart(program)).toThrow(/^KG0003 test\/flatten: .*\(reply\)/);
  });
});

test('a type that an EventType by hand tells of counts as sent to its broker, and is in the registry', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'default' });
  const broker = new Broker(chart, 'default');
  new EventType(chart, 'created', { type: 'order.created', at: broker });
  broker.on({ type: 'order.created' }, Sink.service('orders'));
  expect(diagnosticsOf(chart)).toEqual([]);
  const registered = EventRegistry.of(chart).find('order.created');
  expect(registered).toMatchObject({ eventTypes: [{ kind: 'EventType', name: 'created' }], sources: [] });
  expect(EventRegistry.of(chart).toMarkdown()).toContain('| `order.created` | EventType created | Broker default |');
});
