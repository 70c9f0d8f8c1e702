import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, UnknownKindError } from '../../controller/client';
import type { GraphNode } from '../../graph/graph';
import type { Stage } from '../../graph/stages';
import { applyObject, OwnershipError } from './apply-object';
import { inParallel } from './in-parallel';
import { readinessOf } from './readiness';
import { isWrittenAtRunTime } from './run-time-fields';

/** How an object of the cluster stands to the one given. */
export type ObjectState = 'in place' | 'missing' | 'not ready' | 'drifted';

export interface ObjectStatus {
  readonly node: GraphNode;
  readonly state: ObjectState;
  /** Why it isn't ready. */
  readonly reason?: string;
  /** The fields that differ, of one that drifted; those that run time writes are none. */
  readonly differences?: readonly string[];
}

const AT_ONCE = 8;

/**
 * Compares the cluster with what is given: what is missing, differs, or isn't ready. The server itself compares, by an
 * apply that it doesn't keep, so that defaults are no differences. Nothing is written.
 */
export async function statusOf(
  client: ApiClient,
  stages: readonly Stage[],
  signal?: AbortSignal,
): Promise<ObjectStatus[]> {
  const webhooks = new Set(stages.flatMap((stage) => stage.webhooks));
  const nodes = stages.flatMap((stage) => stage.nodes).filter(({ ref }) => ref.name !== '');
  return inParallel(nodes, AT_ONCE, async (node) => {
    const compared = await differencesFrom(client, node.object, signal);
    if (typeof compared === 'object' && 'unanswered' in compared) {
      return { node, state: 'not ready', reason: compared.unanswered };
    }
    if (compared === 'missing') return { node, state: 'missing' };
    if (compared.length > 0) return { node, state: 'drifted', differences: compared };
    const what = webhooks.has(node) ? 'webhooks' : 'object';
    const readiness = await readinessOf(client, { object: node.object, what }, signal);
    return readiness.state === 'ready'
      ? { node, state: 'in place' }
      : { node, state: 'not ready', reason: readiness.reason };
  });
}

async function differencesFrom(
  client: ApiClient,
  object: KubeObject,
  signal?: AbortSignal,
): Promise<'missing' | readonly string[] | { readonly unanswered: string }> {
  try {
    const { outcome, differences = [] } = await applyObject(client, object, {
      isWrittenAtRunTime,
      dryRun: true,
      force: true,
      signal,
    });
    return outcome === 'created' ? 'missing' : differences;
  } catch (error) {
    if (error instanceof UnknownKindError) return 'missing';
    // Without the webhook that judges it, an object can't be compared.
    if (error instanceof ApiError && error.uncalledWebhook !== undefined) return { unanswered: error.message };
    if (error instanceof OwnershipError) return error.conflicts.map(({ field }) => field);
    throw error;
  }
}
