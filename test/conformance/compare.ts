import type { Kind } from '../../lib/api/kind';
import type { FeatureFlags } from '../../lib/rules/features';
import { flagsOf } from '../referees/flags';
import { circumstancesOf } from './circumstances';
import { Coverage, type Reached } from './coverage';
import { deliberate } from './differences';
import { causeOf, type Disagreement, disagreementOf } from './disagreements';
import { type Case, cases } from './generate/cases';
import { fieldsOf } from './generate/fields';
import { type Judgement, judgements, type Referees, upstreamAccepts } from './judge';
import { reduced } from './reduce';
import { nameOf } from './subjects';

/** How a kind is compared. */
export interface Run {
  readonly seed: number;
  /** How many objects are made at least; for a kind of many fields more, so that each has its turns. */
  readonly count: number;
  /** How often each field is the next one, in each circumstance. @default 0 */
  readonly turns?: number;
}

/** Something on which we and upstream differ, and nobody meant to. */
export interface Found {
  /** How many of the objects differ so. */
  readonly times: number;
  readonly judgement: Judgement;
  readonly disagreement: Disagreement;
}

/** What came of the comparison of a kind. */
export interface Comparison {
  /** `apiVersion/Kind`. */
  readonly kind: string;
  readonly cases: number;
  /** How many both accept. */
  readonly accepted: number;
  /** How many differ as it is meant, by the title of the difference. */
  readonly deliberate: Readonly<Record<string, number>>;
  readonly found: readonly Found[];
  readonly reached: Reached;
  readonly seconds: number;
}

/** How many of the causes are shown with their smallest object. */
const REDUCED = 8;

/** Compares so many objects of a kind with upstream. */
export async function compare(kind: Kind, run: Run, referees: Referees): Promise<Comparison> {
  const begun = performance.now();
  const circumstances = circumstancesOf(kind).filter((features) => canJudge(kind, features, referees));
  const turns = (run.turns ?? 0) * fieldsOf(kind).length * circumstances.length;
  const coverage = new Coverage(kind);
  const meant = new Map<string, number>();
  const causes = new Map<string, { times: number; first: Judgement<Case> }>();
  let count = 0;
  let accepted = 0;
  const objects = cases(kind, circumstances, run.seed, Math.max(run.count, turns));
  for await (const judgement of judgements(objects, referees)) {
    count++;
    coverage.note(judgement);
    const disagreement = disagreementOf(judgement);
    if (disagreement === undefined) {
      if (upstreamAccepts(judgement)) accepted++;
      continue;
    }
    const difference = deliberate(judgement, disagreement);
    if (difference !== undefined) {
      meant.set(difference.title, (meant.get(difference.title) ?? 0) + 1);
      continue;
    }
    const cause = causeOf(judgement, disagreement);
    const known = causes.get(cause);
    if (known === undefined) causes.set(cause, { times: 1, first: judgement });
    else known.times++;
  }
  return {
    kind: nameOf(kind),
    cases: count,
    accepted,
    deliberate: Object.fromEntries(meant),
    found: await smallest([...causes.values()], referees),
    reached: coverage.reached(),
    seconds: (performance.now() - begun) / 1000,
  };
}

async function smallest(causes: readonly { times: number; first: Judgement }[], referees: Referees): Promise<Found[]> {
  const found: Found[] = [];
  for (const [i, { times, first }] of causes.entries()) {
    const judgement = i < REDUCED ? await reduced(first, referees) : first;
    found.push({ times, judgement, disagreement: disagreementOf(judgement)! });
  }
  return found;
}

function canJudge({ apiVersion, kind }: Kind, features: FeatureFlags, { upstream }: Referees): boolean {
  return upstream.canJudge({ object: { apiVersion, kind, metadata: {} }, flags: flagsOf(features) });
}
