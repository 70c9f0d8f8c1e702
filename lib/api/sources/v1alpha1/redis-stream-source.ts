import type { PlainDestination } from '../../duck/v1/destination';
import type { EventingStatus } from '../../duck/v1/eventing-status';
import type { CloudEventAttributes, CloudEventOverrides } from '../../duck/v1/source';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32 } from '../../meta/v1';

/** One key of a Secret of the same namespace. */
export interface RedisSecretKey {
  /**
   * The Secret's name.
   * @schemaOptional
   */
  readonly name: string;
  /**
   * The key whose value is meant.
   * @schemaOptional
   */
  readonly key: string;
  /** Whether the source goes on without the value. @default false */
  readonly optional?: boolean;
}

/** A value that stands in a Secret. */
export interface RedisSecretValue {
  /** Where it stands. */
  readonly secretKeyRef: RedisSecretKey;
}

/** The object that holds Redis's password. */
export interface RedisPasswordReference {
  /** The object's `group/version`. */
  readonly apiVersion?: string;
  /** The object's kind. */
  readonly kind?: string;
  /** The object's name. */
  readonly name?: string;
  /** The object's namespace. */
  readonly namespace?: string;
  /** The part of the object that is meant. */
  readonly fieldPath?: string;
  /** The version of the object that is meant. */
  readonly resourceVersion?: string;
  /** The identity of the object that is meant. */
  readonly uid?: string;
}

/** How Redis is reached. */
export interface RedisDialOptions {
  /** Whether it is spoken to over TLS. @default false */
  readonly useTLS?: boolean;
  /** Whether any certificate will do. @default false */
  readonly skipVerify?: boolean;
  /** Certificates of authorities that vouch for Redis, in PEM. */
  readonly caCert?: RedisSecretValue;
  /** The client's certificate in PEM. */
  readonly cert?: RedisSecretValue;
  /** The key of the certificate in PEM. */
  readonly key?: RedisSecretValue;
  /** The object with the password, as upstream's schema has it. */
  readonly password?: RedisPasswordReference;
}

/** Sends an event for each entry of a stream of Redis. */
export interface RedisStreamSourceSpec {
  /**
   * URL of Redis, such as `rediss://redis.redis.svc.cluster.local:6379`.
   * @schemaOptional
   */
  readonly address: string;
  /**
   * The stream's key.
   * @schemaOptional
   */
  readonly stream: string;
  /** The consumer group. @default - made of the source's name */
  readonly group?: string;
  /** How many consumers share the entries. @default - as config-redis says */
  readonly consumers?: Int32;
  /**
   * Where the events go.
   * @schemaOptional
   */
  readonly sink: PlainDestination;
  /** Attributes that are put on each event. @default - none */
  readonly ceOverrides?: CloudEventOverrides;
  /** TLS and password. @default - neither */
  readonly dialOptions?: RedisDialOptions;
}

/** What became of a source of Redis. */
export interface RedisStreamSourceStatus extends EventingStatus {
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** What the events look like. */
  readonly ceAttributes?: readonly CloudEventAttributes[];
  /** Consumers that run. */
  readonly consumers?: Int32;
}

export const RedisStreamSource = defineKind<RedisStreamSourceSpec, RedisStreamSourceStatus>({
  group: 'sources.knative.dev',
  version: 'v1alpha1',
  kind: 'RedisStreamSource',
  plural: 'redisstreamsources',
  scope: 'Namespaced',
  categories: ['all', 'knative', 'eventing', 'sources'],
  columns: {
    Sink: '.status.sinkUri',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
  scale: { specReplicasPath: '.spec.consumers', statusReplicasPath: '.status.consumers' },
  // Upstream's label, although a source has no address.
  crdLabels: { 'duck.knative.dev/addressable': 'true' },
});
