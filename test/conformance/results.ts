import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Comparison } from './compare';

const RESULTS = resolve(__dirname, 'results.json');

/** What came of a kind when it was last compared and written down. */
export interface Result {
  /** Of the code that was compared; absent where nobody knows it. */
  readonly commit?: string;
  readonly seed: number;
  readonly cases: number;
  readonly accepted: number;
  readonly disagreements: number;
  /** How many of the cases differ as it is meant, by the title of the difference. */
  readonly deliberate: Readonly<Record<string, number>>;
  readonly fields: number;
  readonly sound: number;
  readonly forbidden: number;
  readonly broken: number;
}

/** What is written down of all kinds. */
export interface Results {
  /** Of what upstream's programs were built of, by module. */
  readonly versions: Readonly<Record<string, string>>;
  /** By `apiVersion/Kind`. */
  readonly kinds: Readonly<Record<string, Result>>;
}

export function readResults(): Results {
  return JSON.parse(readFileSync(RESULTS, 'utf8')) as Results;
}

export function writeResults(results: Results): void {
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** What is written down, with a new result of a kind in the order of their names. */
export function withResult(
  { versions, kinds }: Results,
  { kind, found, ...comparison }: Comparison,
  { seed, commit }: Pick<Result, 'seed' | 'commit'>,
): Results {
  const { cases, accepted, deliberate, reached } = comparison;
  const { fields, sound, forbidden, broken } = reached;
  const disagreements = found.reduce((sum, { times }) => sum + times, 0);
  const result: Result = { commit, seed, cases, accepted, disagreements, deliberate, fields, sound, forbidden, broken };
  const all = Object.entries({ ...kinds, [kind]: result });
  return { versions, kinds: Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))) };
}
