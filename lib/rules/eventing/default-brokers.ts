import { parse, YAMLParseError } from 'yaml';
import type { ConfigSettings } from '../../api/config';
import type { BrokerDefault, BrokerDefaults } from '../../api/config/shapes';
import type { ChannelTemplate } from '../../api/duck/v1/channel-template';
import type { Delivery } from '../../api/duck/v1/delivery';
import type { KReference } from '../../api/duck/v1/destination';
import { DEFAULT_BROKER_CLASS } from './broker-classes';

/** What `config-br-defaults` ships: brokers that say nothing get this class, this config and this delivery. */
const SHIPPED_BROKERS: BrokerDefaults = {
  clusterDefault: {
    brokerClass: DEFAULT_BROKER_CLASS,
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'config-br-default-channel',
    namespace: 'knative-eventing',
    delivery: { retry: 10, backoffPolicy: 'exponential', backoffDelay: 'PT0.2S' },
  },
};

/** Which channels are made of what that do not say it themselves. */
export interface ChannelDefaults {
  readonly clusterDefault?: ChannelTemplate;
  readonly namespaceDefaults?: Readonly<Record<string, ChannelTemplate>>;
}

/** What `default-ch-webhook` ships. */
const SHIPPED_CHANNELS: ChannelDefaults = {
  clusterDefault: { apiVersion: 'messaging.knative.dev/v1', kind: 'InMemoryChannel' },
};

/** Reads `config-br-defaults`. A text that is wrong counts as absent: that it is wrong is told elsewhere. */
export function brokerDefaultsOf(settings: ConfigSettings): BrokerDefaults {
  return readMap<BrokerDefaults>(settings['default-br-config']) ?? SHIPPED_BROKERS;
}

/** Reads `default-ch-webhook`. */
export function channelDefaultsOf(settings: ConfigSettings): ChannelDefaults {
  return readMap<ChannelDefaults>(settings['default-ch-config']) ?? SHIPPED_CHANNELS;
}

function readMap<Shape extends object>(text: string | undefined): Shape | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Shape) : undefined;
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

/** The class of brokers in a namespace that name none. */
export function defaultBrokerClass({ clusterDefault, namespaceDefaults }: BrokerDefaults, namespace = ''): string {
  return namespaceDefaults?.[namespace]?.brokerClass ?? clusterDefault?.brokerClass ?? DEFAULT_BROKER_CLASS;
}

type Configured = Omit<BrokerDefault, 'brokerClass' | 'brokerClasses'>;

/** What the settings say of brokers of a class in a namespace: the namespace goes before the cluster, a class before all. */
function configured(
  { clusterDefault, namespaceDefaults }: BrokerDefaults,
  namespace: string,
  name: string,
): Configured {
  const own = namespaceDefaults?.[namespace];
  if (own !== undefined && own.brokerClass === name) return own;
  return own?.brokerClasses?.[name] ?? clusterDefault?.brokerClasses?.[name] ?? clusterDefault ?? {};
}

/** The config of a broker that has none. */
export function defaultBrokerConfig(
  defaults: BrokerDefaults,
  namespace = '',
  brokerClass: string,
): KReference | undefined {
  const { apiVersion, kind, name, namespace: where } = configured(defaults, namespace, brokerClass);
  if (apiVersion === undefined || kind === undefined || name === undefined) return undefined;
  return { apiVersion, kind, name, ...(where === undefined ? {} : { namespace: where }) };
}

/** The delivery of a broker that has none. Upstream leaves out what it does not know of: timeout, format and the rest. */
export function defaultBrokerDelivery(
  defaults: BrokerDefaults,
  namespace = '',
  brokerClass: string,
): Delivery | undefined {
  const delivery = configured(defaults, namespace, brokerClass).delivery as Delivery | undefined;
  if (delivery === undefined) return undefined;
  const { deadLetterSink, retry, backoffPolicy, backoffDelay } = delivery;
  const known = { deadLetterSink, retry, backoffPolicy, backoffDelay };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
}

/** The template of a channel that has none; without a namespace, that of the cluster. */
export function defaultChannel(
  { clusterDefault, namespaceDefaults }: ChannelDefaults,
  namespace?: string,
): ChannelTemplate | undefined {
  return namespaceDefaults?.[namespace ?? ''] ?? clusterDefault;
}
