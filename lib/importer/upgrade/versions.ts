import { kinds } from '../../api/registry';
import { groupOf } from '../../graph/object-ref';

/** Where a kind went that is in another group now, or has another name. */
interface Moved {
  readonly apiVersion: string;
  readonly kind: string;
}

/** Kinds by `group/Kind` that are in another group now, or have another name. */
const MOVED: Readonly<Record<string, Moved>> = {
  ...moved('messaging.knative.dev/v1', { 'eventing.knative.dev': ['Channel', 'Subscription'] }),
  ...moved('messaging.knative.dev/v1', { 'channels.knative.dev': ['Channel', 'Subscription'] }),
  ...moved('messaging.knative.dev/v1', { 'eventing.knative.dev': ['InMemoryChannel', 'KafkaChannel'] }),
  ...moved('flows.knative.dev/v1', {
    'messaging.knative.dev': ['Sequence', 'Parallel'],
    'eventing.knative.dev': ['Sequence', 'Parallel'],
  }),
  ...moved('sources.knative.dev/v1', {
    'sources.eventing.knative.dev': ['ApiServerSource', 'ContainerSource', 'KafkaSource', 'SinkBinding', 'PingSource'],
    'sources.knative.dev': ['CronJobSource', 'KubernetesEventSource'],
  }),
  ...moved('sources.knative.dev/v1alpha1', {
    'sources.eventing.knative.dev': ['GitHubSource', 'GitLabSource', 'RabbitmqSource', 'AwsSqsSource', 'CouchDbSource'],
    'sources.eventing.triggermesh.dev': ['GitLabSource'],
  }),
  'messaging.knative.dev/Choice': { apiVersion: 'flows.knative.dev/v1', kind: 'Parallel' },
  'sources.eventing.knative.dev/CronJobSource': { apiVersion: 'sources.knative.dev/v1', kind: 'PingSource' },
  'sources.knative.dev/CronJobSource': { apiVersion: 'sources.knative.dev/v1', kind: 'PingSource' },
  'sources.eventing.knative.dev/KubernetesEventSource': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'ApiServerSource',
  },
  'sources.knative.dev/KubernetesEventSource': { apiVersion: 'sources.knative.dev/v1', kind: 'ApiServerSource' },
  'messaging.knative.dev/NatssChannel': {
    apiVersion: 'messaging.knative.dev/v1alpha1',
    kind: 'NatsJetStreamChannel',
  },
  'camel.apache.org/KameletBinding': { apiVersion: 'camel.apache.org/v1', kind: 'Pipe' },
  'camel.apache.org/Kamelet': { apiVersion: 'camel.apache.org/v1', kind: 'Kamelet' },
  'tekton.dev/Run': { apiVersion: 'tekton.dev/v1beta1', kind: 'CustomRun' },
  'networking.internal.knative.dev/ClusterIngress': {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'Ingress',
  },
  ...moved('triggers.tekton.dev/v1beta1', {
    'tekton.dev': ['EventListener', 'TriggerBinding', 'TriggerTemplate', 'ClusterTriggerBinding', 'Trigger'],
  }),
};

/** Old versions of Kubernetes' own kinds whose fields are the same in the new one. */
const KUBERNETES: Readonly<Record<string, string>> = {
  ...kubernetes('rbac.authorization.k8s.io/v1', {
    'rbac.authorization.k8s.io/v1beta1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
    'rbac.authorization.k8s.io/v1alpha1': ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  }),
  ...kubernetes('apps/v1', {
    'extensions/v1beta1': ['Deployment', 'DaemonSet', 'ReplicaSet'],
    'apps/v1beta1': ['Deployment', 'StatefulSet'],
    'apps/v1beta2': ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'],
  }),
  ...kubernetes('batch/v1', { 'batch/v1beta1': ['CronJob'], 'batch/v2alpha1': ['CronJob'] }),
  ...kubernetes('networking.k8s.io/v1', { 'extensions/v1beta1': ['NetworkPolicy'] }),
};

/** What an object of this version and kind is called today; the same where there is nothing newer. */
export function currentType(apiVersion: string, kind: string): Moved {
  const group = groupOf(apiVersion);
  const moved = MOVED[`${group}/${kind}`];
  if (moved !== undefined) return moved;
  const modelled = kinds.find((candidate) => candidate.group === group && candidate.kind === kind);
  if (modelled !== undefined) return { apiVersion: modelled.apiVersion, kind };
  return { apiVersion: KUBERNETES[`${apiVersion}/${kind}`] ?? apiVersion, kind };
}

function moved(apiVersion: string, from: Readonly<Record<string, readonly string[]>>): Record<string, Moved> {
  const entries = Object.entries(from).flatMap(([group, names]) =>
    names.map((kind) => [`${group}/${kind}`, { apiVersion, kind }] as const),
  );
  return Object.fromEntries(entries);
}

function kubernetes(apiVersion: string, from: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const entries = Object.entries(from).flatMap(([old, names]) => names.map((kind) => [`${old}/${kind}`, apiVersion]));
  return Object.fromEntries(entries);
}
