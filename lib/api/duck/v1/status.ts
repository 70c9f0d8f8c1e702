import type { Int64, Time } from '../../meta/v1';

/** One thing that is so, is not so, or isn't known yet, and why. */
export interface Condition {
  /** What the condition is about; `Ready` sums up the others. */
  readonly type: string;
  /** Whether it is so. */
  readonly status: 'True' | 'False' | 'Unknown';
  /** How bad it is if it is not so; empty for conditions that `Ready` depends on. @default '' */
  readonly severity?: '' | 'Warning' | 'Info';
  /** When the status last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word in camel case. */
  readonly reason?: string;
  /** Why, as a sentence. */
  readonly message?: string;
}

/** What every status of Knative begins with. */
export interface Status {
  /** The generation of the spec that the controller has acted on. */
  readonly observedGeneration?: Int64;
  /** What is so and what is not, sorted by type. */
  readonly conditions?: readonly Condition[];
  /** Further facts that controllers leave for each other. */
  readonly annotations?: Readonly<Record<string, string>>;
}
