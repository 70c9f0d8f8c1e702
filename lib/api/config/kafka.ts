import { configMapOf } from './problems';

const NAMESPACE = 'knative-eventing';
const BOOTSTRAP = 'my-cluster-kafka-bootstrap.kafka:9092';

const connection = {
  'bootstrap.servers': {
    type: 'list',
    default: [BOOTSTRAP],
    doc: 'Addresses of the Kafka brokers, as host:port.',
  },
  'auth.secret.ref.name': { type: 'text', default: '', doc: 'Secret with the credentials.' },
  'auth.secret.ref.namespace': { type: 'text', default: '', doc: 'Namespace of that Secret.' },
} as const;

/** `kafka-broker-config`. */
export const kafkaBrokerConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'kafka-broker-config',
  settings: 'KafkaBrokerSettings',
  doc: 'The topics of brokers of the class Kafka.',
  keys: {
    ...connection,
    'default.topic.partitions': {
      type: 'integer',
      bits: 32,
      default: 10,
      minimum: 1,
      doc: 'Partitions of a topic.',
    },
    'default.topic.replication.factor': {
      type: 'integer',
      bits: 32,
      default: 3,
      minimum: 1,
      doc: 'Copies of a topic; no more than there are Kafka brokers.',
    },
  },
  entries: [
    {
      prefix: 'default.topic.config.',
      prop: 'topicConfig',
      key: { type: 'text', default: '', doc: 'Settings of a topic, such as retention.ms.' },
    },
  ],
});

/** `kafka-channel-config`. */
export const kafkaChannelConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'kafka-channel-config',
  settings: 'KafkaChannelConfigSettings',
  doc: 'The Kafka of channels.',
  keys: connection,
});

const flag = (doc: string) =>
  ({ type: 'enum', values: ['disabled', 'enabled', 'allowed'], folded: true, default: 'disabled', doc }) as const;
const template = (value: string, doc: string) => ({ type: 'template', default: value, doc }) as const;

/** `config-kafka-features`. */
export const kafkaFeaturesConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-kafka-features',
  settings: 'KafkaFeatureSettings',
  doc: 'Features of the Kafka broker, channel and source, and the names that they give.',
  keys: {
    'dispatcher-rate-limiter': flag('Whether a trigger may limit its rate.'),
    'dispatcher-ordered-executor-metrics': flag('Whether ordered deliveries are measured.'),
    'controller-autoscaler-keda': flag('Whether KEDA scales consumers.'),
    'triggers-consumergroup-template': template(
      'knative-trigger-{{ .Namespace }}-{{ .Name }}',
      "Name of a trigger's consumer group.",
    ),
    'brokers-topic-template': template('knative-broker-{{ .Namespace }}-{{ .Name }}', "Name of a broker's topic."),
    'channels-topic-template': template(
      'knative-messaging-kafka.{{ .Namespace }}.{{ .Name }}',
      "Name of a channel's topic.",
    ),
  },
});

const count = (value: number, unit: string, doc: string) =>
  ({ type: 'integer', bits: 32, default: value, minimum: 0, unit, doc }) as const;

/** `config-kafka-autoscaler`. */
export const kafkaAutoscalerConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-kafka-autoscaler',
  settings: 'KafkaAutoscalerSettings',
  doc: 'How KEDA scales the consumers of brokers and channels.',
  keys: {
    class: { type: 'text', default: 'keda.autoscaling.knative.dev', doc: 'Who scales.' },
    'min-scale': count(0, 'pods', 'The fewest consumers.'),
    'max-scale': count(50, 'pods', 'The most consumers.'),
    'polling-interval': count(10, 'seconds', 'Time from one look to the next.'),
    'cooldown-period': count(30, 'seconds', 'Time without records before consumers go.'),
    'lag-threshold': count(100, 'records', 'Records behind for which there is one consumer more.'),
  },
});

/** `config-kafka-source-defaults`. */
export const kafkaSourceDefaultsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-kafka-source-defaults',
  settings: 'KafkaSourceDefaultsSettings',
  doc: 'How KEDA scales the consumers of Kafka sources.',
  keys: {
    autoscalingClass: { type: 'text', default: '', doc: 'Who scales; empty for nobody.' },
    minScale: count(1, 'pods', 'The fewest consumers.'),
    maxScale: count(1, 'pods', 'The most consumers.'),
    pollingInterval: count(30, 'seconds', 'Time from one look to the next.'),
    cooldownPeriod: count(300, 'seconds', 'Time without records before consumers go.'),
    kafkaLagThreshold: count(10, 'records', 'Records behind for which there is one consumer more.'),
  },
});

const properties = (prop: string, doc: string) => ({ type: 'properties', default: '', prop, doc }) as const;

const dataPlane = (plane: 'broker' | 'channel' | 'sink' | 'source') =>
  configMapOf({
    namespace: NAMESPACE,
    name: `config-kafka-${plane}-data-plane`,
    settings: 'KafkaDataPlaneSettings',
    doc: 'Settings of the Kafka clients and of HTTP; those that are given are put into those that are shipped.',
    keys: {
      [`config-kafka-${plane}-producer.properties`]: properties('producer', 'Settings of the Kafka producer.'),
      [`config-kafka-${plane}-consumer.properties`]: properties('consumer', 'Settings of the Kafka consumer.'),
      [`config-kafka-${plane}-webclient.properties`]: properties('webclient', 'Settings of the HTTP client.'),
      [`config-kafka-${plane}-httpserver.properties`]: properties('httpserver', 'Settings of the HTTP server.'),
    },
  });

/** The ConfigMaps of the data planes. */
export const kafkaDataPlanes = {
  broker: dataPlane('broker'),
  channel: dataPlane('channel'),
  sink: dataPlane('sink'),
  source: dataPlane('source'),
} as const;
