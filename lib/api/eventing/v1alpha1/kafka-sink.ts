import type { SecretAuth } from '../../common/secret-auth';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { AppliedEventPoliciesStatus, EventingStatus } from '../../duck/v1/eventing-status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32 } from '../../meta/v1';

/** How one logs in to Kafka. */
export interface KafkaSinkAuth {
  /** Secret with `protocol` and what the protocol asks for: certificates, or user and password. */
  readonly secret?: SecretAuth;
}

/** Writes each event into a topic of Kafka. */
export interface KafkaSinkSpec {
  /** The topic. Fixed once created. */
  readonly topic: string;
  /** Brokers of Kafka to ask first, as `HOST:PORT`. */
  readonly bootstrapServers: readonly string[];
  /** Partitions of the topic, 1 or more, if it is to be made. Fixed once created. @default - it is there already */
  readonly numPartitions?: Int32;
  /** Brokers of Kafka that hold each partition, 1 or more. Fixed once created. @default - the topic is there already */
  readonly replicationFactor?: Int32;
  /**
   * Whether attributes become headers of the record, or the record is the event as JSON.
   * @enforcedBySchema
   * @schemaDefault "binary"
   */
  readonly contentMode?: 'binary' | 'structured';
  /** How one logs in. @default - without a user, and without TLS */
  readonly auth?: KafkaSinkAuth;
}

/** What became of a sink of Kafka. */
export interface KafkaSinkStatus extends EventingStatus, AddressStatus, AppliedEventPoliciesStatus {}

export const KafkaSink = defineKind<KafkaSinkSpec, KafkaSinkStatus>({
  group: 'eventing.knative.dev',
  version: 'v1alpha1',
  kind: 'KafkaSink',
  plural: 'kafkasinks',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing'],
  columns: {
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
  decoding: 'strict',
});
