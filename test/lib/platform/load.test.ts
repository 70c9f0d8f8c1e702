import { describe, expect, test } from 'vitest';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { loadRelease, PlatformRelease } from '../../../lib/platform';
import { objectsOfFile, withoutCopies } from '../../../lib/platform/load';
import { indexedFiles, noUpstreamManifests, upstreamObjects } from './upstream-manifests';
import { configMap, madeUp, vendoredFolder, yamlOf } from './vendored-folder';

const objectsOf = (text: string) => Array.from(objectsOfFile(text, 'a.yaml'), ({ object }) => object);

describe('a file', () => {
  test('is read document by document, and nothing of the next before it is asked for', () => {
    const objects = objectsOfFile(`kind: A\napiVersion: v1\n---\n---\n# only a comment\n---\nnonsense`, 'a.yaml');
    expect(objects.next().value).toMatchObject({ object: { kind: 'A' }, document: 0 });
    expect(() => objects.next()).toThrow('KP0131 a.yaml:7:1 the text "nonsense" stands where an object must be');
  });

  test('may hold lists, which are opened', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [configMap('a'), configMap('b')] };
    expect(objectsOf(yamlOf(list)).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  });

  test('may have merges, one anchor twice in a document, and one key twice in a map', () => {
    const [object] = objectsOf(
      [
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata: &everything {name: first, namespace: a}',
        'data: &probe {period: "1", path: /a}',
        'more:',
        '  again: &everything {name: second}',
        '  same: *everything',
        '  plain: {<<: *probe, path: /b}',
        '  tagged: {!!merge <<: *probe, path: /c}',
        '  path: first',
        '  path: last',
      ].join('\n'),
    );
    expect((object as unknown as { more: unknown }).more).toEqual({
      again: { name: 'second' },
      same: { name: 'second' },
      plain: { period: '1', path: '/b' },
      tagged: { period: '1', path: '/c' },
      path: 'last',
    });
  });

  test('may end a list in brackets at the depth of its key, as Tekton does', () => {
    const [object] = objectsOf('apiVersion: v1\nkind: A\nspec:\n  args: [\n    "a",\n  ]\n  more: 0755\n');
    expect(object?.spec).toEqual({ args: ['a'], more: 493 });
  });
});

describe('objects of one name', () => {
  const from = (component: string, object: object) => ({
    object: object as KubeObject,
    source: { component: component as never, file: `${component}.yaml`, document: 3, phase: 'install' as const },
  });

  test('are one where they are equal, whatever the order of their fields', () => {
    const { data, ...rest } = configMap('a', { x: '1' });
    expect(withoutCopies([from('serving', { ...rest, data }), from('eventing', { data, ...rest })])).toHaveLength(1);
  });

  test('are an error that names both places where they differ', () => {
    const objects = [from('serving', configMap('a', { x: '1' })), from('eventing', configMap('a', { x: '2' }))];
    expect(() => withoutCopies(objects)).toThrow(
      'KP0132 ConfigMap knative-serving/a is in serving.yaml (document 4) and, different, in eventing.yaml (document 4)',
    );
  });

  test('are two where their groups differ, and not where their versions do', () => {
    const service = { kind: 'Service', metadata: { name: 'a' } };
    const core = from('serving', { apiVersion: 'v1', ...service });
    expect(withoutCopies([core, from('serving', { apiVersion: 'serving.knative.dev/v1', ...service })])).toHaveLength(
      2,
    );
    const old = from('istio', { apiVersion: 'networking.istio.io/v1beta1', kind: 'Gateway', metadata: { name: 'a' } });
    const current = from('net-istio', { ...old.object, apiVersion: 'networking.istio.io/v1' });
    expect(() => withoutCopies([old, current])).toThrow('KP0132 Gateway a of networking.istio.io');
  });

  test("of Eventing's webhook are Eventing's, whoever comes first", () => {
    const webhook = (timeoutSeconds: number) => ({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'sinkbindings.webhook.sources.knative.dev' },
      webhooks: [{ name: 'sinkbindings.webhook.sources.knative.dev', timeoutSeconds }],
    });
    const objects = [from('rabbitmq-source', webhook(2)), from('eventing', webhook(10))];
    for (const given of [objects, [...objects].reverse()]) {
      expect(withoutCopies(given).map(({ source }) => source.component)).toEqual(['eventing']);
    }
  });

  test('that the server makes names for are one by the beginning of their name', () => {
    const job = (generateName: string) =>
      from('serving', { apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName } });
    expect(withoutCopies([job('a-'), job('b-'), job('a-')])).toHaveLength(2);
  });
});

test('objects of a release know the component, the file, the document and the phase that they come from', async () => {
  const dir = await vendoredFolder(['serving'], {
    'serving/1.23.9/serving-core.yaml': yamlOf(configMap('a'), configMap('b')),
    'serving/1.23.9/serving-post-install-jobs.yaml': yamlOf(configMap('c')),
  });
  const core = { component: 'serving', file: 'serving/1.23.9/serving-core.yaml', phase: 'install' };
  expect(loadRelease(madeUp, { dir }).objects.map(({ source }) => source)).toEqual([
    { ...core, document: 0 },
    { ...core, document: 1 },
    { ...core, file: 'serving/1.23.9/serving-post-install-jobs.yaml', document: 0, phase: 'post-install' },
  ]);
});

describe.skipIf(noUpstreamManifests)("upstream's manifests", () => {
  test('have the objects that are counted in their index', { timeout: 60_000 }, () => {
    for (const { file, objects, kinds } of indexedFiles()) {
      const found = upstreamObjects(file);
      const counted: Record<string, number> = {};
      for (const { kind } of found) counted[kind] = (counted[kind] ?? 0) + 1;
      expect({ file, objects: found.length, kinds: counted }).toEqual({ file, objects, kinds });
    }
  });

  test.each([
    ['knative-serving/1.23.0', 'serving-crds.yaml', 'serving-core.yaml', 12],
    ['knative-eventing/1.23.0', 'eventing-crds.yaml', 'eventing-core.yaml', 17],
  ])('of %s have in %s nothing that is not, equal, in %s', (folder, crds, core, count) => {
    const loaded = [core, crds].map((file) =>
      upstreamObjects(`${folder}/${file}`).map((object) => ({
        object,
        source: { component: 'serving' as const, file, document: 0, phase: 'install' as const },
      })),
    );
    expect(loaded[1]).toHaveLength(count);
    expect(withoutCopies(loaded.flat())).toHaveLength(loaded[0]!.length);
  });
});

test('what is required comes before what requires it, in every release', () => {
  for (const { components } of PlatformRelease.all) {
    const names = components.map(({ name }) => name);
    for (const { name, requires } of components) {
      for (const required of requires) {
        expect(names.indexOf(required)).toBeGreaterThanOrEqual(0);
        expect(names.indexOf(required)).toBeLessThan(names.indexOf(name));
      }
    }
  }
});
