import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../../lib/api/registry';
import { isClusterThere, upstreamDefinitions } from '../referees/cluster';
import { modelledGroups } from '../referees/groups';
import { startUpstream } from '../referees/upstream';
import { type Comparison, compare } from './compare';
import { type Running, startReferees } from './referees';
import { explanation, summary, unreached } from './report';
import { nameOf, subjects } from './subjects';

const COUNT = 500;
const SEED = 20_261_128;
/** Each field is seen sound, of another type, and as chance has it. */
const TURNS = 5;
const FRESH = Date.now() % 2 ** 31;
/**
 * How many objects of a fresh seed may be found to differ. Somebody else's change is not to wait for what chance finds in
 * one object of thousands: it is printed, to be repaired and kept in `found.ts`. More than that is a fault of the change.
 */
const FOUND_BY_CHANCE = 2;

const known = startUpstream();
const isThere = known !== undefined && isClusterThere();
const compared = isThere
  ? subjects(known, upstreamDefinitions(modelledGroups)).map((kind) => [nameOf(kind), kind] as const)
  : [];
let referees: Running | undefined;
beforeAll(async () => {
  referees = await startReferees();
  console.log(`fresh seed: ${FRESH}`);
});
afterAll(async () => {
  await referees?.stop();
  await known?.end();
});

describe.skipIf(!isThere)('we and upstream', () => {
  it('are compared about some kinds', () => {
    expect(compared.length).toBeGreaterThan(kinds.length / 2);
  });

  describe.each(compared)('about %s', (_name, kind) => {
    let fixed: Comparison | undefined;

    it(`agree on ${COUNT} objects and more, the same ones each time`, async () => {
      fixed = await compare(kind, { seed: SEED, count: COUNT, turns: TURNS }, referees!);
      console.log(summary(fixed));
      expect(fixed.found.map(explanation)).toEqual([]);
    });

    it('have seen each field sound and broken', () => {
      expect(fixed === undefined ? ['nothing was compared'] : unreached(fixed)).toEqual([]);
    });

    it(`agree on ${COUNT} objects by a fresh seed, but for what few of them find`, async () => {
      const fresh = await compare(kind, { seed: FRESH, count: COUNT }, referees!);
      const found = fresh.found.map(explanation);
      if (found.length > 0) console.warn(`seed ${FRESH} found what is to be repaired:\n${found.join('\n')}`);
      expect(found.length, found.join('\n')).toBeLessThanOrEqual(FOUND_BY_CHANCE);
    });
  });
});
