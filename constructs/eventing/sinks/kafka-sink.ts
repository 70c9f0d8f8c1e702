import type { Construct } from 'constructs';
import { type KafkaSinkSpec, KafkaSink as kind } from '../../../lib/api/eventing/v1alpha1/kafka-sink';
import type { ResourceProps } from '../../base/resource';
import { watchedProps } from '../../base/watched-props';
import { type INamed, namedRef } from '../../kubernetes/named';
import { Addressable } from '../addressable';

/** Which topic to write to, and how to reach it. */
export interface KafkaSinkProps extends ResourceProps {
  /** The topic. Fixed once created. */
  readonly topic: string;
  /** Brokers of Kafka to ask first, as `HOST:PORT`. */
  readonly bootstrapServers: readonly string[];
  /** Partitions of the topic, 1 or more, if it is to be made. Fixed once created. @default - it is there already */
  readonly numPartitions?: number;
  /** Brokers of Kafka that hold each partition, 1 or more. Fixed once created. @default - the topic is there already */
  readonly replicationFactor?: number;
  /** Whether attributes become headers of the record, or the record is the event as JSON. @default 'binary' */
  readonly contentMode?: 'binary' | 'structured';
  /** Secret with `protocol` and what the protocol asks for. @default - without a user, and without TLS */
  readonly auth?: string | INamed;
}

/**
 * Writes each event into a topic of Kafka.
 *
 * Becomes: one KafkaSink.
 * @example
 * const archive = new KafkaSink(chart, 'archive', { topic: 'archive', bootstrapServers: ['kafka:9092'] });
 * broker.on({ type: 'order.created' }, archive);
 */
export class KafkaSink extends Addressable<KafkaSinkSpec> {
  public constructor(scope: Construct, id: string, given: KafkaSinkProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, () => {
      const ref = namedRef(props.auth);
      return {
        spec: {
          topic: props.topic,
          bootstrapServers: props.bootstrapServers,
          numPartitions: props.numPartitions,
          replicationFactor: props.replicationFactor,
          contentMode: props.contentMode,
          auth: ref && { secret: { ref } },
        },
      };
    });
  }
}
