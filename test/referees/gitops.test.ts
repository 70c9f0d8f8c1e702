import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { resourceGraph } from 'cdk8s-knative';
import { graphOf, idOf, type ResourceGraph, refOf } from 'cdk8s-knative/graph';
import { type GitOpsFlavor, gitOpsTree, toYaml, writeTree } from 'cdk8s-knative/render';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { exampleNames, programsOf } from '../../examples/main';
import type { KubeObject } from '../../lib/api/meta/v1';
import { readManifests } from '../../lib/manifests';
import { hasVariables } from '../../lib/render/gitops/flux';
import { releaseObjects, releasesAreAbsent } from '../upstream-releases';
import { anyText, anyValue, trickyTexts } from '../yaml-corpus';
import { type HealthExpressions, startGitOpsTools } from './gitops';

const tools = startGitOpsTools();
afterAll(() => tools?.end());

const built = (['argocd', 'flux', 'kustomize'] as const).map((flavor) => [flavor] as const);

function outdir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

function written(graph: ResourceGraph, flavor: GitOpsFlavor): string {
  const folder = outdir();
  writeTree(gitOpsTree(graph, { flavor, repo: 'https://git.example.com/x', allowPlainSecrets: true }).files, folder);
  return folder;
}

const objectsIn = (text: string) => readManifests(text, 'built.yaml').objects.map(({ object }) => object);

/** The objects of a tree's numbered folders as they were written, by id. */
function objectsOf(folder: string): Record<string, KubeObject> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => /^\d\d-.*\.yaml$/.test(name) && !name.endsWith('kustomization.yaml'));
  return byId(files.map((name) => load(readFileSync(join(folder, name), 'utf8')) as KubeObject));
}

const byId = (objects: readonly KubeObject[]) =>
  Object.fromEntries(objects.map((object) => [idOf(refOf(object)), object]));

/** Builds every folder of a tree that is meant for kustomize, and compares the whole with the files. */
async function expectToBuild(folder: string): Promise<number> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const kustomizations = names.filter((name) => /(?:^|\/)kustomization\.yaml$/.test(name));
  for (const name of kustomizations) expect(await tools?.build(join(folder, dirname(name)))).not.toBe('');
  expect(byId(objectsIn((await tools?.build(folder)) ?? ''))).toEqual(objectsOf(folder));
  return kustomizations.length;
}

describe.skipIf(tools === undefined)('kustomize', () => {
  describe.each(exampleNames())('builds every folder of the example %s', (name) => {
    test.each(built)('for %s, and its objects are those of the files', async (flavor) => {
      for (const { build } of await programsOf(name)) {
        const app = new App();
        build(app);
        expect(await expectToBuild(written(resourceGraph(app), flavor))).toBeGreaterThan(1);
      }
    });
  });

  test.skipIf(releasesAreAbsent('no tree of a platform is built'))('builds a platform', async () => {
    const objects = releaseObjects([
      'knative-serving/1.23.0/serving-core.yaml',
      'net-istio/1.23/net-istio.yaml',
      'tekton-triggers/0.37.0/release.yaml',
      'tekton-triggers/0.37.0/interceptors.yaml',
    ]);
    const folder = written(graphOf(objects.map((object) => ({ object }))), 'argocd');
    expect(Object.keys(objectsOf(folder))).toHaveLength(objects.length);
    await expectToBuild(folder);
  });
});

describe.skipIf(tools === undefined)('kubectl', () => {
  const thing = (spec: object) => ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec });

  test('reads every text as it was meant', async () => {
    for (const text of trickyTexts) {
      const given = thing({ value: text, list: [text, [text]], keys: { [text]: text } });
      expect(await tools?.read(toYaml([given]))).toEqual(given);
    }
  });

  test('reads any content as it was meant', async () => {
    await fc.assert(
      fc.asyncProperty(anyValue, async (value) => {
        expect(await tools?.read(toYaml([thing({ value })]))).toEqual(JSON.parse(JSON.stringify(thing({ value }))));
      }),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(tools === undefined)('Flux', () => {
  const DISABLED = 'kustomize.toolkit.fluxcd.io/substitute: disabled';

  test('puts no variable into any object of the examples', async () => {
    for (const name of exampleNames()) {
      for (const { build } of await programsOf(name)) {
        const app = new App();
        build(app);
        for (const { name: file, text } of gitOpsTree(resourceGraph(app), { flavor: 'flux' }).files) {
          if (file.endsWith('.yaml') && !text.includes(DISABLED)) expect(await tools?.substituted(text, {})).toBe(text);
        }
      }
    }
  });

  test('leaves alone every text that is not kept from it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyText, fc.constantFrom('$', '{', '}', 'x', ':-'))), async (parts) => {
        const value = parts.join('');
        fc.pre(!hasVariables(value));
        const text = toYaml([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, spec: { value } }]);
        expect(await tools?.substituted(text, { x: 'changed' })).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  const expressions = (apiVersion: string, kind: string) => {
    const graph = graphOf([{ object: { apiVersion, kind, metadata: { name: 'a', namespace: 'b' } } }]);
    const file = gitOpsTree(graph, { flavor: 'flux' }).files.find(({ name }) => /^flux\/\d\d-/.test(name));
    const { spec } = load(file?.text ?? '') as { spec: { healthCheckExprs: [HealthExpressions] } };
    return spec.healthCheckExprs[0];
  };
  const conditions = (type: string, status: string) => ({
    status: {
      conditions: [
        { type: 'Other', status: 'False' },
        { type, status },
      ],
    },
  });

  test.each([
    ['eventing.knative.dev/v1', 'Broker', conditions('Ready', 'True'), 'Current'],
    ['eventing.knative.dev/v1', 'Broker', conditions('Ready', 'False'), 'InProgress'],
    ['eventing.knative.dev/v1', 'Broker', conditions('Ready', 'Unknown'), 'InProgress'],
    ['eventing.knative.dev/v1', 'Broker', { status: {} }, 'InProgress'],
    ['tekton.dev/v1', 'PipelineRun', conditions('Succeeded', 'True'), 'Current'],
    ['tekton.dev/v1', 'PipelineRun', conditions('Succeeded', 'Unknown'), 'InProgress'],
    ['tekton.dev/v1', 'PipelineRun', conditions('Succeeded', 'False'), 'Failed'],
    ['tekton.dev/v1', 'TaskRun', { status: { conditions: [] } }, 'InProgress'],
    ['v1', 'PersistentVolumeClaim', { status: { phase: 'Pending' } }, 'Current'],
    ['v1', 'PersistentVolumeClaim', { status: { phase: 'Lost' } }, 'InProgress'],
  ])('takes a %s %s with %j for %s', async (apiVersion, kind, object, health) => {
    expect(await tools?.health(object, expressions(apiVersion, kind))).toBe(health);
  });
});
