import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { withDefaults } from '../../lib/rules/defaults';
import { Platform } from '../../lib/rules/platform';
import { validate } from '../../lib/rules/validate';
import { triggersObjects } from './triggers/arbitraries';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const COUNT = 6000;
const SEED = 20_261_128;

describe.skipIf(upstream === undefined)('upstream agrees about Tekton Triggers', () => {
  const objects = fc.sample(triggersObjects, { numRuns: COUNT, seed: SEED });

  it('about objects that were put together by chance', async () => {
    const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
    const differences = objects.flatMap((object, i) => {
      const ours = validate(object).filter(({ severity }) => severity === 'error');
      const verdict = verdicts[i]!;
      if (isAccepted(verdict) === (ours.length === 0)) return [];
      const theirs = verdict.failed ?? verdict.errors.map(({ message, paths }) => `${message} ${paths}`).join('; ');
      return [`${JSON.stringify(object)} ours: ${ours.map(({ message }) => message).join('; ')}, theirs: ${theirs}`];
    });
    expect(differences).toEqual([]);
    const accepted = verdicts.filter(isAccepted).length;
    expect(accepted).toBeGreaterThan(COUNT / 10);
    expect(accepted).toBeLessThan((COUNT * 9) / 10);
  });

  it('about defaults', async () => {
    const platform = new Platform();
    const verdicts = await Promise.all(objects.map((object) => upstream!.judge(object)));
    const differences = objects.flatMap((object, i) => {
      const { defaulted } = verdicts[i]!;
      if (defaulted === undefined) return [];
      const [ours, theirs] = [withDefaults(object, platform), defaulted].map(({ metadata, spec }) =>
        JSON.stringify(sorted(withoutEmpties({ metadata, spec }))),
      );
      return ours === theirs ? [] : [`ours: ${ours}, theirs: ${theirs}`];
    });
    expect(differences).toEqual([]);
  });
});

/**
 * Go's encoder leaves out what is empty, and adds some of it. It writes the values of headers as texts, and
 * certificates without line breaks.
 */
function withoutEmpties(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEmpties(item) ?? {});
  if (typeof value !== 'object' || value === null) {
    return ['', null, 0, false, undefined].includes(value as null) ? undefined : String(value).trim();
  }
  const kept = Object.entries(value)
    .map(([key, inner]) => [key, withoutEmpties(inner)] as const)
    .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
