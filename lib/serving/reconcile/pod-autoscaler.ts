import { Metric } from '../../api/autoscaling/v1alpha1/metric';
import { PodAutoscaler, type PodAutoscalerStatus } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import type { AutoscalerConfig } from '../../api/config';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import {
  ServerlessService,
  type ServerlessServiceSpec,
  type ServerlessServiceStatus,
} from '../../api/networking/v1alpha1/serverless-service';
import { type Conditions, conditionOf, isReady, living } from '../../controller/conditions';
import {
  applyContent,
  controllerReference,
  type Effect,
  isControlledBy,
  patch,
  target,
} from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { Answer, View } from '../../controller/reconciler';
import { autoscalingAnnotation } from '../../rules/serving/autoscaling-keys';
import { annotation, pick } from '../keys';
import { autoscaler, deployment, settingsOf } from '../settings';
import {
  type Autoscaler,
  type Decision,
  decide,
  FEWEST_ACTIVATORS,
  isOfClass,
  type Load,
  type Scaling,
  scalingOf,
  seconds,
  undecided,
} from './scaling';
import { readyCount } from './serverless-service';

export type Sks = KubeObject<ServerlessServiceSpec, ServerlessServiceStatus>;

const NANOSECONDS = 1e9;

/** What is asked of the world outside: the load of a revision. */
export interface AutoscalerInputs {
  readonly load: (question: {
    readonly namespace: string;
    readonly revision: string;
    readonly readyPods: number;
    /** The load that one pod is to be given. */
    readonly target: number;
    /** How many pods there may be; 0 sets no limit. */
    readonly max: number;
  }) => Answer<Load>;
  readonly [name: string]: (question: never) => Answer<unknown>;
}

interface Given {
  readonly object: Autoscaler;
  readonly view: View;
  readonly conditions: Conditions;
  readonly inputs: AutoscalerInputs;
  readonly now: Date;
}

/** Knative's own autoscaler: as many pods as the load needs, down to none, with the activator before them while they are few. */
export const podAutoscaler = livingReconciler({
  name: 'serving/pod-autoscaler',
  kind: PodAutoscaler,
  accepts: (object) => isOfClass(object, 'kpa'),
  owns: [ServerlessService, Metric],
  conditionSet: living('Active', 'SKSReady', 'ScaleTargetInitialized'),
  reconcile({ object, view, conditions, inputs, now }: Given) {
    const { name = '', namespace } = object.metadata;
    const config = autoscaler(settingsOf(view, 'config-autoscaler'));
    const scaling = scalingOf(object, config);
    const sks = view.get(ServerlessService, name, namespace);
    if (sks !== undefined && !isControlledBy(sks, object)) return notOwned(object, conditions);
    const metricsServiceName = sks?.status?.privateServiceName ?? '';
    if (sks === undefined || metricsServiceName === '') {
      conditions.markUnknown('SKSReady', 'NotReady', 'No Private Service Name');
      const counted = computeStatus(object, { want: -1, ready: 0, serviceName: '', scaling }, conditions);
      return {
        status: { ...counted, metricsServiceName: '' },
        effects: [applyContent(serverlessServiceOf(object, 'Proxy', FEWEST_ACTIVATORS))],
      };
    }

    const effects: Effect[] = [applyContent(metricOf(object, scaling, metricsServiceName))];
    const own = view.get(kubernetes.Endpoints, metricsServiceName, namespace);
    const ready = readyCount(own as Parameters<typeof readyCount>[0]);
    const decision = decisionFor({ object, scaling, config, ready, inputs });
    const { want, change, again } = scale({ object, scaling, config, sks, view, conditions, now }, decision.desired);
    effects.push(...change);

    const mode = want > 0 && decision.excessBurstCapacity >= 0 ? 'Serve' : 'Proxy';
    effects.push(applyContent(serverlessServiceOf(object, mode, decision.activators)));
    const serviceName = sks.status?.serviceName ?? '';
    if (isReady(sks)) conditions.markTrue('SKSReady');
    else conditions.markUnknown('SKSReady', 'NotReady', conditionOf(sks, 'Ready')?.message);
    const status = computeStatus(object, { want, ready, serviceName, scaling }, conditions);
    return { status: { ...status, metricsServiceName }, effects, again };
  },
});

export function notOwned(object: Autoscaler, conditions: Conditions) {
  const { name } = object.metadata;
  conditions.markFalse('Active', 'NotOwned', `There is an existing SKS "${name}" that we do not own.`);
  return { failure: `PA: ${name} does not own SKS: ${name}` };
}

function decisionFor({
  object,
  scaling,
  config,
  ready,
  inputs,
}: Pick<Given, 'object' | 'inputs'> & { scaling: Scaling; config: AutoscalerConfig; ready: number }): Decision {
  const { namespace = '', name = '' } = object.metadata;
  const load = inputs.load({ namespace, revision: name, readyPods: ready, target: scaling.target, max: scaling.max });
  return load.state === 'known' ? decide(scaling, config, load.value, ready) : undecided(scaling);
}

interface Scale {
  /** How many pods there should be; -1 while nobody knows. */
  readonly want: number;
  readonly change: readonly Effect[];
  /** Milliseconds until it is to be looked at again. */
  readonly again?: number;
}

interface ScaleGiven extends Omit<Given, 'inputs'> {
  readonly scaling: Scaling;
  readonly config: AutoscalerConfig;
  readonly sks: Sks;
}

/** Brings the Deployment to what was decided, within the revision's bounds. */
function scale(given: ScaleGiven, desired: number): Scale {
  const { object, scaling, view, conditions } = given;
  const { namespace } = object.metadata;
  const { name = '' } = object.spec!.scaleTargetRef;
  const scaled = view.get(kubernetes.Deployment, name, namespace);
  if (scaled === undefined || (desired < 0 && !conditions.is('Active', 'Unknown'))) return { want: -1, change: [] };
  const isStarting = scaling.initial > 1 && !conditions.is('ScaleTargetInitialized', 'True') && scaling.isReachable;
  const min = isStarting ? Math.max(scaling.min, scaling.initial) : scaling.min;
  const bounded = desired < min ? min : scaling.max > 0 ? Math.min(desired, scaling.max) : desired;
  const { want, isApplied, again } =
    bounded === 0 ? scaleToZero(given) : { want: bounded, isApplied: true, again: undefined };
  const replicas = (scaled.spec as { replicas?: number } | undefined)?.replicas;
  const change =
    isApplied && replicas !== want
      ? [patch(target(kubernetes.Deployment, name, namespace), { spec: { replicas: want } })]
      : [];
  return { want, change, ...(again === undefined ? {} : { again }) };
}

/** What an activation may take besides the time that the Deployment has. */
const ACTIVATION_BUFFER_SECONDS = 30;
const PROXY_CHECK_MS = 3000;

interface ToZero {
  readonly want: number;
  readonly isApplied: boolean;
  readonly again?: number;
}

/** The way down to no pod: first the traffic goes to the activator, and only then the last pod. */
function scaleToZero({ object, scaling, config, sks, view, conditions, now }: ScaleGiven): ToZero {
  if (!config.enableScaleToZero) return { want: 1, isApplied: true };
  const active = conditions.get('Active');
  const since = (moment: string | undefined) => now.getTime() - Date.parse(moment ?? now.toISOString());
  const held = since(active?.lastTransitionTime);
  const window = scaling.window * 1000;
  if (active?.status === 'Unknown') {
    const own = seconds(object.metadata.annotations?.[annotation.progressDeadline]);
    const deadline = own ?? deployment(settingsOf(view, 'config-deployment')).progressDeadline;
    const patience = (deadline + ACTIVATION_BUFFER_SECONDS) * 1000;
    return held > patience ? { want: 0, isApplied: true } : { want: -1, isApplied: false, again: patience - held + 1 };
  }
  if (active?.status === 'True') {
    if (held < window) return { want: 1, isApplied: true, again: window - held };
    return { want: 0, isApplied: false, ...(sks.spec?.mode === 'Proxy' ? { again: PROXY_CHECK_MS } : {}) };
  }
  if (sks.spec?.mode !== 'Proxy') return { want: 0, isApplied: false };
  const grace = config.scaleToZeroGracePeriod * 1000;
  const asked = autoscalingAnnotation(object.metadata.annotations, 'scale-to-zero-pod-retention-period')?.value;
  const retention = scaling.isReachable ? (seconds(asked) ?? config.scaleToZeroPodRetentionPeriod) * 1000 : 0;
  if (held >= Math.max(grace, retention)) return { want: 0, isApplied: true };
  if (retention > 0 && held < retention) return { want: 0, isApplied: false, again: retention - held };
  const proxied = since(conditionOf(sks, 'ActivatorEndpointsPopulated')?.lastTransitionTime);
  return proxied >= grace ? { want: 0, isApplied: true } : { want: 0, isApplied: false, again: grace - proxied };
}

interface Counted {
  readonly want: number;
  readonly ready: number;
  readonly serviceName: string;
  readonly scaling: Scaling;
}

function computeStatus(object: Autoscaler, counted: Counted, conditions: Conditions) {
  const { want, ready, serviceName, scaling } = counted;
  const before = object.status?.desiredScale;
  const least = leastReady(scaling, conditions);
  if (ready >= least && serviceName !== '') conditions.markTrue('ScaleTargetInitialized');
  markActive(counted, least, conditions);
  const status: Omit<PodAutoscalerStatus, 'conditions' | 'metricsServiceName'> = {
    serviceName,
    desiredScale: want === -1 && before !== undefined && before >= 0 ? before : want,
    actualScale: ready,
  };
  return status;
}

function leastReady({ min, initial }: Scaling, conditions: Conditions): number {
  return conditions.is('ScaleTargetInitialized', 'True') ? Math.max(min, 1) : Math.max(min, initial);
}

function markActive({ want, ready }: Counted, least: number, conditions: Conditions): void {
  const wasInactive = conditions.is('Active', 'False');
  if (want === 0 || least === 0) {
    if (conditions.is('Active', 'Unknown') && least > 0) {
      conditions.markFalse('Active', 'TimedOut', 'The target could not be activated.');
    } else {
      conditions.markFalse('Active', 'NoTraffic', 'The target is not receiving traffic.');
    }
  } else if (ready < least) {
    if (want > 0 || !wasInactive) {
      conditions.markUnknown(
        'Active',
        'Queued',
        'Requests to the target are being buffered as resources are provisioned.',
      );
    } else {
      conditions.markFalse('Active', 'NoTraffic', 'The target is not receiving traffic.');
    }
  } else if (want > 0 || !wasInactive) {
    conditions.markTrue('Active');
  }
}

/** The services of a revision's pods. */
export function serverlessServiceOf(
  object: Autoscaler,
  mode: ServerlessServiceSpec['mode'],
  numActivators: number,
): KubeObject<ServerlessServiceSpec> {
  const { name = '', namespace, labels, annotations } = object.metadata;
  return {
    apiVersion: ServerlessService.apiVersion,
    kind: ServerlessService.kind,
    metadata: {
      name,
      namespace,
      labels,
      annotations: pick(annotations, (key) => key !== annotation.autoscalerMetric),
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      mode,
      objectRef: object.spec!.scaleTargetRef,
      protocolType: object.spec!.protocolType,
      ...(numActivators === 0 ? {} : { numActivators }),
    },
  };
}

/** What is to be measured of a revision. */
function metricOf(object: Autoscaler, scaling: Scaling, service: string): KubeObject {
  const { name = '', namespace, labels, annotations } = object.metadata;
  return {
    apiVersion: Metric.apiVersion,
    kind: Metric.kind,
    metadata: {
      name: childName(name, ''),
      namespace,
      labels,
      annotations: { ...annotations, [annotation.autoscalerMetric]: scaling.metric },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      stableWindow: scaling.window * NANOSECONDS,
      panicWindow: scaling.panicWindow * NANOSECONDS,
      // With the activator always in the path, its figures are enough.
      scrapeTarget: scaling.burstCapacity === -1 ? '' : service,
    },
  };
}
