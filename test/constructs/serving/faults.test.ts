import { App, Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { EnvValue, KnativeService, type KnativeServiceProps, Probe, Volume } from '../../../constructs';
import { diagnosticsOf } from '../../../constructs/base/platform-settings';
import { SynthError } from '../../../constructs/base/synth-error';
import { synth } from '../../../constructs/testing';

const image = 'registry.example.com/shop:v1';
const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;

/** The errors of a program of one service: `CODE path`. Each names the construct. */
function faultsOf(props: object, id = 'shop'): string[] {
  const chart = new Chart(new App(), 'test', { namespace: 'default' });
  try {
    new KnativeService(chart, id, { image, ...props } as KnativeServiceProps);
  } catch (error) {
    if (!(error instanceof SynthError)) throw error;
    expect(error.construct).toBe(`test/${id}`);
    return [`${error.code} ${error.path}`];
  }
  const errors = diagnosticsOf(chart).filter(({ severity }) => severity === 'error');
  // What diagnoses a fault also stops the synthesis, in one line.
  if (errors.length > 0) expect(() => synth(chart)).toThrow(new RegExp(`^${errors[0]!.code} test/${id}: .+$`));
  for (const { origin } of errors) expect(origin.construct).toBe(`test/${id}`);
  return errors.map(({ code, path }) => `${code} ${path}`);
}

const every0 = { period: Duration.seconds(0) };

describe('one fault is one error with a code, at the construct and the field', () => {
  const cases: [what: string, props: object, expected: string][] = [
    ['traffic that sums to 90', { traffic: [{ latest: true, percent: 90 }] }, 'KN1204 spec.traffic'],
    ['a revision of another service', { revisionName: 'other-v1' }, 'KN1304 spec.template.metadata.name'],
    [
      'two containers with ports',
      { port: 8080, containers: [{ name: 'second', image, port: 9000 }] },
      'KN1419 spec.template.spec.containers[1].ports',
    ],
    [
      'a port named grpc',
      { port: { containerPort: 8080, name: 'grpc' } },
      'KN1424 spec.template.spec.containers[0].ports[0].name',
    ],
    ['a port that is a text', { port: '8080' }, 'KG0101 spec.template.spec.containers[0].ports[0].containerPort'],
    ['a port of Knative', { port: 8012 }, 'KN1421 spec.template.spec.containers[0].ports[0].containerPort'],
    [
      'a readiness probe that Knative times, with a timeout',
      { readiness: Probe.tcp({ ...every0, timeout: Duration.seconds(2) }) },
      'KN1430 spec.template.spec.containers[0].readinessProbe.timeoutSeconds',
    ],
    [
      'a readiness probe that Knative times, with a failure threshold',
      { readiness: Probe.tcp({ ...every0, failureThreshold: 2 }) },
      'KN1430 spec.template.spec.containers[0].readinessProbe.failureThreshold',
    ],
    [
      'more pods at least than at most',
      { scale: { min: 3, max: 1 } },
      'KN1503 spec.template.metadata.annotations["autoscaling.knative.dev/max-scale"]',
    ],
    [
      'a target of nothing',
      { scale: { target: 0 } },
      'KN1508 spec.template.metadata.annotations["autoscaling.knative.dev/target"]',
    ],
    [
      'a node selector without its feature',
      { nodeSelector: { disk: 'ssd' } },
      'KN1403 spec.template.spec.nodeSelector',
    ],
    [
      'a hostPath volume without its feature',
      { volumes: { '/a': Volume.hostPath('/a') } },
      'KN1438 spec.template.spec.volumes[0].hostPath',
    ],
    [
      'a field reference without its feature',
      { env: { A: EnvValue.fromField('metadata.name') } },
      'KN1417 spec.template.spec.containers[0].env[0].valueFrom.fieldRef',
    ],
    ['a variable of Knative', { env: { K_SERVICE: 'a' } }, 'KN1416 spec.template.spec.containers[0].env[0].name'],
    ['a timeout past the greatest', { timeout: Duration.minutes(11) }, 'KN1401 spec.template.spec.timeoutSeconds'],
    ['an image that is none', { image: 'Shop V1' }, 'KN1412 spec.template.spec.containers[0].image'],
    ['no image', { image: undefined }, 'KN1411 spec.template.spec.containers[0].image'],
    [
      'a number in place of a text',
      { env: { PORT_NUMBER: 80 } },
      'KG0101 spec.template.spec.containers[0].env[0].value',
    ],
    ['a Date', { env: { A: new Date(0) } }, 'KG0001 env.A'],
    ['NaN', { scale: { target: Number.NaN } }, 'KG0001 scale.target'],
    ['a function', { revisionAnnotations: { a: () => 'a' } }, 'KG0001 revisionAnnotations.a'],
    ['an object that contains itself', { labels: cyclic }, 'KG0001 labels.self'],
    ['undefined in a list', { args: ['a', undefined] }, 'KG0001 args[1]'],
    ['a probe that is none', { readiness: { httpGet: { path: '/' } } }, 'KG0004 readiness'],
    ['a number in place of a duration', { timeout: 30 }, 'KG0004 timeout'],
    ['half a second where seconds are counted', { idleTimeout: Duration.millis(1500) }, 'KG0004 idleTimeout'],
    ['half a second in a probe', { liveness: Probe.tcp({ period: Duration.millis(500) }) }, 'KG0004 liveness.period'],
    ['a protocol and another name', { port: { protocol: 'h2c', name: 'http1' } }, 'KG0002 port'],
    ['a revision named twice', { revision: 'v1', revisionName: 'shop-v1' }, 'KG0002 revision'],
  ];
  test.each(cases)('%s', (_, props, expected) => {
    const faults = faultsOf(props);
    expect(faults).toEqual([expected]);
  });

  test('a name of 64 characters', () => {
    const name = 'a'.repeat(64);
    expect(faultsOf({}, name)).toEqual(['KN1002 metadata.name']);
  });

  test('half a second in the life of a token, where the volume is made', () => {
    const accountToken = { path: 'token', expiration: Duration.millis(1500) };
    expect(() => Volume.projected([{ accountToken }])).toThrow(
      /^KG0004 Volume\.projected: .*\(projections\[0\]\.accountToken\.expiration\)/,
    );
  });

  test('no fault is no error', () => {
    expect(faultsOf({})).toEqual([]);
  });
});
