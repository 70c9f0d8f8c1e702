import type { KubeObject } from '../../api/meta/v1';
import type { ApiClient } from '../../controller/client';

interface Pod extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly name: string;
  readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
  readonly lastState?: { readonly terminated?: { readonly message?: string; readonly exitCode?: number } };
}

type Labels = Readonly<Record<string, string>>;

/** Of two Pods with one trouble, the second tells nothing new; of many troubles, a few are enough. */
const SHOWN = 2;

/** Why the Pods of a workload don't run: images that can't be pulled, crashes, nowhere to go. */
export async function podTroubles(
  client: ApiClient,
  { apiVersion, metadata, spec }: KubeObject,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const labels = (spec as { selector?: { matchLabels?: Labels } } | undefined)?.selector?.matchLabels;
  if (apiVersion !== 'apps/v1' || labels === undefined) return undefined;
  const labelSelector = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  const pods = await client.list<Pod>('v1', 'Pod', { namespace: metadata.namespace, labelSelector, signal });
  const troubles = new Set(pods.flatMap(troublesOf));
  return troubles.size === 0 ? undefined : [...troubles].slice(0, SHOWN).join('; ');
}

function troublesOf({ status = {} }: Pod): string[] {
  const { conditions = [], initContainerStatuses = [], containerStatuses = [] } = status;
  const unscheduled = conditions.find(({ type, status: is }) => type === 'PodScheduled' && is === 'False');
  if (unscheduled !== undefined) return [`no node takes the Pod: ${unscheduled.message ?? 'not scheduled'}`];
  return [...initContainerStatuses, ...containerStatuses].flatMap(({ name, state, lastState }) => {
    const { reason, message } = state?.waiting ?? {};
    if (reason === undefined || reason === 'ContainerCreating' || reason === 'PodInitializing') return [];
    const last = lastState?.terminated?.message?.trim();
    return [`container ${name}: ${reason}${last || message ? `: ${(last || message || '').slice(-300)}` : ''}`];
  });
}
