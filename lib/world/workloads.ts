import { hash } from 'node:crypto';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import { apply, type Effect, patch, targetOf } from '../controller/effects';
import { timestampOf } from '../controller/moment';
import type { Reconciler } from '../controller/reconciler';
import type { Conduct } from './conduct';

interface WorkloadSpec {
  readonly replicas?: number;
  readonly progressDeadlineSeconds?: number;
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> } };
}

interface WorkloadStatus {
  readonly readyReplicas?: number;
  readonly [field: string]: unknown;
}

type Workload = KubeObject<WorkloadSpec, WorkloadStatus>;

const hashes = new WeakMap<object, string>();

/** Something short that stands for the content of a pod template, in the names of what is made of it. */
function templateHash(object: KubeObject): string {
  const { template = {} } = object.spec as WorkloadSpec;
  const known = hashes.get(template);
  if (known !== undefined) return known;
  const made = hash('md5', JSON.stringify(template)).slice(0, HASH_LENGTH);
  hashes.set(template, made);
  return made;
}

const HASH_LENGTH = 10;

interface DeploymentCondition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
  readonly lastUpdateTime?: string;
  readonly lastTransitionTime?: string;
}

/** Kubernetes' own default. */
const PROGRESS_DEADLINE_SECONDS = 600;

/** Brings a Deployment's pods up at once, or leaves it without until its deadline or from the beginning, as it was told to. */
export function deployments(conduct: Conduct): Reconciler<WorkloadSpec, WorkloadStatus> {
  return {
    name: 'world/deployments',
    kind: kubernetes.Deployment as never,
    reconcile({ object, now }) {
      const replicas = object.spec?.replicas ?? 1;
      const way = conduct.of(object);
      const ready = way === 'works' ? replicas : 0;
      const before = (object.status?.conditions ?? []) as readonly DeploymentCondition[];
      const progress = replicas === 0 || way === 'works' ? 'complete' : way === 'waits' ? 'under way' : 'late';
      const left = progress === 'under way' ? untilDeadline(object, before, now) : undefined;
      const conditions = [
        available(ready >= replicas),
        progressing(object, left !== undefined && left <= 0 ? 'late' : progress),
      ].map((condition) => changedAt(condition, before, now));
      const status = {
        observedGeneration: object.metadata.generation,
        ...counted({ replicas, updatedReplicas: replicas, readyReplicas: ready, availableReplicas: ready }),
        ...counted({ unavailableReplicas: replicas - ready }),
        terminatingReplicas: 0,
        conditions,
      };
      return { status, effects: [numbered(object)], ...(left !== undefined && left > 0 ? { again: left } : {}) };
    },
  };
}

/** Milliseconds that a Deployment has left to make progress since it last made some. */
function untilDeadline(object: Workload, before: readonly DeploymentCondition[], now: Date): number {
  const known = before.find(({ type }) => type === 'Progressing');
  // Another template is progress, and the only way out once the time was up.
  const isKnown = known?.message.includes(`"${replicaSetOf(object)}"`) === true;
  if (isKnown && known.status === 'False') return 0;
  const since = isKnown ? Date.parse(known.lastUpdateTime ?? '') : now.getTime();
  return since + (object.spec?.progressDeadlineSeconds ?? PROGRESS_DEADLINE_SECONDS) * 1000 - now.getTime();
}

/** A condition with the moments at which it last changed, and last changed its status. */
function changedAt(condition: DeploymentCondition, before: readonly DeploymentCondition[], now: Date) {
  const known = before.find(({ type }) => type === condition.type);
  const moment = timestampOf(now);
  const isSameStatus = known?.status === condition.status;
  const isUnchanged = isSameStatus && known.reason === condition.reason && known.message === condition.message;
  return {
    lastUpdateTime: isUnchanged ? known.lastUpdateTime : moment,
    lastTransitionTime: isSameStatus ? known.lastTransitionTime : moment,
    ...condition,
  };
}

const REVISION = 'deployment.kubernetes.io/revision';

/** Each new template counts one: the ReplicaSet of the last one stands in the status. */
function numbered(object: Workload): Effect {
  const before = Number(object.metadata.annotations?.[REVISION] ?? 0);
  const conditions = (object.status?.conditions ?? []) as readonly DeploymentCondition[];
  const last = conditions.find(({ type }) => type === 'Progressing')?.message ?? '';
  const isNew = before === 0 || !last.includes(`"${replicaSetOf(object)}"`);
  return patch(targetOf(object), { metadata: { annotations: { [REVISION]: String(isNew ? before + 1 : before) } } });
}

function available(isAvailable: boolean): DeploymentCondition {
  return isAvailable
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progressing(object: Workload, progress: 'complete' | 'under way' | 'late'): DeploymentCondition {
  const name = replicaSetOf(object);
  switch (progress) {
    case 'complete':
      return {
        type: 'Progressing',
        status: 'True',
        reason: 'NewReplicaSetAvailable',
        message: `ReplicaSet "${name}" has successfully progressed.`,
      };
    case 'under way':
      return {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `ReplicaSet "${name}" is progressing.`,
      };
    case 'late':
      return {
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${name}" has timed out progressing.`,
      };
  }
}

/** What the pods of the newest template belong to. */
function replicaSetOf(object: Workload): string {
  return `${object.metadata.name}-${templateHash(object)}`;
}

/** Kubernetes leaves counts of none out. */
function counted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Brings a StatefulSet's pods up at once. */
export function statefulSets(conduct: Conduct): Reconciler<WorkloadSpec, WorkloadStatus> {
  return {
    name: 'world/stateful-sets',
    kind: kubernetes.StatefulSet as never,
    reconcile({ object }) {
      const replicas = object.spec?.replicas ?? 1;
      const ready = conduct.of(object) === 'works' ? replicas : 0;
      const revision = `${object.metadata.name}-${templateHash(object)}`;
      return {
        status: {
          observedGeneration: object.metadata.generation,
          replicas,
          ...counted({ readyReplicas: ready, currentReplicas: replicas, updatedReplicas: replicas }),
          currentRevision: revision,
          updateRevision: revision,
          collisionCount: 0,
          availableReplicas: ready,
        },
      };
    },
  };
}

interface ServiceSpec {
  readonly selector?: Readonly<Record<string, string>>;
  readonly clusterIP?: string;
  readonly ports?: readonly {
    readonly name?: string;
    readonly port: number;
    readonly targetPort?: number | string;
    readonly protocol?: string;
    readonly appProtocol?: string;
  }[];
}

/** Gives a Service that selects pods the addresses of those that are ready. */
export const endpoints: Reconciler<ServiceSpec> = {
  name: 'world/endpoints',
  kind: kubernetes.Service as never,
  owns: [kubernetes.Endpoints],
  reconcile({ object, view }) {
    const { selector, ports } = object.spec ?? {};
    const { name = '', namespace } = object.metadata;
    const [first] = Object.entries(selector ?? {});
    if (first === undefined) return {};
    const [key, value] = first;
    const addresses = [kubernetes.Deployment, kubernetes.StatefulSet]
      .flatMap((kind) => {
        // Most workloads bear the labels of their pods, and can be found by them.
        const labelled = view.list(kind, { namespace, labels: { [key]: value } });
        return (labelled.length > 0 ? labelled : view.list(kind, { namespace })) as readonly Workload[];
      })
      .filter((workload) => isSelected(workload, selector!))
      .flatMap(addressesOf);
    const subset = {
      addresses,
      ports: (ports ?? []).map(({ name: port, targetPort, port: own, protocol, appProtocol }) => ({
        ...(port === undefined ? {} : { name: port }),
        port: typeof targetPort === 'number' ? targetPort : own,
        protocol: protocol ?? 'TCP',
        ...(appProtocol === undefined ? {} : { appProtocol }),
      })),
    };
    return {
      effects: [
        apply({
          apiVersion: 'v1',
          kind: 'Endpoints',
          metadata: { name, namespace },
          ...(addresses.length === 0 ? {} : { subsets: [subset] }),
        } as KubeObject),
      ],
    };
  },
};

function isSelected({ spec }: Workload, selector: Readonly<Record<string, string>>): boolean {
  const labels = spec?.template?.metadata?.labels ?? {};
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function addressesOf(workload: Workload): readonly object[] {
  const { name = '', namespace } = workload.metadata;
  const template = templateHash(workload);
  return Array.from({ length: workload.status?.readyReplicas ?? 0 }, (_, index) => {
    const pod = `${name}-${template}-${index}`;
    return {
      ip: addressOf(`${namespace}/${pod}`),
      nodeName: 'node-0',
      targetRef: { kind: 'Pod', namespace, name: pod },
    };
  });
}

/** An address in the cluster, always the same for the same pod. */
function addressOf(pod: string): string {
  const bytes = hash('md5', pod, 'buffer');
  return `10.${bytes[0]}.${bytes[1]}.${1 + (bytes[2]! % 254)}`;
}
