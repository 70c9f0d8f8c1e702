import type { RetryPolicy } from '../../duck/v1/delivery';
import type { FullDestination, FullKReference } from '../../duck/v1/destination';
import type { AuthStatus } from '../../duck/v1/eventing-status';
import type { CloudEventAttributes, SourceSpec } from '../../duck/v1/source';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32 } from '../../meta/v1';

/** Names an object that events of Kafka go to. */
export interface KafkaReference extends FullKReference {
  /** The object's kind. */
  readonly kind: string;
  /** The object's name. */
  readonly name: string;
}

/** Where events of Kafka go. */
export interface KafkaDestination extends FullDestination {
  /** An addressable object. */
  readonly ref?: KafkaReference;
}

/** What to do when a record can't be delivered. */
export interface KafkaDelivery extends RetryPolicy {
  /** Where events go that could not be delivered. @default - they are dropped */
  readonly deadLetterSink?: KafkaDestination;
  /** Longest time for one attempt, an ISO 8601 duration above zero such as `PT10S`. @default - none */
  readonly timeout?: string;
  /** Longest `Retry-After` that is honoured, an ISO 8601 duration. */
  readonly retryAfterMax?: string;
}

/**
 * One key of a Secret of the same namespace.
 * @mapType atomic
 */
export interface KafkaSecretKey {
  /** The Secret's name. */
  readonly name?: string;
  /** The key whose value is meant. */
  readonly key: string;
  /** Whether the source goes on without the value. @default false */
  readonly optional?: boolean;
}

/** A value that stands in a Secret. */
export interface KafkaSecretValue {
  /** Where it stands. */
  readonly secretKeyRef?: KafkaSecretKey;
}

/** How one logs in to Kafka with a user. */
export interface KafkaSASL {
  /** Whether one logs in so. @default false */
  readonly enable?: boolean;
  /** The mechanism: `PLAIN`, `SCRAM-SHA-256`, `SCRAM-SHA-512` or `OAUTHBEARER`. @default - `PLAIN` */
  readonly type?: KafkaSecretValue;
  /** The user. */
  readonly user?: KafkaSecretValue;
  /** The password. */
  readonly password?: KafkaSecretValue;
  /** Who issues the token, for `OAUTHBEARER`. */
  readonly tokenProvider?: KafkaSecretValue;
  /** Role of AWS that the token is for, for `OAUTHBEARER`. */
  readonly roleARN?: KafkaSecretValue;
}

/** How Kafka is spoken to over TLS. */
export interface KafkaTLS {
  /** Whether it is. @default false */
  readonly enable?: boolean;
  /** The client's certificate in PEM. */
  readonly cert?: KafkaSecretValue;
  /** The key of the certificate in PEM. */
  readonly key?: KafkaSecretValue;
  /** Certificates of authorities that vouch for Kafka, in PEM. @default - those of the image */
  readonly caCert?: KafkaSecretValue;
}

/** How Kafka is reached. */
export interface KafkaNet {
  /** With a user. */
  readonly sasl?: KafkaSASL;
  /** Over TLS. */
  readonly tls?: KafkaTLS;
}

/** Sends an event for each record of topics of Kafka. */
export interface KafkaSourceSpec extends SourceSpec {
  /**
   * Where the events go.
   * @schemaOptional
   */
  readonly sink: KafkaDestination;
  /** Brokers of Kafka to ask first, as `HOST:PORT`. */
  readonly bootstrapServers: readonly string[];
  /** The topics. */
  readonly topics: readonly string[];
  /** The consumer group. Fixed once created. @default - `knative-kafka-source-` and a random id */
  readonly consumerGroup?: string;
  /** How many consumers share the partitions. @default 1 */
  readonly consumers?: Int32;
  /** Which records a new group begins with: those to come, or all that there are. @default 'latest' */
  readonly initialOffset?: 'earliest' | 'latest';
  /** Whether a partition's records wait for each other. @default 'ordered' */
  readonly ordering?: 'ordered' | 'unordered';
  /** Retries and dead letters. @default - 10 retries, exponential from `PT0.3S`, `PT600S` for an attempt */
  readonly delivery?: KafkaDelivery;
  /** User and TLS. @default - neither */
  readonly net?: KafkaNet;
}

/** Where consumers of a source run. */
export interface KafkaPlacement {
  /** The pod. */
  readonly podName?: string;
  /** How many consumers run there. */
  readonly vreplicas?: Int32;
}

/** What became of a source of Kafka. */
export interface KafkaSourceStatus extends Status {
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** PEM certificates of authorities that vouch for the sink. */
  readonly sinkCACerts?: string;
  /** OIDC audience of the sink. */
  readonly sinkAudience?: string;
  /** What the events look like. */
  readonly ceAttributes?: readonly CloudEventAttributes[];
  /** Who the source authenticates as. */
  readonly auth?: AuthStatus;
  /** Consumers that run. */
  readonly consumers?: Int32;
  /** Selector of the consumers, for autoscalers. */
  readonly selector?: string;
  /** Partitions that the consumers hold, as text. */
  readonly claims?: string;
  /** Where the consumers run. */
  readonly placements?: readonly KafkaPlacement[];
  /** Most consumers that make sense, which is the number of partitions. */
  readonly maxAllowedVReplicas?: Int32;
}

export const KafkaSource = defineKind<KafkaSourceSpec, KafkaSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'KafkaSource',
  plural: 'kafkasources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'sources'],
  columns: {
    Topics: '.spec.topics',
    BootstrapServers: '.spec.bootstrapServers',
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
  scale: {
    specReplicasPath: '.spec.consumers',
    statusReplicasPath: '.status.consumers',
    labelSelectorPath: '.status.selector',
  },
  crdLabels: { 'duck.knative.dev/source': 'true', 'eventing.knative.dev/source': 'true' },
  eventTypes: { 'dev.knative.kafka.event': 'A record of a topic; the subject names partition and offset.' },
  decoding: 'strict',
});
