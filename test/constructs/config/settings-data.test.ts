import { Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import type { SynthFault } from '../../../constructs/base/synth-error';
import { SynthError } from '../../../constructs/base/synth-error';
import type * as Settings from '../../../constructs/config/generated/settings';
import { assertSettings, settingsData } from '../../../constructs/config/settings-data';
import { configMapAt } from '../../../lib/api/config/config-maps';

const by = {
  refuse: (fault: SynthFault, path: string, found: string, hint?: string): never => {
    throw new SynthError(fault, 'platform', path, found, hint);
  },
};

function dataOf(place: string, settings: object, shipped = {}) {
  const definition = configMapAt(...(place.split('/') as [string, string]))!;
  const data = settingsData(definition, settings, 'settings', by, shipped);
  assertSettings(definition, data, 'settings', by, shipped);
  return data;
}

describe('properties as the texts of a ConfigMap', () => {
  test('durations, lists, short names and switches', () => {
    const network: Settings.NetworkSettings = {
      ingressClass: 'kourier',
      httpProtocol: 'redirected',
      rolloutDuration: 30,
    };
    expect(dataOf('knative-serving/config-network', network)).toEqual({
      'ingress-class': 'kourier.ingress.networking.knative.dev',
      'http-protocol': 'redirected',
      'rollout-duration': '30',
    });
    const gc: Settings.GarbageCollectionSettings = {
      retainSinceCreateTime: 'disabled',
      retainSinceLastActiveTime: Duration.hours(1),
    };
    expect(dataOf('knative-serving/config-gc', gc)).toEqual({
      'retain-since-create-time': 'disabled',
      'retain-since-last-active-time': '1h',
    });
    const deployment: Settings.DeploymentSettings = {
      registriesSkippingTagResolving: ['kind.local', 'registry.local:5000'],
    };
    expect(dataOf('knative-serving/config-deployment', deployment)).toEqual({
      'registries-skipping-tag-resolving': 'kind.local,registry.local:5000',
    });
  });

  test('structures, families of keys and settings of other programs', () => {
    const certificates: Settings.CertManagerSettings = { issuerRef: { kind: 'ClusterIssuer', name: 'letsencrypt' } };
    expect(dataOf('knative-serving/config-certmanager', certificates)).toEqual({
      issuerRef: 'kind: ClusterIssuer\nname: letsencrypt\n',
    });
    const logging: Settings.LoggingSettings = { levels: { controller: 'debug' }, zapLoggerConfig: { level: 'info' } };
    expect(dataOf('knative-serving/config-logging', logging)).toEqual({
      'zap-logger-config': '{"level":"info"}',
      'loglevel.controller': 'debug',
    });
    const kafka: Settings.KafkaDataPlaneSettings = { producer: { 'linger.ms': 5 } };
    const producer = 'config-kafka-broker-producer.properties';
    expect(dataOf('knative-eventing/config-kafka-broker-data-plane', kafka, { [producer]: 'acks=all\n' })).toEqual({
      [producer]: 'acks=all\nlinger.ms=5\n',
    });
  });

  test.each([
    ['knative-serving/config-gc', { maxNonActiveRevisions: 1 }, /\(settings\.maxNonActiveRevisions\)/],
    [
      'knative-serving/config-network',
      { meshCompatibilityMode: 'on' },
      /settings\.meshCompatibilityMode\): write auto, enabled/,
    ],
    ['knative-serving/config-logging', { levels: { controller: 'loud' } }, /settings\.levels\.controller/],
    ['knative-serving/config-certmanager', { issuerRef: { nam: 'a' } }, /nobody reads "nam" \(settings\.issuerRef\)/],
    ['knative-serving/config-gc', { retainSinceCreateTime: 30 }, /found 30 in place of a duration/],
  ])('%s refuses %o', (place, settings, message) => {
    expect(() => dataOf(place, settings)).toThrow(message);
  });

  test('what the release ships counts too', () => {
    const shipped = { 'max-non-active-revisions': '10' };
    expect(() => dataOf('knative-serving/config-gc', { minNonActiveRevisions: 11 }, shipped)).toThrow(
      /maxNonActiveRevisions/,
    );
  });
});
