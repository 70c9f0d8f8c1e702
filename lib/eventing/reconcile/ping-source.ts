import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { PingSource, type PingSourceSpec, type PingSourceStatus } from '../../api/sources/v1/ping-source';
import { living } from '../../controller/conditions';
import { type Effect, patch, targetOf } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import type { View } from '../../controller/reconciler';
import { SYSTEM_NAMESPACE } from '../keys';
import { adapterSettings } from '../settings';
import { markAvailable } from './deployments';
import { identify } from './identity';
import { resolveSink } from './source';

/** The one workload that sends for all PingSources. */
const ADAPTER = 'pingsource-mt-adapter';
const EVENT_TYPE = 'dev.knative.sources.ping';
/** How the adapters agree on which of them sends: durations in nanoseconds, as Go writes them. */
const LEADER_ELECTION = {
  Component: 'pingsource',
  Buckets: 1,
  LeaseDuration: 60_000_000_000,
  RenewDeadline: 40_000_000_000,
  RetryPeriod: 10_000_000_000,
  Identity: '',
  LeaseNamesPrefixMapping: null,
} as const;

/** A PingSource is read by an adapter that all of them share: it runs as soon as there is one. */
export const pingSource = livingReconciler<PingSourceSpec, PingSourceStatus>({
  name: 'eventing/ping-source',
  kind: PingSource,
  finalizer: 'pingsources.sources.knative.dev',
  conditionSet: living('SinkProvided', 'Deployed', 'OIDCIdentityCreated'),
  reconcile({ object, view, conditions }) {
    const { name, namespace } = object.metadata;
    const identity = identify(object, view, conditions);
    if (identity.failure !== undefined) return { failure: identity.failure };
    const sink = resolveSink(object, view, conditions);
    if ('lost' in sink) return { effects: [...identity.effects, ...sink.lost] };
    const adapter = view.get(kubernetes.Deployment, ADAPTER, SYSTEM_NAMESPACE);
    if (adapter === undefined) return { failure: `deployments.apps "${ADAPTER}" not found` };
    markAvailable(conditions, 'Deployed', adapter);
    const source = `/apis/v1/namespaces/${namespace}/pingsources/${name}`;
    return {
      status: { ...sink, ...identity.status, ceAttributes: [{ type: EVENT_TYPE, source }] },
      effects: [...identity.effects, started(adapter, view)],
    };
  },
});

interface AdapterSpec {
  readonly template: { readonly spec: { readonly containers: readonly object[] } };
}

function started(adapter: KubeObject, view: View): Effect {
  const { containers } = (adapter.spec as AdapterSpec).template.spec;
  const own = (name: string) => ({
    name,
    valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } },
  });
  const env = [
    own('NAMESPACE'),
    own('SYSTEM_NAMESPACE'),
    { name: 'K_LEADER_ELECTION_CONFIG', value: JSON.stringify(LEADER_ELECTION) },
    { name: 'K_NO_SHUTDOWN_AFTER', value: '55' },
    { name: 'K_SINK_TIMEOUT', value: '-1' },
    ...adapterSettings(view),
  ];
  const [first, ...others] = containers;
  return patch(targetOf(adapter), {
    spec: { replicas: 1, template: { spec: { containers: [{ ...first, env }, ...others] } } },
  });
}
