/** All annotations of autoscaling begin with this. */
export const AUTOSCALING_PREFIX = 'autoscaling.knative.dev/';

/** The autoscaler that counts requests. */
export const KPA_CLASS = 'kpa.autoscaling.knative.dev';
/** Kubernetes' own autoscaler. */
export const HPA_CLASS = 'hpa.autoscaling.knative.dev';

/** The annotations of autoscaling, without prefix; true if upstream also takes them in camel case. */
export const autoscalingKeys = {
  class: false,
  metric: false,
  'metric-aggregation-algorithm': true,
  target: false,
  'target-utilization-percentage': true,
  'target-burst-capacity': true,
  'min-scale': true,
  'max-scale': true,
  'initial-scale': true,
  'activation-scale': false,
  'scale-down-delay': true,
  'scale-to-zero-pod-retention-period': true,
  window: false,
  'panic-window-percentage': true,
  'panic-threshold-percentage': true,
} as const;

/** An annotation of autoscaling, without prefix. */
export type AutoscalingKey = keyof typeof autoscalingKeys;

export const AUTOSCALER_CLASS = `${AUTOSCALING_PREFIX}class`;
export const METRIC = `${AUTOSCALING_PREFIX}metric`;

/** The key as old manifests spell it, with prefix; undefined if upstream does not take it so. */
function camelCaseKey(key: AutoscalingKey): string | undefined {
  if (!autoscalingKeys[key]) return undefined;
  return AUTOSCALING_PREFIX + key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An annotation as it was written. */
export interface Annotation {
  /** The whole key, in the spelling that was found. */
  readonly name: string;
  readonly value: string;
}

type Annotations = Readonly<Record<string, string>>;

const spellings = new Map<AutoscalingKey, readonly string[]>();
for (const key of Object.keys(autoscalingKeys) as AutoscalingKey[]) {
  spellings.set(
    key,
    [`${AUTOSCALING_PREFIX}${key}`, camelCaseKey(key)].filter((name) => name !== undefined),
  );
}

/** The spellings of a key, the one that goes first in front. */
export function spellingsOf(key: AutoscalingKey): readonly string[] {
  return spellings.get(key)!;
}

/** Finds an annotation of autoscaling in either spelling; dashes go before camel case. */
export function autoscalingAnnotation(
  annotations: Annotations | undefined,
  key: AutoscalingKey,
): Annotation | undefined {
  if (annotations === undefined) return undefined;
  for (const name of spellingsOf(key)) {
    const value = annotations[name];
    if (value !== undefined) return { name, value };
  }
  return undefined;
}

/** The autoscaler of a revision: what it says itself, else the cluster's default. */
export function autoscalerClassOf(annotations: Annotations | undefined, byDefault: string): string {
  return autoscalingAnnotation(annotations, 'class')?.value ?? byDefault;
}
