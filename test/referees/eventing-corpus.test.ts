import { afterAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { withDefaults } from '../../lib/rules/defaults';
import { mergePatch } from '../../lib/rules/examples';
import { minimalObjects } from '../../lib/rules/minimal';
import { Platform } from '../../lib/rules/platform';
import { structureRules } from '../../lib/rules/structure';
import { brokerPairs } from './eventing/broker-pairs';
import { destinationPairs } from './eventing/destination-pairs';
import { durations } from './eventing/durations';
import { expressions } from './eventing/expressions';
import { flowPairs } from './eventing/flow-pairs';
import { moreSourcePairs } from './eventing/more-source-pairs';
import { randomObjects } from './eventing/random-objects';
import { schedules, timeZones } from './eventing/schedules';
import { sourcePairs } from './eventing/source-pairs';
import { triggerPairs } from './eventing/trigger-pairs';
import { errorsOf, judgesPairs } from './judged-pairs';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const pairs = [...triggerPairs, ...destinationPairs, ...sourcePairs, ...moreSourcePairs, ...brokerPairs, ...flowPairs];

/** Objects by whether upstream and we let them pass; those on which we differ, with what each says. */
async function differences(objects: readonly KubeObject[]): Promise<string[]> {
  const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
  return objects.flatMap((object, i) => {
    const ours = errorsOf(object);
    const verdict = verdicts[i]!;
    // What the API server refuses, such as a field that the CRD lacks, never comes to the webhook.
    if (ours.length > 0 && ours.every(({ code }) => code === structureRules.unknown.code)) return [];
    if (isAccepted(verdict) === (ours.length === 0)) return [];
    const theirs = verdict.failed ?? verdict.errors.map(({ message, paths }) => `${message} ${paths}`).join('; ');
    return [`${JSON.stringify(object)} ours: ${ours.map(({ message }) => message).join('; ')}, theirs: ${theirs}`];
  });
}

const kinds = {
  Trigger: minimalObjects['eventing.knative.dev/v1/Trigger'],
  PingSource: minimalObjects['sources.knative.dev/v1/PingSource'],
};

const withSpec = (kind: keyof typeof kinds, spec: object) => mergePatch(kinds[kind], { spec }) as KubeObject;

/**
 * Without what is empty: Go's encoding leaves out some of it and adds some, such as `status: {}` and, for connectors,
 * zeros.
 * It also writes a URI anew, with its spaces encoded.
 */
function withoutEmpties(value: unknown): unknown {
  if (typeof value === 'string' && value.includes('://')) return value.replaceAll(' ', '%20');
  if (Array.isArray(value)) return value.map(withoutEmpties);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpties(inner)] as const)
    .filter(([, inner]) => ![undefined, null, '', 0, false].includes(inner as null))
    .filter(([, inner]) => typeof inner !== 'object' || Object.keys(inner as object).length > 0);
  return Object.fromEntries(kept);
}

describe.skipIf(upstream === undefined)('upstream agrees about Eventing', () => {
  judgesPairs(upstream, pairs, 150);

  it('about each CESQL expression', async () => {
    expect(await differences(expressions.map((cesql) => withSpec('Trigger', { filters: [{ cesql }] })))).toEqual([]);
  });

  it('about each schedule', async () => {
    expect(await differences(schedules.map((schedule) => withSpec('PingSource', { schedule })))).toEqual([]);
  });

  it('about each time zone', async () => {
    expect(await differences(timeZones.map((timezone) => withSpec('PingSource', { timezone })))).toEqual([]);
  });

  it('about each duration, as a delay and as a timeout', async () => {
    const delay = durations.map((text) => withSpec('Trigger', { delivery: { backoffDelay: text } }));
    const timeout = durations.map((text) => withSpec('Trigger', { delivery: { timeout: text } }));
    expect(await differences([...delay, ...timeout])).toEqual([]);
  });

  it('about objects that were put together by chance', async () => {
    expect(await differences(randomObjects(20_261_121, 8000))).toEqual([]);
  });

  it('about defaults', async () => {
    const platform = new Platform();
    const objects = [...pairs.map(({ nearMiss }) => nearMiss), ...randomObjects(7, 4000)];
    const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
    for (const [i, object] of objects.entries()) {
      const verdict = verdicts[i]!;
      if (!isAccepted(verdict)) continue;
      expect(withoutEmpties(withDefaults(object, platform))).toEqual(withoutEmpties(verdict.defaulted));
    }
  });
});
