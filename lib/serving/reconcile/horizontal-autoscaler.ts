import { PodAutoscaler, type PodAutoscalerStatus } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { ServerlessService } from '../../api/networking/v1alpha1/serverless-service';
import { conditionOf, isReady, living } from '../../controller/conditions';
import { applyContent, controllerReference, type Effect, isControlledBy } from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { AUTOSCALING } from '../keys';
import { autoscaler, settingsOf } from '../settings';
import { notOwned, serverlessServiceOf } from './pod-autoscaler';
import { type Autoscaler, isOfClass, type Scaling, scalingOf } from './scaling';

/** As many pods as an int32 can count: what stands for no limit. */
const NO_LIMIT = 2147483647;

/** Kubernetes' own autoscaler: never down to none, and never with the activator before the pods. */
export const horizontalAutoscaler = livingReconciler({
  name: 'serving/horizontal-autoscaler',
  kind: PodAutoscaler,
  accepts: (object) => isOfClass(object, 'hpa'),
  owns: [kubernetes.HorizontalPodAutoscaler, ServerlessService],
  conditionSet: living('Active', 'SKSReady', 'ScaleTargetInitialized'),
  reconcile({ object, view, conditions }) {
    const { name = '', namespace } = object.metadata;
    const scaling = scalingOf(object, autoscaler(settingsOf(view, 'config-autoscaler')));
    const sks = view.get(ServerlessService, name, namespace);
    if (sks !== undefined && !isControlledBy(sks, object)) return notOwned(object, conditions);
    const effects: Effect[] = [
      applyContent(scalerOf(object, scaling)),
      applyContent(serverlessServiceOf(object, 'Serve', 0)),
    ];

    conditions.markTrue('Active');
    const scaler = view.get(kubernetes.HorizontalPodAutoscaler, name, namespace);
    const counts = (scaler?.status ?? {}) as { currentReplicas?: number; desiredReplicas?: number };
    const actual = counts.currentReplicas ?? 0;
    if (sks !== undefined && isReady(sks)) conditions.markTrue('SKSReady');
    else conditions.markUnknown('SKSReady', 'NotReady', conditionOf(sks, 'Ready')?.message ?? '');
    if (conditions.is('SKSReady', 'True') && actual >= Math.max(scaling.min, scaling.initial)) {
      conditions.markTrue('ScaleTargetInitialized');
    }
    const status: Omit<PodAutoscalerStatus, 'conditions'> = {
      serviceName: sks?.status?.serviceName ?? '',
      metricsServiceName: sks?.status?.privateServiceName ?? '',
      desiredScale: counts.desiredReplicas,
      actualScale: counts.currentReplicas,
    };
    return { status, effects };
  },
});

function scalerOf(object: Autoscaler, scaling: Scaling): KubeObject {
  const { name = '', namespace, labels, annotations } = object.metadata;
  const window = annotations?.[`${AUTOSCALING}window`] === undefined ? undefined : scaling.window;
  return {
    apiVersion: kubernetes.HorizontalPodAutoscaler.apiVersion,
    kind: kubernetes.HorizontalPodAutoscaler.kind,
    metadata: { name, namespace, labels, annotations, ownerReferences: [controllerReference(object)] },
    spec: {
      scaleTargetRef: object.spec!.scaleTargetRef,
      ...(scaling.min > 0 ? { minReplicas: scaling.min } : {}),
      maxReplicas: scaling.max === 0 ? NO_LIMIT : scaling.max,
      ...metrics(object, scaling),
      ...(window === undefined
        ? {}
        : {
            behavior: {
              scaleUp: { stabilizationWindowSeconds: window },
              scaleDown: { stabilizationWindowSeconds: window },
            },
          }),
    },
  };
}

/** What Kubernetes is to keep near the target; nothing where the revision names none. */
function metrics({ metadata }: Autoscaler, { metric }: Scaling): object {
  const asked = metadata.annotations?.[`${AUTOSCALING}target`];
  if (asked === undefined) return {};
  if (metric === 'cpu') {
    return { metrics: [resource(metric, { type: 'Utilization', averageUtilization: Math.ceil(Number(asked)) })] };
  }
  const amount = Math.trunc(Number(asked));
  if (metric === 'memory') {
    return {
      metrics: [
        resource(metric, { type: 'AverageValue', averageValue: canonical(amount * 1024 * 1024, 1024, BINARY) }),
      ],
    };
  }
  return {
    metrics: [
      {
        type: 'Pods',
        pods: {
          metric: { name: metric },
          target: { type: 'AverageValue', averageValue: canonical(amount, 1000, DECIMAL) },
        },
      },
    ],
  };
}

const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti'] as const;
const DECIMAL = ['', 'k', 'M', 'G', 'T'] as const;

/** An amount as Kubernetes writes it: in the greatest unit that leaves a whole number. */
function canonical(amount: number, base: number, units: readonly string[]): string {
  let [rest, power] = [amount, 0];
  for (; rest !== 0 && rest % base === 0 && power + 1 < units.length; power++) rest /= base;
  return `${rest}${units[power]}`;
}

const resource = (name: string, wanted: object) => ({ type: 'Resource', resource: { name, target: wanted } });
