import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { KReference } from '../../lib/api/duck/v1/destination';
import { type BrokerSpec, Broker as kind } from '../../lib/api/eventing/v1/broker';
import { areLateValuesLetIn } from '../base/late-values';
import { objectName } from '../base/object-name';
import type { Lowering, ResourceProps } from '../base/resource';
import { ADDRESS_FIELD, addressIn } from '../base/status-field';
import { SynthError } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import { ConfigMap } from '../kubernetes/config-map';
import type { Namespace } from '../kubernetes/namespace';
import { yamlText } from '../kubernetes/yaml-text';
import { Addressable } from './addressable';
import type { BrokerClass } from './broker-class';
import { type IBroker, NamedBroker } from './broker-reference';
import type { ChannelTemplate } from './channel-template';
import { type DeliveryProps, lowerDelivery } from './delivery';
import { EventTypes } from './event-types';
import { type EventFilter, typeOf } from './filter';
import { type ISink, sinkNameOf } from './sink';
import { Trigger, type TriggerProps } from './trigger';

/** The class of brokers that are made of channels. */
const CHANNEL_BASED = 'MTChannelBasedBroker';

/** The broker that a namespace has where it has just one. */
const DEFAULT = 'default';

/** How a broker carries events. */
export interface BrokerProps extends ResourceProps {
  /** Which controller makes the broker: what `BrokerClass` makes, or the name of any class. @default - with `channel` it is `MTChannelBasedBroker`, else the cluster's default */
  readonly class?: string | BrokerClass;
  /** Channels that the broker is made of; becomes a ConfigMap beside the broker. @default - the cluster's default */
  readonly channel?: ChannelTemplate;
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
 * Becomes: one Broker; with `channel` or a `BrokerClass` an object with its settings too.
 * @example
 * const broker = new Broker(chart, 'default');
 * broker.on({ type: 'order.created' }, orders);
 */
export class Broker extends Addressable<BrokerSpec> implements IBroker {
  /** A broker that exists without this program. */
  public static fromName(name: string, options: { readonly namespace?: string } = {}): IBroker & ISink {
    return new NamedBroker(name, options.namespace);
  }

  /**
   * The broker `default` that the cluster makes in a namespace with the label `eventing.knative.dev/injection`. Puts
   * the label on the namespace; the cluster must look for it, which `config-sugar` says.
   */
  public static injectedInto(namespace: Namespace): IBroker & ISink {
    ApiObject.of(namespace).metadata.addLabel('eventing.knative.dev/injection', 'enabled');
    return new NamedBroker(DEFAULT, namespace.name);
  }

  readonly #class: string | undefined;
  #eventTypes: EventTypes | undefined;

  public constructor(scope: Construct, id: string, given: BrokerProps = {}) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      annotations: { 'eventing.knative.dev/broker.class': classOf(props), ...annotationsOf(props.class) },
      spec: specOf(props, lowering),
      facts: { expects: props.expects },
    }));
    this.#class = classOf(props);
  }

  /**
   * Sends those events that pass a filter to a subscriber: a Trigger below the broker, named for the subscriber and
   * the event type, and for the broker unless that is the namespace's default.
   */
  public on(filter: EventFilter, subscriber: ISink, props: OnProps = {}): Trigger {
    const broker = this.name === DEFAULT ? '' : this.name;
    const parts = [broker, sinkNameOf(subscriber), typeOf(filter) ?? ''];
    const id = props.name ?? objectName(parts);
    return new Trigger(this, id, { namespace: this.namespace, ...props, broker: this, filter, subscriber });
  }

  /**
   * Has an EventType made for each type that the program sends to the broker, as far as it knows them: of sources,
   * of `expects` and of what subscribers answer with. They are made when the program is synthesized, so that it does
   * not matter when this is called.
   */
  public eventTypes(): EventTypes {
    this.#eventTypes ??= new EventTypes(this, 'event-types', { place: this, namespace: this.namespace });
    return this.#eventTypes;
  }

  /**
   * The broker's URL inside the cluster, of a broker of Knative's own class or of Kafka. In a program of Pulumi it is what
   * the cluster says, whatever the class.
   * @throws SynthError KG0005 without a namespace, KG0003 for a class whose addresses are not known.
   */
  public override get address(): string {
    if (!areLateValuesLetIn()) return this.#usualAddress();
    const ingress = this.namespace === undefined ? undefined : ingressOf(this.#class ?? CHANNEL_BASED, this.namespace);
    return this.inStatus(ADDRESS_FIELD, addressIn, ingress === undefined ? undefined : this.#usualAddress());
  }

  #usualAddress(): string {
    const { namespace, name } = this;
    if (namespace === undefined) {
      const hint = 'give the chart or the broker a namespace';
      throw new SynthError('namespace', this.node.path, 'address', `broker "${name}" has no namespace`, hint);
    }
    const ingress = ingressOf(this.#class ?? CHANNEL_BASED, namespace);
    if (ingress === undefined) {
      const found = `a broker of class ${this.#class} gets its address from the cluster`;
      throw new SynthError('missing', this.node.path, 'address', found, 'give the broker itself as a sink');
    }
    return `http://${ingress}.svc.cluster.local/${namespace}/${name}`;
  }
}

/** The service, with its namespace, behind which brokers of a class have their paths. */
function ingressOf(className: string, namespace: string): string | undefined {
  switch (className) {
    case CHANNEL_BASED:
      return 'broker-ingress.knative-eventing';
    case 'Kafka':
      return 'kafka-broker-ingress.knative-eventing';
    case 'KafkaNamespaced':
      return `kafka-broker-ingress.${namespace}`;
    default:
      return undefined;
  }
}

function classOf({ class: given, channel }: BrokerProps): string | undefined {
  if (given === undefined) return channel && CHANNEL_BASED;
  return typeof given === 'string' ? given : given.name;
}

function annotationsOf(given: BrokerProps['class']): BrokerClass['annotations'] {
  return typeof given === 'object' ? given.annotations : {};
}

function specOf(props: BrokerProps, lowering: Lowering): BrokerSpec | undefined {
  const config = configOf(props, lowering);
  const delivery = props.delivery && lowerDelivery(props.delivery, lowering);
  return config === undefined && delivery === undefined ? undefined : { config, delivery };
}

function configOf({ class: given, channel, config }: BrokerProps, lowering: Lowering): KReference | undefined {
  const makes = typeof given === 'object' ? given : undefined;
  if (config !== undefined && (channel !== undefined || makes !== undefined)) {
    const other = channel === undefined ? 'a BrokerClass, which makes one,' : 'channel';
    lowering.refuse('exclusive', 'config', `both ${other} and config are given`, 'leave out one of them');
  }
  if (channel !== undefined && makes !== undefined) {
    const found = `both channel and a broker class with settings of its own are given`;
    lowering.refuse('exclusive', 'channel', found, 'leave out one of them');
  }
  if (makes !== undefined) return makes.configFor(lowering);
  return channel === undefined ? config : channelConfig(channel, lowering);
}

/** The ConfigMap that says what channels the broker is made of, and the reference to it. */
function channelConfig({ template }: ChannelTemplate, { scope, name, namespace }: Lowering): KReference {
  const data = { 'channel-template-spec': yamlText(template) };
  const configMap = new ConfigMap(scope, 'channel', { name: objectName([name, 'broker', 'channel']), namespace, data });
  // Upstream fills in the broker's namespace where a reference has none; written out, nothing is left to it.
  return { ...configMap.referenceFrom(undefined) };
}
