import type { Construct } from 'constructs';
import type { Kind } from '../../lib/api/kind';
import { objectName } from '../base/object-name';
import type { Lowering, Manifest, ResourceProps } from '../base/resource';
import { Addressable } from './addressable';
import type { IChannel } from './channel-reference';
import type { DeliveryProps } from './delivery';
import { type ISink, sinkNameOf } from './sink';
import { Subscription, type SubscriptionProps } from './subscription';

/** What every channel takes. */
export interface ChannelResourceProps extends ResourceProps {
  /** Retries and dead letters for subscriptions without their own. @default - one attempt, no dead letters */
  readonly delivery?: DeliveryProps;
  /** Types of the events that come from outside of the program. @default - none */
  readonly expects?: readonly string[];
}

/** What `channel.subscribe` takes besides the subscriber. */
export type SubscribeProps = Omit<SubscriptionProps, 'channel' | 'subscriber'>;

/** A construct that becomes a channel: events go in, and each of its subscriptions gets them all. */
export abstract class SubscribableChannel<Spec> extends Addressable<Spec> implements IChannel {
  protected constructor(
    scope: Construct,
    id: string,
    kind: Kind<Spec>,
    props: ResourceProps,
    lower: (lowering: Lowering) => Manifest<Spec>,
  ) {
    super(scope, id, kind, props, lower);
  }

  /** Sends each event of the channel to a subscriber: a Subscription below the channel, named for the two. */
  public subscribe(subscriber: ISink, props: SubscribeProps = {}): Subscription {
    const id = props.name ?? objectName([this.name, sinkNameOf(subscriber)]);
    return new Subscription(this, id, { namespace: this.namespace, ...props, channel: this, subscriber });
  }
}
