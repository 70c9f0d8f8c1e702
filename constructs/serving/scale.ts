import type { Duration } from 'cdk8s';
import type { Lowering } from '../base/resource';
import { durationText } from '../pod/seconds';

const PREFIX = 'autoscaling.knative.dev/';

/** How a revision gets more pods and fewer. */
export interface ScaleProps {
  /** Which autoscaler: Knative's own, Kubernetes' horizontal pod autoscaler, or another by its full name. @default - as config-autoscaler says: `kpa` */
  readonly class?: 'kpa' | 'hpa' | (string & {});
  /** What is measured. `kpa` knows `concurrency` and `rps`; `hpa` knows `cpu`, `memory` and custom metrics. @default - `concurrency`, and `cpu` for `hpa` */
  readonly metric?: 'concurrency' | 'rps' | 'cpu' | 'memory' | (string & {});
  /** How much of the metric a pod is to have: requests at a time, requests a second, percent of its CPU request, Mi of memory. 0.01 or more. @default - as config-autoscaler says: 100 at a time, 200 a second */
  readonly target?: number;
  /** Part of the target at which pods are added, in percent, 1 to 100. @default - as config-autoscaler says: 70 */
  readonly targetUtilization?: number;
  /** Spare requests at a time that the pods must have room for before the activator leaves the path; 0 means it is there only at zero pods, -1 that it is there always. @default - as config-autoscaler says: 211 */
  readonly targetBurstCapacity?: number;
  /** Fewest pods; 0 lets an idle revision go away. @default - as config-autoscaler says: 0 */
  readonly min?: number;
  /** Most pods; 0 means no limit. @default - as config-autoscaler says: 0 */
  readonly max?: number;
  /** Pods that a new revision begins with, before it counts as ready. @default - as config-autoscaler says: 1 */
  readonly initial?: number;
  /** Fewest pods whenever there are any, 2 or more. @default - 1 */
  readonly activation?: number;
  /** Time over which the metric is averaged, 6 seconds to 1 hour, in whole seconds. @default - as config-autoscaler says: 60 s */
  readonly window?: Duration;
  /** Length of the window in which bursts are seen, in percent of `window`, 1 to 100. @default - as config-autoscaler says: 10 */
  readonly panicWindowPercentage?: number;
  /** Load in the panic window, in percent of what the pods can take, from which on no pod is taken away, 110 to 1000. @default - as config-autoscaler says: 200 */
  readonly panicThresholdPercentage?: number;
  /** How long load must stay lower before pods are taken away, up to 1 hour, in whole seconds. @default - as config-autoscaler says: 0 */
  readonly scaleDownDelay?: Duration;
  /** How long the last pod stays at least once it is idle, up to 1 hour. @default - as config-autoscaler says: 0 */
  readonly retention?: Duration;
  /** How values in the window are averaged. Needs the class `kpa`. @default 'linear' */
  readonly aggregation?: 'linear' | 'weighted-exponential';
}

/** The annotations of a revision that say how it scales. */
export function scaleAnnotations(
  scale: ScaleProps | undefined,
  lowering: Lowering,
): Record<string, string | undefined> {
  if (scale === undefined) return {};
  const { class: name, metric, target, targetUtilization, targetBurstCapacity, min, max, initial, activation } = scale;
  const { window, panicWindowPercentage, panicThresholdPercentage, scaleDownDelay, retention, aggregation } = scale;
  return {
    [`${PREFIX}class`]: autoscalerClass(name),
    [`${PREFIX}metric`]: metric,
    [`${PREFIX}target`]: text(target),
    [`${PREFIX}target-utilization-percentage`]: text(targetUtilization),
    [`${PREFIX}target-burst-capacity`]: text(targetBurstCapacity),
    [`${PREFIX}min-scale`]: text(min),
    [`${PREFIX}max-scale`]: text(max),
    [`${PREFIX}initial-scale`]: text(initial),
    [`${PREFIX}activation-scale`]: text(activation),
    [`${PREFIX}window`]: durationText(window, 'scale.window', lowering),
    [`${PREFIX}panic-window-percentage`]: text(panicWindowPercentage),
    [`${PREFIX}panic-threshold-percentage`]: text(panicThresholdPercentage),
    [`${PREFIX}scale-down-delay`]: durationText(scaleDownDelay, 'scale.scaleDownDelay', lowering),
    [`${PREFIX}scale-to-zero-pod-retention-period`]: durationText(retention, 'scale.retention', lowering),
    [`${PREFIX}metric-aggregation-algorithm`]: aggregation,
  };
}

/** The full name of an autoscaler. */
export function autoscalerClass(name: string | undefined): string | undefined {
  return name === 'kpa' || name === 'hpa' ? `${name}.autoscaling.knative.dev` : name;
}

function text(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
