/** What is known of a class of brokers. */
interface BrokerClass {
  /** Kinds that its config may have, with their apiVersions. */
  readonly config: Readonly<Record<string, string>>;
  /** Whether the config that brokers get by default is one that it understands. */
  readonly takesDefaultConfig: boolean;
  /** What its own webhook refuses, where the one of Eventing takes any: configs of other kinds, or no config too. */
  readonly refuses?: 'other kinds' | 'no config';
}

const configMap = { ConfigMap: 'v1' };

/** Annotation that says which controller makes a broker. */
export const BROKER_CLASS = 'eventing.knative.dev/broker.class';

/** The class that Eventing ships and gives brokers that name none. */
export const DEFAULT_BROKER_CLASS = 'MTChannelBasedBroker';

/** The classes that exist. Others may: whoever has a controller for them. */
export const brokerClasses: Readonly<Record<string, BrokerClass>> = {
  [DEFAULT_BROKER_CLASS]: { config: configMap, takesDefaultConfig: true },
  Kafka: { config: configMap, takesDefaultConfig: false, refuses: 'other kinds' },
  KafkaNamespaced: { config: configMap, takesDefaultConfig: false, refuses: 'no config' },
  RabbitMQBroker: {
    config: { RabbitmqBrokerConfig: 'eventing.knative.dev/v1alpha1', RabbitmqCluster: 'rabbitmq.com/v1beta1' },
    takesDefaultConfig: false,
    refuses: 'no config',
  },
  NatsJetStreamBroker: { config: configMap, takesDefaultConfig: false },
};

/** What is known of a class; undefined for classes of others. */
export function brokerClass(name: string): BrokerClass | undefined {
  return Object.hasOwn(brokerClasses, name) ? brokerClasses[name] : undefined;
}
