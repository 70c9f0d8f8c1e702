import type { Delivery } from '../../duck/v1/delivery';
import type { Destination, KReference } from '../../duck/v1/destination';
import type { AuthStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';

/** Where a subscription's events go. */
export interface SubscriptionSubscriber extends Destination {
  /**
   * An addressable object.
   * @preserveUnknownFields
   * @explicitPresence
   */
  readonly ref?: KReference;
}

/** Sends each event of a channel to a subscriber, and the subscriber's answers onwards. */
export interface SubscriptionSpec {
  /**
   * The channel, in the subscription's own namespace. Fixed once created.
   * @preserveUnknownFields
   * @schemaOptional
   */
  readonly channel: KReference;
  /**
   * Where events go.
   * @schemaOptional
   * @explicitPresence
   */
  readonly subscriber: SubscriptionSubscriber;
  /**
   * Where the subscriber's answers go, if they are events. @default - they are dropped
   * @explicitPresence
   */
  readonly reply?: Destination;
  /**
   * Retries and dead letters, in place of the channel's. @default - the channel's
   * @explicitPresence
   */
  readonly delivery?: Delivery;
}

/** The addresses of a subscription, resolved. */
export interface PhysicalSubscription extends DeliveryStatus {
  /** URL of the subscriber. */
  readonly subscriberUri?: string;
  /** PEM certificates of authorities that vouch for the subscriber. */
  readonly subscriberCACerts?: string;
  /** OIDC audience of the subscriber. */
  readonly subscriberAudience?: string;
  /** URL that answers go to. */
  readonly replyUri?: string;
  /** PEM certificates of authorities that vouch for the address of the reply. */
  readonly replyCACerts?: string;
  /** OIDC audience of the address of the reply. */
  readonly replyAudience?: string;
}

/** What became of a subscription. */
export interface SubscriptionStatus extends EventingStatus {
  /** Who events are sent as. */
  readonly auth?: AuthStatus;
  /** The addresses that the channel was told. */
  readonly physicalSubscription?: PhysicalSubscription;
}

export const Subscription = defineKind<SubscriptionSpec, SubscriptionStatus>({
  group: 'messaging.knative.dev',
  version: 'v1',
  kind: 'Subscription',
  plural: 'subscriptions',
  scope: 'Namespaced',
  shortNames: ['sub'],
  categories: ['all', 'knative', 'messaging'],
  columns: {
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
