import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { kinds } from '../../lib/api/registry';
import { Cluster, type CustomResourceDefinition, definitionsIn, isClusterThere } from './cluster';
import { objects } from './corpus';
import { goldenFiles } from './golden';
import { modelledGroups } from './groups';

const CRDS = resolve(__dirname, '../../lib/api/generated/crds');
const definitions = modelledGroups.flatMap((group) => definitionsIn(join(CRDS, group)));
const isModelled = (object: { apiVersion: string; kind: string }) =>
  kinds.some(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);

const hasCluster = isClusterThere();
let cluster: Cluster | undefined;
let installed: CustomResourceDefinition[] = [];
beforeAll(async () => {
  if (!hasCluster) return;
  cluster = await Cluster.start();
  installed = await cluster.install(definitions);
});
afterAll(() => cluster?.stop());

describe.skipIf(!hasCluster)('an API server with our CRDs', () => {
  it('serves every kind that is modelled', () => {
    expect(installed).toHaveLength(kinds.length);
  });

  it.each(definitions.map(({ metadata }) => metadata.name!))('finds nothing wrong with %s', (name) => {
    const { status } = installed.find(({ metadata }) => metadata.name === name)!;
    const failing = status?.conditions?.filter(({ type, status: state }) => {
      return type === 'NonStructuralSchema' ? state === 'True' : state !== 'True';
    });
    expect(failing).toEqual([]);
  });

  const examples = goldenFiles().map((file) => [file.name, file.objects] as const);
  const sound = Object.entries(objects).map(([name, object]): [string, KubeObject[]] => [name, [object]]);
  it.each([...examples, ...sound])('keeps every field of %s', async (_name, manifests) => {
    for (const manifest of manifests) {
      if (!isModelled(manifest) && !(await cluster!.serves(manifest))) continue;
      const { ok, message, warnings, object: kept } = await cluster!.apply(manifest);
      expect({ ok, message, warnings }, manifest.kind).toEqual({ ok: true, message: '', warnings: [] });
      if (isModelled(manifest) && manifest.spec !== undefined)
        expect(await cluster!.get(kept!)).toMatchObject({ spec: manifest.spec });
    }
  });
});
