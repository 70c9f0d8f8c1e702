import type { Kind } from '../../lib/api/kind';
import type { FeatureFlags } from '../../lib/rules/features';
import { flagsOf } from '../referees/flags';
import { circumstancesOf } from './circumstances';
import { Coverage, type Reached } from './coverage';
import { deliberate } from './differences';
import { causeOf, type Disagreement, disagreementOf } from './disagreements';
import { type Case, cases, type Plan, planOf } from './generate/cases';
import { type Field, fieldsOf } from './generate/fields';
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

/** How often the fields that were not reached have their turns again. */
const MORE_TURNS = 300;

/** Compares so many objects of a kind with upstream. */
export async function compare(kind: Kind, run: Run, referees: Referees): Promise<Comparison> {
  const begun = performance.now();
  const circumstances = circumstancesFor(kind, referees);
  const turns = (run.turns ?? 0) * fieldsOf(kind).length * circumstances.length;
  const tally = new Tally(kind);
  const count = Math.max(run.count, turns);
  await tally.add(judgements(cases(kind, circumstances, planOf(kind), run.seed, count), referees));
  for (let more = 0; turns > 0 && more < MORE_TURNS; more++) {
    for (const { fields, way } of tally.unreached()) {
      const seed = farFrom(run.seed, more);
      const plan: Plan = { fields, ways: [way] };
      const objects = cases(kind, circumstances, plan, seed, fields.length * circumstances.length);
      await tally.add(judgements(objects, referees));
    }
  }
  return {
    kind: nameOf(kind),
    ...tally.counts(),
    found: await smallest(tally.causes(), referees),
    seconds: (performance.now() - begun) / 1000,
  };
}

/** Another seed. Those that are close to each other give much the same decisions, of which these objects take but few. */
function farFrom(seed: number, times: number): number {
  return (seed + Math.imul(times + 1, GOLDEN)) | 0;
}

/** Two to the power of 32, divided by the golden ratio: its multiples are spread evenly. */
const GOLDEN = 0x9e3779b1;

interface Cause {
  times: number;
  readonly first: Judgement;
}

/** Counts what is said of objects. */
class Tally {
  readonly #coverage: Coverage;
  readonly #deliberate = new Map<string, number>();
  readonly #causes = new Map<string, Cause>();
  #cases = 0;
  #accepted = 0;

  public constructor(kind: Kind) {
    this.#coverage = new Coverage(kind);
  }

  public async add(judged: AsyncIterable<Judgement<Case>>): Promise<void> {
    for await (const judgement of judged) {
      this.#cases++;
      this.#coverage.note(judgement);
      const disagreement = disagreementOf(judgement);
      if (disagreement !== undefined) this.#differ(judgement, disagreement);
      else if (upstreamAccepts(judgement)) this.#accepted++;
    }
  }

  /** The fields that need another turn, and what is to be done with them. */
  public unreached(): { readonly fields: readonly Field[]; readonly way: 'sound' | 'other type' }[] {
    const { sound, broken } = this.#coverage.unreached();
    const all = [
      { fields: sound, way: 'sound' as const },
      { fields: broken, way: 'other type' as const },
    ];
    return all.filter(({ fields }) => fields.length > 0);
  }

  public counts(): Pick<Comparison, 'cases' | 'accepted' | 'deliberate' | 'reached'> {
    return {
      cases: this.#cases,
      accepted: this.#accepted,
      deliberate: Object.fromEntries(this.#deliberate),
      reached: this.#coverage.reached(),
    };
  }

  public causes(): readonly Cause[] {
    return [...this.#causes.values()];
  }

  #differ(judgement: Judgement<Case>, disagreement: Disagreement): void {
    const difference = deliberate(judgement, disagreement);
    if (difference !== undefined) {
      this.#deliberate.set(difference.title, (this.#deliberate.get(difference.title) ?? 0) + 1);
      return;
    }
    const cause = causeOf(judgement, disagreement);
    const known = this.#causes.get(cause);
    if (known === undefined) this.#causes.set(cause, { times: 1, first: judgement });
    else known.times++;
  }
}

async function smallest(causes: readonly Cause[], referees: Referees): Promise<Found[]> {
  const found: Found[] = [];
  for (const [i, { times, first }] of causes.entries()) {
    const judgement = i < REDUCED ? await reduced(first, referees) : first;
    found.push({ times, judgement, disagreement: disagreementOf(judgement)! });
  }
  return found;
}

/** Those in which a webhook can judge the kind; where there is none, all are alike. */
function circumstancesFor(kind: Kind, { upstream }: Referees): readonly FeatureFlags[] {
  const object = { apiVersion: kind.apiVersion, kind: kind.kind, metadata: {} };
  const all = circumstancesOf(kind);
  if (!upstream.knows(object)) return all.slice(0, 1);
  return all.filter((features) => upstream.canJudge({ object, flags: flagsOf(features) }));
}
