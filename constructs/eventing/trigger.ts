import type { Construct } from 'constructs';
import { Trigger as kind, type TriggerSpec } from '../../lib/api/eventing/v1/trigger';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { IBroker } from './broker-reference';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { type EventFilter, givenFilter, lowerFilter } from './filter';
import { type ISink, lowerSink } from './sink';

/** What a trigger takes from where, and where it sends it. */
export interface TriggerProps extends ResourceProps {
  /** The broker whose events are filtered; in the trigger's namespace, unless the cluster allows links across. */
  readonly broker: IBroker;
  /** Which events pass. @default - all of them */
  readonly filter?: EventFilter;
  /** Where they go. Its answer, if it is an event, goes back to the broker. */
  readonly subscriber: ISink;
  /** Retries and dead letters, in place of the broker's: the two are not merged. @default - the broker's */
  readonly delivery?: DeliveryProps;
  /** Types of the events that the subscriber may answer with. @default - those that the subscriber itself declares */
  readonly replies?: readonly string[];
}

/**
 * Sends those events of a broker that pass a filter to a subscriber.
 *
 * Becomes: one Trigger.
 * @example
 * new Trigger(chart, 'display', { broker, filter: { type: 'order.created' }, subscriber: display });
 */
export class Trigger extends Resource<TriggerSpec> {
  public constructor(scope: Construct, id: string, given: TriggerProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        ...brokerOf(props.broker, lowering),
        ...lowerFilter(givenFilter(props.filter, lowering)),
        subscriber: lowerSink('subscriber', props.subscriber, lowering),
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
      },
      facts: { replies: props.replies },
    }));
  }
}

/** A broker of the same namespace is named; one of another is referred to, which needs a feature flag. */
function brokerOf(broker: IBroker, lowering: Lowering): Pick<TriggerSpec, 'broker' | 'brokerRef'> {
  const reference = lowering.able('broker', broker, 'referenceFrom', 'a broker').referenceFrom(lowering.namespace);
  return reference.namespace === undefined ? { broker: reference.name } : { brokerRef: reference };
}
