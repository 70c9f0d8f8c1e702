import { setTimeout } from 'node:timers/promises';
import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, isPassing, UnknownKindError, withRetries } from '../../controller/client';
import type { GraphNode } from '../../graph/graph';
import type { Stage } from '../../graph/stages';
import { admissionWebhooksOf } from '../../graph/webhooks';
import { type Applied, applyObject, type Outcome, TerminatingError } from './apply-object';
import { inParallel } from './in-parallel';
import { type Awaited, readinessOf } from './readiness';
import { isWrittenAtRunTime } from './run-time-fields';

/** What happens, for whoever shows it. */
export type InstallEvent =
  | { readonly type: 'stage'; readonly stage: Stage; readonly number: number; readonly of: number }
  | ({ readonly type: 'applied'; readonly node: GraphNode } & Pick<Applied, 'outcome' | 'differences'>)
  | { readonly type: 'retry'; readonly node: GraphNode; readonly reason: string }
  | { readonly type: 'deferred'; readonly node: GraphNode; readonly until: Stage; readonly reason: string }
  | { readonly type: 'skipped'; readonly node: GraphNode; readonly reason: string }
  | { readonly type: 'waiting'; readonly stage: Stage; readonly pending: readonly Pending[] }
  | { readonly type: 'ready'; readonly stage: Stage };

/** Something that is not ready, and why. */
export interface Pending extends Awaited {
  readonly reason: string;
}

export interface InstallOptions {
  /** How long the objects of one stage may take until they are ready, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the server only tells what it would do. Nothing is waited for then. */
  readonly dryRun: boolean;
  /** Whether to take over fields that somebody else wrote, other than those that run time writes. */
  readonly force: boolean;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: InstallEvent) => void;
  /** How often to look what is ready, in milliseconds. @default 1000 */
  readonly pollMs?: number;
}

/** What became of each object. */
export interface InstallReport {
  readonly stages: readonly {
    readonly stage: Stage;
    readonly objects: readonly { readonly node: GraphNode; readonly outcome: Outcome | 'skipped' }[];
  }[];
}

/** What kept an installation from going on; the cluster stays as it is by then, and the next run goes on from there. */
export class InstallError extends Error {
  public constructor(
    public readonly stage: Stage,
    /** The objects in question, and what is wrong with each. */
    public readonly faults: readonly { readonly object: KubeObject; readonly error: unknown }[],
    public readonly kind: 'refused' | 'not ready',
  ) {
    super(
      `${faults.length} of the objects of the stage "${stage.title}" ${kind === 'refused' ? 'were refused' : 'did not become ready'}`,
    );
    this.name = 'InstallError';
  }
}

/** How long a dry run tries again: nothing changes meanwhile, so what is away for longer stays away. */
const DRY_RUN_PATIENCE_MS = 5000;

/** How many objects are on their way at once: an API server gives one client some ten places. */
const AT_ONCE = 8;

/**
 * Applies stage after stage, each once all before it is ready. Safe to be run again, also after it was broken off:
 * what is there already stays as it is.
 *
 * @throws InstallError if the cluster refuses an object for good, or one doesn't become ready in time
 */
export async function install(
  client: ApiClient,
  stages: readonly Stage[],
  options: InstallOptions,
): Promise<InstallReport> {
  const { onEvent, dryRun } = options;
  const done: InstallReport['stages'][number][] = [];
  const coming = comingWith(stages);
  const deferred = new Map<Stage, GraphNode[]>();
  for (const [i, stage] of stages.entries()) {
    onEvent({ type: 'stage', stage, number: i + 1, of: stages.length });
    const { objects, later } = await applyStage(
      client,
      stage.nodes,
      { stage, coming, after: stages.slice(i + 1) },
      options,
    );
    for (const [other, nodes] of later) deferred.set(other, [...(deferred.get(other) ?? []), ...nodes]);
    if (!dryRun) await becomeReady(client, stage, options);
    // Now the webhooks answer that these objects waited for.
    const late = await applyStage(client, deferred.get(stage) ?? [], { stage, coming, after: [] }, options);
    done.push({ stage, objects: [...objects, ...late.objects] });
    onEvent({ type: 'ready', stage });
  }
  return { stages: done };
}

interface Situation {
  readonly stage: Stage;
  readonly coming: Coming;
  /** The stages that follow. */
  readonly after: readonly Stage[];
}

interface StageResult {
  readonly objects: InstallReport['stages'][number]['objects'];
  /** Objects that must wait for the webhooks of a stage that follows. */
  readonly later: ReadonlyMap<Stage, readonly GraphNode[]>;
}

async function applyStage(
  client: ApiClient,
  nodes: readonly GraphNode[],
  { stage, coming, after }: Situation,
  options: InstallOptions,
): Promise<StageResult> {
  const { onEvent, signal, timeoutMs } = options;
  const faults: { object: KubeObject; error: unknown }[] = [];
  const later = new Map<Stage, GraphNode[]>();
  const end = performance.now() + timeoutMs;
  const objects = await inParallel(nodes, AT_ONCE, async (node): Promise<StageResult['objects']> => {
    signal?.throwIfAborted();
    const { object } = node;
    if (object.metadata.name === undefined) {
      const reason = 'it has no name, only generateName: create it by kubectl create';
      onEvent({ type: 'skipped', node, reason });
      return [{ node, outcome: 'skipped' }];
    }
    try {
      const { outcome, differences } = await applyPatiently(client, node, { coming, after, end }, options);
      onEvent({ type: 'applied', node, outcome, differences });
      return [{ node, outcome }];
    } catch (error) {
      if (signal?.aborted) throw error;
      const answering = answeringStage(error, after);
      if (answering === undefined || options.dryRun) faults.push({ object, error });
      else {
        later.set(answering, [...(later.get(answering) ?? []), node]);
        onEvent({ type: 'deferred', node, until: answering, reason: (error as Error).message });
      }
      return [];
    }
  });
  if (faults.length > 0) throw new InstallError(stage, faults, 'refused');
  return { objects: objects.flat(), later };
}

/**
 * The stage that follows in which the webhook comes back that kept an object from being applied: such as a webhook that an
 * earlier, broken installation left without Pods. To wait for it now would be to wait for ever.
 */
function answeringStage(error: unknown, after: readonly Stage[]): Stage | undefined {
  const webhook = error instanceof ApiError ? error.uncalledWebhook : undefined;
  if (webhook === undefined) return undefined;
  return after.find(({ webhooks }) =>
    webhooks.some(({ object }) => admissionWebhooksOf(object).some(({ name }) => name === webhook)),
  );
}

/** Tries again what a webhook that is away, or an object on its way out, keeps from being applied. */
async function applyPatiently(
  client: ApiClient,
  node: GraphNode,
  { coming, after, end }: Omit<Situation, 'stage'> & { readonly end: number },
  { dryRun, force, signal, onEvent }: InstallOptions,
): Promise<Pick<Applied, 'outcome' | 'differences'>> {
  const { object } = node;
  const apply = () => applyObject(client, object, { isWrittenAtRunTime, dryRun, force, signal });
  const outcome = withRetries(apply, {
    isPassing: (error) => isPassing(error) || (isForAWhile(error) && answeringStage(error, after) === undefined),
    withinMs: Math.min(end - performance.now(), dryRun ? DRY_RUN_PATIENCE_MS : Number.POSITIVE_INFINITY),
    firstMs: 500,
    signal,
    onRetry: (error) => onEvent({ type: 'retry', node, reason: (error as Error).message }),
  });
  return dryRun ? outcome.catch((error: unknown) => created(error, object, coming)) : outcome;
}

function isForAWhile(error: unknown): boolean {
  return error instanceof TerminatingError || (error instanceof ApiError && error.uncalledWebhook !== undefined);
}

/** What comes with the installation itself, and need not be there in a dry run. */
interface Coming {
  readonly namespaces: ReadonlySet<string>;
  /** `group/Kind` of what is defined. */
  readonly kinds: ReadonlySet<string>;
}

function comingWith(stages: readonly Stage[]): Coming {
  const namespaces = new Set<string>();
  const kinds = new Set<string>();
  for (const { ref, object } of stages.flatMap(({ nodes }) => nodes)) {
    if (ref.kind === 'Namespace' && ref.group === '') namespaces.add(ref.name);
    if (ref.kind !== 'CustomResourceDefinition') continue;
    const { group, names } = object.spec as { group?: string; names?: { kind?: string } };
    kinds.add(`${group}/${names?.kind}`);
  }
  return { namespaces, kinds };
}

/** In a dry run nothing is kept, so what needs a namespace or a kind of the same installation can't be tried. */
function created(error: unknown, { apiVersion, kind, metadata }: KubeObject, coming: Coming): Pick<Applied, 'outcome'> {
  const [group = ''] = apiVersion.split('/');
  const isNew =
    (error instanceof UnknownKindError && coming.kinds.has(`${group}/${kind}`)) ||
    (error instanceof ApiError && error.status === 404 && coming.namespaces.has(metadata.namespace ?? ''));
  if (isNew) return { outcome: 'created' };
  throw error;
}

async function becomeReady(client: ApiClient, stage: Stage, options: InstallOptions): Promise<void> {
  const { timeoutMs, pollMs = 1000, signal, onEvent } = options;
  const end = performance.now() + timeoutMs;
  let awaited: Awaited[] = [
    ...stage.nodes.filter(({ ref }) => ref.name !== '').map(({ object }) => ({ object, what: 'object' as const })),
    ...stage.webhooks.map(({ object }) => ({ object, what: 'webhooks' as const })),
  ];
  for (;;) {
    const found = await inParallel(awaited, AT_ONCE, async (each) => ({
      ...each,
      readiness: await readinessOf(client, each, signal),
    }));
    const pending = found.flatMap(({ readiness, ...each }): Pending[] => {
      return readiness.state === 'ready' ? [] : [{ ...each, reason: readiness.reason }];
    });
    if (pending.length === 0) return;
    const isHopeless = found.some(({ readiness }) => readiness.state === 'failed');
    if (isHopeless || performance.now() > end) {
      const faults = pending.map(({ object, reason }) => ({ object, error: new Error(reason) }));
      throw new InstallError(stage, faults, 'not ready');
    }
    onEvent({ type: 'waiting', stage, pending });
    await setTimeout(pollMs, undefined, { signal });
    awaited = pending;
  }
}
