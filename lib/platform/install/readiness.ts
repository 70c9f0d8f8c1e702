import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, nameOf, UnknownKindError } from '../../controller/client';
import { groupOf } from '../../graph/object-ref';
import { pending, READY, type Readiness, readinessCheck } from './conditions';
import { podTroubles } from './pod-troubles';
import { webhookReadiness } from './webhook-readiness';

/**
 * Whether an object of the cluster is ready: established and served if it is a definition, available if it is a
 * workload, complete if it is a Job. Most kinds are ready as soon as they are there.
 */
export async function objectReadiness(client: ApiClient, object: KubeObject, signal?: AbortSignal): Promise<Readiness> {
  const check = readinessCheck(groupOf(object.apiVersion), object.kind);
  if (check === undefined) return READY;
  const live = await client.get(nameOf(object), { signal });
  if (live === undefined) return pending('it is not there');
  const readiness = check(live);
  if (readiness.state === 'ready') return object.kind === 'CustomResourceDefinition' ? served(client, live) : readiness;
  const troubles = await podTroubles(client, live, signal);
  return troubles === undefined ? readiness : { ...readiness, reason: `${readiness.reason}; ${troubles}` };
}

/** Whether a kind is to be had: that it is established may be known before the paths are served. */
async function served(client: ApiClient, definition: KubeObject): Promise<Readiness> {
  const { group, names, versions } = definition.spec as {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly name: string; readonly served: boolean }[];
  };
  const version = versions.find((each) => each.served);
  if (version === undefined) return READY;
  const found = await client.discovery.resource(`${group}/${version.name}`, names.kind);
  return found === undefined ? pending('the API server does not serve it yet') : READY;
}

/** What is to be ready: an object, or the webhooks that it configures. */
export interface Awaited {
  readonly object: KubeObject;
  readonly what: 'object' | 'webhooks';
}

/** Whether something awaited is ready. What the server can't tell for a while counts as pending. */
export async function readinessOf(
  client: ApiClient,
  { object, what }: Awaited,
  signal?: AbortSignal,
): Promise<Readiness> {
  try {
    return what === 'object'
      ? await objectReadiness(client, object, signal)
      : await webhookReadiness(client, object, signal);
  } catch (error) {
    if (error instanceof UnknownKindError) return pending(error.message);
    if (error instanceof ApiError && error.status >= 500) return pending(error.message);
    throw error;
  }
}
