import type { Int32, Int64, Time } from '../../meta/v1';

/** One thing that is so, or is not, of a Deployment. */
export interface DeploymentCondition {
  /** What the condition is about. */
  readonly type?: string;
  /** Whether it is so. */
  readonly status?: 'True' | 'False' | 'Unknown';
  /** When it was last looked at. */
  readonly lastUpdateTime?: Time;
  /** When the status last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word in camel case. */
  readonly reason?: string;
  /** Why, as a sentence. */
  readonly message?: string;
}

/** What became of a Deployment. */
export interface DeploymentStatus {
  /** The generation of the spec that the controller has acted on. */
  readonly observedGeneration?: Int64;
  /** Pods that there are. */
  readonly replicas?: Int32;
  /** Pods of the newest template. */
  readonly updatedReplicas?: Int32;
  /** Pods that are ready. */
  readonly readyReplicas?: Int32;
  /** Pods that have been ready for long enough. */
  readonly availableReplicas?: Int32;
  /** Pods that are still missing. */
  readonly unavailableReplicas?: Int32;
  /** How often a name was taken. */
  readonly collisionCount?: Int32;
  /** What is so and what is not. */
  readonly conditions?: readonly DeploymentCondition[];
}
