import type { Construct } from 'constructs';
import { type InMemoryChannelSpec, InMemoryChannel as kind } from '../../lib/api/messaging/v1/in-memory-channel';
import { watchedProps } from '../base/watched-props';
import { lowerDelivery } from './delivery';
import { type ChannelResourceProps, SubscribableChannel } from './subscribable';

/** How an in-memory channel carries events. */
export interface InMemoryChannelProps extends ChannelResourceProps {
  /** Whether the sender is answered before the event is delivered, and so never learns of a failure. @default false */
  readonly async?: boolean;
}

/**
 * A channel that holds its events in memory: they are lost with its pod, and come in no order.
 *
 * Becomes: one InMemoryChannel.
 * @example
 * new InMemoryChannel(chart, 'orders').subscribe(billing);
 */
export class InMemoryChannel extends SubscribableChannel<InMemoryChannelSpec> {
  public constructor(scope: Construct, id: string, given: InMemoryChannelProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      annotations: { 'messaging.knative.dev/async-handler': props.async === true ? 'true' : undefined },
      spec: { delivery: props.delivery && lowerDelivery(props.delivery, lowering) },
      facts: { expects: props.expects },
    }));
  }
}
