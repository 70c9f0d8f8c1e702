import type { Output } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import { Broker as BrokerConstruct, type BrokerProps } from '../eventing/broker';
import { Channel as ChannelConstruct, type ChannelProps } from '../eventing/channel';
import { Parallel as ParallelConstruct, type ParallelProps } from '../eventing/parallel';
import { Sequence as SequenceConstruct, type SequenceProps } from '../eventing/sequence';
import { Subscription as SubscriptionConstruct, type SubscriptionProps } from '../eventing/subscription';
import { Trigger as TriggerConstruct, type TriggerProps } from '../eventing/trigger';
import { ConstructComponent, SinkComponent } from './construct-component';
import { type Inputs, inputs } from './inputs';
import type { ProgramOptions } from './program';

/**
 * Takes events in at one address and hands each to the triggers whose filter it passes. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * const broker = new kn.Broker('default', {}, { namespace: 'default' });
 */
export class Broker extends SinkComponent<BrokerConstruct, { readonly address: string }> {
  /** The URL that the cluster gives it, once it is ready. */
  public readonly address: Output<string>;

  public constructor(name: string, args: Inputs<BrokerProps> = {}, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new BrokerConstruct(scope, name, inputs<BrokerProps>(args));
    super(name, { type: 'Broker', args, make, outputs: ({ address }) => ({ address }) }, options);
    this.address = this.outputs.address;
  }
}

/**
 * Sends those events of a broker that pass a filter to a subscriber. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.Trigger('orders', { broker, filter: { type: 'order.created' }, subscriber: shop });
 */
export class Trigger extends ConstructComponent<TriggerConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<TriggerProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new TriggerConstruct(scope, name, inputs<TriggerProps>(args));
    super(name, { type: 'Trigger', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Takes events in and sends each to all of its subscriptions. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * const channel = new kn.Channel('orders', {}, { namespace: 'default' });
 */
export class Channel extends SinkComponent<ChannelConstruct, { readonly address: string }> {
  /** The URL that the cluster gives it, once it is ready. */
  public readonly address: Output<string>;

  public constructor(name: string, args: Inputs<ChannelProps> = {}, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new ChannelConstruct(scope, name, inputs<ChannelProps>(args));
    super(name, { type: 'Channel', args, make, outputs: ({ address }) => ({ address }) }, options);
    this.address = this.outputs.address;
  }
}

/**
 * Sends the events of a channel to a subscriber. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.Subscription('billing', { channel, subscriber: billing });
 */
export class Subscription extends ConstructComponent<SubscriptionConstruct, Record<never, never>> {
  public constructor(name: string, args: Inputs<SubscriptionProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new SubscriptionConstruct(scope, name, inputs<SubscriptionProps>(args));
    super(name, { type: 'Subscription', args, make, outputs: () => ({}) }, options);
  }
}

/**
 * Steps that events pass one after the other. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.Sequence('checkout', { steps: [validate, charge], reply: broker });
 */
export class Sequence extends SinkComponent<SequenceConstruct, { readonly address: string }> {
  /** The URL that the cluster gives it, once it is ready. */
  public readonly address: Output<string>;

  public constructor(name: string, args: Inputs<SequenceProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new SequenceConstruct(scope, name, inputs<SequenceProps>(args));
    super(name, { type: 'Sequence', args, make, outputs: ({ address }) => ({ address }) }, options);
    this.address = this.outputs.address;
  }
}

/**
 * Branches that events pass side by side. As the construct of that name, which tells more; its properties may be Outputs.
 *
 * @example
 * new kn.Parallel('shipping', { branches: [{ subscriber: express }, { subscriber: standard }] });
 */
export class Parallel extends SinkComponent<ParallelConstruct, { readonly address: string }> {
  /** The URL that the cluster gives it, once it is ready. */
  public readonly address: Output<string>;

  public constructor(name: string, args: Inputs<ParallelProps>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new ParallelConstruct(scope, name, inputs<ParallelProps>(args));
    super(name, { type: 'Parallel', args, make, outputs: ({ address }) => ({ address }) }, options);
    this.address = this.outputs.address;
  }
}
