import type { Construct } from 'constructs';
import { type KafkaSourceSpec, KafkaSource as kind } from '../../../lib/api/sources/v1/kafka-source';
import { Resource } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type DeliveryProps, lowerDelivery } from '../delivery';
import { type KafkaNetProps, lowerKafkaNet } from './kafka-net';
import { type DeclaringProps, lowerSource, type SourceProps } from './source';

/** Which records to send, and how to reach them. */
export interface KafkaSourceProps extends SourceProps, DeclaringProps {
  /** Brokers of Kafka to ask first, as `HOST:PORT`. */
  readonly bootstrapServers: readonly string[];
  /** The topics. */
  readonly topics: readonly string[];
  /** The consumer group. Fixed once created. @default - `knative-kafka-source-` and a random id */
  readonly consumerGroup?: string;
  /** How many consumers share the partitions. @default 1 */
  readonly consumers?: number;
  /** Which records a new group begins with: those to come, or all that there are. @default 'latest' */
  readonly initialOffset?: 'earliest' | 'latest';
  /** Whether a partition's records wait for each other. @default 'ordered' */
  readonly ordering?: 'ordered' | 'unordered';
  /** What a record's key is, for the extension `key`. Becomes a label. @default 'string' */
  readonly keyType?: 'string' | 'int' | 'float' | 'byte-array';
  /** Retries and dead letters. @default - 10 retries, exponential from 0.3 s, 10 minutes for an attempt */
  readonly delivery?: Omit<DeliveryProps, 'format'>;
  /** User and TLS. @default - neither */
  readonly net?: KafkaNetProps;
}

/**
 * Sends an event for each record of topics of Kafka.
 *
 * Becomes: one KafkaSource. Records that are events already pass as they are; the others become events of the type
 * `KafkaSource.eventType`. Say with `sends` which types come, if all are known.
 * @example
 * new KafkaSource(chart, 'orders', { bootstrapServers: ['kafka:9092'], topics: ['orders'], sink: broker });
 */
export class KafkaSource extends Resource<KafkaSourceSpec> {
  /** Type of the events that records become which are no events yet. */
  public static readonly eventType = 'dev.knative.kafka.event';

  public constructor(scope: Construct, id: string, given: KafkaSourceProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      labels: { 'kafkasources.sources.knative.dev/key-type': props.keyType },
      spec: {
        bootstrapServers: props.bootstrapServers,
        topics: props.topics,
        consumerGroup: props.consumerGroup,
        consumers: props.consumers,
        initialOffset: props.initialOffset,
        ordering: props.ordering,
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
        net: props.net && lowerKafkaNet(props.net, lowering),
        ...lowerSource(props, lowering),
      },
      facts: { sends: props.sends },
    }));
  }
}
