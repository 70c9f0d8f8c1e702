import type { PodAutoscalerSpec, PodAutoscalerStatus } from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import type { AutoscalerConfig } from '../../api/config';
import { parseGoDuration } from '../../api/config/duration';
import type { KubeObject } from '../../api/meta/v1';
import { type AutoscalingKey, autoscalingAnnotation } from '../../rules/serving/autoscaling-keys';
import { annotation } from '../keys';
import { initialScale } from './deployment';

export type Autoscaler = KubeObject<PodAutoscalerSpec, PodAutoscalerStatus>;

/** How a revision is to be scaled: what it says itself, and else the settings. */
export interface Scaling {
  readonly metric: string;
  /** What one pod can take. */
  readonly total: number;
  /** What one pod is to be given. */
  readonly target: number;
  /** Seconds over which load is averaged. */
  readonly window: number;
  /** Seconds over which a burst is seen. */
  readonly panicWindow: number;
  readonly min: number;
  /** 0 sets no limit. */
  readonly max: number;
  readonly initial: number;
  /** Spare requests below which the activator stays in the path; -1 keeps it there always. */
  readonly burstCapacity: number;
  readonly activationScale: number;
  readonly isReachable: boolean;
}

const FRACTION = 100;
const LEAST_TARGET = 0.01;
const NANOSECONDS = 1e9;

export function scalingOf({ metadata, spec }: Autoscaler, config: AutoscalerConfig): Scaling {
  const text = (key: AutoscalingKey) => autoscalingAnnotation(metadata.annotations, key)?.value;
  const number = (key: AutoscalingKey) => {
    const value = text(key);
    return value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
  };
  const metric = text('metric') ?? 'concurrency';
  const limit = spec?.containerConcurrency ?? 0;
  const isRps = metric === 'rps';
  const asked = number('target');
  const soft = isRps ? config.requestsPerSecondTargetDefault : limit || config.containerConcurrencyTargetDefault;
  const total = asked === undefined ? soft : !isRps && limit !== 0 ? Math.min(asked, limit) : asked;
  const percentage = number('target-utilization-percentage');
  const utilization =
    percentage === undefined ? fraction(config.containerConcurrencyTargetPercentage) : percentage / FRACTION;
  const window = seconds(text('window')) ?? config.stableWindow;
  const panic = number('panic-window-percentage') ?? config.panicWindowPercentage;
  const isReachable = spec?.reachability !== 'Unreachable';
  return {
    metric,
    total,
    target: Math.max(LEAST_TARGET, total * utilization),
    window,
    panicWindow: Math.max(1, Math.round((window * panic) / FRACTION)),
    min: isReachable ? (number('min-scale') ?? config.minScale) : 0,
    max: number('max-scale') ?? config.maxScale,
    initial: initialScale({ metadata }, config),
    burstCapacity: number('target-burst-capacity') ?? config.targetBurstCapacity,
    activationScale: number('activation-scale') ?? 0,
    isReachable,
  };
}

/** The setting may be written as a percentage or as a fraction. */
function fraction(value: number): number {
  return value > 1 ? value / FRACTION : value;
}

/** A duration in Go's way, in seconds. */
export function seconds(text: string | undefined): number | undefined {
  const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
  return nanoseconds === undefined ? undefined : nanoseconds / NANOSECONDS;
}

/** The class of autoscaler that a revision is for. */
export function isOfClass(object: Autoscaler, name: 'kpa' | 'hpa'): boolean {
  const asked = object.metadata.annotations?.[annotation.autoscalerClass] ?? 'kpa.autoscaling.knative.dev';
  return asked === `${name}.autoscaling.knative.dev`;
}

/** What comes in for a revision: requests at a time, or in a second, over all of its pods. */
export interface Load {
  /** Over the stable window. */
  readonly stable: number;
  /** Over the panic window. */
  readonly panic: number;
}

/** How many pods a revision should have, and how many requests more it could take. */
export interface Decision {
  readonly desired: number;
  /** Below 0 the activator belongs in the path. */
  readonly excessBurstCapacity: number;
  /** How many activators should stand before the pods. */
  readonly activators: number;
}

/** Activators that a service has at least, while it needs one. */
export const FEWEST_ACTIVATORS = 2;

/** What holds until something is known of the load. */
export function undecided({ burstCapacity, initial, total }: Scaling): Decision {
  const isFixed = burstCapacity === 0 || burstCapacity === -1;
  return {
    desired: -1,
    excessBurstCapacity: isFixed ? burstCapacity : initial * total - burstCapacity,
    activators: FEWEST_ACTIVATORS,
  };
}

/** Knative's decision at one moment: enough pods for the load, neither up nor down by more than the rates allow. */
export function decide(scaling: Scaling, config: AutoscalerConfig, load: Load, readyPods: number): Decision {
  const ready = Math.max(1, readyPods);
  const most = Math.ceil(config.maxScaleUpRate * ready);
  const least = scaling.isReachable ? Math.floor(ready / config.maxScaleDownRate) : 0;
  const pods = (amount: number) => {
    const needed = Math.ceil(amount / scaling.target);
    const bounded = Math.min(Math.max(needed, least), most);
    return { needed, wanted: needed > 0 ? Math.max(bounded, scaling.activationScale) : bounded };
  };
  const stable = pods(load.stable);
  const panic = pods(load.panic);
  const isPanicking = panic.needed / ready >= config.panicThresholdPercentage / FRACTION;
  const { burstCapacity } = scaling;
  return {
    desired: isPanicking ? Math.max(stable.wanted, panic.wanted) : stable.wanted,
    excessBurstCapacity:
      burstCapacity === 0 || burstCapacity === -1
        ? burstCapacity
        : Math.floor(readyPods * scaling.total - burstCapacity - load.panic),
    activators: activatorsFor(scaling, config, readyPods),
  };
}

function activatorsFor({ burstCapacity, total }: Scaling, config: AutoscalerConfig, readyPods: number): number {
  if (burstCapacity === 0) return FEWEST_ACTIVATORS;
  const capacity = readyPods * total + Math.max(burstCapacity, 0);
  return Math.max(FEWEST_ACTIVATORS, Math.ceil(capacity / config.activatorCapacity));
}
