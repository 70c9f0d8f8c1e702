import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { App } from 'cdk8s';
import { resourceGraph } from 'cdk8s-knative';
import { type GraphNode, idOf, type ResourceGraph, refOf } from 'cdk8s-knative/graph';
import { type GitOpsFlavor, gitOpsFlavors, gitOpsTree, writeTree } from 'cdk8s-knative/render';
import { load } from 'js-yaml';
import { describe, expect, onTestFinished, test } from 'vitest';
import { exampleNames, programsOf } from '../../examples/main';
import type { KubeObject } from '../../lib/api/meta/v1';
import { expectFile } from '../docs/expect-file';

/** The graphs of an example's programs. */
async function graphsOf(name: string): Promise<ResourceGraph[]> {
  return (await programsOf(name)).map(({ build }) => {
    const app = new App();
    build(app);
    return resourceGraph(app);
  });
}

const options = (flavor: GitOpsFlavor, name: string) => ({
  flavor,
  name,
  path: `deploy/${name}`,
  repo: 'https://git.example.com/examples',
});

/** What a tree holds in its numbered folders, by the objects' ids: the folder and the object. */
function placesIn(graph: ResourceGraph, flavor: GitOpsFlavor, name: string) {
  const places = new Map<string, { folder: string; object: KubeObject }>();
  for (const { name: file, text } of gitOpsTree(graph, options(flavor, name)).files) {
    const [folder = ''] = file.split('/');
    if (!/^\d\d-/.test(folder) || file.endsWith('/kustomization.yaml')) continue;
    const object = load(text) as KubeObject;
    places.set(idOf(refOf(object)), { folder, object });
  }
  return places;
}

/** Objects on a circle, and pairs of which neither gets ready without the other, may come together. */
function mayBeTogether(graph: ResourceGraph): (from: GraphNode, to: GraphNode) => boolean {
  const circles = graph.cycles();
  return (from, to) =>
    from.ref.kind === 'SinkBinding' ||
    to.ref.kind === 'PersistentVolumeClaim' ||
    circles.some((circle) => circle.includes(from) && circle.includes(to));
}

describe.each(exampleNames())('the example %s in a repository', (name) => {
  test.each(gitOpsFlavors)(
    'for %s holds every object that can be applied, once, as it is but for annotations',
    async (flavor) => {
      for (const graph of await graphsOf(name)) {
        const places = placesIn(graph, flavor, name);
        const applied = graph.nodes.filter(({ ref }) => ref.name !== '');
        expect([...places.keys()].sort()).toEqual(applied.map(({ id }) => id).sort());
        for (const { id, object } of applied) {
          const found = places.get(id)?.object as KubeObject;
          const { annotations: _, ...metadata } = found.metadata;
          const { annotations: __, ...given } = object.metadata;
          expect({ ...found, metadata }).toEqual({ ...object, metadata: given });
          expect(found.metadata.annotations ?? {}).toMatchObject(object.metadata.annotations ?? {});
        }
      }
    },
  );

  test.each(gitOpsFlavors)('for %s is written a second time without a change', async (flavor) => {
    const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
    onTestFinished(() => rmSync(outdir, { recursive: true }));
    const written = async () => {
      const trees = (await graphsOf(name)).map((graph) => gitOpsTree(graph, options(flavor, name)));
      return trees.map(({ files }, i) => writeTree(files, join(outdir, String(i))));
    };
    for (const changes of await written()) expect(changes.length).toBeGreaterThan(2);
    for (const changes of await written()) expect(changes).toEqual([]);
  });

  test('for Argo CD has sync waves that agree with the waves of the graph', async () => {
    for (const graph of await graphsOf(name)) {
      const places = placesIn(graph, 'argocd', name);
      const waveOf = ({ id }: GraphNode) =>
        Number(places.get(id)?.object.metadata.annotations?.['argocd.argoproj.io/sync-wave']);
      const together = mayBeTogether(graph);
      for (const { from, to } of graph.edges.filter((edge) => edge.from.ref.name !== '')) {
        if (together(from, to)) expect(waveOf(to)).toBeLessThanOrEqual(waveOf(from));
        else expect(waveOf(to)).toBeLessThan(waveOf(from));
      }
    }
  });

  test('for Flux has dependencies that agree with the waves of the graph', async () => {
    for (const graph of await graphsOf(name)) {
      const places = placesIn(graph, 'flux', name);
      const control = gitOpsTree(graph, options('flux', name)).files.filter(({ name: file }) =>
        file.startsWith('flux/'),
      );
      const kustomizations = control
        .map(({ text }) => load(text) as FluxKustomization)
        .filter(({ apiVersion }) => apiVersion === 'kustomize.toolkit.fluxcd.io/v1');
      const byPath = new Map(kustomizations.map((object) => [object.spec.path.replace(/^.*\//, ''), object]));
      const below = (folder: string): string[] => {
        const [needed] = byPath.get(folder)?.spec.dependsOn ?? [];
        const next = kustomizations.find(({ metadata }) => metadata.name === needed?.name);
        const nextFolder = next?.spec.path.replace(/^.*\//, '');
        return nextFolder === undefined ? [] : [nextFolder, ...below(nextFolder)];
      };
      for (const { from, to } of graph.edges.filter((edge) => edge.from.ref.name !== '')) {
        const [user, used] = [from, to].map(({ id }) => places.get(id)?.folder ?? '');
        if (user !== used) expect(below(user ?? '')).toContain(used);
      }
    }
  });
});

interface FluxKustomization {
  readonly apiVersion: string;
  readonly metadata: { readonly name: string };
  readonly spec: { readonly path: string; readonly dependsOn?: readonly { readonly name: string }[] };
}

describe('the example that shows', () => {
  const shown: Readonly<Record<GitOpsFlavor, string>> = {
    argocd: 'weather',
    flux: 'tekton-hello',
    kustomize: 'broker-trigger',
    plain: 'other-sources',
  };

  test.each(gitOpsFlavors)('a tree for %s becomes its golden tree', async (flavor) => {
    const name = shown[flavor];
    const golden = resolve(__dirname, 'golden', flavor);
    const [graph] = await graphsOf(name);
    const { files } = gitOpsTree(graph!, options(flavor, name));
    for (const { name: file, text } of files) expectFile(join(golden, file), text);
    const entries = readdirSync(golden, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const present = entries.map((entry) => relative(golden, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    expect(present.sort()).toEqual(files.map(({ name: file }) => file).sort());
  });
});
