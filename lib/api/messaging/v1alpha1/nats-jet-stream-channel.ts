import type { Affinity } from '../../core/v1/affinity';
import type { ResourceRequirements } from '../../core/v1/resources';
import type { AddressStatus } from '../../duck/v1/addressable';
import type { RetryPolicy } from '../../duck/v1/delivery';
import type { FullDestination } from '../../duck/v1/destination';
import type { AppliedEventPoliciesStatus, DeliveryStatus, EventingStatus } from '../../duck/v1/eventing-status';
import type { SubscribableStatus, SubscriberSpec } from '../../duck/v1/subscribable';
import { conditionColumn, defineKind } from '../../kind';
import type { Int32, Int64 } from '../../meta/v1';

/** Another stream that messages are taken from. */
export interface NatsStreamSource {
  /** Name of the other stream. */
  readonly name?: string;
  /**
   * Number of the first message that is taken; it wins over `optStartTime`.
   * @minimum 0
   */
  readonly optStartSeq?: Int64;
  /** Time from which messages are taken, in RFC 3339. */
  readonly optStartTime?: string;
  /** Subject of the messages that are taken. @default - all */
  readonly filterSubject?: string;
}

/** Servers that hold a stream. */
export interface NatsPlacement {
  /** Name of the cluster of NATS. */
  readonly cluster?: string;
  /** Tags that a server must have. */
  readonly tags?: readonly string[];
}

/** Settings of the stream that holds a channel's events. */
export interface NatsStreamConfig {
  /** Subjects that the stream holds besides the channel's own. */
  readonly additionalSubjects?: readonly string[];
  /** What makes a message go: limits, the last interested consumer, or the first consumer. @default 'Limits' */
  readonly retention?: 'Limits' | 'Interest' | 'Work';
  /** Most consumers; -1 for no limit. */
  readonly maxConsumers?: Int32;
  /** Most messages; -1 for no limit. */
  readonly maxMsgs?: Int64;
  /** Most bytes of all messages together; -1 for no limit. */
  readonly maxBytes?: Int64;
  /** Which messages go when the stream is full. @default 'Old' */
  readonly discard?: 'Old' | 'New';
  /** Age at which messages go, as `24h` or `30m`. */
  readonly maxAge?: string;
  /** Most bytes of one message; -1 for no limit. */
  readonly maxMsgSize?: Int32;
  /** Where messages are kept. @default 'File' */
  readonly storage?: 'File' | 'Memory';
  /** Servers that hold each message. @default 1 */
  readonly replicas?: Int32;
  /** Whether publishers get no acknowledgement. @default false */
  readonly noAck?: boolean;
  /** How long the ids of messages are remembered to drop doubles, as `2m`. */
  readonly duplicateWindow?: string;
  /** Servers that hold the stream. */
  readonly placement?: NatsPlacement;
  /** A stream that this one is a copy of. */
  readonly mirror?: NatsStreamSource;
  /** Streams whose messages this one gathers. */
  readonly sources?: readonly NatsStreamSource[];
}

/** The stream that holds a channel's events. */
export interface NatsStream {
  /** The stream's name. @default - made of the channel's namespace and name */
  readonly overrideName?: string;
  /** The stream's settings. */
  readonly config?: NatsStreamConfig;
}

/** Settings of the consumer that is made for each subscription. */
export interface NatsConsumerConfigTemplate {
  /** Which messages a new consumer begins with. @default 'All' */
  readonly deliverPolicy?: 'All' | 'Last' | 'New' | 'ByStartSequence' | 'ByStartTime';
  /**
   * Number of the first message, for `ByStartSequence`.
   * @minimum 0
   */
  readonly optStartSeq?: Int64;
  /** Time of the first message in RFC 3339, for `ByStartTime`. */
  readonly optStartTime?: string;
  /** How long a message waits for its acknowledgement, as `30s`. */
  readonly ackWait?: string;
  /** How often a message is delivered at most. */
  readonly maxDeliver?: Int32;
  /** Subject of the messages that are delivered. @default - all */
  readonly filterSubject?: string;
  /** Whether old messages come as fast as they can or as they once came. @default 'Instant' */
  readonly replayPolicy?: 'Instant' | 'Original';
  /**
   * Most bits a second. @default - no limit
   * @minimum 0
   */
  readonly rateLimitBPS?: Int64;
  /** Share of acknowledgements that are sampled, in percent, such as `30` or `30%`. */
  readonly sampleFrequency?: string;
  /** Most messages that wait for their acknowledgement. */
  readonly maxAckPending?: Int32;
  /** Whether the server sends messages or the dispatcher asks for them. @default 'push' */
  readonly consumerType?: 'push' | 'pull';
  /**
   * Messages that are asked for at a time, for `pull`.
   * @minimum 1
   */
  readonly fetchBatchSize?: Int32;
  /**
   * How long to wait until a batch is full, in nanoseconds, for `pull`.
   * @minimum 0
   */
  readonly fetchMaxWait?: Int64;
}

/** What the pods of a channel's own dispatcher look like. */
export interface NatsDeploymentSpecTemplate {
  /** Labels of the pods. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Labels that a node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Requests and limits of the dispatcher. */
  readonly resources?: ResourceRequirements;
  /** Which nodes suit the pods; upstream's schema asks for it, if only as an empty object. */
  readonly affinity?: Affinity;
}

/** Retries and dead letters of a channel of NATS, all of which its schema knows. */
export interface NatsDelivery extends RetryPolicy {
  /** Where events go that could not be delivered. @default - they are dropped */
  readonly deadLetterSink?: FullDestination;
  /** Longest time for one attempt, an ISO 8601 duration above zero such as `PT10S`. @default - none */
  readonly timeout?: string;
  /** Longest `Retry-After` that is honoured, an ISO 8601 duration. */
  readonly retryAfterMax?: string;
  /** How the event is encoded on the wire. @default - as it came */
  readonly format?: 'json' | 'binary';
}

/** One subscription, as a channel of NATS is told of it. */
export interface NatsSubscriber extends SubscriberSpec {
  /** Retries and dead letters. */
  readonly delivery?: NatsDelivery;
}

/** A channel that keeps its events in a stream of NATS JetStream. */
export interface NatsJetStreamChannelSpec {
  /** The stream. Mostly fixed once created, by NATS itself. */
  readonly stream?: NatsStream;
  /** The consumer of each subscription. */
  readonly consumerConfigTemplate?: NatsConsumerConfigTemplate;
  /** The pods of a dispatcher of the channel's own. @default - the channel shares the cluster's dispatcher */
  readonly deploymentSpecTemplate?: NatsDeploymentSpecTemplate;
  /** Retries and dead letters for subscriptions that have no `delivery` of their own. @default - one attempt */
  readonly delivery?: NatsDelivery;
  /** The subscriptions; controllers write them, nobody else does. */
  readonly subscribers?: readonly NatsSubscriber[];
}

/** What became of a channel of NATS. */
export interface NatsJetStreamChannelStatus
  extends EventingStatus,
    AddressStatus,
    DeliveryStatus,
    AppliedEventPoliciesStatus,
    SubscribableStatus {}

export const NatsJetStreamChannel = defineKind<NatsJetStreamChannelSpec, NatsJetStreamChannelStatus>({
  group: 'messaging.knative.dev',
  version: 'v1alpha1',
  kind: 'NatsJetStreamChannel',
  plural: 'natsjetstreamchannels',
  scope: 'Namespaced',
  shortNames: ['natsjsmc'],
  categories: ['all', 'knative', 'messaging', 'channel'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
    URL: '.status.address.url',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
  crdLabels: { 'messaging.knative.dev/subscribable': 'true', 'duck.knative.dev/addressable': 'true' },
});
