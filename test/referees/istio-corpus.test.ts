import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { istioKinds } from '../../lib/api/istio/kinds';
import type { KubeObject } from '../../lib/api/meta/v1';
import { validate } from '../../lib/rules/validate';
import { Cluster, isClusterThere } from './cluster';
import { changedObjects } from './istio-cases/changes';
import { objectsWithTexts } from './istio-cases/texts';
import { isAccepted, startUpstream } from './upstream';

const COUNT = 6000;
const SEED = 20_261_128;

const upstream = startUpstream();
const anyOfIstio = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: {} };
const areThere = upstream?.knows(anyOfIstio) === true && isClusterThere();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (areThere) cluster = await Cluster.withUpstreamCrds([...new Set(istioKinds.map(({ group }) => group))]);
});
afterAll(async () => {
  await cluster?.stop();
  await upstream?.end();
});

/** What the API server and the webhook behind it say of objects that we judge otherwise. */
async function differences(objects: readonly KubeObject[]): Promise<string[]> {
  const found: string[] = [];
  const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
  for (const [i, object] of objects.entries()) {
    const ours = validate(object).filter(({ severity }) => severity === 'error');
    const verdict = verdicts[i]!;
    if (isAccepted(verdict) === (ours.length === 0)) continue;
    // The webhook is asked about what the schemas let pass alone.
    const server = await cluster!.dryRun(object);
    if (!server.ok && ours.length > 0) continue;
    const theirs = [server.message, verdict.failed, ...verdict.errors.map(({ message }) => message)].join('; ');
    found.push(`${JSON.stringify(object)} ours: ${ours.map(({ message }) => message).join('; ')}, theirs: ${theirs}`);
  }
  const accepted = verdicts.filter(isAccepted).length;
  expect(accepted).toBeGreaterThan(COUNT / 10);
  expect(accepted).toBeLessThan((COUNT * 9) / 10);
  return found;
}

describe.skipIf(!areThere)('a cluster with Istio agrees', () => {
  it('about examples of rules that were changed by chance', async () => {
    expect(await differences(fc.sample(changedObjects, { numRuns: COUNT, seed: SEED }))).toEqual([]);
  });

  it('about texts that were put together by chance', async () => {
    expect(await differences(fc.sample(objectsWithTexts, { numRuns: COUNT, seed: SEED }))).toEqual([]);
  });
});
