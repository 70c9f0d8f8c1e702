import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App } from 'cdk8s';
import { diagnosticsOf } from 'cdk8s-knative';
import { afterAll, describe, expect, test } from 'vitest';
import { vendoredExampleNames } from '../../examples/main';
import type { KubeObject } from '../../lib/api/meta/v1';
import { PlatformRelease } from '../../lib/platform';
import { imagesIn } from '../../lib/platform/images/places';
import { folderSource } from '../../lib/platform/vendored/folder-source';
import { vendor } from '../../lib/platform/vendored/vendor';
import { expectFile } from '../docs/expect-file';
import { withMarkedBlocks } from '../docs/fenced-blocks';
import { noUpstreamManifests, UPSTREAM_MANIFESTS } from '../lib/platform/upstream-manifests';

const examples = resolve(__dirname, '../../examples');
const dir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
afterAll(() => rmSync(dir, { recursive: true }));

const components = {
  platform: [
    'net-istio',
    'serving-hpa',
    'in-memory-channel',
    'mt-channel-broker',
    'kafka-source',
    'tekton-triggers',
    'tekton-dashboard',
  ],
  'platform-small': ['kourier', 'in-memory-channel', 'mt-channel-broker'],
} as const;

describe.each(vendoredExampleNames)('the example %s', (name) => {
  test.skipIf(noUpstreamManifests)("is made of upstream's manifests, without an error", async () => {
    const release = PlatformRelease.V1_23;
    const names = release.select(components[name as keyof typeof components]).map((component) => component.name);
    await vendor(release, { dir, source: folderSource(UPSTREAM_MANIFESTS), components: names, acceptChanged: true });
    const { program } = await import(join(examples, name, 'program.ts'));
    const app = new App();
    program(app, dir);
    expect(app.charts[0]?.toJson().length).toBeGreaterThan(200);
    expect(diagnosticsOf(app).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.skipIf(noUpstreamManifests || name !== 'platform')(
    'has every image from the mirror, and a gateway at ports of nodes',
    async () => {
      const { program } = await import(join(examples, name, 'program.ts'));
      const app = new App();
      program(app, dir);
      const objects: KubeObject[] = app.charts[0]?.toJson() ?? [];
      const images = objects.flatMap(imagesIn).filter(({ place }) => place !== 'example');
      expect(images.length).toBeGreaterThan(50);
      expect(new Set(images.map(({ reference }) => reference.registry))).toEqual(
        new Set(['registry.cn-hangzhou.aliyuncs.com']),
      );
      const types = objects
        .filter(({ kind }) => kind === 'Service')
        .map(({ metadata, spec }) => [metadata.name, (spec as { type?: string }).type]);
      expect(types.filter(([, type]) => type !== undefined && type !== 'ClusterIP')).toEqual([
        ['istio-ingressgateway', 'NodePort'],
      ]);
    },
  );

  test('has a README with its program', () => {
    const readme = join(examples, name, 'README.md');
    const text = readFileSync(readme, 'utf8');
    expectFile(
      readme,
      withMarkedBlocks(text, ({ marker }) => readFileSync(join(examples, name, marker), 'utf8')),
    );
  });
});
