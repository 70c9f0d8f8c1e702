import type { Construct } from 'constructs';
import { type KafkaChannelSpec, KafkaChannel as kind } from '../../lib/api/messaging/v1/kafka-channel';
import { watchedProps } from '../base/watched-props';
import { type KafkaChannelSettings, kafkaChannelSpec } from './channel-settings';
import { lowerDelivery } from './delivery';
import { type ChannelResourceProps, SubscribableChannel } from './subscribable';

/** How a channel of Kafka carries events. */
export interface KafkaChannelProps extends ChannelResourceProps, KafkaChannelSettings {}

/**
 * A channel that keeps its events in a topic of Kafka.
 *
 * Becomes: one KafkaChannel.
 * @example
 * new KafkaChannel(chart, 'orders', { partitions: 3, replication: 3 }).subscribe(billing);
 */
export class KafkaChannel extends SubscribableChannel<KafkaChannelSpec> {
  public constructor(scope: Construct, id: string, given: KafkaChannelProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: { ...kafkaChannelSpec(props), delivery: props.delivery && lowerDelivery(props.delivery, lowering) },
      facts: { expects: props.expects },
    }));
  }
}
