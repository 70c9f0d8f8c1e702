import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { withoutNulls } from '../../lib/api/nulls';
import { kinds } from '../../lib/api/registry';
import { command } from '../lib/cli/command';
import { Cluster, type CustomResourceDefinition, isClusterThere } from '../referees/cluster';
import { modelledGroups } from '../referees/groups';
import { cases, planOf } from './generate/cases';
import { soundObjects } from './generate/known-values';
import { nameOf } from './subjects';

const SEED = 20_261_128;
/** Objects of each kind that are made by chance, besides those of the examples. */
const COUNT = 60;
const REQUESTS = 32;

/** Upstream keeps them in an older version, and nothing here answers the webhooks that convert them. */
const CONVERTED = ['eventing.knative.dev/v1beta3/EventType', 'sources.knative.dev/v1/KafkaSource'];

const objects = kinds
  .filter((kind) => soundObjects.has(nameOf(kind)) && !CONVERTED.includes(nameOf(kind)))
  .flatMap((kind) => [
    ...soundObjects.get(nameOf(kind))!,
    ...Array.from(cases(kind, [{}], planOf(kind), SEED, COUNT), ({ object }) => object),
  ]);

/** The spec of each object as a server would keep it; undefined where it refuses the object. */
async function answersOf(cluster: Cluster): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let i = 0; i < objects.length; i += REQUESTS)
    answers.push(...(await Promise.all(objects.slice(i, i + REQUESTS).map((object) => answer(cluster, object)))));
  return answers;
}

async function answer(cluster: Cluster, object: KubeObject): Promise<unknown> {
  const { ok, object: kept } = await cluster.dryRun(object);
  return ok ? withoutNulls({ spec: kept?.spec }) : undefined;
}

describe.skipIf(!isClusterThere())("an API server with the CRDs that `crds` writes, and one with upstream's", () => {
  // What each of them refuses by itself stands in docs/crd-differences.md.
  it('keep the same of what both take, with the same defaults', async () => {
    const upstreams = await Cluster.withUpstreamCrds(modelledGroups);
    const theirs = await answersOf(upstreams).finally(() => upstreams.stop());
    const { stdout } = await command(['crds']);
    const cluster = await Cluster.start();
    const ours = await cluster
      .install(loadAll(stdout) as CustomResourceDefinition[])
      .then(() => answersOf(cluster))
      .finally(() => cluster.stop());
    const taken = objects.flatMap((object, i) => {
      return ours[i] === undefined || theirs[i] === undefined ? [] : [{ object, ours: ours[i], theirs: theirs[i] }];
    });
    expect(taken.length).toBeGreaterThan(objects.length / 3);
    const differing = taken.filter(({ ours: left, theirs: right }) => !isDeepStrictEqual(left, right));
    expect(differing.map((it) => JSON.stringify(it))).toEqual([]);
  }, 600_000);
});
