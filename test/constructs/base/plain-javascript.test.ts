import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import * as all from '../../../constructs';
import { SynthError } from '../../../constructs';

// What the compiler refuses, plain JavaScript may do.
const { KnativeService, Broker, Trigger, Sequence, Parallel, EventFlow, PingSource, Task, Pipeline, PathRoutes } =
  all as unknown as Record<string, new (...given: unknown[]) => Record<string, (...given: unknown[]) => unknown>>;
const { SecretRef, configurePlatform, ClusterBootstrap, BuildAndDeployPipeline, GitSource, Builder, ConfigMap } =
  all as never as Record<string, never>;
type Maker = (chart: Chart) => unknown;

const image = 'registry.example.com/shop:v1';
const service = (chart: Chart, more: object = {}) => new KnativeService!(chart, 's', { image, ...more });
const made = (name: never, ...given: unknown[]) =>
  new (name as unknown as new (...all: unknown[]) => unknown)(...given);
const call = (owner: never, method: string, ...given: unknown[]) =>
  (owner as unknown as Record<string, (...all: unknown[]) => unknown>)[method]!(...given);

function chartOf(): Chart {
  return new Chart(new App(), 'c', { namespace: 'default' });
}

function messageOf(make: Maker): string {
  try {
    make(chartOf());
  } catch (error) {
    expect(error).toBeInstanceOf(SynthError);
    return (error as SynthError).message;
  }
  return 'nothing was wrong';
}

const SINK = 'give something that takes events, such as a KnativeService, a Broker, or what Sink makes';

describe('a property that is missing or of another type is told with its construct', () => {
  test.each<[string, Maker, string]>([
    ['no properties', (c) => new Trigger!(c, 't'), 'KG0003 c/t: found nothing (broker): give a broker'],
    ['no sink', (c) => new PingSource!(c, 'p', {}), `KG0003 c/p: found nothing (sink): ${SINK}`],
    ['a text as sink', (c) => new PingSource!(c, 'p', { sink: 'x' }), `KG0004 c/p: found the text "x" (sink): ${SINK}`],
    [
      'a destination of Knative as sink',
      (c) => new PingSource!(c, 'p', { sink: { ref: { kind: 'Service' } } }),
      `KG0004 c/p: found a map (sink): ${SINK}`,
    ],
    [
      'an object of cdk8s as sink',
      (c) => new PingSource!(c, 'p', { sink: new ApiObject(c, 'o', { apiVersion: 'v1', kind: 'Service' }) }),
      `KG0004 c/p: found an object of class ApiObject (sink): ${SINK}`,
    ],
    ['no steps', (c) => new Sequence!(c, 'q', {}), 'KG0003 c/q: found nothing (steps): give a list'],
    [
      'a text as step',
      (c) => new Sequence!(c, 'q', { steps: ['a'] }),
      'KG0004 c/q: found the text "a" (steps[0]): give a map',
    ],
    [
      'a branch without a subscriber',
      (c) => new Parallel!(c, 'q', { branches: [{}] }),
      `KG0003 c/q: found nothing (branches[0].subscriber): ${SINK}`,
    ],
    ['no steps of a task', (c) => new Task!(c, 't', {}), 'KG0003 c/t: found nothing (steps): give a list'],
    ['no task', (c) => new Pipeline!(c, 'p').task!('a'), 'KG0003 c/p: found nothing (a.task): give a task'],
    [
      'no routes',
      (c) => new PathRoutes!(c, 'r', { host: 'a.example.com' }),
      'KG0003 c/r: found nothing (routes): give a list',
    ],
    ['a name that is a number', (c) => service(c, { name: 5 }), 'KG0004 c/s: found the number 5 (name): give a text'],
    [
      'labels that are a list',
      (c) => service(c, { labels: ['a'] }),
      'KG0004 c/s: found a list (labels): give a map of texts',
    ],
    ['env that is a text', (c) => service(c, { env: 'A=b' }), 'KG0004 c/s: found the text "A=b" (env): give a map'],
    [
      'a variable that is undefined',
      (c) => service(c, { env: { A: undefined } }),
      'KG0003 c/s: found nothing (env.A): give a text, or leave the variable out',
    ],
    ['scale that is a text', (c) => service(c, { scale: 'x' }), 'KG0004 c/s: found the text "x" (scale): give a map'],
    [
      'resources that are a text',
      (c) => service(c, { resources: '1' }),
      'KG0004 c/s: found the text "1" (resources): give a map',
    ],
    [
      'volumes that are a text',
      (c) => service(c, { volumes: 'x' }),
      'KG0004 c/s: found the text "x" (volumes): give a map',
    ],
    ['traffic that is a map', (c) => service(c, { traffic: {} }), 'KG0004 c/s: found a map (traffic): give a list'],
    [
      'a target that is null',
      (c) => service(c, { traffic: [null] }),
      'KG0003 c/s: found nothing (traffic[0]): give a map',
    ],
    [
      'a revision without a name',
      (c) => service(c, { revision: '' }),
      'KG0004 c/s: found an empty text (revision): give a name, or leave it out',
    ],
    [
      'anything else',
      (c) => new Broker!(c, 'b', { delivery: { delay: 'PT1S' } }),
      'KG0004 c/b: a property is missing or has a wrong type: duration.toMilliseconds is not a function: give what the reference says of Broker',
    ],
    [
      'a ConfigMap of numbers',
      (c) => made(ConfigMap!, c, 'm', { data: { a: 5 } }),
      'KG0004 c/m: found the number 5 (data.a): give a text',
    ],
    [
      'a release that is a text',
      (c) => made(ClusterBootstrap!, c, 'p', { release: '1.23' }),
      'KG0004 c/p: found the text "1.23" (release): give a release, such as PlatformRelease.V1_23',
    ],
    [
      'a source that is a text',
      (c) => made(BuildAndDeployPipeline!, c, 'b', { source: 'https://example.com/shop' }),
      'KG0004 c/b: found the text "https://example.com/shop" (source): give what GitSource.of makes',
    ],
    [
      'an image that is a text',
      (c) => {
        const source = call(GitSource!, 'of', 'https://example.com/shop');
        made(BuildAndDeployPipeline!, c, 'b', { source, build: call(Builder!, 'buildkit'), image: 'x' });
      },
      'KG0004 c/b: found the text "x" (image): give a map with the name of the image',
    ],
    [
      'a key without a name',
      () => call(SecretRef!, 'of', 'push', ''),
      'KG0004 SecretRef.of: found an empty text (key): give a name',
    ],
    [
      'a feature that there is not',
      (c) =>
        call({ configurePlatform } as never, 'configurePlatform', c, {
          features: { 'kubernetes.podspec-afinity': 'enabled' },
        }),
      'KG0004 c: there is no feature "kubernetes.podspec-afinity" (features["kubernetes.podspec-afinity"]): did you mean "kubernetes.podspec-affinity"?',
    ],
  ])('%s', (_, make, message) => {
    expect(messageOf(make)).toBe(message);
  });
});

describe('a filter', () => {
  test('whose attribute is undefined does not let all events pass', () => {
    expect(messageOf((c) => new Broker!(c, 'b').on!({ type: undefined }, service(c)))).toBe(
      'KG0004 c/b/b-s: found nothing (filter.type): give a text, or leave the attribute out',
    );
  });

  test('that is a text is none', () => {
    expect(messageOf((c) => new Broker!(c, 'b').on!('order.created', service(c)))).toBe(
      'KG0004 c/b/b-s: found the text "order.created" (filter): give a map',
    );
  });
});

describe('a flow', () => {
  test.each<[string, unknown[], string]>([
    ['to', ['x'], `KG0004 c/f: found the text "x" (to): ${SINK}`],
    ['through', [null], `KG0003 c/f: found nothing (through[0]): ${SINK}`],
    ['split', [{}], `KG0003 c/f: found nothing (split[0].to): ${SINK}`],
    ['from', ['x'], 'KG0004 c/f: found the text "x" (from[0]): give a function that makes a source for the flow'],
  ])('%s tells what it is not given', (method, given, message) => {
    expect(messageOf((c) => new EventFlow!(c, 'f')[method]!(...given))).toBe(message);
  });
});

describe('a place', () => {
  test.each<[string, Maker, string]>([
    ['no scope', () => new Broker!(undefined, 'b'), 'KG0011 "b" is in nothing: give a Chart, or a construct in one'],
    [
      'no chart',
      (c) => new Broker!(c.node.root, 'b'),
      'KG0011 "b" is in no chart: give a Chart, or a construct in one',
    ],
    ['no id', (c) => new Broker!(c, ''), 'KG0011 c: found an empty text as an id: give a text'],
    ['an id that is a number', (c) => new Broker!(c, 5), 'KG0011 c: found the number 5 as an id: give a text'],
    [
      'an id that is taken',
      (c) => [new Broker!(c, 'b'), new Broker!(c, 'b')],
      'KG0011 c: there is already a construct with the id "b": give another id',
    ],
  ])('with %s is told', (_, make, message) => {
    expect(messageOf(make)).toBe(message);
  });
});

test('a number as the name of an object of cdk8s is told, and breaks no rule', () => {
  const chart = chartOf();
  service(chart);
  new ApiObject(chart, 'o', { apiVersion: 'v1', kind: 'Service', metadata: { name: 5 as unknown as string } });
  expect(() => Testing.synth(chart)).toThrow('KG0101 c/o: must be a string, found the number 5 (metadata.name)');
});
