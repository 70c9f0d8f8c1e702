import type { PodTemplateSpec } from '../../core/v1/kube-pod';
import type { Int32, Int64, LabelSelector, ObjectMeta } from '../../meta/v1';

/** Exit codes of containers. */
export interface PodFailurePolicyOnExitCodes {
  /**
   * The container that is meant. @default - any
   * @explicitPresence
   */
  readonly containerName?: string;
  /** Whether a code has to be among `values` or not. */
  readonly operator: 'In' | 'NotIn';
  /** Exit codes in ascending order; 0 never with `In`. */
  readonly values: readonly Int32[];
}

/** A condition of a pod that failed. */
export interface PodFailurePolicyOnPodCondition {
  /** The condition's type. */
  readonly type: string;
  /** The condition's status. @default 'True' */
  readonly status?: 'True' | 'False' | 'Unknown';
}

/** What is done when a pod fails in one way: exactly one of `onExitCodes` and `onPodConditions`. */
export interface PodFailurePolicyRule {
  /** What is done: fail the Job or its index, try again without counting, or try again. */
  readonly action: 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';
  /**
   * Exit codes by which the pod failed.
   * @explicitPresence
   */
  readonly onExitCodes?: PodFailurePolicyOnExitCodes;
  /** Conditions of the pod, of which one holds. */
  readonly onPodConditions?: readonly PodFailurePolicyOnPodCondition[];
}

/** What is done when a pod fails. */
export interface PodFailurePolicy {
  /** The rules; the first that fits counts. */
  readonly rules: readonly PodFailurePolicyRule[];
}

/** When a Job has succeeded: at least one of the two. */
export interface SuccessPolicyRule {
  /**
   * How many pods must have succeeded.
   * @explicitPresence
   */
  readonly succeededCount?: Int32;
  /**
   * Indexes that must have succeeded, such as `0,2-4`.
   * @explicitPresence
   */
  readonly succeededIndexes?: string;
}

/** When a Job has succeeded, before all of its pods have. */
export interface SuccessPolicy {
  /** Rules of which one must hold. */
  readonly rules: readonly SuccessPolicyRule[];
}

/** Pods that run to their end. */
export interface JobSpec {
  /** The pod; its `restartPolicy` is `Never` or `OnFailure`. */
  readonly template: PodTemplateSpec;
  /**
   * Most pods at a time. @default 1
   * @explicitPresence
   */
  readonly parallelism?: Int32;
  /**
   * How many pods must succeed. @default - as `parallelism`, of which one must succeed
   * @explicitPresence
   */
  readonly completions?: Int32;
  /**
   * Whether pods are alike or have an index each. @default 'NonIndexed'
   * @explicitPresence
   */
  readonly completionMode?: 'NonIndexed' | 'Indexed';
  /**
   * How often to try again before the Job has failed. @default 6
   * @explicitPresence
   */
  readonly backoffLimit?: Int32;
  /**
   * How often to try each index again, for `Indexed`.
   * @explicitPresence
   */
  readonly backoffLimitPerIndex?: Int32;
  /**
   * Most indexes that may fail, for `Indexed`.
   * @explicitPresence
   */
  readonly maxFailedIndexes?: Int32;
  /**
   * Seconds after which the Job has failed, whatever its pods do. @default - no limit
   * @explicitPresence
   */
  readonly activeDeadlineSeconds?: Int64;
  /**
   * Seconds after its end at which the Job goes. @default - it stays
   * @explicitPresence
   */
  readonly ttlSecondsAfterFinished?: Int32;
  /**
   * Whether pods wait until this is false. @default false
   * @explicitPresence
   */
  readonly suspend?: boolean;
  /**
   * What is done when a pod fails.
   * @explicitPresence
   */
  readonly podFailurePolicy?: PodFailurePolicy;
  /**
   * Whether a new pod is made as soon as the old one is going, or once it has failed.
   * @explicitPresence
   */
  readonly podReplacementPolicy?: 'TerminatingOrFailed' | 'Failed';
  /**
   * When the Job has succeeded, before all of its pods have.
   * @explicitPresence
   */
  readonly successPolicy?: SuccessPolicy;
  /**
   * Who acts on the Job. @default - Kubernetes' own controller
   * @explicitPresence
   */
  readonly managedBy?: string;
  /**
   * Whether `selector` is one's own. @default false
   * @explicitPresence
   */
  readonly manualSelector?: boolean;
  /**
   * The Job's pods by their labels, for `manualSelector`. @default - made up
   * @explicitPresence
   */
  readonly selector?: LabelSelector;
}

/** A Job as a template: Kubernetes' own. */
export interface Job {
  /** Group and version, `batch/v1`. @default - it goes without saying */
  readonly apiVersion?: string;
  /** The kind, `Job`. @default - it goes without saying */
  readonly kind?: string;
  /** Labels and annotations of the Job. */
  readonly metadata?: ObjectMeta;
  /** The Job's pods. */
  readonly spec?: JobSpec;
  /** What became of it, which a template has no use for. */
  readonly status?: Readonly<Record<string, unknown>>;
}
