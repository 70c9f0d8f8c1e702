import type { Construct } from 'constructs';
import { Subscription as kind, type SubscriptionSpec } from '../../lib/api/messaging/v1/subscription';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { IChannel } from './channel-reference';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { type ISink, lowerSink } from './sink';

/** Who gets the events of which channel, and where the answers go. */
export interface SubscriptionProps extends ResourceProps {
  /** The channel; in the subscription's namespace, unless the cluster allows links across. Fixed once created. */
  readonly channel: IChannel;
  /** Where its events go. */
  readonly subscriber: ISink;
  /** Where the subscriber's answers go, if they are events. @default - they are dropped */
  readonly reply?: ISink;
  /** Retries and dead letters, in place of the channel's. @default - the channel's */
  readonly delivery?: DeliveryProps;
  /** Types of the events that the subscriber may answer with. @default - those that the subscriber itself declares */
  readonly replies?: readonly string[];
}

/**
 * Sends each event of a channel to a subscriber, and the subscriber's answers onwards.
 *
 * Becomes: one Subscription.
 * @example
 * new Subscription(chart, 'billing', { channel: orders, subscriber: billing, reply: invoices });
 */
export class Subscription extends Resource<SubscriptionSpec> {
  public constructor(scope: Construct, id: string, given: SubscriptionProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        channel: lowering
          .able('channel', props.channel, 'referenceFrom', 'a channel')
          .referenceFrom(lowering.namespace),
        subscriber: lowerSink('subscriber', props.subscriber, lowering),
        reply: props.reply && lowerSink('reply', props.reply, lowering),
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
      },
      facts: { replies: props.replies },
    }));
  }
}
