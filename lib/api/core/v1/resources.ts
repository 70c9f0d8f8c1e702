import type { Quantity } from '../../meta/v1';

/** What a container needs, and what it may not exceed. */
export interface ResourceRequirements {
  /** What the scheduler keeps free for the container, by resource such as `cpu` and `memory`. */
  readonly requests?: Readonly<Record<string, Quantity>>;
  /** The most that the container gets, by resource. */
  readonly limits?: Readonly<Record<string, Quantity>>;
}
