import type { KubeObject } from '../../lib/api/meta/v1';
import { withoutNulls } from '../../lib/api/nulls';
import { withDefaults } from '../../lib/rules/defaults';
import type { Diagnostic } from '../../lib/rules/diagnostic';
import type { FeatureFlags } from '../../lib/rules/features';
import { Platform } from '../../lib/rules/platform';
import { validate } from '../../lib/rules/validate';
import type { Cluster, Verdict as ServerVerdict } from '../referees/cluster';
import { flagsOf } from '../referees/flags';
import { isAccepted, type Upstream, type Verdict } from '../referees/upstream';

/** An object, and flags of the cluster that it is for. */
export interface Judgeable {
  readonly object: KubeObject;
  readonly features: FeatureFlags;
}

/** What each says of an object. */
export interface Judgement<Of extends Judgeable = Judgeable> {
  readonly of: Of;
  /** Our errors; what we warn of is accepted. */
  readonly ours: readonly Diagnostic[];
  /** Our defaults; only where we have no error. */
  readonly defaulted?: KubeObject;
  /** The webhook's verdict. */
  readonly webhook: Verdict;
  /** The API server's verdict, of what passes the webhook or breaks the schema; absent where it wasn't asked. */
  readonly server?: ServerVerdict;
}

/** Who is asked. */
export interface Referees {
  readonly upstream: Upstream;
  /** @default - nobody looks at schemas */
  readonly cluster?: Cluster;
}

const SERVER_REQUESTS = 32;

/** Judges objects, in their order. */
export async function* judgements<Of extends Judgeable>(
  objects: Iterable<Of>,
  { upstream, cluster }: Referees,
): AsyncGenerator<Judgement<Of>> {
  const asked: Of[] = [];
  function* questions() {
    for (const of of objects) {
      asked.push(of);
      // The API server takes away properties that are null before a webhook sees the object.
      yield { object: withoutNulls(of.object), flags: flagsOf(of.features) };
    }
  }
  let pending: Promise<Judgement<Of>>[] = [];
  for await (const webhook of upstream.judgeAll(questions())) {
    pending.push(judgement(asked.shift()!, webhook, cluster));
    if (pending.length < SERVER_REQUESTS) continue;
    yield* await Promise.all(pending);
    pending = [];
  }
  yield* await Promise.all(pending);
}

async function judgement<Of extends Judgeable>(of: Of, webhook: Verdict, cluster?: Cluster): Promise<Judgement<Of>> {
  const { object, features } = of;
  const platform = new Platform({ features });
  const ours = validate(object, { platform }).filter(({ severity }) => severity === 'error');
  const isOfServer = isAccepted(webhook) || (ours.length > 0 && ours.every(({ code }) => isStructural(code)));
  const server = isOfServer ? await cluster?.dryRun(object) : undefined;
  const defaulted = ours.length === 0 ? withDefaults(object, platform) : undefined;
  return { of, ours, defaulted, webhook, server };
}

/** Whether it is the API server that refuses what has this code, before the webhook sees it. */
export function isStructural(code: string): boolean {
  return code.startsWith('KG01');
}

/** Whether upstream takes the object, as far as it was asked. */
export function upstreamAccepts({ webhook, server }: Judgement): boolean {
  return isAccepted(webhook) && server?.ok !== false;
}
