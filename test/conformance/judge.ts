import type { KubeObject } from '../../lib/api/meta/v1';
import { withoutNulls } from '../../lib/api/nulls';
import { withDefaults } from '../../lib/rules/defaults';
import type { Diagnostic } from '../../lib/rules/diagnostic';
import type { FeatureFlags } from '../../lib/rules/features';
import { Platform } from '../../lib/rules/platform';
import { validate } from '../../lib/rules/validate';
import type { Verdict as ServerVerdict } from '../referees/cluster';
import { flagsOf } from '../referees/flags';
import type { DryRun } from '../referees/schemas';
import { isAccepted, type Upstream, type Verdict } from '../referees/upstream';

/** An object, and flags of the cluster that it is for. */
export interface Judgeable {
  readonly object: KubeObject;
  /** The object that it replaces. @default - none: it is created */
  readonly before?: KubeObject;
  readonly features: FeatureFlags;
}

/** What each says of an object. */
export interface Judgement<Of extends Judgeable = Judgeable> {
  readonly of: Of;
  /** Our errors; what we warn of is accepted. */
  readonly ours: readonly Diagnostic[];
  /** Why our code failed, which it never should. */
  readonly failure?: string;
  /** Our defaults; only where we have no error. */
  readonly defaulted?: KubeObject;
  /** The webhook's verdict; that nothing is wrong where there is none. */
  readonly webhook: Verdict;
  /** Whether upstream's programs have a webhook of the kind. */
  readonly hasWebhook: boolean;
  /** The API server's verdict, of what passes the webhook or breaks the schema; absent where it wasn't asked. */
  readonly server?: ServerVerdict;
  /**
   * Whether the API server misses fields in what was given, but not in what the webhook makes of it: Go's encoder writes
   * them empty, and schemas are looked at after the webhook has written.
   */
  readonly isFilledIn: boolean;
}

/** Who is asked. */
export interface Referees {
  readonly upstream: Upstream;
  /** @default - nobody looks at schemas */
  readonly schemas?: DryRun;
}

/** How many objects are under way at a time: while referees think about them, others are made and judged by us. */
const UNDER_WAY = 128;

/** Judges objects, in their order. What comes again is not judged again. */
export async function* judgements<Of extends Judgeable>(
  objects: Iterable<Of>,
  referees: Referees,
): AsyncGenerator<Judgement<Of>> {
  const judge = new Judge(referees);
  const pending: Promise<Judgement<Of>>[] = [];
  for (const of of objects) {
    const judgement = judge.judgement(of);
    // Who stops asking half-way doesn't wait for it.
    judgement.catch(() => undefined);
    pending.push(judgement);
    if (pending.length >= UNDER_WAY) yield await pending.shift()!;
  }
  for (const judgement of pending) yield await judgement;
}

/** What is said of an object, whatever it was made for. */
type Said = Omit<Judgement, 'of'>;

const NO_WEBHOOK: Verdict = { id: '', errors: [] };

/** Longer ones are hardly made twice. */
const LENGTH_OF_REPEATED = 1000;

class Judge {
  readonly #said = new Map<string, Promise<Said>>();
  readonly #platforms = new Map<FeatureFlags, Platform>();

  public constructor(private readonly referees: Referees) {}

  public async judgement<Of extends Judgeable>(of: Of): Promise<Judgement<Of>> {
    return { of, ...(await this.#saidOf(of)) };
  }

  #saidOf({ before: replaced, ...created }: Judgeable): Promise<Said> {
    // An older program knows no updates.
    const before = this.referees.upstream.canJudge({ object: created.object, before: replaced }) ? replaced : undefined;
    const of = { ...created, before };
    const text = JSON.stringify([of.features, of.object, of.before]);
    const known = this.#said.get(text);
    if (known !== undefined) return known;
    const said = this.#ask(of);
    if (text.length <= LENGTH_OF_REPEATED) this.#said.set(text, said);
    return said;
  }

  async #ask({ object, before, features }: Judgeable): Promise<Said> {
    const { upstream, schemas } = this.referees;
    // The API server takes away properties that are null before a webhook sees the object.
    const hasWebhook = upstream.knows(object);
    const asked = hasWebhook
      ? upstream.judge(withoutNulls(object), { before, isWhole: true, flags: flagsOf(features) })
      : NO_WEBHOOK;
    const { ours, defaulted, failure } = verdictOfOurs(object, this.#platform(features), before);
    const webhook = await asked;
    const isOfServer = isAccepted(webhook) || (ours.length > 0 && ours.every(({ code }) => isStructural(code)));
    const server = isOfServer ? await schemas?.dryRun(object) : undefined;
    const isFilledIn = isAccepted(webhook) && server !== undefined && (await fillsIn(webhook, server, schemas!));
    return { ours, defaulted, failure, webhook, hasWebhook, server, isFilledIn };
  }

  #platform(features: FeatureFlags): Platform {
    const platform = this.#platforms.get(features) ?? new Platform({ features });
    this.#platforms.set(features, platform);
    return platform;
  }
}

function verdictOfOurs(
  object: KubeObject,
  platform: Platform,
  before: KubeObject | undefined,
): Pick<Judgement, 'ours' | 'defaulted' | 'failure'> {
  try {
    const ours = validate(object, { platform, before }).filter(({ severity }) => severity === 'error');
    return { ours, defaulted: ours.length === 0 ? withDefaults(object, platform, before) : undefined };
  } catch (error) {
    return { ours: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

async function fillsIn({ defaulted }: Verdict, { ok, causes }: ServerVerdict, schemas: DryRun): Promise<boolean> {
  const misses = !ok && causes.length > 0 && causes.every(({ reason }) => reason === 'FieldValueRequired');
  return misses && defaulted !== undefined && (await schemas.dryRun(defaulted)).ok;
}

/** Whether it is the API server that refuses what has this code, before the webhook sees it. */
export function isStructural(code: string): boolean {
  return code.startsWith('KG01');
}

/** Whether upstream takes the object, as far as it was asked. */
export function upstreamAccepts({ webhook, server, isFilledIn }: Judgement): boolean {
  return isAccepted(webhook) && (server?.ok !== false || isFilledIn);
}
