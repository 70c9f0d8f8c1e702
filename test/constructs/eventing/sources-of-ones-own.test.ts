import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker, defineSource, diagnosticsOf, type ISink, resourceGraph, SecretRef, Sink } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const group = 'sources.example.com';
const sink = Sink.service('event-display');

const QueueSource = defineSource<{ readonly queue: string; readonly accessToken?: SecretRef }>({
  group,
  version: 'v1',
  kind: 'QueueSource',
  eventTypes: ['com.example.queue.message'],
});

describe('a kind of source of one\u2019s own', () => {
  test('has fields of the properties\u2019 names, references to Secrets, a sink and extensions', async () => {
    const program = (chart: Chart) =>
      new QueueSource(chart, 'orders', {
        queue: 'orders',
        accessToken: SecretRef.of('queue', 'token'),
        extensions: { team: 'web' },
        labels: { app: 'shop' },
        sink,
      });
    await expectGolden(synthChart(program), 'custom-source');
  });

  test('says itself what its properties become, and then knows their names', () => {
    const BucketSource = defineSource<{ readonly bucket: string; readonly prefixes?: readonly string[] }>({
      group,
      version: 'v1alpha1',
      kind: 'BucketSource',
      eventTypes: ({ prefixes = [] }) => prefixes.map((prefix) => `com.example.bucket.${prefix}`),
      spec: ({ bucket, prefixes }) => ({ bucketRef: { name: bucket }, prefixes }),
    });
    const [object] = synthChart((chart) => new BucketSource(chart, 'uploads', { bucket: 'b', prefixes: ['in'], sink }));
    expect(object?.spec).toMatchObject({ bucketRef: { name: 'b' }, prefixes: ['in'] });
    const misspelt = { bucket: 'b', prefixs: ['in'], sink };
    expect(() => synthChart((chart) => new BucketSource(chart, 'uploads', misspelt))).toThrow(/^KG0007 .*prefixs/);
  });

  test('tells the types of its events to the program', () => {
    const types = (type: string) => {
      const chart = new Chart(new App(), 'test', { namespace: 'default' });
      const broker = new Broker(chart, 'default');
      new QueueSource(chart, 'orders', { queue: 'orders', sink: broker });
      broker.on({ type }, sink);
      return diagnosticsOf(chart).map(({ code }) => code);
    };
    expect(QueueSource.eventTypes).toEqual(['com.example.queue.message']);
    expect(types('com.example.queue.message')).toEqual([]);
    expect(types('com.example.queue.massage')).toContain('KE2951');
  });

  test('refuses a sink that is no destination', () => {
    const broken = (destination: object): ISink => ({ sinkName: 'x', toDestination: () => destination });
    const program = (destination: object) => (chart: Chart) =>
      new QueueSource(chart, 'orders', { queue: 'orders', sink: broken(destination) });
    expect(() => synthChart(program({}))).toThrow(/^KG0006 test\/orders: the sink names neither an object nor a URI/);
    expect(() => synthChart(program({ ref: { name: 'display' } }))).toThrow(
      /^KG0006 test\/orders: the sink names no whole object/,
    );
  });

  test('is warned of a sink that has no address', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'default' });
    const deployment = Sink.object({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'display' });
    new QueueSource(chart, 'orders', { queue: 'orders', sink: deployment });
    const told = diagnosticsOf(chart).map(({ code, severity, path }) => `${code} ${severity} ${path}`);
    expect(told).toEqual(['KE2250 warning spec.sink.ref.kind']);
  });

  test('is in the graph with its sink, its account and its Secrets', () => {
    const chart = new Chart(new App(), 'test', { namespace: 'default' });
    const broker = new Broker(chart, 'default');
    new QueueSource(chart, 'orders', { queue: 'orders', accessToken: SecretRef.of('queue', 'token'), sink: broker });
    const graph = resourceGraph(chart);
    expect(graph.edges.map(({ from, type, to }) => `${from.ref.name} ${type} ${to.ref.name}`)).toEqual([
      'orders sink default',
    ]);
    expect(graph.danglings().map(({ type, to }) => `${type} ${to.name}`)).toEqual(['secret queue']);
  });
});
