import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  AutoscalerConfig,
  EnvValue,
  KnativeService,
  type KnativeServiceProps,
  Probe,
  Route,
  Volume,
} from '../../../constructs';
import { synth } from '../../../constructs/testing';

const image = 'registry.example.com/hello:v1';
const chartOf = () => new Chart(new App(), 'shop', { namespace: 'default' });
const make = (props: object) => new KnativeService(chartOf(), 'hello', { image, ...props } as KnativeServiceProps);

describe('a property that no construct has, as JavaScript lets one write it,', () => {
  const cases: [props: object, path: string, meant: string][] = [
    [{ containerConcurency: 10 }, 'containerConcurency', 'did you mean "containerConcurrency"?'],
    [{ minScale: 1 }, 'minScale', 'leave it out'],
    [{ scale: { maxx: 3 } }, 'scale.maxx', 'did you mean "max"?'],
    [{ port: { containerport: 80 } }, 'port.containerport', 'did you mean "containerPort"?'],
    [{ traffic: [{ latest: true, precent: 100 }] }, 'traffic[0].precent', 'did you mean "percent"?'],
    [{ port: 80, containers: [{ image, reediness: 1 }] }, 'containers[0].reediness', 'did you mean "readiness"?'],
    [{ envFrom: [{ secrets: 'a' }] }, 'envFrom[0].secrets', 'did you mean "secret"?'],
    [{ lables: { a: 'b' } }, 'lables', 'did you mean "labels"?'],
  ];
  test.each(cases)('is refused: %j', (props, path, meant) => {
    expect(() => make(props)).toThrow(
      `KG0007 shop/hello: "${path.split('.').at(-1)}" is no property (${path}): ${meant}`,
    );
  });

  test('is refused by the other constructs too', () => {
    const traffic = [{ configuration: 'a', percent: 100, revision: 'v1' }];
    expect(() => new Route(chartOf(), 'r', { traffic })).toThrow(/KG0007 shop\/r: .*\(traffic\[0\]\.revision\)/);
    const props = { stableWindowSeconds: 3 } as object;
    expect(() => new AutoscalerConfig(chartOf(), 'a', props)).toThrow(/KG0007 shop\/a: .*\(stableWindowSeconds\)/);
  });

  test('is refused by factories where they are called', () => {
    const options = (given: object) => given as never;
    expect(() => Probe.http('/', options({ initialDelaySeconds: 3 }))).toThrow(
      'KG0007 Probe.http: "initialDelaySeconds" is no property (initialDelaySeconds): ' +
        'there are port, host, scheme, headers, initialDelay, period, timeout, successThreshold, failureThreshold',
    );
    expect(() => Volume.secret('a', options({ files: { b: { name: 'c' } } }))).toThrow(/^KG0007 Volume\.secret: /);
    expect(() => Volume.projected([options({ secret: 'a', fils: {} })])).toThrow(/\(projections\[0\]\.fils\)/);
    expect(() => EnvValue.fromSecret('a', 'b', options({ optinal: true }))).toThrow(/did you mean "optional"\?$/);
  });

  test('is refused in an object of Kubernetes by the schema', () => {
    const chart = chartOf();
    const securityContext = { runAsRoot: true } as object;
    new KnativeService(chart, 'hello', { image, securityContext });
    expect(() => synth(chart)).toThrow(/KG0105 .*"runAsRoot"/);
  });
});

describe('a property that is not known by name passes', () => {
  test('in a map', () => {
    expect(() => make({ env: { ANY: 'a' }, labels: { any: 'a' }, revisionLabels: { any: 'a' } })).not.toThrow();
  });

  test('if it has no value', () => {
    expect(() => make({ anything: undefined, other: null, scale: null, port: null })).not.toThrow();
  });

  test('of objects that are frozen', () => {
    const props = Object.freeze({ image, scale: Object.freeze({ min: 1 }), env: Object.freeze({ A: 'b' }) });
    expect(() => make(props)).not.toThrow();
  });
});
