import type { Int32 } from '../../meta/v1';
import type { Destination } from './destination';

/** How often, and after what wait, an event that could not be delivered is tried again. */
export interface RetryPolicy {
  /**
   * How often to try again after the first failure, 0 or more. @default 0
   * @explicitPresence
   */
  readonly retry?: Int32;
  /**
   * How the wait grows from one retry to the next. @default - no wait
   * @explicitPresence
   */
  readonly backoffPolicy?: 'linear' | 'exponential';
  /**
   * The wait that the policy starts from, an ISO 8601 duration such as `PT0.2S`. @default - no wait
   * @explicitPresence
   */
  readonly backoffDelay?: string;
}

/**
 * What to do when an event can't be delivered.
 * @preserveUnknownFields
 */
export interface Delivery extends RetryPolicy {
  /**
   * Where events go that could not be delivered. @default - they are dropped
   * @explicitPresence
   */
  readonly deadLetterSink?: Destination;
  /**
   * Longest time for one attempt, an ISO 8601 duration above zero such as `PT10S`. @default - none
   * @notInSchema
   * @explicitPresence
   */
  readonly timeout?: string;
  /**
   * Longest `Retry-After` that is honoured, an ISO 8601 duration. Needs the feature `delivery-retryafter`.
   * @notInSchema
   * @explicitPresence
   */
  readonly retryAfterMax?: string;
  /**
   * How the event is encoded on the wire. @default - as it came
   * @notInSchema
   * @explicitPresence
   */
  readonly format?: 'json' | 'binary';
}
