import type { KubeObject } from '../../api/meta/v1';
import { type ApiClient, ApiError, nameOf, UnknownKindError } from '../../controller/client';
import {
  type AdmissionWebhook,
  admissionWebhooksOf,
  namespaceLabelsOf,
  rulesComeWithUse,
  turnsStrict,
} from '../../graph/webhooks';
import { pending, READY, type Readiness } from './conditions';
import { type LiveNamespace, sentinelFor } from './sentinel';

interface EndpointSlice extends KubeObject {
  readonly endpoints?: readonly {
    readonly addresses?: readonly string[];
    readonly conditions?: { readonly ready?: boolean };
  }[];
}

/**
 * Whether what webhooks of a configuration are asked is answered by now. An available Deployment proves nothing: the
 * Pod also has to write its certificate, and for most webhooks its rules, into the configuration. So four things must
 * hold of each: a ready endpoint behind its Service, a caBundle, rules, and an answer to a sentinel that is tried, not kept.
 */
export async function webhookReadiness(
  client: ApiClient,
  configuration: KubeObject,
  signal?: AbortSignal,
): Promise<Readiness> {
  const live = await client.get(nameOf(configuration), { signal });
  if (live === undefined) return pending('it is not there');
  for (const webhook of admissionWebhooksOf(live)) {
    const reason =
      configured(webhook) ?? (await served(client, webhook, signal)) ?? (await answered(client, webhook, signal));
    if (reason !== undefined) return pending(reason);
  }
  return READY;
}

function configured({ name, service, caBundle, rules, failurePolicy }: AdmissionWebhook): string | undefined {
  if (service !== undefined && caBundle === '') return `${name} has no caBundle`;
  if (rules.length === 0 && !rulesComeWithUse(name)) return `${name} has no rules`;
  if (turnsStrict(name) && failurePolicy !== 'Fail') return `${name} is not strict yet`;
  return undefined;
}

async function served(
  client: ApiClient,
  { name, service }: AdmissionWebhook,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (service === undefined) return undefined;
  const where = `${service.namespace}/${service.name}`;
  const found = await client.get<KubeObject<{ type?: string }>>(
    { apiVersion: 'v1', kind: 'Service', ...service },
    { signal },
  );
  if (found === undefined) return `${name} has no Service ${where}`;
  // Of one that names a host elsewhere, the sentinel alone tells.
  if (found.spec?.type === 'ExternalName') return undefined;
  const slices = await client.list<EndpointSlice>('discovery.k8s.io/v1', 'EndpointSlice', {
    namespace: service.namespace,
    labelSelector: `kubernetes.io/service-name=${service.name}`,
    signal,
  });
  const isReady = slices.some(({ endpoints }) =>
    // Unknown counts as ready, says the API.
    (endpoints ?? []).some(({ addresses = [], conditions }) => addresses.length > 0 && conditions?.ready !== false),
  );
  return isReady ? undefined : `no Pod behind ${where} is ready to answer ${name}`;
}

async function answered(
  client: ApiClient,
  webhook: AdmissionWebhook,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (webhook.rules.length === 0) return undefined;
  const namespaces = await client.list<KubeObject>('v1', 'Namespace', { signal });
  const sentinel = sentinelFor(webhook, namespaces.map(liveNamespace));
  if (sentinel === undefined) return undefined;
  try {
    await client.create(sentinel, { dryRun: true, signal });
    return undefined;
  } catch (error) {
    if (error instanceof UnknownKindError) return undefined;
    if (!(error instanceof ApiError)) throw error;
    // Any other refusal is an answer too: it was judged, or nobody may ask.
    if (error.uncalledWebhook === undefined) return undefined;
    return `${error.uncalledWebhook} doesn't answer: ${error.message}`;
  }
}

function liveNamespace(namespace: KubeObject): LiveNamespace {
  const { name = '' } = namespace.metadata;
  return { name, labels: namespaceLabelsOf(name, namespace) };
}
