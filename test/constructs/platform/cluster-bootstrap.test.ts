import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Yaml } from 'cdk8s';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  ClusterBootstrap,
  type ClusterBootstrapProps,
  ImageMirror,
  Ingress,
  Install,
  PlatformRelease,
} from '../../../constructs';
import { exampleChecksum } from '../../../lib/api/config/example-checksum';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { folderSource } from '../../../lib/platform/vendored/folder-source';
import { vendor } from '../../../lib/platform/vendored/vendor';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from '../../lib/platform/upstream-manifests';
import { configMap, madeUp, sourceOf, yamlOf } from '../../lib/platform/vendored-folder';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  folders.push(folder);
  return folder;
}

async function vendoredFolder(components: readonly string[], texts: Readonly<Record<string, string>>): Promise<string> {
  const dir = newFolder();
  await vendor(madeUp, { dir, source: sourceOf(texts), components });
  return dir;
}

interface Shipped extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

function objectsOf(props: ClusterBootstrapProps): Shipped[] {
  const chart = new Chart(new App(), 'platform', { namespace: 'elsewhere', labels: { of: 'the chart' } });
  new ClusterBootstrap(chart, 'platform', props);
  return chart.toJson() as Shipped[];
}

const named = (objects: readonly Shipped[], kind: string, name: string, namespace?: string) => {
  const found = objects.filter((one) => one.kind === kind && one.metadata.name === name);
  const [only] = namespace === undefined ? found : found.filter((one) => one.metadata.namespace === namespace);
  if (only === undefined) throw new Error(`there is no ${kind} ${name}`);
  return only;
};

const EXAMPLE = '# a: b\n\nmax-scale: "0"\n';
const kourierService = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'kourier', namespace: 'kourier-system' },
  spec: { type: 'LoadBalancer', loadBalancerIP: '192.0.2.1', ports: [{ port: 80, nodePort: 30001 }, { port: 443 }] },
};
const files = {
  'serving/1.23.9/serving-core.yaml': yamlOf(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'knative-serving' } },
    configMap('config-network'),
    configMap('config-domain'),
    {
      ...configMap('config-autoscaler', { _example: EXAMPLE, 'stable-window': '90s' }),
      metadata: {
        name: 'config-autoscaler',
        namespace: 'knative-serving',
        annotations: { 'knative.dev/example-checksum': exampleChecksum(EXAMPLE) },
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'webhook', namespace: 'knative-serving' },
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: 'webhook',
                image: `gcr.io/knative/webhook@sha256:${'a'.repeat(64)}`,
                env: [{ name: 'A', value: 'b' }],
              },
            ],
          },
        },
      },
    },
  ),
  'serving/1.23.9/serving-post-install-jobs.yaml': yamlOf({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      generateName: 'storage-version-migration-serving-',
      namespace: 'knative-serving',
      labels: { 'app.kubernetes.io/version': '1.23.9' },
    },
    spec: { template: { spec: { containers: [] } } },
  }),
  'kourier/1.23.9/kourier.yaml': yamlOf(kourierService),
};

describe('a platform of small manifests', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await vendoredFolder(['serving', 'kourier'], files);
  });
  const small = (props: Partial<ClusterBootstrapProps> = {}): ClusterBootstrapProps => ({
    release: madeUp,
    install: Install.manifests({ dir }),
    ingress: Ingress.kourier(),
    serving: { hpa: false },
    ...props,
  });

  test('has the objects that were vendored, without namespace and labels of the chart', () => {
    const objects = objectsOf(small());
    expect(objects).toHaveLength(7);
    expect(named(objects, 'Namespace', 'knative-serving').metadata).toEqual({ name: 'knative-serving' });
  });

  test('puts settings beside those that are shipped, and leaves the documentation and its checksum alone', () => {
    const objects = objectsOf(small({ serving: { hpa: false, autoscaler: { maxScale: 5 } } }));
    const { data, metadata } = named(objects, 'ConfigMap', 'config-autoscaler');
    expect(data).toEqual({ _example: EXAMPLE, 'stable-window': '90s', 'max-scale': '5' });
    expect(metadata.annotations).toEqual({ 'knative.dev/example-checksum': exampleChecksum(data?.['_example'] ?? '') });
  });

  test('sets the class of the ingress that is installed', () => {
    const { data } = named(objectsOf(small()), 'ConfigMap', 'config-network');
    expect(data).toEqual({ 'ingress-class': 'kourier.ingress.networking.knative.dev' });
  });

  test('asks for certificates, and redirects to HTTPS', () => {
    const dirOfTls = vendoredFolder(['serving', 'kourier'], {
      ...files,
      'serving/1.23.9/serving-core.yaml': `${files['serving/1.23.9/serving-core.yaml']}${yamlOf(configMap('config-certmanager'))}`,
    });
    return dirOfTls.then((folder) => {
      const objects = objectsOf(
        small({ install: Install.manifests({ dir: folder }), tls: { issuer: { name: 'letsencrypt' } } }),
      );
      expect(named(objects, 'ConfigMap', 'config-certmanager').data).toEqual({
        issuerRef: 'kind: ClusterIssuer\nname: letsencrypt\n',
      });
      expect(named(objects, 'ConfigMap', 'config-network').data).toMatchObject({
        'external-domain-tls': 'enabled',
        'http-protocol': 'redirected',
      });
    });
  });

  test.each([
    [
      { serviceType: 'NodePort', httpPort: 31080 },
      { type: 'NodePort', ports: [{ port: 80, nodePort: 31080 }, { port: 443 }] },
    ],
    [{ serviceType: 'ClusterIP' }, { type: 'ClusterIP', ports: [{ port: 80 }, { port: 443 }] }],
    [
      { loadBalancerIP: '192.0.2.9', loadBalancerClass: 'example.com/lb' },
      {
        type: 'LoadBalancer',
        loadBalancerIP: '192.0.2.9',
        loadBalancerClass: 'example.com/lb',
        ports: [{ port: 80, nodePort: 30001 }, { port: 443 }],
      },
    ],
  ] as const)('%o is a Service of %o', (options, spec) => {
    const objects = objectsOf(small({ ingress: Ingress.kourier(options) }));
    expect(named(objects, 'Service', 'kourier').spec).toEqual(spec);
  });

  test('names jobs by their version, so that they can be applied', () => {
    expect(
      named(objectsOf(small()), 'Job', 'storage-version-migration-serving-1.23.9').metadata.generateName,
    ).toBeUndefined();
  });

  test('lets Knative start on an older Kubernetes', () => {
    const { spec } = named(objectsOf(small({ kubernetesMinVersion: '1.33.0' })), 'Deployment', 'webhook');
    expect(spec).toMatchObject({
      template: {
        spec: { containers: [{ env: [{ name: 'A' }, { name: 'KUBERNETES_MIN_VERSION', value: 'v1.33.0' }] }] },
      },
    });
  });

  test('takes all images from a mirror, or none, and is pulled with its secret', () => {
    const images = ImageMirror.prefix(
      { 'gcr.io': 'mirror.example.com/gcr' },
      { pullSecret: { name: 'mirror', namespaces: ['shop'] } },
    );
    const objects = objectsOf(small({ images }));
    expect(named(objects, 'Deployment', 'webhook').spec).toMatchObject({
      template: {
        spec: {
          containers: [{ image: `mirror.example.com/gcr/knative/webhook@sha256:${'a'.repeat(64)}` }],
          imagePullSecrets: [{ name: 'mirror' }],
        },
      },
    });
    expect(named(objects, 'ServiceAccount', 'default', 'shop')).toMatchObject({
      imagePullSecrets: [{ name: 'mirror' }],
    });
    const elsewhere = ImageMirror.prefix({ 'docker.io': 'mirror.example.com/hub' });
    expect(() => objectsOf(small({ images: elsewhere }))).toThrow('KP0141');
  });

  test('can be patched', () => {
    const chart = new Chart(new App(), 'platform');
    new ClusterBootstrap(chart, 'platform', small());
    const service = chart.node
      .findAll()
      .find((one) => ApiObject.isApiObject(one) && one.name === 'kourier') as ApiObject;
    service.addJsonPatch(JsonPatch.add('/spec/externalTrafficPolicy', 'Local'));
    expect(named(chart.toJson() as Shipped[], 'Service', 'kourier')).toEqual({
      ...kourierService,
      spec: { ...kourierService.spec, externalTrafficPolicy: 'Local' },
    });
  });

  test.each([
    [{ serving: { autoscaler: { stableWindow: 5 } } }, /KG0004 .*serving\.autoscaler\.stableWindow/],
    [{ serving: { autoscaler: { maxScal: 5 } } }, /KG0007 .*"maxScal" is no property.*did you mean "maxScale"/],
    [{ serving: { autoscalers: {} } }, /KG0007 .*did you mean "autoscaler"/],
    [{ serving: { network: { ingressClass: 'istio' } } }, /KG0002 .*ingressClass/],
    [{ serving: { features: { 'enable-param-enum': 'true' } } }, /KG0004 .*serving reads no flag/],
    [{ serving: { domains: { 'a.example.com': {}, 'b.example.com': {} } } }, /KG0002 .*each for all services/],
    [{ serving: { gc: { minNonActiveRevisions: 30, maxNonActiveRevisions: 3 } } }, /KG0004 .*serving\.gc/],
    [
      { serving: { hpa: false, logging: { levels: { controller: 'debug' } } } },
      /KG0003 .*has no ConfigMap knative-serving\/config-logging/,
    ],
    [{ mesh: { inject: ['knative-serving'] } }, /KG0002 .*kourier has no mesh/],
    [{ eventing: { sources: ['kafak'] } }, /KG0004 .*eventing\.sources\[0\]/],
    [{ ingres: {} }, /KG0007 .*did you mean "ingress"/],
  ])('refuses %o', (props, message) => {
    expect(() => objectsOf(small(props as Partial<ClusterBootstrapProps>))).toThrow(message);
  });

  test('says what to run where the files are missing', () => {
    expect(() => objectsOf(small({ tekton: {} }))).toThrow(/KP0113 .*platform vendor/);
    expect(() => objectsOf(small({ install: Install.manifests({ dir: newFolder() }) }))).toThrow(
      /KP0111 .*platform vendor/,
    );
  });
});

test.each([
  [() => Ingress.kourier({ serviceType: 'ClusterIP', httpPort: 31080 }), /KG0002 .*httpPort/],
  [() => Ingress.kourier({ serviceType: 'NodePort', httpPort: 80 }), /KG0004 .*80 is no port of nodes/],
  [() => Ingress.kourier({ servicetype: 'NodePort' } as never), /KG0007 .*did you mean "serviceType"/],
  [() => Ingress.istio({ install: false, serviceType: 'NodePort' }), /KG0002 .*not installed/],
])('an ingress refuses options that exclude each other (%#)', (make, message) => {
  expect(make).toThrow(message);
});

describe.skipIf(noUpstreamManifests)("a platform of upstream's manifests", () => {
  let dir = '';
  beforeAll(async () => {
    dir = newFolder();
    await vendor(PlatformRelease.V1_23, {
      dir,
      source: folderSource(UPSTREAM_MANIFESTS),
      components: [
        'istio',
        'serving',
        'serving-hpa',
        'net-istio',
        'eventing',
        'in-memory-channel',
        'mt-channel-broker',
        'kafka-controller',
        'kafka-source',
        'tekton-pipelines',
        'tekton-triggers',
        'tekton-dashboard',
      ],
      acceptChanged: true,
    });
  }, 60_000);
  const whole = (props: Partial<ClusterBootstrapProps> = {}): ClusterBootstrapProps => ({
    install: Install.manifests({ dir }),
    serving: {},
    eventing: { sources: ['kafka'] },
    tekton: { dashboard: true },
    ...props,
  });

  test('differs from what was shipped only where the program says so', () => {
    const plain = objectsOf(whole({ ingress: Ingress.istio() }));
    const changed = objectsOf(
      whole({
        ingress: Ingress.istio({ serviceType: 'NodePort' }),
        serving: { autoscaler: { maxScale: 9 } },
        tekton: { dashboard: true, defaults: { defaultTimeoutMinutes: 30 } },
      }),
    );
    expect(plain.length).toBeGreaterThan(400);
    const before = new Set(plain.map((one) => JSON.stringify(one)));
    const different = changed.filter((one) => !before.has(JSON.stringify(one)));
    expect(different.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Service istio-system/istio-ingressgateway',
      'ConfigMap knative-serving/config-autoscaler',
      'ConfigMap tekton-pipelines/config-defaults',
    ]);
  });

  test('keeps the checksums of all documentation, in the file too', () => {
    const settings: Partial<ClusterBootstrapProps> = {
      serving: {
        autoscaler: { maxScale: 9 },
        gc: { minNonActiveRevisions: 1 },
        observability: { metricsProtocol: 'prometheus' },
      },
      eventing: {
        sources: ['kafka'],
        observability: { metricsProtocol: 'prometheus' },
        sugar: { namespaceSelector: {} },
      },
    };
    const maps = objectsOf(whole(settings)).filter(({ kind }) => kind === 'ConfigMap');
    const read = maps.flatMap((map) => [map, parse(Yaml.stringify(map)) as Shipped]);
    const documented = read.filter(({ metadata }) => metadata.annotations?.['knative.dev/example-checksum']);
    expect(documented.length).toBeGreaterThan(40);
    for (const { metadata, data } of documented) {
      expect(exampleChecksum(data?.['_example'] ?? ''), metadata.name).toBe(
        metadata.annotations?.['knative.dev/example-checksum'],
      );
    }
  });

  test('leads gateways, their local Service and config-istio to an Istio of another name', () => {
    const gateway = { service: 'istio-ingress', namespace: 'istio-ingress', selector: { istio: 'ingress' } };
    const objects = objectsOf(whole({ ingress: Ingress.istio({ install: false, gateway }) }));
    expect(objects.some(({ metadata }) => metadata.namespace === 'istio-system')).toBe(false);
    expect(named(objects, 'Gateway', 'knative-ingress-gateway').spec).toMatchObject({ selector: { istio: 'ingress' } });
    expect(named(objects, 'Service', 'knative-local-gateway', 'istio-ingress').spec).toMatchObject({
      selector: { istio: 'ingress' },
    });
    expect(named(objects, 'ConfigMap', 'config-istio').data).toMatchObject({
      'external-gateways': expect.stringContaining('istio-ingress.istio-ingress.svc.cluster.local'),
      'local-gateways': expect.stringContaining('knative-local-gateway.istio-ingress.svc.cluster.local'),
    });
  });

  test('lets the API server in to each webhook of a strict mesh', () => {
    const inject = ['knative-serving', 'knative-eventing', 'tekton-pipelines'];
    const objects = objectsOf(whole({ mesh: { inject, strict: true } }));
    const exceptions = objects.filter(({ kind }) => kind === 'PeerAuthentication');
    expect(exceptions.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual([
      'knative-eventing/eventing-webhook',
      'knative-eventing/inmemorychannel-webhook',
      'knative-eventing/kafka-webhook-eventing',
      'knative-serving/net-istio-webhook',
      'knative-serving/webhook',
      'tekton-pipelines/tekton-pipelines-webhook',
      'tekton-pipelines/tekton-triggers-webhook',
    ]);
    expect(named(objects, 'Namespace', 'knative-eventing').metadata.labels).toMatchObject({
      'istio-injection': 'enabled',
    });
  });
});
