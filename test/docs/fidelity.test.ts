import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../lib/api/registry';
import { deliberateDifferences } from '../conformance/differences';
import { fidelityPage } from '../conformance/fidelity';
import { readResults } from '../conformance/results';
import { nameOf } from '../conformance/subjects';

const results = readResults();

describe('docs/fidelity.md', () => {
  it('is what the results of the last run become: `npm run conformance -- --write` writes it', () => {
    expect(readFileSync(resolve(__dirname, '../../docs/fidelity.md'), 'utf8')).toBe(fidelityPage(results));
  });

  it('tells of kinds and differences that there are', () => {
    const titles = deliberateDifferences.map(({ title }) => title);
    for (const [name, { deliberate }] of Object.entries(results.kinds)) {
      expect(kinds.map(nameOf)).toContain(name);
      expect(titles).toEqual(expect.arrayContaining(Object.keys(deliberate)));
    }
  });

  it('has 20,000 objects of each kind, no disagreement, and each field sound or forbidden, and broken', () => {
    for (const [name, { cases, disagreements, fields, sound, forbidden, broken }] of Object.entries(results.kinds)) {
      expect(cases, name).toBeGreaterThanOrEqual(20_000);
      expect({ disagreements, reached: sound + forbidden, broken }, name).toEqual({
        disagreements: 0,
        reached: fields,
        broken: fields,
      });
    }
  });

  it('is of one run', () => {
    const runs = Object.values(results.kinds).map(({ seed, commit }) => `${seed} at ${commit}`);
    expect([...new Set(runs)]).toHaveLength(1);
    expect(runs[0]).not.toContain('undefined');
  });
});
