import type { KReference } from '../../lib/api/duck/v1/destination';
import type { RabbitmqBrokerConfigSpec } from '../../lib/api/eventing/v1alpha1/rabbitmq-broker-config';
import { brand } from '../base/brand';
import { fromOptions } from '../base/known-props';
import { objectName } from '../base/object-name';
import type { Lowering } from '../base/resource';
import { ConfigMap } from '../kubernetes/config-map';
import { type INamed, nameOf } from '../kubernetes/named';
import { RabbitmqBrokerConfig } from './rabbitmq-broker-config';

/** Brokers that keep events in a topic of Kafka. */
export interface KafkaBrokerOptions {
  /** Addresses of Kafka, as `host:port`, one or more. */
  readonly bootstrapServers: readonly string[];
  /** Partitions of the topic. @default 10 */
  readonly partitions?: number;
  /** Brokers of Kafka that hold each partition. @default 3 */
  readonly replication?: number;
  /** Settings of the topic in Kafka's own words, such as `retention.ms`. @default - Kafka's */
  readonly topicConfig?: Readonly<Record<string, string>>;
  /** A topic that exists, to use in place of one of the broker's own. @default - the broker makes its topic */
  readonly topic?: string;
  /** Secret with what Kafka asks for: `protocol`, `sasl.mechanism`, `user`, `password`, `ca.crt` and the like. @default - Kafka asks for nothing */
  readonly auth?: string | INamed;
  /** Whether the namespace gets a data plane of its own; the class is then `KafkaNamespaced`. @default false */
  readonly namespaced?: boolean;
}

/** Brokers that keep events in queues of RabbitMQ. */
export interface RabbitmqBrokerOptions {
  /** The RabbitmqCluster, which the cluster operator runs. @default - the one that `connectionSecret` leads to */
  readonly cluster?: string | INamed;
  /** Namespace of the cluster or of the Secret. @default - the broker's */
  readonly namespace?: string;
  /** Secret with `uri`, `username`, `password` and `port` of any RabbitMQ, in place of `cluster`. @default - none */
  readonly connectionSecret?: string | INamed;
  /** Kind of the queues: replicated ones, or those on one node. @default 'quorum' */
  readonly queueType?: RabbitmqBrokerConfigSpec['queueType'];
  /** Virtual host of RabbitMQ. @default '/' */
  readonly vhost?: string;
}

/** Which controller makes a broker, with the settings that it needs: they become an object beside the broker. */
export class BrokerClass {
  /**
   * Brokers of Kafka. The settings become a ConfigMap.
   *
   * @example
   * BrokerClass.kafka({ bootstrapServers: ['kafka.kafka:9092'], partitions: 3, auth: 'kafka-login' })
   */
  public static kafka(given: KafkaBrokerOptions): BrokerClass {
    return fromOptions('BrokerClass.kafka', given, (options) => {
      const data = kafkaData(options);
      const annotations = { 'kafka.eventing.knative.dev/external.topic': options.topic };
      return new BrokerClass(options.namespaced === true ? 'KafkaNamespaced' : 'Kafka', annotations, (lowering) => {
        const { scope, name, namespace } = lowering;
        return new ConfigMap(scope, 'kafka', { name: objectName([name, 'broker', 'kafka']), namespace, data });
      });
    });
  }

  /**
   * Brokers of RabbitMQ. The settings become a RabbitmqBrokerConfig.
   *
   * @example
   * BrokerClass.rabbitmq({ cluster: 'rabbit', namespace: 'rabbitmq', queueType: 'quorum' })
   */
  public static rabbitmq(given: RabbitmqBrokerOptions): BrokerClass {
    return fromOptions('BrokerClass.rabbitmq', given, (options, factory) => {
      const { cluster, connectionSecret, namespace: where, queueType, vhost } = options;
      if ((cluster === undefined) === (connectionSecret === undefined)) {
        const found = cluster === undefined ? 'no RabbitMQ is given' : 'both cluster and connectionSecret are given';
        const hint = 'give cluster, or a connectionSecret';
        factory.refuse(cluster === undefined ? 'missing' : 'exclusive', 'cluster', found, hint);
      }
      const settings = {
        cluster: cluster && nameOf(cluster),
        connectionSecret: connectionSecret && nameOf(connectionSecret),
        clusterNamespace: where,
        queueType,
        vhost,
      };
      return new BrokerClass('RabbitMQBroker', {}, ({ scope, name, namespace }) => {
        const configName = objectName([name, 'broker', 'rabbitmq']);
        return new RabbitmqBrokerConfig(scope, 'rabbitmq', { name: configName, namespace, ...settings });
      });
    });
  }

  private constructor(
    /** The class, as the broker's annotation says it. */
    public readonly name: string,
    /** Annotations of the broker, besides its class. */
    public readonly annotations: Readonly<Record<string, string | undefined>>,
    private readonly makeConfig: (lowering: Lowering) => Configuring,
  ) {
    brand(this, 'Value');
  }

  /** Makes the object with the settings, which is to come before the broker, and refers to it. */
  public configFor(lowering: Lowering): KReference {
    // Upstream fills in the broker's namespace where a reference has none; written out, nothing is left to it.
    return { ...this.makeConfig(lowering).referenceFrom(undefined) };
  }
}

interface Configuring {
  referenceFrom(namespace: string | undefined): KReference;
}

function kafkaData(options: KafkaBrokerOptions): Record<string, string> {
  const { bootstrapServers, partitions = 10, replication = 3, topicConfig = {}, auth } = options;
  const topic = Object.entries(topicConfig).map(([key, value]) => [`default.topic.config.${key}`, value]);
  return {
    'bootstrap.servers': bootstrapServers.join(','),
    'default.topic.partitions': String(partitions),
    'default.topic.replication.factor': String(replication),
    ...Object.fromEntries(topic),
    ...(auth !== undefined && { 'auth.secret.ref.name': nameOf(auth) }),
  };
}
