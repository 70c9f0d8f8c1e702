import { ApiObject, App, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Broker, configurePlatform, diagnosticsOf, SynthError, Trigger } from 'cdk8s-knative';
import { synth, synthChart } from 'cdk8s-knative/testing';
import { describe, expect, test, vi } from 'vitest';
import { Sink } from '../../../constructs/eventing/sink';
import { ConfigMap } from '../../../constructs/kubernetes/config-map';
import { ServiceAccount } from '../../../constructs/kubernetes/service-account';

const chartOf = (namespace?: string) => new Chart(new App(), 'shop', { namespace });

describe('names and metadata', () => {
  test('an object is named as its construct, in the namespace of its chart', () => {
    const [object] = synthChart((chart) => new Broker(chart, 'orders'), 'shop');
    expect(object?.metadata).toEqual({ name: 'orders', namespace: 'shop' });
  });

  test('name, namespace, labels and annotations can be given', () => {
    const metadata = { name: 'b', namespace: 'other', labels: { team: 'web' }, annotations: { 'example.com/a': 'b' } };
    const [object] = synthChart((chart) => new Broker(chart, 'orders', metadata));
    expect(object?.metadata).toEqual(metadata);
  });

  test('labels of the chart are put on each object', () => {
    const chart = new Chart(new App(), 'shop', { labels: { app: 'shop' } });
    new Broker(chart, 'orders');
    expect(synth(chart)[0]?.metadata.labels).toEqual({ app: 'shop' });
  });

  test('a cluster-scoped object gets no namespace, although its chart has one', () => {
    const chart = chartOf('default');
    new ServiceAccount(chart, 'watcher').grantEverywhere([{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    const role = synth(chart).find(({ kind }) => kind === 'ClusterRole');
    expect(role?.metadata).toEqual({ name: 'default-watcher' });
  });

  test('two objects of one kind, namespace and name do not synthesize, and both constructs are named', () => {
    const chart = chartOf('default');
    new Broker(chart, 'first', { name: 'orders' });
    new Broker(chart, 'second', { name: 'orders' });
    expect(() => Testing.synth(chart)).toThrow(/\[shop\/second\] KG0301 .*orders.* as shop\/first/);
  });
});

describe('escape hatches', () => {
  test('the object of a construct can be patched, even with fields that no schema knows', () => {
    const chart = chartOf('default');
    const broker = new Broker(chart, 'orders');
    ApiObject.of(broker).addJsonPatch(JsonPatch.add('/spec', { delivery: { retry: 3 } }));
    expect(synth(chart)[0]?.spec).toEqual({ delivery: { retry: 3 } });
  });

  test('a patch is judged like the rest', () => {
    const chart = chartOf('default');
    const broker = new Broker(chart, 'orders');
    expect(synth(chart)).toHaveLength(1);
    ApiObject.of(broker).addJsonPatch(JsonPatch.add('/spec', { delivery: { retry: -3 } }));
    expect(() => synth(chart)).toThrow(/shop\/orders: .*-3/);
  });

  test('metadata that is added later is part of the object, and judged', () => {
    const chart = chartOf('default');
    const broker = new Broker(chart, 'orders');
    expect(synth(chart)).toHaveLength(1);
    ApiObject.of(broker).metadata.addLabel('team', 'web');
    expect(synth(chart)[0]?.metadata.labels).toEqual({ team: 'web' });
  });
});

describe('properties that are no plain data', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  class Money {}
  const cases: [what: string, value: unknown][] = [
    ['a Date', new Date(0)],
    ['the number NaN', Number.NaN],
    ['the number Infinity', Number.POSITIVE_INFINITY],
    ['a function', () => 'x'],
    ['a symbol', Symbol('x')],
    ['the bigint 1', 1n],
    ['an object that contains itself', cyclic],
    ['an object of class Map', new Map()],
    ['an object of class Money', new Money()],
    ['undefined in a list', [undefined]],
  ];
  test.each(cases)('%s is refused where it is given, with the path of the property', (what, value) => {
    const chart = chartOf('default');
    let error: unknown;
    try {
      new ConfigMap(chart, 'settings', { data: { key: value as string } });
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SynthError);
    expect(error).toMatchObject({
      code: 'KG0001',
      construct: 'shop/settings',
      path: expect.stringMatching(/^data\.key/),
    });
    expect(String(error)).toContain(what);
  });

  test('a value that is made late passes', () => {
    const late = Lazy.any({ produce: () => 'World' }) as string;
    const [object] = synthChart((chart) => new ConfigMap(chart, 'settings', { data: { TARGET: late } }));
    expect(object).toMatchObject({ data: { TARGET: 'World' } });
  });
});

describe('what is wrong with a program', () => {
  const faulty = (chart: Chart) => {
    const broker = Broker.fromName('');
    return new Trigger(chart, 'display', { broker, subscriber: Sink.service('display') });
  };

  test('stops cdk8s synth with one line for each fault, at the construct', () => {
    const chart = chartOf('default');
    faulty(chart);
    expect(() => Testing.synth(chart)).toThrow(/^Validation failed.*\n {2}\[shop\/display\] KE2101 [^\n]*$/);
  });

  test('is told of objects that were made without our constructs too', () => {
    const chart = chartOf('default');
    new Broker(chart, 'default');
    new ApiObject(chart, 'bare', {
      apiVersion: 'eventing.knative.dev/v1',
      kind: 'Trigger',
      metadata: { name: 'bare' },
    });
    expect(() => Testing.synth(chart)).toThrow(/shop\/bare/);
  });

  test('can be asked for', () => {
    const chart = chartOf('default');
    faulty(chart);
    expect(diagnosticsOf(chart).map(({ code }) => code)).toEqual(['KE2101']);
  });

  test('as a warning is printed once to standard error, and does not stop the synthesis', () => {
    const printed = vi.spyOn(console, 'warn').mockReturnValue();
    const chart = chartOf('default');
    new Broker(chart, 'default').on({ type: 'order.*' }, Sink.service('display'));
    Testing.synth(chart);
    Testing.synth(chart);
    const lines = printed.mock.calls.map(([line]) => String(line));
    printed.mockRestore();
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.join('\n')).toMatch(/^warning KE\d+ shop\/default\//);
  });

  test('as a warning stops the synthesis where the program asks for it', () => {
    const chart = chartOf('default');
    configurePlatform(chart, { warnings: 'fail' });
    new Broker(chart, 'default').on({ type: 'order.*' }, Sink.service('display'));
    expect(() => synth(chart)).toThrow(/KE\d+/);
  });
});

test('an object is written as cdk8s itself would write it, whichever way it goes', () => {
  const program = (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'default', labels: { zone: 'b', app: 'shop' } });
    new Broker(chart, 'b', { annotations: { 'example.com/z': '1', 'example.com/a': '2' }, expects: [] });
    new ConfigMap(chart, 'c', { data: { z: '1', a: '2' } });
    new Trigger(chart, 't', {
      broker: Broker.fromName('b'),
      filter: { type: 'x', source: 'y' },
      subscriber: Sink.uri('http://x.y'),
    });
    return Testing.synth(chart);
  };
  // A resolver that does nothing makes cdk8s resolve each value.
  const resolvers = [{ resolve: () => undefined }];
  expect(JSON.stringify(program(new App()))).toBe(JSON.stringify(program(new App({ resolvers }))));
});
