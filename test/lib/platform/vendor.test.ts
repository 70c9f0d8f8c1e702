import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadRelease, PlatformRelease } from '../../../lib/platform';
import { folderSource } from '../../../lib/platform/vendored/folder-source';
import { lockOf } from '../../../lib/platform/vendored/read';
import { vendor } from '../../../lib/platform/vendored/vendor';
import { folderOf } from '../cli/command';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from './upstream-manifests';
import { configMap, madeUp, sourceOf, vendoredFolder, yamlOf } from './vendored-folder';

const CORE = 'serving/1.23.9/serving-core.yaml';
const files = {
  [CORE]: yamlOf(configMap('config-deployment', { 'queue-sidecar-image': 'gcr.io/knative/queue:v1' })),
  'serving/1.23.9/serving-post-install-jobs.yaml': yamlOf(configMap('post')),
  'kourier/1.23.9/kourier.yaml': yamlOf(configMap('kourier')),
};

test('vendored files are what the source has, and the lock file says what they are', async () => {
  const dir = await vendoredFolder(['serving'], files);
  expect(readFileSync(join(dir, CORE), 'utf8')).toBe(files[CORE]);
  expect(lockOf(dir)).toMatchObject({
    version: 1,
    release: '1.23',
    components: {
      serving: {
        version: '1.23.9',
        files: {
          'serving-core.yaml': {
            url: 'https://github.com/knative/serving/releases/download/knative-v1.23.9/serving-core.yaml',
            sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
            images: ['gcr.io/knative/queue:v1'],
          },
        },
      },
    },
  });
});

test('a component is added to those that are there', async () => {
  const dir = await vendoredFolder(['serving'], files);
  await vendor(madeUp, { dir, source: sourceOf(files), components: ['kourier'] });
  expect(Object.keys(lockOf(dir)!.components)).toEqual(['serving', 'kourier']);
});

test('another version takes the place of the one before, whose files go', async () => {
  const dir = await vendoredFolder(['kourier'], files);
  const next = madeUp.with({ kourier: '1.23.10' });
  const source = sourceOf({ 'kourier/1.23.10/kourier.yaml': yamlOf(configMap('next')) });
  const { removed } = await vendor(next, { dir, source });
  expect(removed).toEqual(['kourier/1.23.9/kourier.yaml']);
  expect(existsSync(join(dir, 'kourier/1.23.9/kourier.yaml'))).toBe(false);
  expect(lockOf(dir)?.components.kourier?.version).toBe('1.23.10');
});

test('a file that is not what the lock file says is refused, and nothing is written', async () => {
  const dir = await vendoredFolder(['serving'], files);
  const changed = { ...files, [CORE]: yamlOf(configMap('evil')), 'kourier/1.23.9/kourier.yaml': yamlOf() };
  const again = vendor(madeUp, { dir, source: sourceOf(changed), components: ['kourier'] });
  await expect(again).rejects.toThrow(/^KP0122 .*not what they should be:\n {2}serving\/1\.23\.9\/serving-core\.yaml/);
  expect(readFileSync(join(dir, CORE), 'utf8')).toBe(files[CORE]);
  expect(Object.keys(lockOf(dir)!.components)).toEqual(['serving']);
});

test('a file that is not what the release says is refused, unless somebody knows why', async () => {
  const dir = folderOf({});
  const source = sourceOf({ 'kourier/1.23.0/kourier.yaml': yamlOf(configMap('changed by the mirror')) });
  const options = { dir, source, components: ['kourier'] };
  await expect(vendor(PlatformRelease.V1_23, options)).rejects.toThrow(/KP0122 .*\n.* the release says cded0c3c/);
  expect(existsSync(join(dir, 'kourier'))).toBe(false);
  await vendor(PlatformRelease.V1_23, { ...options, acceptChanged: true });
  expect(loadRelease(PlatformRelease.V1_23, { dir }).objects).toHaveLength(1);
});

test('all files that the source lacks are told at once', async () => {
  const dir = folderOf({});
  const missing = vendor(madeUp, { dir, source: sourceOf({}), components: ['serving'] });
  await expect(missing).rejects.toThrow(
    /KP0121 the test lacks 2 files:\n.*serving-core\.yaml\n.*post-install-jobs\.yaml/,
  );
  expect(existsSync(join(dir, 'platform.lock.yaml'))).toBe(false);
});

describe('a folder as a source', () => {
  const text = files['kourier/1.23.9/kourier.yaml'];
  const vendored = async (folder: Readonly<Record<string, string>>) => {
    const dir = folderOf({});
    await vendor(madeUp, { dir, source: folderSource(folderOf(folder)), components: ['kourier'] });
    return readFileSync(join(dir, 'kourier/1.23.9/kourier.yaml'), 'utf8');
  };

  test.each([
    'kourier/1.23.9/kourier.yaml',
    'github.com/knative-extensions/net-kourier/releases/download/knative-v1.23.9/kourier.yaml',
    'net-kourier/1.23/kourier.yaml',
    'downloads/net-kourier/knative-v1.23.9/kourier.yaml',
  ])('may be laid out as %s', async (path) => {
    expect(await vendored({ [path]: text, 'net-kourier/1.22/kourier.yaml': yamlOf(configMap('old')) })).toBe(text);
  });

  test('must leave no doubt', async () => {
    const folder = { 'a/net-kourier/1.23/kourier.yaml': text, 'b/net-kourier/1.23/kourier.yaml': text };
    await expect(vendored(folder)).rejects.toThrow('KP0124');
  });

  test('of another version has nothing', async () => {
    await expect(vendored({ 'net-kourier/1.22/kourier.yaml': text })).rejects.toThrow('KP0121');
  });
});

describe('synthesis reads vendored files only, and', () => {
  test('names the command that is missing', () => {
    const dir = join(folderOf({}), 'vendor/platform');
    expect(() => loadRelease(madeUp, { dir, components: ['serving', 'kourier'] })).toThrow(
      `KP0111 there is no platform.lock.yaml in ${dir}: run "npx cdk8s-knative platform vendor --release 1.23 --component serving,kourier --dir ${dir}"`,
    );
  });

  test('names the components that are missing', async () => {
    const dir = await vendoredFolder(['serving'], files);
    expect(() => loadRelease(madeUp, { dir, components: ['serving', 'kourier'] })).toThrow(
      /KP0113 .* lacks kourier 1\.23\.9: run ".* --component kourier /,
    );
  });

  test('refuses a file that somebody changed', async () => {
    const dir = await vendoredFolder(['serving'], files);
    writeFileSync(join(dir, CORE), `${files[CORE]}# edited\n`);
    expect(() => loadRelease(madeUp, { dir })).toThrow(/KP0115 .*serving-core\.yaml has digest/);
  });

  test('refuses the files of another release', async () => {
    const dir = await vendoredFolder(['serving'], files);
    expect(() => loadRelease(PlatformRelease.V1_22, { dir })).toThrow(
      /KP0111 .* has release 1\.23, and 1\.22 is asked for/,
    );
  });

  test.each([
    'version: 2',
    'version: [',
    'version: 1\nrelease: "1.23"\ncomponents: {../..: {version: "1", files: {}}}',
  ])('refuses the lock file "%s"', (text) => {
    const dir = folderOf({ 'platform.lock.yaml': text });
    expect(() => loadRelease(madeUp, { dir })).toThrow('KP0112');
  });
});

describe.skipIf(noUpstreamManifests)("upstream's manifests", () => {
  test('are vendored from their folder as they are, all of the newest release', { timeout: 60_000 }, async () => {
    const dir = folderOf({});
    mkdirSync(dir, { recursive: true });
    const { components } = await vendor(PlatformRelease.V1_23, { dir, source: folderSource(UPSTREAM_MANIFESTS) });
    expect(components.map(({ name }) => name)).toEqual(
      PlatformRelease.V1_23.components.filter(({ byDefault }) => byDefault).map(({ name }) => name),
    );
    const { objects } = loadRelease(PlatformRelease.V1_23, { dir });
    expect(objects.length).toBeGreaterThan(600);
  });

  test('have the files of older releases in part', { timeout: 60_000 }, async () => {
    const source = folderSource(UPSTREAM_MANIFESTS);
    const parts = ['serving', 'serving-hpa', 'istio', 'tekton-pipelines', 'tekton-triggers', 'tekton-dashboard'];
    await vendor(PlatformRelease.V1_22, { dir: folderOf({}), source, components: parts });
    await vendor(PlatformRelease.V1_21, { dir: folderOf({}), source, components: ['tekton-pipelines'] });
    await expect(vendor(PlatformRelease.V1_21, { dir: folderOf({}), source })).rejects.toThrow(
      /KP0121 (?:.*\n)+ {2}serving\/1\.21\.3\/serving-core\.yaml/,
    );
  });
});
