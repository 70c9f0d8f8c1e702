import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exampleChecksum } from '../../../lib/api/config/example-checksum';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { ImageMirror, mirrorImages } from '../../../lib/platform/images/mirror';
import { imagesIn } from '../../../lib/platform/images/places';
import { formatImage, parseImage } from '../../../lib/platform/images/reference';
import { indexedFiles, noUpstreamManifests, UPSTREAM_MANIFESTS, upstreamObjects } from './upstream-manifests';
import { configMap } from './vendored-folder';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const everywhere = ImageMirror.prefix({
  'gcr.io': 'mirror.example.com/gcr',
  'ghcr.io': 'mirror.example.com/ghcr',
  'docker.io': 'mirror.example.com/hub',
  'quay.io': 'mirror.example.com/quay',
  'cgr.dev': 'mirror.example.com/cgr',
  'mcr.microsoft.com': 'mirror.example.com/mcr',
});

const deployment = (container: object): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'controller', namespace: 'knative-serving' },
  spec: { template: { spec: { containers: [{ name: 'controller', ...container }] } } },
});

const istioValues = (global: object) =>
  ({
    ...configMap('istio-sidecar-injector', {}, 'istio-system'),
    data: { values: JSON.stringify({ global }) },
  }) as KubeObject;

/** An object with its images from a mirror. */
function mirrored(object: object, mirror = everywhere): KubeObject {
  return mirror.mirrored(object as KubeObject);
}

function faultOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'no fault';
}

test.each([
  ['busybox:1.28', 'docker.io/library/busybox:1.28'],
  ['grafana/loki', 'docker.io/grafana/loki'],
  ['index.docker.io/grafana/loki', 'docker.io/grafana/loki'],
  ['localhost/a', 'localhost/a'],
  ['registry:5000/a/b:v1', 'registry:5000/a/b:v1'],
  [`ghcr.io/tektoncd/a-10a3e327:v1@${DIGEST}`, `ghcr.io/tektoncd/a-10a3e327:v1@${DIGEST}`],
  [
    `gcr.io/knative-releases/knative.dev/serving/cmd/queue@${DIGEST}`,
    `gcr.io/knative-releases/knative.dev/serving/cmd/queue@${DIGEST}`,
  ],
])('%s is the image %s', (text, whole) => {
  expect(formatImage(parseImage(text)!)).toBe(whole);
});

test.each(['', 'http://gcr.io/a', 'gcr.io/A', 'a b', `\${KNATIVE_KAFKA_IMAGE}`, 'gcr.io/a:', '{{ .ProxyImage }}'])(
  '"%s" is no image',
  (text) => expect(parseImage(text)).toBeUndefined(),
);

describe('images are found and replaced', () => {
  test.each<[string, object, object]>([
    ['of containers', { image: `gcr.io/a/b@${DIGEST}` }, { image: `mirror.example.com/gcr/a/b@${DIGEST}` }],
    ['of Docker Hub without its name', { image: 'grafana/loki:3' }, { image: 'mirror.example.com/hub/grafana/loki:3' }],
    [
      'in variables',
      {
        env: [
          { name: 'DISPATCHER_IMAGE', value: 'dispatcher:v1' },
          { name: 'X', value: 'gcr.io/x' },
        ],
      },
      {
        env: [
          { name: 'DISPATCHER_IMAGE', value: 'mirror.example.com/hub/library/dispatcher:v1' },
          { name: 'X', value: 'mirror.example.com/gcr/x' },
        ],
      },
    ],
    [
      'in arguments',
      {
        args: ['-nop-image', 'nop', '-shell-image-win', 'mcr.microsoft.com/a:b', '--solver-image=quay.io/j/s:v1', '-v'],
      },
      {
        args: [
          '-nop-image',
          'mirror.example.com/hub/library/nop',
          '-shell-image-win',
          'mirror.example.com/mcr/a:b',
          '--solver-image=mirror.example.com/quay/j/s:v1',
          '-v',
        ],
      },
    ],
    [
      'and not what only looks like one',
      {
        image: 'auto',
        args: ['-config', 'config-logging', '--endpoint=http://gcr.io/a'],
        env: [{ name: 'URL', value: 'https://gcr.io/a' }, { name: 'NAME', value: 'queue' }, { name: 'IMAGE_NAME' }],
      },
      {
        image: 'auto',
        args: ['-config', 'config-logging', '--endpoint=http://gcr.io/a'],
        env: [{ name: 'URL', value: 'https://gcr.io/a' }, { name: 'NAME', value: 'queue' }, { name: 'IMAGE_NAME' }],
      },
    ],
  ])('%s', (_, given, expected) => {
    expect(mirrored(deployment(given))).toEqual(deployment(expected));
  });

  test('in ConfigMaps: values, and lines of YAML and JSON in them', () => {
    const given = {
      'queue-sidecar-image': `gcr.io/a/queue@${DIGEST}`,
      'timer-source': 'gcr.io/a/timer:v1',
      'registries-skipping-tag-resolving': 'kind.local,ko.local',
      endpoint: 'http://gcr.io/a',
      template:
        'spec:\n  - image: busybox:1.28\n    name: "x"\n  # image: gcr.io/a/b\n  image: "{{ .ProxyImage }}"\n  "init": "docker.io/a/b:1",\n',
    };
    expect(mirrored(configMap('a', given))).toEqual(
      configMap('a', {
        ...given,
        'queue-sidecar-image': `mirror.example.com/gcr/a/queue@${DIGEST}`,
        'timer-source': 'mirror.example.com/gcr/a/timer:v1',
        template: given.template
          .replace('busybox', 'mirror.example.com/hub/library/busybox')
          .replace('docker.io/a', 'mirror.example.com/hub/a'),
      }),
    );
  });

  test('in other kinds, and not in the schemas of CRDs', () => {
    const cache = {
      apiVersion: 'caching.internal.knative.dev/v1alpha1',
      kind: 'Image',
      metadata: { name: 'queue-proxy' },
    };
    expect(mirrored({ ...cache, spec: { image: 'gcr.io/a/queue' } })).toEqual({
      ...cache,
      spec: { image: 'mirror.example.com/gcr/a/queue' },
    });
    const crd = { ...cache, kind: 'CustomResourceDefinition', spec: { image: 'gcr.io/a/queue' } };
    expect(mirrored(crd)).toBe(crd);
  });

  test('in steps, sidecars and the template of steps of a task', () => {
    const task = (registry: string) => ({
      apiVersion: 'tekton.dev/v1',
      kind: 'Task',
      metadata: { name: 'build' },
      spec: {
        stepTemplate: { image: `${registry}/base` },
        steps: [{ image: `${registry}/git`, script: 'docker pull gcr.io/x' }],
        sidecars: [{ image: `${registry}/docker` }],
      },
    });
    expect(mirrored(task('gcr.io'))).toEqual(task('mirror.example.com/gcr'));
  });

  test('never in an example, so that its checksum remains right', () => {
    const given = configMap('a', { _example: 'logging.image: registry.k8s.io/fluentd:v2' });
    expect(mirrored(given)).toBe(given);
    expect(imagesIn(given as KubeObject).map(({ place, text }) => [place, text])).toEqual([
      ['example', 'registry.k8s.io/fluentd:v2'],
    ]);
  });

  test("by the hub in the values of Istio's injector", () => {
    const values = { hub: 'docker.io/istio', tag: '1.29.2', variant: 'distroless', proxy: { image: 'proxyv2' } };
    const object = istioValues(values);
    expect(imagesIn(object).map(({ text }) => text)).toEqual(['docker.io/istio/proxyv2:1.29.2-distroless']);
    const { data } = mirrored(object) as unknown as { data: { values: string } };
    expect(JSON.parse(data.values)).toEqual({ global: { ...values, hub: 'mirror.example.com/hub/istio' } });
  });

  test("by the whole reference there, where the mirror calls Istio's proxy otherwise", () => {
    const values = {
      hub: 'docker.io/istio',
      tag: '1.29.2',
      proxy: { image: 'proxyv2', cpu: 1 },
      proxy_init: { image: 'proxyv2' },
    };
    const flat = ImageMirror.flatten('mirror.example.com/flat', { join: '-' });
    const { data } = mirrored(istioValues(values), flat) as unknown as { data: { values: string } };
    const image = 'mirror.example.com/flat/istio-proxyv2:1.29.2';
    expect(JSON.parse(data.values)).toEqual({ global: { ...values, proxy: { image, cpu: 1 }, proxy_init: { image } } });
  });
});

describe('a mirror', () => {
  const at = (mirror: ImageMirror, text: string) => {
    const found = mirror.find(parseImage(text)!);
    return found && formatImage(found);
  };

  test('by prefix takes the longest that ends with a segment', () => {
    const mirror = ImageMirror.prefix({
      'gcr.io': 'm.example.com/gcr',
      'gcr.io/knative-releases': 'm.example.com/knative',
      'docker.io/istio/proxyv2': 'm.example.com/proxy',
    });
    expect(at(mirror, `gcr.io/knative-releases/a@${DIGEST}`)).toBe(`m.example.com/knative/a@${DIGEST}`);
    expect(at(mirror, 'gcr.io/knative-releases-2/a:v1')).toBe('m.example.com/gcr/knative-releases-2/a:v1');
    expect(at(mirror, 'istio/proxyv2:1')).toBe('m.example.com/proxy:1');
    expect(at(mirror, 'quay.io/a')).toBeUndefined();
  });

  test('by host keeps the path', () => {
    expect(at(ImageMirror.host('m.example.com:5000'), 'busybox:1')).toBe('m.example.com:5000/library/busybox:1');
    const some = ImageMirror.host({ 'gcr.io': 'a.example.com' });
    expect(at(some, 'gcr.io/x/y')).toBe('a.example.com/x/y');
    expect(at(some, 'quay.io/x/y')).toBeUndefined();
  });

  test('that is flat has the last segment, or all of them', () => {
    const image = `gcr.io/a/b/queue@${DIGEST}`;
    expect(at(ImageMirror.flatten('m.example.com/p'), image)).toBe(`m.example.com/p/queue@${DIGEST}`);
    expect(at(ImageMirror.flatten('m.example.com/p', { join: '-' }), image)).toBe(
      `m.example.com/p/a-b-queue@${DIGEST}`,
    );
  });

  test('by table keeps tag and digest', () => {
    const mirror = ImageMirror.table({ 'gcr.io/a/queue': 'm.example.com/q', busybox: 'm.example.com/box' });
    expect(at(mirror, `gcr.io/a/queue:v1@${DIGEST}`)).toBe(`m.example.com/q:v1@${DIGEST}`);
    expect(at(mirror, 'docker.io/library/busybox:1.28')).toBe('m.example.com/box:1.28');
  });

  test('that lacks an image of upstream is refused, with all that it lacks', () => {
    const objects = [
      deployment({ image: 'gcr.io/a/b:v1', args: ['-el-image', 'ghcr.io/c:v2'] }),
      deployment({ image: 'registry.example.com/own:v1' }),
    ];
    expect(faultOf(() => mirrorImages(objects, ImageMirror.prefix({ 'docker.io': 'm.example.com' })))).toBe(
      "KP0141 images remain at upstream's registries:\n  gcr.io/a/b:v1\n  ghcr.io/c:v2\nsay where the mirror has them, or keep their registry",
    );
    const kept = ImageMirror.prefix({ 'gcr.io': 'm.example.com' }, { keep: ['ghcr.io/c'] });
    expect(mirrorImages(objects, kept).replacements.map(({ to }) => to)).toEqual(['m.example.com/a/b:v1']);
  });

  test('in which two images would be one is refused', () => {
    const objects = ['gcr.io/serving/controller:v1', 'gcr.io/eventing/controller:v1'].map((image) =>
      deployment({ image }),
    );
    expect(faultOf(() => mirrorImages(objects, ImageMirror.flatten('m.example.com/p')))).toContain(
      'KP0142 images would be mixed up in the mirror:\n  gcr.io/serving/controller and gcr.io/eventing/controller would both be m.example.com/p/controller',
    );
  });

  test('that asks for a secret gives it to what the platform and its users run', () => {
    const pullSecret = { name: 'registry', namespaces: ['shop'] };
    const mirror = ImageMirror.host('m.example.com', { pullSecret });
    const { objects } = mirrorImages([deployment({ image: 'gcr.io/a' })], mirror);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Deployment knative-serving/controller',
      'ServiceAccount shop/default',
    ]);
    expect(objects[0]?.spec).toMatchObject({ template: { spec: { imagePullSecrets: [{ name: 'registry' }] } } });
    expect(objects[1]).toMatchObject({ imagePullSecrets: [{ name: 'registry' }] });
  });

  test.each(['', 'mirror', 'mirror/a', 'http://m.example.com', 'm.example.com/a:v1', 'm.example.com/A'])(
    'is not at "%s"',
    (place) => {
      expect(() => ImageMirror.prefix({ 'gcr.io': place })).toThrow('KP0143');
      expect(() => ImageMirror.host(place)).toThrow('KP0143');
      expect(() => ImageMirror.flatten(place)).toThrow('KP0143');
      expect(() => ImageMirror.table({ 'gcr.io/a': place })).toThrow('KP0143');
    },
  );

  test('has no other options than those that there are', () => {
    const misspelt = { pullSecrets: { name: 'a' } } as object;
    expect(() => ImageMirror.host('m.example.com', misspelt)).toThrow('KP0144 a mirror has no option "pullSecrets"');
  });
});

describe.skipIf(noUpstreamManifests)("upstream's manifests", () => {
  const rows = noUpstreamManifests
    ? []
    : readFileSync(join(UPSTREAM_MANIFESTS, 'IMAGES.tsv'), 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
  const files = [...new Set(rows.map(([file = '']) => file))];
  const objects = files.flatMap((file) => upstreamObjects(file));
  const uses = files.flatMap((file) =>
    upstreamObjects(file)
      .flatMap(imagesIn)
      .map((use) => ({ ...use, file })),
  );

  test('name the 94 images that were counted, 4 of them in examples', () => {
    const counted = rows.map(([file, , , path, , image]) => ({ file, image, example: path === 'data._example' }));
    const found = uses
      // Those were counted that stand there as they are.
      .filter(({ place, text }) => place !== 'istio' && text !== 'busybox:1.28' && text !== 'quay.io/kiali/kiali')
      .map(({ file, text, place }) => ({ file, image: text, example: place === 'example' }));
    const sorted = (list: readonly object[]) => list.map((each) => JSON.stringify(each)).sort();
    expect(sorted(found)).toEqual(sorted(counted));
    expect(found).toHaveLength(94);
    expect(found.filter(({ example }) => example)).toHaveLength(4);
  });

  test('name no registry of upstream once they are mirrored, and have the same digests', () => {
    const { objects: after, replacements } = mirrorImages(objects, everywhere);
    const left = after.flatMap(imagesIn).filter(({ place }) => place !== 'example');
    expect(left.filter(({ reference }) => reference.registry !== 'mirror.example.com')).toEqual([]);
    const digestsOf = (texts: readonly string[]) => texts.map((text) => parseImage(text)?.digest);
    expect(digestsOf(replacements.map(({ to }) => to))).toEqual(digestsOf(replacements.map(({ from }) => from)));
    const hosts = /\b(?:gcr\.io|ghcr\.io|quay\.io|docker\.io|cgr\.dev|mcr\.microsoft\.com)\//;
    for (const object of after) {
      if (object.kind === 'CustomResourceDefinition') continue;
      expect({ ...object, metadata: {} }, JSON.stringify(object.metadata)).not.toSatisfy((each) =>
        hosts.test(JSON.stringify(each)),
      );
    }
  });

  test('have ConfigMaps whose checksums are right, and remain so', () => {
    const checksumOf = ({ metadata }: KubeObject) => metadata.annotations?.['knative.dev/example-checksum'];
    const withChecksum = indexedFiles()
      .filter(({ file }) => /^(?:knative-|eventing-kafka)/.test(file))
      .flatMap(({ file }) => upstreamObjects(file))
      .filter((object) => checksumOf(object) !== undefined);
    expect(withChecksum).toHaveLength(37);
    for (const object of mirrorImages(withChecksum, everywhere).objects) {
      const { data } = object as unknown as { data: Record<string, string> };
      expect(exampleChecksum(data['_example']!), object.metadata.name).toBe(checksumOf(object));
    }
  });
});
