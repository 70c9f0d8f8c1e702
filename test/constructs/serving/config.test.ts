import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  AutoscalerConfig,
  type AutoscalerConfigProps,
  DomainConfig,
  type FeatureFlags,
  FeaturesConfig,
  KnativeService,
} from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { autoscalerConfig, type AutoscalerConfig as Values } from '../../../lib/api/config/autoscaler';
import { expectGolden } from '../../golden';

const dataOf = (program: (chart: Chart) => unknown) =>
  (synthChart(program)[0] as unknown as { data: Record<string, string> }).data;

describe('config-autoscaler', () => {
  test('holds what is given and nothing else', async () => {
    const objects = synthChart((chart) => {
      new AutoscalerConfig(chart, 'autoscaler', {
        enableScaleToZero: true,
        scaleToZeroGracePeriod: Duration.seconds(30),
        stableWindow: Duration.minutes(2),
        containerConcurrencyTargetPercentage: 80,
        podAutoscalerClass: 'hpa',
      });
    });
    await expectGolden(objects, 'config-autoscaler');
  });

  test('has a property for each of its keys', () => {
    // Each value differs from Knative's own, so that a key that is not written shows.
    const values = {
      podAutoscalerClass: 'hpa',
      enableScaleToZero: false,
      allowZeroInitialScale: true,
      initialScale: 2,
      minScale: 1,
      maxScale: 10,
      maxScaleLimit: 20,
      containerConcurrencyTargetPercentage: 60,
      containerConcurrencyTargetDefault: 50,
      requestsPerSecondTargetDefault: 150,
      targetBurstCapacity: -1,
      activatorCapacity: 150,
      stableWindow: Duration.seconds(90),
      panicWindowPercentage: 15,
      panicThresholdPercentage: 180,
      maxScaleUpRate: 10,
      maxScaleDownRate: 3,
      scaleToZeroGracePeriod: Duration.seconds(40),
      scaleToZeroPodRetentionPeriod: Duration.seconds(5),
      scaleDownDelay: Duration.seconds(15),
    } satisfies Record<keyof Values & keyof AutoscalerConfigProps, unknown>;
    const read: Values = autoscalerConfig(dataOf((chart) => new AutoscalerConfig(chart, 'autoscaler', values)));
    const expected = Object.entries(values).map(([name, value]) => [
      name,
      value instanceof Duration ? value.toSeconds() : value,
    ]);
    expect(read).toEqual({ ...Object.fromEntries(expected), podAutoscalerClass: 'hpa.autoscaling.knative.dev' });
  });

  test('decides what a service of the same program may ask for', () => {
    const program = (allowed: boolean) => (chart: Chart) => {
      new AutoscalerConfig(chart, 'autoscaler', { allowZeroInitialScale: allowed });
      new KnativeService(chart, 'hello', { image: 'registry.example.com/hello:v1', scale: { initial: 0 } });
    };
    expect(synthChart(program(true))).toHaveLength(2);
    expect(() => synthChart(program(false))).toThrow(/test\/hello/);
  });
});

describe('config-domain', () => {
  test('holds domains, for all services or for some', async () => {
    const objects = synthChart((chart) => {
      new DomainConfig(chart, 'domains', {
        domains: { 'knative.kuberun.com': {}, 'example.org': { selector: { app: 'nonprofit' } } },
      });
    });
    await expectGolden(objects, 'config-domain');
  });
});

describe('config-features', () => {
  test('holds the flags of Serving, or of Eventing', async () => {
    const objects = synthChart((chart) => {
      new FeaturesConfig(chart, 'serving', { features: { 'kubernetes.podspec-affinity': 'enabled' } });
      new FeaturesConfig(chart, 'eventing', {
        component: 'eventing',
        features: { 'new-apiserversource-filters': 'enabled' },
      });
    });
    await expectGolden(objects, 'config-features');
  });

  test('opens what a service of the same program needs', () => {
    const service = (chart: Chart) => {
      const nodeSelector = { disk: 'ssd' };
      new KnativeService(chart, 'hello', { image: 'registry.example.com/hello:v1', nodeSelector });
    };
    const opened = (chart: Chart) => {
      new FeaturesConfig(chart, 'features', { features: { 'kubernetes.podspec-nodeselector': 'enabled' } });
      service(chart);
    };
    expect(synthChart(opened)).toHaveLength(2);
    expect(() => synthChart(service)).toThrow(/test\/hello.*nodeSelector/);
  });

  const ignored: [what: string, features: object, message: RegExp][] = [
    ['a flag that nobody reads', { 'multi-contaner': 'enabled' }, /KG0004 test\/f: .*"multi-contaner".*features/],
    ['a flag of Eventing', { 'delivery-timeout': 'enabled' }, /KG0004 test\/f: .*: eventing does/],
    ['a value that the flag does not have', { 'multi-container': 'on' }, /"on" .*: it has enabled, allowed, disabled/],
  ];
  test.each(ignored)('refuses %s', (_, features, message) => {
    const program = (chart: Chart) => new FeaturesConfig(chart, 'f', { features: features as FeatureFlags });
    expect(() => synthChart(program)).toThrow(message);
  });
});
