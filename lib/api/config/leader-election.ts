import type { ConfigTable } from './key';
import { configMapOf } from './problems';

const keys = (lease: number, renew: number, retry: number) =>
  ({
    'lease-duration': {
      type: 'duration',
      default: lease,
      above: 0,
      doc: 'How long a leader that is not heard of stays the leader.',
    },
    'renew-deadline': { type: 'duration', default: renew, above: 0, doc: 'How long a leader tries to stay it.' },
    'retry-period': { type: 'duration', default: retry, above: 0, doc: 'Time from one attempt to lead to the next.' },
    buckets: {
      type: 'integer',
      bits: 32,
      default: 1,
      minimum: 1,
      maximum: 10,
      doc: 'Into how many parts the work is shared out among the pods.',
    },
  }) as const satisfies ConfigTable;

const legacy = { leaseDuration: 'lease-duration', renewDeadline: 'renew-deadline', retryPeriod: 'retry-period' };

const leaderElection = (namespace: string, name: string, ...seconds: [number, number, number]) =>
  configMapOf({
    namespace,
    name,
    settings: 'LeaderElectionSettings',
    doc: 'Which pod of a controller leads, and when another takes over.',
    keys: keys(...seconds),
    legacy,
    entries: [
      {
        prefix: 'map-lease-prefix.',
        prop: 'leasePrefixes',
        key: { type: 'text', default: '', doc: 'New prefixes of the names of leases, by the old ones.' },
      },
    ],
  });

/** `config-leader-election` of Serving. */
export const servingLeaderElection = leaderElection('knative-serving', 'config-leader-election', 60, 40, 10);

/** `config-leader-election` of Eventing. */
export const eventingLeaderElection = leaderElection('knative-eventing', 'config-leader-election', 15, 10, 2);

/** `config-kafka-leader-election`. */
export const kafkaLeaderElection = leaderElection('knative-eventing', 'config-kafka-leader-election', 15, 10, 2);

/** The ConfigMaps of Tekton's processes, by process. */
export const tektonLeaderElection = {
  controller: leaderElection('tekton-pipelines', 'config-leader-election-controller', 60, 40, 10),
  webhook: leaderElection('tekton-pipelines', 'config-leader-election-webhook', 60, 40, 10),
  events: leaderElection('tekton-pipelines', 'config-leader-election-events', 60, 40, 10),
  resolvers: leaderElection('tekton-pipelines-resolvers', 'config-leader-election-resolvers', 60, 40, 10),
  triggersController: leaderElection('tekton-pipelines', 'config-leader-election-triggers-controller', 60, 40, 10),
  triggersWebhook: leaderElection('tekton-pipelines', 'config-leader-election-triggers-webhook', 60, 40, 10),
} as const;
