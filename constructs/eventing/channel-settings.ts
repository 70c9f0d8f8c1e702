import type { Duration } from 'cdk8s';
import type { KafkaChannelSpec } from '../../lib/api/messaging/v1/kafka-channel';
import type {
  NatsConsumerConfigTemplate,
  NatsDeploymentSpecTemplate,
  NatsJetStreamChannelSpec,
  NatsStream,
} from '../../lib/api/messaging/v1alpha1/nats-jet-stream-channel';
import { isoDuration } from '../base/duration';

/** The topic of Kafka that holds a channel's events. All of it is fixed once the channel exists. */
export interface KafkaChannelSettings {
  /** Partitions of the topic, 1 or more: as many events are delivered at a time. @default 1 */
  readonly partitions?: number;
  /** Brokers of Kafka that hold each partition, 1 or more. @default 1 */
  readonly replication?: number;
  /** How long events are kept. @default - a week */
  readonly retention?: Duration;
}

/** The stream of NATS that holds a channel's events, in NATS' own words. */
export interface NatsJetStreamChannelSettings {
  /** The stream: its name and limits, and where it is kept. @default - a stream in files, of one server, without limits */
  readonly stream?: NatsStream;
  /** The consumer that each subscription gets. @default - one that begins with the first message */
  readonly consumer?: NatsConsumerConfigTemplate;
  /** The pods of a dispatcher of the channel's own. @default - the channel shares the cluster's */
  readonly deployment?: NatsDeploymentSpecTemplate;
}

export function kafkaChannelSpec({ partitions, replication, retention }: KafkaChannelSettings): KafkaChannelSpec {
  return {
    numPartitions: partitions,
    replicationFactor: replication,
    retentionDuration: retention && isoDuration(retention),
  };
}

export function natsJetStreamChannelSpec(settings: NatsJetStreamChannelSettings): NatsJetStreamChannelSpec {
  const { stream, consumer, deployment } = settings;
  return { stream, consumerConfigTemplate: consumer, deploymentSpecTemplate: deployment };
}
