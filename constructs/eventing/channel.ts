import type { Construct } from 'constructs';
import { type ChannelSpec, Channel as kind } from '../../lib/api/messaging/v1/channel';
import { watchedProps } from '../base/watched-props';
import { type ChannelNameOptions, type IChannel, NamedChannel } from './channel-reference';
import type { KafkaChannelSettings, NatsJetStreamChannelSettings } from './channel-settings';
import { ChannelTemplate, type ChannelTemplateProps } from './channel-template';
import { lowerDelivery } from './delivery';
import { type ChannelResourceProps, SubscribableChannel } from './subscribable';

/** How a channel carries events. */
export interface ChannelProps extends ChannelResourceProps {
  /** The kind of channel that does the work, and its settings. Fixed once created. @default - the cluster's default */
  readonly template?: ChannelTemplate;
}

/**
 * Takes events in at one address and sends each of them to all of its subscriptions. Which kind of channel does the
 * work is the template's to say, or the cluster's; subscriptions need not know.
 *
 * Becomes: one Channel. Its factories say what kind of channels others are made of: `new Broker(chart, 'default',
 * { channel: Channel.kafka({ partitions: 3 }) })`.
 * @example
 * const orders = new Channel(chart, 'orders', { template: Channel.inMemory() });
 * orders.subscribe(billing, { reply: invoices });
 */
export class Channel extends SubscribableChannel<ChannelSpec> {
  /** Channels that hold events in memory: for trials, since events are lost when their pod goes. */
  public static inMemory(): ChannelTemplate {
    return ChannelTemplate.inMemory();
  }

  /**
   * Channels that keep events in topics of Kafka.
   *
   * @example
   * Channel.kafka({ partitions: 3, replication: 3, retention: Duration.days(1) })
   */
  public static kafka(settings: KafkaChannelSettings = {}): ChannelTemplate {
    return ChannelTemplate.kafka(settings);
  }

  /**
   * Channels that keep events in streams of NATS JetStream.
   *
   * @example
   * Channel.natsJetStream({ stream: { config: { storage: 'File', replicas: 3, maxAge: '24h' } } })
   */
  public static natsJetStream(settings: NatsJetStreamChannelSettings = {}): ChannelTemplate {
    return ChannelTemplate.natsJetStream(settings);
  }

  /** Channels of any kind. */
  public static of(template: ChannelTemplateProps): ChannelTemplate {
    return ChannelTemplate.of(template);
  }

  /** A channel that exists without this program. */
  public static fromName(name: string, options: ChannelNameOptions = {}): IChannel {
    return new NamedChannel(name, options);
  }

  public constructor(scope: Construct, id: string, given: ChannelProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        channelTemplate: props.template?.template,
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
      },
      facts: { expects: props.expects },
    }));
  }
}
