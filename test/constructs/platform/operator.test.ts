import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { App, Chart, Duration } from 'cdk8s';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { ClusterBootstrap, type ClusterBootstrapProps, ImageMirror, Ingress, Install } from '../../../constructs';
import { pipelineFields, resolverFields } from '../../../constructs/platform/operator/tekton-config-fields';
import { tektonDefaultsConfigMap } from '../../../lib/api/config/tekton-defaults';
import { resolversFeaturesConfigMap } from '../../../lib/api/config/tekton-resolvers';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { featureDefinitions } from '../../../lib/rules/features';
import { expectGolden } from '../../golden';
import { folderOf } from '../../lib/cli/command';
import { configMap, madeUp, vendoredFolder, yamlOf } from '../../lib/platform/vendored-folder';

function objectsOf(props: ClusterBootstrapProps): KubeObject[] {
  const chart = new Chart(new App(), 'platform');
  new ClusterBootstrap(chart, 'platform', { install: Install.operator(), ...props });
  return chart.toJson() as KubeObject[];
}

const everything: ClusterBootstrapProps = {
  ingress: Ingress.kourier({ serviceType: 'NodePort', httpPort: 31080, httpsPort: 31443 }),
  serving: {
    domains: { 'example.com': {} },
    autoscaler: { maxScale: 20, stableWindow: Duration.seconds(90) },
    features: { 'kubernetes.podspec-nodeselector': 'enabled' },
    observability: { metricsProtocol: 'prometheus' },
  },
  eventing: {
    sources: ['kafka', 'github'],
    kafka: { features: { controllerAutoscalerKeda: 'enabled' } },
    channelDefaults: {
      defaultChConfig: { clusterDefault: { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' } },
    },
    sinkBindingSelectionMode: 'inclusion',
  },
  tekton: {
    dashboard: 'read-write',
    features: { 'enable-param-enum': 'true', 'enable-artifacts': 'true', coschedule: 'disabled' },
    featureSettings: { maxResultSize: 8192 },
    defaults: { defaultTimeoutMinutes: 30, defaultImagepullbackoffTimeout: Duration.minutes(5) },
    events: { sink: 'http://events.example.com' },
    resolvers: { git: { defaultRevision: 'main' }, features: { enableHubResolver: false } },
    triggers: { defaults: { defaultServiceAccount: 'listener' } },
  },
};

describe('a platform by operators', () => {
  test('is told in the objects of the operators', async () => {
    await expectGolden(objectsOf(everything), 'operators');
  });

  test('needs no vendored file, and no Istio of its own', () => {
    const kinds = objectsOf({ serving: {}, eventing: {}, tekton: {} }).map(({ kind }) => kind);
    expect(kinds).toEqual(['Namespace', 'KnativeServing', 'Namespace', 'KnativeEventing', 'TektonConfig']);
  });

  test.each([
    [{ ingress: Ingress.istio({ serviceType: 'NodePort' }) }, 'ingress.serviceType'],
    [{ ingress: Ingress.istio({ install: true }) }, 'ingress.install'],
    [{ ingress: Ingress.istio({ localGateway: 'inner' }) }, 'ingress.localGateway'],
    [{ ingress: Ingress.kourier({ annotations: { a: 'b' } }) }, 'ingress.annotations'],
    [{ certManager: true }, 'certManager'],
    [{ addons: ['grafana'] }, 'addons'],
    [{ tekton: {}, images: ImageMirror.host('mirror.example.com') }, 'images'],
    [{ mesh: { inject: ['knative-serving'], strict: true } }, 'mesh.strict'],
    [{ serving: { hpa: false } }, 'serving.hpa'],
    [{ eventing: { kafka: { broker: true } } }, 'eventing.kafka.broker'],
    [
      { eventing: { kafka: { sourceDataPlane: { consumer: { 'fetch.min.bytes': 2 } } } } },
      'eventing.kafka.sourceDataPlane',
    ],
    [{ eventing: { redis: { numConsumers: 2 } } }, 'eventing.redis'],
    [{ tekton: { resolvers: { logging: { levels: { controller: 'debug' } } } } }, 'tekton.resolvers.logging'],
    [{ tekton: {}, kubernetesMinVersion: '1.33.0' }, 'kubernetesMinVersion'],
  ] as [Partial<ClusterBootstrapProps>, string][])('refuses what they can not be told: %o', (props, path) => {
    expect(() => objectsOf({ serving: {}, ...props })).toThrow(
      new RegExp(`KG0010 .*\\(${path.replaceAll('.', '\\.')}\\)`),
    );
  });
});

describe('images from a mirror, by operators', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const image = (name: string) => `gcr.io/knative/${name}@${digest}`;
  const there = (name: string) => `mirror.example.com/knative/${name}@${digest}`;
  const pods = (kind: string, name: object, containers: readonly object[], more: object = {}) => ({
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: { namespace: 'knative-serving', ...name },
    spec: { template: { spec: { containers, ...more } } },
  });
  const files = (...more: readonly object[]) => ({
    'serving/1.23.9/serving-core.yaml': yamlOf(
      pods('Deployment', { name: 'webhook' }, [{ name: 'webhook', image: image('webhook') }]),
      pods('Deployment', { name: 'controller' }, [
        { name: 'controller', image: image('controller'), env: [{ name: 'RA_IMAGE', value: image('ra') }] },
      ]),
      configMap('config-deployment', { 'queue-sidecar-image': image('queue') }),
      configMap('integration-images', { timer: image('timer'), _example: `a: ${image('x')}` }),
      {
        apiVersion: 'caching.internal.knative.dev/v1alpha1',
        kind: 'Image',
        metadata: { name: 'queue-proxy', namespace: 'knative-serving' },
        spec: { image: image('queue') },
      },
      ...more,
    ),
    'serving/1.23.9/serving-post-install-jobs.yaml': yamlOf(
      pods('Job', { generateName: 'migrate-serving-' }, [{ name: 'migrate', image: image('migrate') }]),
    ),
    'kourier/1.23.9/kourier.yaml': yamlOf(
      pods('Deployment', { name: 'gateway' }, [{ name: 'gateway', image: 'docker.io/envoyproxy/envoy:v1' }]),
    ),
  });
  const servingOf = async (mirror: ImageMirror, texts = files(), props: Partial<ClusterBootstrapProps> = {}) => {
    const dir = await vendoredFolder(['serving', 'serving-hpa', 'kourier'], {
      ...texts,
      'serving-hpa/1.23.9/serving-hpa.yaml': yamlOf(configMap('config-hpa')),
    });
    return objectsOf({
      release: madeUp,
      install: Install.operator({ dir }),
      ingress: Ingress.kourier(),
      serving: {},
      images: mirror,
      ...props,
    });
  };
  const mirror = ImageMirror.prefix(
    { 'gcr.io': 'mirror.example.com', 'docker.io': 'mirror.example.com/hub' },
    { pullSecret: { name: 'mirror', namespaces: ['shop'] } },
  );

  test('are told one by one, with their digests, wherever the manifests name them', async () => {
    const objects = await servingOf(mirror);
    expect(objects.find(({ kind }) => kind === 'KnativeServing')?.spec).toMatchObject({
      registry: {
        override: {
          RA_IMAGE: there('ra'),
          'controller/controller': there('controller'),
          'gateway/gateway': 'mirror.example.com/hub/envoyproxy/envoy:v1',
          migrate: there('migrate'),
          'migrate-serving-/migrate': there('migrate'),
          'queue-proxy': there('queue'),
          'webhook/webhook': there('webhook'),
        },
        imagePullSecrets: [{ name: 'mirror' }],
      },
      config: {
        deployment: { 'queue-sidecar-image': there('queue') },
        'integration-images': { timer: there('timer') },
      },
    });
    expect(objects.find(({ kind }) => kind === 'ServiceAccount')).toMatchObject({
      metadata: { name: 'default', namespace: 'shop' },
      imagePullSecrets: [{ name: 'mirror' }],
    });
  });

  test.each([
    [
      'in containers that come first',
      pods('Deployment', { name: 'a' }, [], { initContainers: [{ name: 'i', image: image('i') }] }),
    ],
    ['in arguments', pods('Deployment', { name: 'a' }, [{ name: 'c', args: ['-el-image', image('el')] }])],
    [
      'of one variable that differ',
      pods('Deployment', { name: 'a' }, [{ name: 'c', env: [{ name: 'RA_IMAGE', value: image('b') }] }]),
    ],
  ])('are refused %s, which operators do not reach', async (_, object) => {
    await expect(servingOf(mirror, files(object))).rejects.toThrow(/KG0010 .*\(images\)/);
  });

  test('are refused where upstream remains, and where the files are missing', async () => {
    await expect(servingOf(ImageMirror.prefix({ 'gcr.io': 'mirror.example.com' }))).rejects.toThrow('KP0141');
    const nowhere = Install.operator({ dir: folderOf({}) });
    await expect(servingOf(mirror, files(), { install: nowhere })).rejects.toThrow(/KP0111 .*platform vendor/);
  });
});

const CRDS = resolve(__dirname, '../../../../shared/upstream/crds');
const absent = !existsSync(CRDS);
if (absent) console.warn(`${CRDS} is absent: the objects of operators are not judged by their CRDs`);

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

function schemaOf(file: string): Schema {
  const crd = load(readFileSync(resolve(CRDS, file), 'utf8')) as {
    spec: { versions: { schema: { openAPIV3Schema: Schema } }[] };
  };
  return crd.spec.versions[0]!.schema.openAPIV3Schema;
}

/** Paths of fields that an API server would drop. */
function dropped(schema: Schema, value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => dropped(schema.items ?? {}, item, `${path}[${i}]`));
  if (typeof value !== 'object' || value === null || schema['x-kubernetes-preserve-unknown-fields']) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const known =
      schema.properties?.[name] ??
      (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined);
    return known === undefined ? [`${path}.${name}`] : dropped(known, field, `${path}.${name}`);
  });
}

describe.skipIf(absent)('the CRDs of the operators', () => {
  const objects = objectsOf(everything);
  test.each([
    ['operator.knative.dev/KnativeServing.yaml', 'KnativeServing'],
    ['operator.knative.dev/KnativeEventing.yaml', 'KnativeEventing'],
    ['operator.tekton.dev/TektonConfig.yaml', 'TektonConfig'],
  ])('%s takes our object, whole', (file, kind) => {
    const object = objects.find((one) => one.kind === kind)!;
    const schema = schemaOf(file);
    const validate = new Ajv({ strict: false, logger: false, allErrors: true }).compile(schema);
    validate(object);
    expect(validate.errors ?? []).toEqual([]);
    expect(dropped(schema.properties!['spec']!, object.spec)).toEqual([]);
  });

  test('TektonConfig has the fields that we know, and no other one that is named like a key', () => {
    const fields = schemaOf('operator.tekton.dev/TektonConfig.yaml').properties!['spec']!.properties!['pipeline']!
      .properties!;
    for (const [name, type] of Object.entries(pipelineFields)) expect(fields[name]?.type, name).toBe(type);
    for (const name of Object.values(resolverFields)) expect(fields[name]?.type, name).toBe('object');
    const flags = Object.entries(featureDefinitions).filter(([, { component }]) => component === 'tekton');
    const keys = [
      ...flags.map(([name]) => name),
      ...Object.keys(tektonDefaultsConfigMap.keys),
      ...Object.keys(resolversFeaturesConfigMap.keys),
      'max-result-size',
    ];
    expect(keys.filter((key) => fields[key] !== undefined).sort()).toEqual(Object.keys(pipelineFields).sort());
  });
});
