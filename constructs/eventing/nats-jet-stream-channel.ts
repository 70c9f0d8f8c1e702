import type { Construct } from 'constructs';
import {
  NatsJetStreamChannel as kind,
  type NatsJetStreamChannelSpec,
} from '../../lib/api/messaging/v1alpha1/nats-jet-stream-channel';
import { watchedProps } from '../base/watched-props';
import { type NatsJetStreamChannelSettings, natsJetStreamChannelSpec } from './channel-settings';
import { lowerDelivery } from './delivery';
import { type ChannelResourceProps, SubscribableChannel } from './subscribable';

/** How a channel of NATS carries events. */
export interface NatsJetStreamChannelProps extends ChannelResourceProps, NatsJetStreamChannelSettings {}

/**
 * A channel that keeps its events in a stream of NATS JetStream.
 *
 * Becomes: one NatsJetStreamChannel.
 * @example
 * new NatsJetStreamChannel(chart, 'orders', { stream: { config: { replicas: 3 } } }).subscribe(billing);
 */
export class NatsJetStreamChannel extends SubscribableChannel<NatsJetStreamChannelSpec> {
  public constructor(scope: Construct, id: string, given: NatsJetStreamChannelProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        ...natsJetStreamChannelSpec(props),
        delivery: props.delivery && lowerDelivery(props.delivery, lowering),
      },
      facts: { expects: props.expects },
    }));
  }
}
