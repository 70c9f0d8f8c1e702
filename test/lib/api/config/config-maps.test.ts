import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { configMapAt, configMaps } from '../../../../lib/api/config/config-maps';
import { eventingFeaturesConfigMap } from '../../../../lib/api/config/eventing';
import { exampleChecksum } from '../../../../lib/api/config/example-checksum';
import type { ConfigSettings } from '../../../../lib/api/config/key';
import { configProblems, EXAMPLE_KEY, keyNamed, unknownKeys } from '../../../../lib/api/config/problems';
import { readKey } from '../../../../lib/api/config/read';
import { tektonFeaturesConfigMap } from '../../../../lib/api/config/tekton';
import { keyText } from '../../../../lib/api/config/write';
import type { KubeObject } from '../../../../lib/api/meta/v1';
import { featureDefinitions } from '../../../../lib/rules/features';
import { releaseObjects, releasesAreAbsent } from '../../../upstream-releases';

const at = (place: string) => {
  const [namespace, name] = place.split('/');
  const found = configMapAt(namespace, name);
  if (found === undefined) throw new Error(`nothing is known of ${place}`);
  return found;
};

describe('the tables of ConfigMaps', () => {
  test('each ConfigMap is known once', () => {
    const places = configMaps.map(({ namespace, name }) => `${namespace}/${name}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(40);
  });

  test('the default of each key is a value that it may have', () => {
    for (const { name, keys } of configMaps) {
      for (const [key, definition] of Object.entries(keys)) {
        if (definition.default === undefined || definition.type === 'choice') continue;
        const given = definition.default as string;
        expect(readKey(definition, keyText(definition, given)), `${name} ${key}`).toMatchObject({ ok: true });
      }
    }
  });

  test('each family of keys has a name of its own among the properties', () => {
    for (const { keys, entries = [] } of configMaps) {
      for (const { prop } of entries) expect(Object.keys(keys)).not.toContain(prop);
    }
  });

  test.each([
    [
      'knative-serving/config-gc',
      { 'retain-since-create-time': 'disabled', 'max-non-active-revisions': 'disabled' },
      [],
    ],
    ['knative-serving/config-gc', { 'retain-since-create-time': 'never' }, ['retain-since-create-time']],
    ['knative-serving/config-gc', { 'max-non-active-revisions': '3' }, ['max-non-active-revisions']],
    ['knative-serving/config-network', { 'http-protocol': 'Redirected' }, []],
    ['knative-serving/config-network', { httpProtocol: 'https' }, ['httpProtocol']],
    ['knative-serving/config-network', { 'rollout-duration': '-1' }, ['rollout-duration']],
    ['knative-serving/config-deployment', { 'progress-deadline': '1.5s' }, ['progress-deadline']],
    ['knative-serving/config-deployment', { 'default-affinity-type': 'spread' }, ['default-affinity-type']],
    ['knative-serving/config-observability', { 'metrics-protocol': 'grpc' }, ['metrics-protocol']],
    ['knative-serving/config-observability', { 'metrics-endpoint': 'http://a' }, ['metrics-endpoint']],
    [
      'knative-serving/config-observability',
      { 'tracing-protocol': 'stdout', 'tracing-endpoint': 'http://a' },
      ['tracing-endpoint'],
    ],
    ['knative-serving/config-observability', { 'tracing-sampling-rate': '2' }, ['tracing-sampling-rate']],
    ['knative-serving/config-observability', { 'logging.enable-request-log': 'true' }, ['logging.enable-request-log']],
    ['knative-serving/config-logging', { 'loglevel.controller': 'verbose' }, ['loglevel.controller']],
    ['knative-serving/config-leader-election', { buckets: '11' }, ['buckets']],
    ['knative-serving/config-certmanager', { issuerRef: 'kind: ClusterIssuer' }, ['issuerRef']],
    ['knative-serving/config-istio', { 'external-gateways': '- name: a' }, ['external-gateways']],
    ['knative-serving/config-istio', { 'external-gateways': '[]', 'local-gateways': '[]' }, []],
    ['knative-serving/config-kourier', { 'extauthz-protocol': 'tcp' }, ['extauthz-protocol']],
    ['knative-eventing/config-br-defaults', { 'default-br-config': '[]' }, ['default-br-config']],
    ['knative-eventing/config-kafka-features', { 'controller-autoscaler-keda': 'on' }, ['controller-autoscaler-keda']],
    [
      'tekton-pipelines/config-defaults',
      { 'default-maximum-resolution-timeout': '1' },
      ['default-maximum-resolution-timeout'],
    ],
    ['tekton-pipelines/config-observability', { 'metrics.taskrun.level': 'step' }, ['metrics.taskrun.level']],
    ['tekton-pipelines-resolvers/resolver-cache-config', { ttl: '5' }, ['ttl']],
  ] as [string, ConfigSettings, string[]][])('%s with %o has these faults: %o', (place, settings, keys) => {
    expect(configProblems(at(place), settings).map(({ key }) => key)).toEqual(keys);
  });

  test('settings of Kafka clients are put into those that are shipped', () => {
    const key = keyNamed(
      at('knative-eventing/config-kafka-broker-data-plane'),
      'config-kafka-broker-producer.properties',
    )!;
    const shipped = 'acks=all\n# compression.type=snappy\nlinger.ms=0\n';
    expect(keyText(key, { 'linger.ms': '5', 'compression.type': 'zstd' }, shipped)).toBe(
      'acks=all\n# compression.type=snappy\nlinger.ms=5\ncompression.type=zstd\n',
    );
  });
});

interface ConfigMap extends KubeObject {
  readonly data?: ConfigSettings;
}

/** ConfigMaps that are no settings: what a release says of itself, images, files of other programs. */
const NO_SETTINGS =
  /-info$|-images$|^istio|^values$|^kourier-bootstrap$|^config-tracing$|^kafka-config-logging$|^config-namespaced-broker-resources$/;

/** Keys that Tekton still ships and no longer reads. */
const DEAD = ['enable-tekton-oci-bundles', 'enable-step-actions'];

/** The keys that a ConfigMap's documentation shows, as the settings that they would be. */
function exampleOf({ data = {} }: ConfigMap): ConfigSettings {
  const lines = (data[EXAMPLE_KEY] ?? '').split('\n').filter((line) => !/^\s*#/.test(line) && line.trim() !== '');
  const pairs = lines.flatMap((line, i): [string, string][] => {
    const entry = /^([\w./-]+):\s*(.*)$/.exec(line);
    if (entry === null) return [];
    // A line by itself is YAML of one key; what is indented below it belongs to it.
    const below = lines.slice(i + 1);
    const end = below.findIndex((one) => !/^\s/.test(one));
    const text = [line, ...below.slice(0, end < 0 ? undefined : end)].join('\n');
    const [value] = loadAll(text) as Record<string, unknown>[];
    return [[entry[1]!, String(value?.[entry[1]!] ?? '')]];
  });
  return Object.fromEntries(pairs);
}

const absent = releasesAreAbsent('the keys of ConfigMaps are not held against those of upstream');

describe.skipIf(absent)('the ConfigMaps of the releases', () => {
  const objects = absent ? [] : (releaseObjects().filter(({ kind }) => kind === 'ConfigMap') as ConfigMap[]);
  const settings = objects.filter(
    ({ metadata }) => !NO_SETTINGS.test(metadata.name ?? '') || metadata.namespace === 'tekton-pipelines',
  );
  const flagsOf = (component: string) =>
    Object.keys(featureDefinitions).filter(
      (name) => featureDefinitions[name as keyof typeof featureDefinitions].component === component,
    );
  const known = ({ metadata }: ConfigMap): { keys: string[]; definition?: ReturnType<typeof configMapAt> } => {
    switch (`${metadata.namespace}/${metadata.name}`) {
      case 'knative-serving/config-features':
        return { keys: flagsOf('serving') };
      case 'knative-eventing/config-features':
        return { keys: [...flagsOf('eventing'), ...Object.keys(eventingFeaturesConfigMap.keys)] };
      case 'tekton-pipelines/feature-flags':
        return { keys: [...flagsOf('tekton'), ...Object.keys(tektonFeaturesConfigMap.keys), ...DEAD] };
      default:
        return { keys: [], definition: configMapAt(metadata.namespace, metadata.name) };
    }
  };
  const places = settings
    .filter(({ metadata }) => metadata.name !== 'config-domain' && !metadata.name?.endsWith('-info'))
    .map((object) => [`${object.metadata.namespace}/${object.metadata.name}`, object] as const);

  test('are all known', () => {
    expect(places.length).toBeGreaterThan(45);
    const unknown = places.filter(
      ([, object]) => known(object).definition === undefined && known(object).keys.length === 0,
    );
    expect(unknown.map(([place]) => place)).toEqual([]);
  });

  test.each(places)('%s has no key that we do not know, set or shown', (_, object) => {
    const { keys, definition } = known(object);
    const shown = { ...exampleOf(object), ...object.data };
    const surplus = definition
      ? unknownKeys(definition, shown).filter((key) => !Object.hasOwn(definition.removed, key))
      : Object.keys(shown).filter((key) => key !== EXAMPLE_KEY && !keys.includes(key));
    expect(surplus).toEqual([]);
  });

  test.each(places)('%s has no value that we would refuse, set or shown', (_, object) => {
    const { definition } = known(object);
    if (definition === undefined) return;
    expect(configProblems(definition, object.data ?? {})).toEqual([]);
    for (const [key, text] of Object.entries(exampleOf(object))) {
      const value = keyNamed(definition, key);
      if (value !== undefined && text !== '') expect(readKey(value, text), key).toMatchObject({ ok: true });
    }
  });

  test('have the checksums that we compute', () => {
    const checked = objects.filter(
      ({ metadata }) => metadata.annotations?.['knative.dev/example-checksum'] !== undefined,
    );
    expect(checked.length).toBeGreaterThan(20);
    for (const { metadata, data } of checked) {
      expect(exampleChecksum(data?.[EXAMPLE_KEY] ?? ''), metadata.name).toBe(
        metadata.annotations?.['knative.dev/example-checksum'],
      );
    }
  });
});
