import type { Int64 } from '../../meta/v1';
import type { Delivery } from './delivery';
import type { AuthStatus } from './eventing-status';

/** One subscription, as a channel is told of it. */
export interface SubscriberSpec {
  /** Identity of the subscription. */
  readonly uid?: string;
  /** Generation of the subscription. */
  readonly generation?: Int64;
  /**
   * Name of the subscription.
   * @explicitPresence
   */
  readonly name?: string;
  /**
   * URL that events go to.
   * @explicitPresence
   */
  readonly subscriberUri?: string;
  /**
   * PEM certificates of authorities that vouch for the subscriber.
   * @explicitPresence
   */
  readonly subscriberCACerts?: string;
  /**
   * OIDC audience of the subscriber.
   * @explicitPresence
   */
  readonly subscriberAudience?: string;
  /**
   * URL that the subscriber's answers go to.
   * @explicitPresence
   */
  readonly replyUri?: string;
  /**
   * PEM certificates of authorities that vouch for the address of the reply.
   * @explicitPresence
   */
  readonly replyCACerts?: string;
  /**
   * OIDC audience of the address of the reply.
   * @explicitPresence
   */
  readonly replyAudience?: string;
  /**
   * Retries and dead letters.
   * @explicitPresence
   */
  readonly delivery?: Delivery;
  /**
   * Who events are sent as.
   * @explicitPresence
   */
  readonly auth?: AuthStatus;
}

/** Whether a subscription has reached its channel. */
export interface SubscriberStatus {
  /** Identity of the subscription. */
  readonly uid?: string;
  /** Generation of the subscription that the channel has acted on. */
  readonly observedGeneration?: Int64;
  /** Whether events go to the subscriber. */
  readonly ready?: 'True' | 'False' | 'Unknown';
  /** Why they do not. */
  readonly message?: string;
  /** Who events are sent as. */
  readonly auth?: AuthStatus;
}

/** What every channel's spec has. */
export interface SubscribableSpec {
  /**
   * Retries and dead letters for subscriptions that have no `delivery` of their own. @default - one attempt
   * @explicitPresence
   */
  readonly delivery?: Delivery;
  /** The subscriptions; controllers write them, nobody else does. */
  readonly subscribers?: readonly SubscriberSpec[];
}

/** What every channel's status says of its subscriptions. */
export interface SubscribableStatus {
  /** Whether each subscription is served. */
  readonly subscribers?: readonly SubscriberStatus[];
}
