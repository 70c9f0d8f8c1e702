import { kubernetes } from '../api/kubernetes';
import { patch, target } from '../controller/effects';
import { timestampOf } from '../controller/moment';
import type { Reconciler } from '../controller/reconciler';

interface Metric {
  readonly resource?: { readonly name: string; readonly target: { readonly averageValue?: string } };
  readonly pods?: { readonly metric: { readonly name: string } };
}

interface Spec {
  readonly scaleTargetRef: { readonly name: string };
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  readonly metrics?: readonly Metric[];
}

interface Status {
  readonly lastScaleTime?: string;
  readonly desiredReplicas?: number;
  readonly conditions?: readonly { readonly type: string; readonly reason: string; readonly message: string }[];
}

/**
 * Kubernetes' own autoscaler in a cluster where nobody measures anything: it keeps the number of pods between the bounds,
 * and changes nothing else.
 */
export const horizontalAutoscalers: Reconciler = {
  name: 'world/horizontal-autoscalers',
  kind: kubernetes.HorizontalPodAutoscaler as never,
  reconcile({ object, view, now }) {
    const { scaleTargetRef, minReplicas = 1, maxReplicas, metrics = [] } = object.spec as Spec;
    const before = (object.status ?? {}) as Status;
    const { namespace } = object.metadata;
    const scaled = view.get(kubernetes.Deployment, scaleTargetRef.name, namespace);
    const current = (scaled?.spec as { replicas?: number } | undefined)?.replicas ?? 0;
    const wanted = current === 0 ? 0 : Math.min(Math.max(current, minReplicas), maxReplicas);
    const isScaled = wanted !== current;
    const condition = (type: string, status: string, reason: string, message: string) => ({
      type,
      status,
      lastTransitionTime: timestampOf(now),
      reason,
      message,
    });
    const ability = isScaled
      ? ['SucceededRescale', `the HPA controller was able to update the target scale to ${wanted}`]
      : ['SucceededGetScale', "the HPA controller was able to get the target's current scale"];
    const activity =
      current === 0
        ? ['ScalingDisabled', 'scaling is disabled since the replica count of the target is zero']
        : unmeasured(metrics[0]);
    const conditions = [
      condition('AbleToScale', 'True', ability[0]!, ability[1]!),
      condition('ScalingActive', 'False', activity[0]!, activity[1]!),
    ];
    const isAsBefore = conditions.every(({ type, reason, message }) =>
      before.conditions?.some((old) => old.type === type && old.reason === reason && old.message === message),
    );
    return {
      effects: isScaled
        ? [patch(target(kubernetes.Deployment, scaleTargetRef.name, namespace), { spec: { replicas: wanted } })]
        : [],
      status: {
        ...(isScaled
          ? { lastScaleTime: timestampOf(now) }
          : 'lastScaleTime' in before
            ? { lastScaleTime: before.lastScaleTime }
            : {}),
        currentReplicas: current,
        desiredReplicas: isScaled ? wanted : (before.desiredReplicas ?? 0),
        currentMetrics: metrics.map(() => ({ type: '' })),
        conditions: isAsBefore ? before.conditions : conditions,
      },
    };
  },
};

/** Why a metric is not known: the reason, and what is told of it. */
function unmeasured({ resource, pods }: Metric = {}): readonly [reason: string, message: string] {
  const failure = 'the HPA was unable to compute the replica count';
  if (pods !== undefined) {
    const cause =
      'unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered';
    return ['FailedGetPodsMetric', `${failure}: unable to get metric ${pods.metric.name}: ${cause}`];
  }
  const { name, target: wanted } = resource ?? { name: 'cpu', target: {} };
  const what = `failed to get ${name} ${wanted.averageValue === undefined ? 'utilization' : 'usage'}`;
  const cause =
    'unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)';
  return ['FailedGetResourceMetric', `${failure}: ${what}: unable to get metrics for resource ${name}: ${cause}`];
}
