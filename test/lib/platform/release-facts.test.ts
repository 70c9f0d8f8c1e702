import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { idOf, refOf } from '../../../lib/graph/object-ref';
import { versionedJob } from '../../../lib/platform/versioned-job';
import { indexedFiles, noUpstreamManifests, upstreamObjects } from './upstream-manifests';

/** What was measured of upstream's releases, and where it is held against this package. */
const measured: readonly (readonly [fact: string, file: string, title: string])[] = [
  ['80 files are read, with the objects that their index counts', 'lib/platform/load', 'counted in their index'],
  [
    'the CRDs of Serving (12) and Eventing (17) are in core, equal',
    'lib/platform/load',
    'have in %s nothing that is not',
  ],
  ['Eventing and RabbitMQ ship one webhook that differs', 'lib/platform/load', "of Eventing's webhook are Eventing's"],
  ['CRDs come before all that is of a kind defined', 'lib/graph/stages', 'have all definitions in one stage'],
  ['bindings come after roles, objects after namespaces', 'lib/graph/stages', 'have every binding after every role'],
  [
    'Certificate, Image and the like come after webhooks',
    'lib/graph/stages',
    'that components ship after the webhooks',
  ],
  ['94 images are named, 4 of them in examples', 'lib/platform/images', 'name the 94 images'],
  ['90 are rewritten, and digests stay', 'lib/platform/images', 'name no registry of upstream once they are mirrored'],
  ['37 checksums of examples are right, and remain so', 'lib/platform/images', 'checksums are right, and remain so'],
  [
    'settings are merged, and examples are not touched',
    'constructs/platform/cluster-bootstrap',
    'differs from what was',
  ],
  ['a NodePort changes one Service', 'constructs/platform/cluster-bootstrap', 'only where the program says so'],
];

test.each(measured)('%s: %s has the test', (_, file, title) => {
  const source = readFileSync(resolve(__dirname, `../../${file}.test.ts`), 'utf8');
  expect(source).toContain(title);
});

describe.skipIf(noUpstreamManifests)("upstream's releases", () => {
  const files = noUpstreamManifests ? [] : indexedFiles().map(({ file }) => file);
  const placed = files.flatMap((file) => upstreamObjects(file).map((object) => ({ file, object })));
  const nameOf = ({ kind, metadata: { namespace, name } }: KubeObject) =>
    [kind, [namespace, name].filter(Boolean).join('/')].join(' ');

  test('are 80 files', () => expect(files).toHaveLength(80));

  test('collide where several components ship one object', () => {
    const current =
      /^(knative-(serving|eventing)\/1\.23|eventing-\w+\/1\.23|net-\w+\/1\.23|istio-addons|.*istio-gateway)/;
    const isCopy = /-crds\.yaml$/;
    const copies = new Map<string, typeof placed>();
    for (const each of placed.filter(({ file }) => current.test(file) && !isCopy.test(file))) {
      if (each.object.metadata.name === undefined) continue;
      const id = idOf(refOf(each.object));
      copies.set(id, [...(copies.get(id) ?? []), each]);
    }
    const several = [...copies.values()].filter(({ length }) => length > 1);
    const told = several.map(([first, ...others]) => {
      const isAlike = others.every(({ object }) => isDeepStrictEqual(object, first!.object));
      const from = [first!, ...others].map(({ file }) => file.split('/').at(-1)!.replace('.yaml', ''));
      return [nameOf(first!.object), isAlike ? 'alike' : 'different', ...from.sort()].join(' ');
    });
    expect(told.sort()).toEqual([
      'ConfigMap knative-sources/config-logging alike github rabbitmq-source redis-source',
      'ConfigMap knative-sources/config-observability alike github rabbitmq-source redis-source',
      'MutatingWebhookConfiguration sinkbindings.webhook.sources.knative.dev different eventing-core rabbitmq-source',
      'Namespace knative-sources different github gitlab rabbitmq-source redis-source',
      'Service istio-system/knative-local-gateway different istio-gateway net-istio',
      'Service istio-system/tracing different jaeger zipkin',
      'Service istio-system/zipkin different jaeger zipkin',
    ]);
  });

  test('have a load balancer before two gateways, and nowhere else', () => {
    const balanced = placed.filter(({ object }) => {
      return object.kind === 'Service' && (object.spec as { type?: string }).type === 'LoadBalancer';
    });
    expect(new Set(balanced.map(({ object }) => nameOf(object)))).toEqual(
      new Set(['Service istio-system/istio-ingressgateway', 'Service kourier-system/kourier']),
    );
  });

  test('leave three jobs to the server to name, which get names of their version', () => {
    const unnamed = placed.filter(({ file, object }) => file.includes('/1.23.0/') && object.metadata.generateName);
    expect(unnamed.map(({ object }) => versionedJob(object).metadata.name).sort()).toEqual([
      'cleanup-serving-1.23.0',
      'storage-version-migration-eventing-1.23.0',
      'storage-version-migration-serving-1.23.0',
    ]);
  });

  test('have objects that an annotation could not hold, and none with annotations as large', () => {
    const MOST = 262_144;
    const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value ?? {}));
    const large = placed.filter(({ object }) => sizeOf(object) > MOST);
    expect(large.map(({ object }) => nameOf(object))).toContain(
      'CustomResourceDefinition httproutes.gateway.networking.k8s.io',
    );
    expect(placed.filter(({ object }) => sizeOf(object.metadata.annotations) > MOST)).toEqual([]);
  });

  test('of Serving 1.22 and 1.23 differ in four objects, besides versions and digests', () => {
    const contents = (version: string) => {
      const objects = upstreamObjects(`knative-serving/${version}/serving-core.yaml`);
      const text = (object: KubeObject) =>
        JSON.stringify(object)
          .replaceAll(version, 'VERSION')
          .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST');
      return new Map(objects.map((object) => [nameOf(object), text(object)]));
    };
    const [before, after] = [contents('1.22.1'), contents('1.23.0')];
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    expect([...after].flatMap(([name, text]) => (before.get(name) === text ? [] : [name]))).toEqual([
      'CustomResourceDefinition configurations.serving.knative.dev',
      'CustomResourceDefinition revisions.serving.knative.dev',
      'CustomResourceDefinition services.serving.knative.dev',
      'ConfigMap knative-serving/config-features',
    ]);
  });
});
