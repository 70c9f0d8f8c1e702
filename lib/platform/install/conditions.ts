import type { KubeObject } from '../../api/meta/v1';

/** Whether an object is ready, and if it isn't: why, and whether waiting may help. */
export type Readiness =
  | { readonly state: 'ready' }
  | { readonly state: 'pending'; readonly reason: string }
  | { readonly state: 'failed'; readonly reason: string };

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

interface Live {
  readonly metadata: { readonly generation?: number };
  readonly spec?: {
    readonly replicas?: number;
    readonly suspend?: boolean;
    readonly updateStrategy?: { readonly type?: string };
  };
  readonly status?: {
    readonly phase?: string;
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly readyReplicas?: number;
    readonly desiredNumberScheduled?: number;
    readonly updatedNumberScheduled?: number;
    readonly numberAvailable?: number;
  };
}

export const READY: Readiness = { state: 'ready' };

export function pending(reason: string): Readiness {
  return { state: 'pending', reason };
}

function failed(reason: string): Readiness {
  return { state: 'failed', reason };
}

type Check = (object: Live) => Readiness;

/** The kinds that one waits for by conditions of their own, by `group/Kind`. */
const CHECKS: Readonly<Record<string, Check>> = {
  '/Namespace': ({ status }) => (status?.phase === 'Active' ? READY : pending(`its phase is ${status?.phase}`)),
  'apiextensions.k8s.io/CustomResourceDefinition': definition,
  'apiregistration.k8s.io/APIService': isTrue('Available'),
  'apps/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'batch/Job': job,
  'cert-manager.io/Certificate': isTrue('Ready'),
  'cert-manager.io/Issuer': isTrue('Ready'),
  'cert-manager.io/ClusterIssuer': isTrue('Ready'),
  'operator.knative.dev/KnativeServing': isTrue('Ready'),
  'operator.knative.dev/KnativeEventing': isTrue('Ready'),
  'operator.tekton.dev/TektonConfig': isTrue('Ready'),
  'serving.knative.dev/Service': isTrue('Ready'),
  'serving.knative.dev/Configuration': isTrue('Ready'),
  'serving.knative.dev/Route': isTrue('Ready'),
  'serving.knative.dev/DomainMapping': isTrue('Ready'),
  'eventing.knative.dev/Broker': isTrue('Ready'),
  'eventing.knative.dev/Trigger': isTrue('Ready'),
};

/** Kinds of one group that all have a condition `Ready`. */
const READY_GROUPS: readonly string[] = ['messaging.knative.dev', 'flows.knative.dev', 'sources.knative.dev'];

/** How an object of a kind becomes ready, or undefined for kinds that are ready as soon as they are there. */
export function readinessCheck(group: string, kind: string): ((object: KubeObject) => Readiness) | undefined {
  const check = CHECKS[`${group}/${kind}`] ?? (READY_GROUPS.includes(group) ? isTrue('Ready') : undefined);
  return check as ((object: KubeObject) => Readiness) | undefined;
}

function conditionOf({ status }: Live, type: string): Condition | undefined {
  return status?.conditions?.find((condition) => condition.type === type);
}

/** `MinimumReplicasUnavailable: Deployment does not have minimum availability.` */
function told({ reason, message }: Condition, otherwise: string): string {
  return [reason, message].filter((text) => text !== undefined && text !== '').join(': ') || otherwise;
}

/** Whether a controller has yet to look at what was applied last. */
function isStale({ metadata, status }: Live): boolean {
  const { observedGeneration } = status ?? {};
  return observedGeneration !== undefined && observedGeneration < (metadata.generation ?? 0);
}

function isTrue(type: string): Check {
  return (object) => {
    if (isStale(object)) return pending('its controller has not seen the last change');
    const condition = conditionOf(object, type);
    if (condition?.status === 'True') return READY;
    return pending(
      condition === undefined ? `its controller says nothing of ${type} yet` : told(condition, `not ${type}`),
    );
  };
}

function definition(object: Live): Readiness {
  const names = conditionOf(object, 'NamesAccepted');
  if (names?.status === 'False') return failed(told(names, 'its names are taken'));
  const established = conditionOf(object, 'Established');
  if (names?.status === 'True' && established?.status === 'True') return READY;
  return pending(established === undefined ? 'not established' : told(established, 'not established'));
}

/** As `kubectl rollout status` judges it: all replicas are new, and available. */
function deployment(object: Live): Readiness {
  const { spec = {}, status = {} } = object;
  if (isStale(object) || status.observedGeneration === undefined) return pending('its controller has not seen it');
  const progressing = conditionOf(object, 'Progressing');
  if (progressing?.reason === 'ProgressDeadlineExceeded') return pending(told(progressing, 'no progress'));
  const { replicas: wanted = 1 } = spec;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < wanted) return pending(`${updatedReplicas} of ${wanted} replicas are of the new template`);
  if (replicas > updatedReplicas) return pending(`${replicas - updatedReplicas} old replicas are still there`);
  if (availableReplicas < updatedReplicas) return pending(`${availableReplicas} of ${wanted} replicas are available`);
  const available = conditionOf(object, 'Available');
  return available?.status === 'True'
    ? READY
    : pending(available === undefined ? 'not available' : told(available, ''));
}

function statefulSet(object: Live): Readiness {
  const { spec = {}, status = {} } = object;
  if (isStale(object) || status.observedGeneration === undefined) return pending('its controller has not seen it');
  const { replicas: wanted = 1, updateStrategy } = spec;
  const { readyReplicas = 0, updatedReplicas = 0 } = status;
  if (readyReplicas < wanted) return pending(`${readyReplicas} of ${wanted} replicas are ready`);
  if (updateStrategy?.type !== 'OnDelete' && updatedReplicas < wanted) {
    return pending(`${updatedReplicas} of ${wanted} replicas are of the new template`);
  }
  return READY;
}

function daemonSet(object: Live): Readiness {
  const { spec = {}, status = {} } = object;
  if (isStale(object) || status.observedGeneration === undefined) return pending('its controller has not seen it');
  const { desiredNumberScheduled: wanted = 0, numberAvailable = 0, updatedNumberScheduled = 0 } = status;
  if (spec.updateStrategy?.type !== 'OnDelete' && updatedNumberScheduled < wanted) {
    return pending(`${updatedNumberScheduled} of ${wanted} nodes have the new Pod`);
  }
  return numberAvailable < wanted ? pending(`${numberAvailable} of ${wanted} nodes have an available Pod`) : READY;
}

function job(object: Live): Readiness {
  const lost = conditionOf(object, 'Failed');
  if (lost?.status === 'True') return failed(told(lost, 'it failed'));
  if (object.spec?.suspend === true) return READY;
  return conditionOf(object, 'Complete')?.status === 'True' ? READY : pending('not complete');
}
