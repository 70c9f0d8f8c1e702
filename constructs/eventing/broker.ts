import type { Construct } from 'constructs';
import type { Destination, KReference } from '../../lib/api/duck/v1/destination';
import { type BrokerSpec, Broker as kind } from '../../lib/api/eventing/v1/broker';
import { objectName } from '../base/object-name';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { SynthError } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import { ConfigMap } from '../kubernetes/config-map';
import { yamlText } from '../kubernetes/yaml-text';
import { type IBroker, NamedBroker } from './broker-reference';
import type { Channel } from './channel';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { type EventFilter, typeOf } from './filter';
import type { ISink } from './sink';
import { Trigger, type TriggerProps } from './trigger';

/** The class of brokers that are made of channels. */
const CHANNEL_BASED = 'MTChannelBasedBroker';

/** The broker that a namespace has where it has just one. */
const DEFAULT = 'default';

/** How a broker carries events. */
export interface BrokerProps extends ResourceProps {
  /** Which controller makes the broker, such as `MTChannelBasedBroker` or `Kafka`. @default - with `channel` the former, else the cluster's default */
  readonly class?: string;
  /** Channels that the broker is made of; becomes a ConfigMap beside the broker. @default - the cluster's default */
  readonly channel?: Channel;
  /** An object with settings that the broker's class understands, in place of `channel`. @default - the class's own */
  readonly config?: KReference;
  /** Retries and dead letters for triggers without their own. @default - the cluster's: 10 retries, exponential, 0.2 s */
  readonly delivery?: DeliveryProps;
  /** Types of the events that come from outside of the program. @default - none */
  readonly expects?: readonly string[];
}

/** What `broker.on` takes besides filter and subscriber. */
export type OnProps = Omit<TriggerProps, 'broker' | 'filter' | 'subscriber'>;

/**
 * Takes events in at one address and hands each to the triggers whose filter it passes.
 *
 * Becomes: one Broker; with `channel` a ConfigMap too.
 * @example
 * const broker = new Broker(chart, 'default');
 * broker.on({ type: 'order.created' }, orders);
 */
export class Broker extends Resource<BrokerSpec> implements IBroker, ISink {
  /** A broker that exists without this program. */
  public static fromName(name: string, options: { readonly namespace?: string } = {}): IBroker {
    return new NamedBroker(name, options.namespace);
  }

  public readonly sinkName: string;

  public constructor(scope: Construct, id: string, given: BrokerProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      annotations: { 'eventing.knative.dev/broker.class': props.class ?? (props.channel && CHANNEL_BASED) },
      spec: specOf(props, lowering),
      facts: { expects: props.expects },
    }));
    this.sinkName = this.name;
  }

  /**
   * Sends those events that pass a filter to a subscriber: a Trigger below the broker, named for the subscriber and
   * the event type, and for the broker unless that is the namespace's default.
   */
  public on(filter: EventFilter, subscriber: ISink, props: OnProps = {}): Trigger {
    const broker = this.name === DEFAULT ? '' : this.name;
    const parts = [broker, subscriber.sinkName, typeOf(filter) ?? ''];
    const id = props.name ?? objectName(parts);
    return new Trigger(this, id, { namespace: this.namespace, ...props, broker: this, filter, subscriber });
  }

  /**
   * The broker's URL inside the cluster, of a broker of Knative's own class.
   * @throws SynthError KG0005 without a namespace.
   */
  public get address(): string {
    if (this.namespace === undefined) {
      const hint = 'give the chart or the broker a namespace';
      throw new SynthError('namespace', this.node.path, 'address', `broker "${this.name}" has no namespace`, hint);
    }
    return `http://broker-ingress.knative-eventing.svc.cluster.local/${this.namespace}/${this.name}`;
  }

  public toDestination(namespace: string | undefined): Destination {
    return { ref: this.referenceFrom(namespace) };
  }
}

function specOf({ channel, config, delivery }: BrokerProps, lowering: Lowering): BrokerSpec | undefined {
  if (channel !== undefined && config !== undefined) {
    lowering.refuse('exclusive', 'config', 'both channel and config are given', 'leave out one of them');
  }
  if (channel === undefined && config === undefined && delivery === undefined) return undefined;
  return {
    config: channel === undefined ? config : channelConfig(channel, lowering),
    delivery: delivery && lowerDelivery(delivery, lowering),
  };
}

/** The ConfigMap that says what channels the broker is made of, and the reference to it. */
function channelConfig({ template }: Channel, { scope, name, namespace }: Lowering): KReference {
  const data = { 'channel-template-spec': yamlText(template) };
  const configMap = new ConfigMap(scope, 'channel', { name: objectName([name, 'broker', 'channel']), namespace, data });
  // Upstream fills in the broker's namespace where a reference has none; written out, nothing is left to it.
  return { ...configMap.referenceFrom(undefined) };
}
