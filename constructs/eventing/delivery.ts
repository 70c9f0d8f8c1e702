import type { Duration } from 'cdk8s';
import type { Delivery } from '../../lib/api/duck/v1/delivery';
import { isoDuration } from '../base/duration';
import type { Lowering } from '../base/resource';
import { type ISink, lowerSink } from './sink';

/** What to do when an event can't be delivered. */
export interface DeliveryProps {
  /** How often to try again after the first failure. @default 0 */
  readonly retry?: number;
  /** How the wait grows from one retry to the next; with `linear` the first retry of Knative's own broker is at once. @default - no wait */
  readonly backoff?: 'linear' | 'exponential';
  /** The wait that `backoff` starts from. @default - no wait */
  readonly delay?: Duration;
  /** Longest time for one attempt. @default - none */
  readonly timeout?: Duration;
  /** Where events go that could not be delivered. @default - they are dropped */
  readonly deadLetterSink?: ISink;
  /** How the event is encoded on the wire. @default - as it came */
  readonly format?: 'json' | 'binary';
  /** Longest `Retry-After` that is honoured. Needs the feature `delivery-retryafter`. @default - none */
  readonly retryAfterMax?: Duration;
}

export function lowerDelivery(props: DeliveryProps, lowering: Lowering): Delivery {
  return {
    deadLetterSink: props.deadLetterSink && lowerSink('delivery.deadLetterSink', props.deadLetterSink, lowering),
    retry: props.retry,
    backoffPolicy: props.backoff,
    backoffDelay: props.delay && isoDuration(props.delay),
    timeout: props.timeout && isoDuration(props.timeout),
    retryAfterMax: props.retryAfterMax && isoDuration(props.retryAfterMax),
    format: props.format,
  };
}
