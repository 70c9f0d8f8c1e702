import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { graphRules } from '../../lib/rules/catalogue';
import { errorsOf, judgesPairs } from './judged-pairs';
import { pipelineCorpus } from './tekton/pipeline-pairs';
import { pipelineObjects } from './tekton/random-pipelines';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const COUNT = 6000;
const SEED = 20_261_128;

describe.skipIf(upstream === undefined)('upstream agrees about pipelines', () => {
  judgesPairs(upstream, pipelineCorpus, 120);

  it('about pipelines that were put together by chance', async () => {
    const objects = fc.sample(pipelineObjects, { numRuns: COUNT, seed: SEED });
    const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
    const differences = objects.flatMap((object, i) => {
      const ours = errorsOf(object);
      const verdict = verdicts[i]!;
      // Of some runs upstream's code comes to no verdict at all.
      if (verdict.failed?.startsWith('panic') || isAccepted(verdict) === (ours.length === 0)) return [];
      const theirs = verdict.failed ?? verdict.errors.map(({ message, paths }) => `${message} ${paths}`).join('; ');
      return [`${JSON.stringify(object)} ours: ${ours.map(({ message }) => message).join('; ')}, theirs: ${theirs}`];
    });
    expect(differences).toEqual([]);
    const accepted = verdicts.filter(isAccepted).length;
    expect(accepted).toBeGreaterThan(COUNT / 10);
    expect(accepted).toBeLessThan((COUNT * 9) / 10);
  });

  it('that what only shows among several objects is accepted of each', async () => {
    const objects = graphRules
      .filter(({ code }) => code.startsWith('KT36'))
      .flatMap(({ good, bad }) => [...good, ...bad]);
    const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
    expect(objects.filter((_, i) => !isAccepted(verdicts[i]!))).toEqual([]);
  });
});
