import type { AddressStatus } from '../../duck/v1/addressable';
import type { KReference } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscribableSpec, SubscribableStatus } from '../../duck/v1/subscribable';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32, Integer } from '../../meta/v1';

/** A channel that keeps its events in a topic of Kafka. */
export interface KafkaChannelSpec extends SubscribableSpec {
  /**
   * Partitions of the topic, 1 or more: as many events are delivered at a time. Fixed once created.
   * @schemaDefault 1
   */
  readonly numPartitions?: Int32;
  /**
   * Brokers of Kafka that hold each partition, 1 or more. Fixed once created.
   * @maximum 32767
   * @schemaDefault 1
   */
  readonly replicationFactor?: Integer;
  /** How long events are kept, an ISO 8601 duration. Fixed once created. @default 'PT168H' */
  readonly retentionDuration?: string;
}

/** What became of a Kafka channel. */
export interface KafkaChannelStatus
  extends EventingStatus,
    AddressStatus,
    DeliveryStatus,
    AppliedEventPoliciesStatus,
    SubscribableStatus {
  /** Channel for events that could not be delivered, as old releases had it. */
  readonly deadLetterChannel?: KReference;
}

export const KafkaChannel = defineKind<KafkaChannelSpec, KafkaChannelStatus>({
  group: 'messaging.knative.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'KafkaChannel',
  plural: 'kafkachannels',
  scope: 'Namespaced',
  shortNames: ['kc'],
  categories: ['all', 'knative', 'messaging', 'channel'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
  crdLabels: { 'messaging.knative.dev/subscribable': 'true', 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
