import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { graphOf } from '../../../../lib/graph/build';
import type { NodeFacts } from '../../../../lib/graph/graph';
import { check } from '../../../../lib/rules/check';

const namespace = 'shop';
const make = (apiVersion: string, kind: string, name: string, spec?: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace },
  spec,
});
const eventing = 'eventing.knative.dev/v1';
const broker = (name: string, spec?: object) => make(eventing, 'Broker', name, spec);
const refTo = (kind: 'Broker' | 'Service', name: string) => ({
  ref: { apiVersion: kind === 'Broker' ? eventing : 'v1', kind, name },
});
const service = (name: string) => make('v1', 'Service', name, { ports: [{ port: 80 }] });
const trigger = (name: string, on: string, spec: object) =>
  make(eventing, 'Trigger', name, { broker: on, subscriber: refTo('Service', 'shipping'), ...spec });
const ping = (on: string) => make('sources.knative.dev/v1', 'PingSource', 'tick', { sink: refTo('Broker', on) });
const changes = (on: string, mode: string) =>
  make('sources.knative.dev/v1', 'ApiServerSource', 'changes', {
    sink: refTo('Broker', on),
    mode,
    serviceAccountName: 'watcher',
    resources: [{ apiVersion: 'v1', kind: 'Pod' }],
  });
const wants = (type: string) => ({ filters: [{ exact: { type } }] });

type Given = readonly (KubeObject | [KubeObject, NodeFacts])[];

/** What is said of a graph, as one line each. */
function told(objects: Given, fromProgram: boolean): string[] {
  const graph = graphOf(
    objects.map((given) => {
      const [object, facts] = 'kind' in given ? [given, undefined] : given;
      return { object, facts, origin: fromProgram ? { construct: `app/${object.metadata.name}` } : { file: 'a.yaml' } };
    }),
  );
  return check(graph)
    .filter(({ code }) => code.startsWith('KE29'))
    .map(({ code, path, message, hint }) => `${code} ${path}: ${message} (${hint})`);
}

const inProgram = (...objects: Given) => told(objects, true);
const inFiles = (...objects: Given) => told(objects, false);

describe('a type that nobody sends', () => {
  it('is told in a program, with the type that was meant', () => {
    expect(
      inProgram(broker('orders'), ping('orders'), trigger('t', 'orders', wants('dev.knative.source.ping'))),
    ).toEqual([
      'KE2951 spec.filters[0].exact.type: nobody sends "dev.knative.source.ping" to broker orders (did you mean "dev.knative.sources.ping"?)',
    ]);
  });

  it('is told in a program where nothing is near', () => {
    expect(inProgram(broker('orders'), ping('orders'), trigger('t', 'orders', wants('order.created')))).toHaveLength(1);
    expect(inProgram(broker('orders'), trigger('t', 'orders', wants('order.created')))).toHaveLength(1);
  });

  it('is told in files only if it looks misspelt', () => {
    expect(inFiles(broker('orders'), ping('orders'), trigger('t', 'orders', wants('order.created')))).toEqual([]);
    expect(inFiles(broker('orders'), trigger('t', 'orders', wants('dev.knative.source.ping')))).toEqual([]);
    expect(
      inFiles(broker('orders'), ping('orders'), trigger('t', 'orders', wants('dev.knative.source.ping'))),
    ).toHaveLength(1);
  });

  it('shows when the mode of an ApiServerSource is another', () => {
    const on = (mode: string) =>
      inFiles(
        broker('orders'),
        changes('orders', mode),
        trigger('t', 'orders', wants('dev.knative.apiserver.ref.add')),
      );
    expect(on('Reference')).toEqual([]);
    expect(on('Resource')).toEqual([expect.stringContaining('did you mean "dev.knative.apiserver.resource.add"?')]);
  });

  it('is sent if it comes from outside, or is the answer of a subscriber', () => {
    const t = trigger('t', 'orders', wants('order.shipped'));
    expect(inProgram([broker('orders'), { expects: ['order.shipped'] }], t)).toEqual([]);
    expect(
      inProgram(
        [broker('orders'), { expects: ['order.created'] }],
        [service('shipping'), { replies: ['order.shipped'] }],
        trigger('u', 'orders', wants('order.created')),
        trigger('v', 'orders', { ...wants('order.shipped'), subscriber: refTo('Service', 'mail') }),
      ),
    ).toEqual([]);
  });

  it('may come from a sender that we know nothing of', () => {
    const container = make('sources.knative.dev/v1', 'ContainerSource', 'feed', { sink: refTo('Broker', 'orders') });
    const t = trigger('t', 'orders', wants('order.created'));
    expect(inProgram(broker('orders'), container, t)).toEqual([]);
    const app = make('apps/v1', 'Deployment', 'web', {
      template: {
        spec: {
          containers: [
            {
              name: 'web',
              env: [{ name: 'BROKER', value: 'http://broker-ingress.knative-eventing.svc.cluster.local/shop/orders' }],
            },
          ],
        },
      },
    });
    expect(inProgram(broker('orders'), app, trigger('t', 'orders', wants('order.created')))).toEqual([]);
  });

  it('may come over another broker, if the trigger between lets it pass', () => {
    const forward = (filters: object) => [
      broker('all'),
      broker('orders'),
      ping('all'),
      trigger('forward', 'all', { ...filters, subscriber: refTo('Broker', 'orders') }),
      trigger('t', 'orders', wants('dev.knative.sources.ping')),
    ];
    expect(inProgram(...forward({}))).toEqual([]);
    expect(inProgram(...forward({ filters: [{ prefix: { type: 'order.' } }] }))).toEqual([
      expect.stringMatching(/^KE2951/),
      expect.stringMatching(/^KE2955 spec.sink: no trigger of broker all takes/),
    ]);
  });
});

describe('an answer that comes back', () => {
  const shipping: [KubeObject, NodeFacts] = [service('shipping'), { replies: ['order.shipped'] }];
  const orders: [KubeObject, NodeFacts] = [broker('orders'), { expects: ['order.created'] }];

  it('is told with its way', () => {
    expect(inProgram(orders, shipping, trigger('ship', 'orders', {}))).toEqual([
      expect.stringContaining(
        'shipping answers with "order.shipped", which comes back to it: shipping → broker orders → trigger ship → shipping',
      ),
    ]);
  });

  it('is told for prefixes and for what the trigger itself says', () => {
    expect(
      inProgram(orders, shipping, trigger('ship', 'orders', { filters: [{ prefix: { type: 'order.' } }] })),
    ).toHaveLength(1);
    expect(inProgram(orders, [trigger('ship', 'orders', {}), { replies: ['x'] }], service('shipping'))).toHaveLength(1);
  });

  it('is none where the filter keeps it out, or may do so', () => {
    expect(inProgram(orders, shipping, trigger('ship', 'orders', wants('order.created')))).toEqual([]);
    expect(inProgram(orders, shipping, trigger('ship', 'orders', { filters: [{ exact: { region: 'eu' } }] }))).toEqual(
      [],
    );
  });
});

describe('a broker that is not there', () => {
  it('is told if it is in another namespace', () => {
    const elsewhere = { ...broker('orders'), metadata: { name: 'orders', namespace: 'bank' } };
    expect(inFiles(elsewhere, trigger('t', 'orders', {}))).toEqual([
      'KE2953 spec.broker: there is no Broker shop/orders, but one in namespace bank (put the trigger there)',
    ]);
  });

  it('is told if one of nearly that name is there', () => {
    expect(inFiles(broker('orders'), trigger('t', 'order', {}))).toEqual([
      expect.stringContaining('did you mean "orders"?'),
    ]);
  });

  it('may be in the cluster already', () => {
    expect(inFiles(broker('orders'), trigger('t', 'payments', {}))).toEqual([]);
  });
});

describe('dead letters that come back', () => {
  const delivery = (sink: object) => ({ delivery: { deadLetterSink: sink } });

  it('to the broker of the trigger', () => {
    expect(inFiles(broker('orders'), trigger('t', 'orders', delivery(refTo('Broker', 'orders'))))).toEqual([
      expect.stringContaining('its dead letter sink leads back to it: broker orders → trigger t'),
    ]);
  });

  it('to the broker itself', () => {
    expect(inFiles(broker('orders', delivery(refTo('Broker', 'orders'))), trigger('t', 'orders', {}))).toHaveLength(1);
  });

  it('over another broker', () => {
    const back = trigger('back', 'dead', { subscriber: refTo('Broker', 'orders') });
    expect(
      inFiles(broker('orders'), broker('dead'), trigger('t', 'orders', delivery(refTo('Broker', 'dead'))), back),
    ).toEqual([expect.stringContaining('broker dead → broker orders → trigger t')]);
  });

  it('to the subscriber, as the sink of the broker', () => {
    const objects = [broker('orders', delivery(refTo('Service', 'shipping'))), service('shipping')];
    expect(inFiles(...objects, trigger('t', 'orders', {}))).toEqual([
      expect.stringContaining('the subscriber shipping is the dead letter sink'),
    ]);
    expect(inFiles(...objects, trigger('t', 'orders', { delivery: { retry: 1 } }))).toEqual([]);
  });

  it('not if the filter keeps dead letters out', () => {
    const filters = [{ cesql: 'NOT EXISTS knativeerrordest' }];
    expect(
      inFiles(broker('orders'), trigger('t', 'orders', { filters, ...delivery(refTo('Broker', 'orders')) })),
    ).toEqual([]);
  });
});
