import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { autoscalerKeys } from '../../../lib/api/config/autoscaler';
import { kubernetes } from '../../../lib/api/kubernetes';
import { type Lowering, Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { durationText } from '../../pod/seconds';
import { autoscalerClass } from '../scale';
import { propOf, type SystemConfigProps, systemLabels, systemProps } from './system-config';

/** How revisions scale that do not say it themselves, and what bounds all of them have. */
export interface AutoscalerConfigProps extends SystemConfigProps {
  /** Autoscaler of the revisions that name none: Knative's own, the horizontal pod autoscaler, or another by its full name. @default 'kpa' */
  readonly podAutoscalerClass?: 'kpa' | 'hpa' | (string & {});
  /** Whether an idle revision goes down to no pod. @default true */
  readonly enableScaleToZero?: boolean;
  /** Whether a revision may begin with no pod. @default false */
  readonly allowZeroInitialScale?: boolean;
  /** Pods that a new revision begins with. @default 1 */
  readonly initialScale?: number;
  /** Fewest pods of a revision. @default 0 */
  readonly minScale?: number;
  /** Most pods of a revision; 0 means no limit. @default 0 */
  readonly maxScale?: number;
  /** Greatest number of pods that a revision may ask for; 0 means no limit. @default 0 */
  readonly maxScaleLimit?: number;
  /** Part of its target that a pod is to be given, in percent. @default 70 */
  readonly containerConcurrencyTargetPercentage?: number;
  /** Requests at a time that a pod without a limit is to be given. @default 100 */
  readonly containerConcurrencyTargetDefault?: number;
  /** Requests a second that a pod is to be given, where these are counted. @default 200 */
  readonly requestsPerSecondTargetDefault?: number;
  /** Spare requests at a time below which the activator stays in the path; -1 keeps it there always. @default 211 */
  readonly targetBurstCapacity?: number;
  /** Requests at a time that one activator is to be given. @default 100 */
  readonly activatorCapacity?: number;
  /** Time over which load is averaged, 6 seconds to 1 hour, in whole seconds. @default - 60 s */
  readonly stableWindow?: Duration;
  /** Part of the stable window in which bursts are seen, in percent, 1 to 100. @default 10 */
  readonly panicWindowPercentage?: number;
  /** Load in the panic window, in percent of what the pods can take, from which on no pod is taken away. @default 200 */
  readonly panicThresholdPercentage?: number;
  /** How many times as many pods there may be after one step, above 1. @default 1000 */
  readonly maxScaleUpRate?: number;
  /** How many times fewer pods there may be after one step, above 1. @default 2 */
  readonly maxScaleDownRate?: number;
  /** Time that the network is given before the last pod goes. @default - 30 s */
  readonly scaleToZeroGracePeriod?: Duration;
  /** Time that the last pod stays at least. @default - 0 s */
  readonly scaleToZeroPodRetentionPeriod?: Duration;
  /** How long load must stay lower before pods are taken away, in whole seconds. @default - 0 s */
  readonly scaleDownDelay?: Duration;
}

/**
 * Settings of the autoscaler for the whole cluster. What is not given stays as Knative ships it.
 * The rules of the program take them into account.
 *
 * Becomes: the ConfigMap `config-autoscaler` in `knative-serving`.
 * @example
 * new AutoscalerConfig(chart, 'autoscaler', { stableWindow: Duration.minutes(2), maxScale: 50 });
 */
export class AutoscalerConfig extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: AutoscalerConfigProps = {}) {
    const props = watchedProps(systemProps(given, 'config-autoscaler'));
    super(scope, id, kubernetes.ConfigMap, props, (lowering) => ({
      labels: systemLabels('autoscaler'),
      fields: { data: settingsOf(props, lowering) },
    }));
  }
}

function settingsOf(props: AutoscalerConfigProps, lowering: Lowering): Record<string, string | undefined> {
  const values = props as Readonly<Record<string, unknown>>;
  const settings: Record<string, string | undefined> = {};
  for (const [key, { type }] of Object.entries(autoscalerKeys)) {
    const prop = propOf(key);
    const value = values[prop];
    if (value === undefined) continue;
    settings[key] = type === 'duration' ? durationText(value as Duration, prop, lowering) : String(value);
  }
  return { ...settings, 'pod-autoscaler-class': autoscalerClass(props.podAutoscalerClass) };
}
