import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { graphOf } from '../../../../lib/graph/build';
import type { NodeFacts } from '../../../../lib/graph/graph';
import { check } from '../../../../lib/rules/check';
import { eventFlowOf } from '../../../../lib/rules/eventing/graph/flow';

const namespace = 'shop';
const API = {
  Broker: 'eventing.knative.dev/v1',
  Trigger: 'eventing.knative.dev/v1',
  RequestReply: 'eventing.knative.dev/v1alpha1',
  Channel: 'messaging.knative.dev/v1',
  InMemoryChannel: 'messaging.knative.dev/v1',
  Subscription: 'messaging.knative.dev/v1',
  Sequence: 'flows.knative.dev/v1',
  Parallel: 'flows.knative.dev/v1',
  PingSource: 'sources.knative.dev/v1',
  Service: 'v1',
} as const;
type Kind = keyof typeof API;

const make = (kind: Kind, name: string, spec?: object, annotations?: Record<string, string>): KubeObject => ({
  apiVersion: API[kind],
  kind,
  metadata: { name, namespace, annotations },
  spec,
});
const to = (kind: Kind, name: string) => ({ ref: { apiVersion: API[kind], kind, name } });
const service = (name: string, facts?: NodeFacts): [KubeObject, NodeFacts | undefined] => [
  make('Service', name, { ports: [{ port: 80 }] }),
  facts,
];
const trigger = (name: string, broker: string, subscriber: object, type?: string, more: object = {}) =>
  make('Trigger', name, { broker, subscriber, ...(type && { filters: [{ exact: { type } }] }), ...more });
const subscription = (name: string, channel: string, more: object) =>
  make('Subscription', name, { channel: to('Channel', channel).ref, ...more });
const retry = (count: number) => ({ delivery: { retry: count } });

type Given = readonly (KubeObject | readonly [KubeObject, NodeFacts | undefined])[];

function graphFor(objects: Given, file?: string) {
  return graphOf(
    objects.map((given) => {
      const [object, facts] = 'kind' in given ? [given, undefined] : given;
      return { object, facts, origin: file === undefined ? { construct: object.metadata.name } : { file } };
    }),
  );
}

/** What rules over several objects say, as one line each. */
const told = (...objects: Given) =>
  check(graphFor(objects))
    .filter(({ code }) => code.startsWith('KE29'))
    .map(({ code, path, message }) => `${code} ${path}: ${message}`);

describe('types that nobody takes', () => {
  const ping = make('PingSource', 'tick', { sink: to('Broker', 'orders') });
  const taken = trigger('t', 'orders', to('Service', 'a'), 'order.created');
  const orders: [KubeObject, NodeFacts] = [make('Broker', 'orders'), { expects: ['order.created'] }];

  it('are told in a program whose broker has triggers for other types', () => {
    expect(told(orders, ping, taken)).toEqual([
      'KE2955 spec.sink: no trigger of broker orders takes "dev.knative.sources.ping"',
    ]);
    expect(told([orders[0], { expects: ['order.created', 'order.lost'] }], taken)).toEqual([
      expect.stringContaining('"order.lost", which is declared to come to it'),
    ]);
  });

  it('are not told where a trigger may take them, where there are no triggers, or of files', () => {
    expect(told(orders, ping, taken, trigger('all', 'orders', to('Service', 'a')))).toEqual([]);
    expect(told(orders, ping)).toEqual([]);
    const files = graphFor([orders[0], ping, make('PingSource', 'tock', { sink: to('Broker', 'orders') })], 'a.yaml');
    expect(check(files).filter(({ code }) => code === 'KE2955')).toEqual([]);
  });
});

describe('answers that lead back', () => {
  const orders: [KubeObject, NodeFacts] = [make('Broker', 'orders'), { expects: ['order.created'] }];

  it('over two triggers, with the way', () => {
    const objects = [
      orders,
      service('a', { replies: ['bill.made'] }),
      service('b', { replies: ['order.created'] }),
      trigger('one', 'orders', to('Service', 'a'), 'order.created'),
    ];
    expect(told(...objects, trigger('two', 'orders', to('Service', 'b'), 'bill.made'))).toEqual([
      'KE2956 spec.subscriber: "bill.made" and "order.created" lead back to where it began: broker orders → trigger one → a → broker orders → trigger two → b → broker orders',
    ]);
    const other = service('b', { replies: ['order.done'] });
    const near = [...objects.slice(0, 2), other, objects[3]!];
    expect(told(...near, trigger('two', 'orders', to('Service', 'b'), 'bill.made'))).toEqual([]);
  });

  it('over a sequence that answers with a type of its trigger', () => {
    const objects = (reply: string): Given => [
      orders,
      service('a', { replies: ['order.checked'] }),
      service('b', { replies: [reply] }),
      make('Sequence', 'checkout', {
        steps: [to('Service', 'a'), to('Service', 'b')],
        reply: to('Broker', 'orders'),
      }),
      trigger('t', 'orders', to('Sequence', 'checkout'), 'order.created'),
    ];
    expect(told(...objects('order.created'))).toEqual([
      expect.stringMatching(/^KE2956 .*sequence checkout → a → step 2 of sequence checkout → b → broker orders/),
    ]);
    expect(told(...objects('order.paid'))).toEqual([]);
  });

  it('over a sequence of whose answers nothing is known, if the trigger takes all', () => {
    const sequence = make('Sequence', 'checkout', { steps: [to('Service', 'a')], reply: to('Broker', 'orders') });
    const feed = (type?: string) => trigger('t', 'orders', to('Sequence', 'checkout'), type);
    expect(told(orders, service('a'), sequence, feed())).toEqual([
      expect.stringContaining('every event comes back: broker orders → trigger t → sequence checkout → a → broker'),
    ]);
    expect(told(orders, service('a'), sequence, feed('order.created'))).toEqual([]);
  });
});

describe('circles', () => {
  const [one, two] = [make('Channel', 'one'), make('Channel', 'two')];

  it('of channels are told once', () => {
    const there = subscription('there', 'one', { subscriber: to('Channel', 'two') });
    const back = subscription('back', 'two', { subscriber: to('Channel', 'one') });
    expect(told(one, two, there, back)).toHaveLength(1);
    expect(told(one, two, there)).toEqual([]);
  });

  it('of one trigger and its broker are told, those that the object shows by itself are not', () => {
    expect(told(make('Broker', 'b'), trigger('t', 'b', to('Broker', 'b')))).toHaveLength(1);
    expect(told(one, subscription('self', 'one', { subscriber: to('Channel', 'one') }))).toEqual([]);
  });

  it('of branches of a parallel without filters', () => {
    const parallel = make('Parallel', 'p', { branches: [{ subscriber: to('Channel', 'one') }] });
    expect(told(one, parallel, subscription('s', 'one', { subscriber: to('Parallel', 'p') }))).toEqual([
      expect.stringContaining('every event comes back'),
    ]);
  });
});

describe('dead letters that come back', () => {
  it('to a channel over a broker', () => {
    const objects = [
      make('Channel', 'one'),
      make('Broker', 'dead'),
      subscription('s', 'one', {
        subscriber: to('Service', 'a'),
        delivery: { deadLetterSink: to('Broker', 'dead') },
      }),
    ];
    expect(told(...objects, trigger('back', 'dead', to('Channel', 'one')))).toEqual([
      'KE2954 spec.delivery.deadLetterSink: its dead letter sink leads back to it: broker dead → channel one → subscription s',
    ]);
    expect(told(...objects, trigger('back', 'dead', to('Service', 'b')))).toEqual([]);
  });

  it('to the sequence whose step could not take them', () => {
    const steps = [{ ...to('Service', 'a'), delivery: { deadLetterSink: to('Sequence', 's') } }];
    expect(told(make('Sequence', 's', { steps }))).toEqual([expect.stringMatching(/^KE2954 spec.steps\[0\]/)]);
  });
});

describe('retries that multiply', () => {
  const steps = (...counts: number[]) => counts.map((count, i) => ({ ...to('Service', `s${i}`), ...retry(count) }));
  const services = [0, 1, 2].map((i) => service(`s${i}`));

  it('are told with their product', () => {
    expect(told(...services, make('Sequence', 's', { steps: steps(4, 4, 4) }))).toEqual([
      'KE2958 spec.steps[0].delivery: s2 is tried up to 5 × 5 × 5 = 125 times for one event',
    ]);
    expect(told(...services, make('Sequence', 's', { steps: steps(3, 4, 4) }))).toEqual([]);
  });

  it('are those of a trigger before a sequence too, by default 11', () => {
    const objects = [make('Broker', 'b'), trigger('t', 'b', to('Sequence', 's'))];
    expect(told(...services, ...objects, make('Sequence', 's', { steps: steps(9) }))).toEqual([
      expect.stringContaining('11 × 10 = 110'),
    ]);
    expect(told(...services, ...objects, make('Sequence', 's', { steps: steps(8) }))).toEqual([]);
  });

  it('end at a dead letter sink, and at a channel that keeps events or answers at once', () => {
    const kept = { channelTemplate: { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel' } };
    expect(told(...services, make('Sequence', 's', { steps: steps(20, 20), ...kept }))).toEqual([]);
    const [first, second] = steps(20, 20);
    const caught = { ...second, delivery: { retry: 20, deadLetterSink: to('Service', 's2') } };
    expect(told(...services, make('Sequence', 's', { steps: [first, caught] }))).toEqual([]);
    const chain = (annotations?: Record<string, string>): Given => [
      make('InMemoryChannel', 'one'),
      make('InMemoryChannel', 'two', {}, annotations),
      ...(['one', 'two'] as const).map((name) =>
        make('Subscription', name, {
          channel: to('InMemoryChannel', name).ref,
          subscriber: name === 'one' ? to('InMemoryChannel', 'two') : to('Service', 's0'),
          ...retry(20),
        }),
      ),
    ];
    expect(told(...services, ...chain())).toHaveLength(1);
    expect(told(...services, ...chain({ 'messaging.knative.dev/async-handler': 'true' }))).toEqual([]);
  });
});

describe('answers that are no events', () => {
  it('are told behind a trigger, and before the end of a sequence', () => {
    const a = service('a', { answers: 'other' });
    expect(told(make('Broker', 'b'), a, trigger('t', 'b', to('Service', 'a')))).toEqual([
      expect.stringContaining('a answers with something that is no event: the broker makes 502 of it'),
    ]);
    const first = { steps: [to('Service', 'a'), to('Service', 'c')] };
    const last = { steps: [to('Service', 'c'), to('Service', 'a')] };
    expect(told(a, make('Sequence', 's', first))).toEqual([expect.stringMatching(/^KE2960 spec.steps\[0\]/)]);
    expect(told(a, make('Sequence', 's', last))).toEqual([]);
  });
});

describe('the way of a type', () => {
  it('is from its source over brokers and sequences to who gets it', () => {
    const graph = graphFor([
      [make('Broker', 'orders'), { expects: ['order.created'] }],
      make('PingSource', 'tick', { sink: to('Broker', 'orders') }),
      service('a', { replies: ['order.checked'] }),
      service('b'),
      make('Sequence', 's', { steps: [to('Service', 'a'), to('Service', 'b')] }),
      trigger('t', 'orders', to('Sequence', 's'), 'order.created'),
    ]);
    const { types } = eventFlowOf(graph);
    const names = (nodes: readonly { ref: { name: string } }[] = []) => nodes.map(({ ref }) => ref.name);
    expect([...types.keys()]).toEqual(['dev.knative.sources.ping', 'order.checked', 'order.created']);
    expect(names(types.get('dev.knative.sources.ping')?.sources)).toEqual(['tick']);
    expect(types.get('dev.knative.sources.ping')?.consumers).toEqual([]);
    const created = types.get('order.created');
    expect([names(created?.expectedBy), names(created?.brokers), names(created?.flows)]).toEqual([
      ['orders'],
      ['orders'],
      ['s'],
    ]);
    expect(created?.consumers.map(({ node, by }) => [node?.ref.name, by.ref.name])).toEqual([['a', 's']]);
    expect(names(types.get('order.checked')?.repliers)).toEqual(['a']);
    expect(types.get('order.checked')?.consumers.map(({ node }) => node?.ref.name)).toEqual(['b']);
  });

  it('that is posted to a RequestReply is not known to its broker', () => {
    const reply = make('RequestReply', 'rr', { brokerRef: to('Broker', 'orders').ref });
    expect(told(make('Broker', 'orders'), reply, trigger('t', 'orders', to('Service', 'a'), 'x'))).toEqual([]);
  });
});

/** A program of so many times 40 triggers on one broker, and 10 sequences. */
function program(size: number): Given {
  return Array.from({ length: size }, (_, b): Given => {
    const types = Array.from({ length: 40 }, (__, i) => `b${b}.t${i}`);
    return [
      [make('Broker', `b${b}`), { expects: types }],
      service(`s${b}`, { replies: [`b${b}.t0`] }),
      ...types.map((type, i) =>
        trigger(`t${b}-${i}`, `b${b}`, i < 10 ? to('Sequence', `q${b}-${i}`) : to('Service', `s${b}`), type),
      ),
      ...Array.from({ length: 10 }, (__, i) =>
        make('Sequence', `q${b}-${i}`, {
          steps: [to('Service', `s${b}`), to('Service', 'end')],
          reply: to('Broker', `b${(b + 1) % size}`),
        }),
      ),
    ];
  }).flat();
}

describe('checking', () => {
  it('takes time in line with the size of the program', () => {
    const time = (size: number) => {
      const graph = graphFor(program(size));
      const start = performance.now();
      check(graph);
      return performance.now() - start;
    };
    time(5);
    const [small, large] = [time(10), time(50)];
    expect(large).toBeLessThan(small * 5 * 4 + 500);
  });
});
