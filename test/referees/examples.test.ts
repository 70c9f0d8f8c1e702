import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { graphOf } from '../../lib/graph/build';
import { groupOf } from '../../lib/graph/object-ref';
import { check } from '../../lib/rules/check';
import { formatDiagnostic } from '../../lib/rules/diagnostic';
import { Cluster, isClusterThere } from './cluster';
import { upstreamCrds } from './find-referee';
import { goldenFiles } from './golden';
import { isNamed, named } from './named';
import { isAccepted, startUpstream } from './upstream';

const files = goldenFiles().map((file) => [file.name, file.objects] as const);

const groups = [
  ...new Set(files.flatMap(([, objects]) => objects.map(({ apiVersion }) => groupOf(apiVersion)))),
].filter((group) => group.includes('.'));

const upstream = startUpstream();
const hasCluster = isClusterThere();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (hasCluster) cluster = await Cluster.withUpstreamCrds(groups);
});
afterAll(async () => {
  await cluster?.stop();
  await upstream?.end();
});

/** Whether upstream's CRD of the object's kind is at hand: then the server must know the kind. */
function hasUpstreamCrd({ apiVersion, kind }: KubeObject): boolean {
  return existsSync(join(upstreamCrds() ?? '', groupOf(apiVersion), `${kind}.yaml`));
}

it('there are examples', () => {
  expect(files).not.toEqual([]);
});

describe.each(files)('%s', (_name, objects) => {
  it('has nothing that a rule tells of', () => {
    expect(check(graphOf(objects.map((object) => ({ object })))).map(formatDiagnostic)).toEqual([]);
  });

  it.skipIf(!hasCluster)('is taken by the API server without a warning', async () => {
    for (const object of objects) {
      if (!hasUpstreamCrd(object) && !(await cluster!.serves(object))) continue;
      const { ok, message, warnings } = await cluster!.dryRun(object, isNamed(object) ? 'apply' : 'create');
      expect({ ok, message, warnings }, object.kind).toEqual({ ok: true, message: '', warnings: [] });
    }
  });

  it.skipIf(upstream === undefined)('is accepted by the webhooks of Knative', async () => {
    for (const object of objects) {
      const verdict = await upstream!.judge(named(object));
      if (verdict.failed?.startsWith('unknown kind')) continue;
      expect(isAccepted(verdict), JSON.stringify([object.kind, verdict.failed, verdict.errors])).toBe(true);
    }
  });
});

describe.skipIf(upstream === undefined)('the releases of traffic-canary', () => {
  const service = (release: string) => {
    const file = goldenFiles().find(({ name }) => name.includes(`traffic-canary/golden/${release}/`));
    return file!.objects[0]!;
  };

  it.each([
    ['v1', 'v2'],
    ['v2', 'v3-dark'],
    ['v3-dark', 'v3-10-percent'],
    ['v3-10-percent', 'v3-dark'],
  ])('can be applied one over the other: %s, then %s', async (before, after) => {
    const verdict = await upstream!.judge(service(after), { before: service(before) });
    expect(isAccepted(verdict), JSON.stringify(verdict.errors)).toBe(true);
  });
});
