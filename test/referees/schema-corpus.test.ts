import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { formatDiagnostic } from '../../lib/rules/diagnostic';
import { validate } from '../../lib/rules/validate';
import { Cluster, isClusterThere } from './cluster';
import { objects, pairs } from './corpus';
import { modelledGroups } from './groups';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
const areThere = upstream !== undefined && isClusterThere();
let cluster: Cluster | undefined;
beforeAll(async () => {
  if (areThere) cluster = await Cluster.withUpstreamCrds(modelledGroups);
});
afterAll(async () => {
  await cluster?.stop();
  await upstream?.end();
});

interface Opinion {
  readonly refused: boolean;
  readonly why: string;
}

/** A cluster with Knative refuses what its API server or the webhook behind it refuses. */
async function opinionOfUpstream(object: KubeObject): Promise<Opinion> {
  const server = await cluster!.dryRun(object);
  if (!server.ok) return { refused: true, why: `the API server says: ${server.message}` };
  const verdict = await upstream!.judge(object);
  if (verdict.failed?.startsWith('unknown kind')) return { refused: false, why: '' };
  const why = verdict.failed ?? verdict.errors.map(({ message, paths }) => `${message} (${paths?.join()})`).join('; ');
  return { refused: !isAccepted(verdict), why: `the webhook says: ${why}` };
}

function ourOpinion(object: KubeObject): Opinion {
  const errors = validate(object).filter(({ severity }) => severity === 'error');
  return { refused: errors.length > 0, why: `we say: ${errors.map(formatDiagnostic).join('; ')}` };
}

describe.skipIf(!areThere)('we and a cluster with Knative agree on', () => {
  it.each(Object.entries(objects))('a sound %s', async (_name, object) => {
    expect(await opinionOfUpstream(object)).toMatchObject({ refused: false });
    expect(ourOpinion(object)).toMatchObject({ refused: false });
  });

  it.each(pairs.map((pair) => [pair.title, pair] as const))('%s', async (_title, { fault, nearMiss }) => {
    expect(await opinionOfUpstream(fault), 'the fault').toMatchObject({ refused: true });
    expect(ourOpinion(fault), 'the fault').toMatchObject({ refused: true });
    expect(await opinionOfUpstream(nearMiss), 'the near miss').toMatchObject({ refused: false });
    expect(ourOpinion(nearMiss), 'the near miss').toMatchObject({ refused: false });
  });
});
