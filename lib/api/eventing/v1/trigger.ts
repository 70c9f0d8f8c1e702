import type { Delivery } from '../../duck/v1/delivery';
import type { Destination, KReference } from '../../duck/v1/destination';
import type { AuthStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscriptionsAPIFilter } from '../../duck/v1/filter';
import { conditionColumn, defineKind } from '../../kind';

/** Exactly these attributes, by name. */
export interface TriggerFilter {
  /**
   * Attribute names and the values that an event must have; an empty value asks only that there is one.
   * @opaque
   */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * What to do when a trigger's subscriber can't be reached.
 * @preserveUnknownFields
 */
export interface TriggerDelivery extends Delivery {
  /**
   * How the event is encoded on the wire. @default - as it came
   * @explicitPresence
   */
  readonly format?: 'json' | 'binary';
}

/**
 * Sends those events of a broker that pass its filters to one subscriber.
 * @preserveUnknownFields
 */
export interface TriggerSpec {
  /** Name of the broker, in the trigger's own namespace. Fixed once created. */
  readonly broker?: string;
  /**
   * A broker in another namespace. Needs the feature `cross-namespace-event-links`.
   * @explicitPresence
   */
  readonly brokerRef?: KReference;
  /** Attribute values that an event must have. Ignored when `filters` is set. @default - every event passes */
  readonly filter?: TriggerFilter;
  /** Expressions that an event must satisfy, all of them. @default - every event passes */
  readonly filters?: readonly SubscriptionsAPIFilter[];
  /**
   * Where matching events go; its answer, if it is an event, goes back to the broker.
   * @schemaOptional
   */
  readonly subscriber: Destination;
  /**
   * Retries and dead letters, in place of the broker's. @default - the broker's
   * @explicitPresence
   */
  readonly delivery?: TriggerDelivery;
}

/** What became of a trigger. */
export interface TriggerStatus extends EventingStatus, DeliveryStatus {
  /** URL of the subscriber. */
  readonly subscriberUri?: string;
  /** PEM certificates of authorities that vouch for the subscriber. */
  readonly subscriberCACerts?: string;
  /** OIDC audience of the subscriber. */
  readonly subscriberAudience?: string;
  /** Who events are sent as. */
  readonly auth?: AuthStatus;
}

export const Trigger = defineKind<TriggerSpec, TriggerStatus>({
  group: 'eventing.knative.dev',
  version: 'v1',
  kind: 'Trigger',
  plural: 'triggers',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    Broker: '.spec.broker',
    Subscriber_URI: '.status.subscriberUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  decoding: 'strict',
});
