import { configMapOf } from './problems';

const NAMESPACE = 'knative-eventing';

const structured = (shape: string, fields: readonly string[], doc: string) =>
  ({ type: 'yaml', holds: 'map', shape, fields, default: '', doc }) as const;

/** `config-br-defaults`. */
export const brokerDefaultsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-br-defaults',
  settings: 'BrokerDefaultsSettings',
  doc: 'What brokers are made of that do not say it themselves.',
  keys: {
    'default-br-config': structured(
      'BrokerDefaults',
      ['clusterDefault', 'namespaceDefaults'],
      'Class, configuration and delivery, of the cluster and of some namespaces.',
    ),
  },
});

/** `config-br-default-channel`. */
export const brokerChannelConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-br-default-channel',
  settings: 'BrokerChannelSettings',
  doc: 'The channel that brokers of the class MTChannelBasedBroker are made of.',
  keys: {
    'channel-template-spec': structured(
      'ChannelSpec',
      ['apiVersion', 'kind', 'spec'],
      'Kind of the channel, and its spec.',
    ),
  },
  legacy: { channelTemplateSpec: 'channel-template-spec' },
});

/** `default-ch-webhook`. */
export const channelDefaultsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'default-ch-webhook',
  settings: 'ChannelDefaultsSettings',
  doc: 'What channels, sequences and parallels are made of that do not say it themselves.',
  keys: {
    'default-ch-config': structured(
      'ChannelDefaults',
      ['clusterDefault', 'namespaceDefaults'],
      'Kind of the channel, of the cluster and of some namespaces.',
    ),
  },
});

/** `config-ping-defaults`. */
export const pingDefaultsConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-ping-defaults',
  settings: 'PingDefaultsSettings',
  doc: 'What a PingSource may send.',
  keys: {
    'data-max-size': {
      type: 'integer',
      bits: 64,
      default: -1,
      unit: 'bytes',
      doc: 'Size of the data of an event at most; -1 sets no limit.',
    },
  },
  legacy: { dataMaxSize: 'data-max-size' },
});

/** `config-sugar`. */
export const sugarConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-sugar',
  settings: 'SugarSettings',
  doc: 'Where a broker is made by itself.',
  keys: {
    'namespace-selector': structured(
      'LabelSelection',
      ['matchLabels', 'matchExpressions'],
      'Namespaces that get a broker; an empty selection stands for all.',
    ),
    'trigger-selector': structured(
      'LabelSelection',
      ['matchLabels', 'matchExpressions'],
      'Triggers whose broker is made; an empty selection stands for all.',
    ),
  },
});

/** `config-kreference-mapping`. */
export const referenceMappingConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-kreference-mapping',
  settings: 'ReferenceMappingSettings',
  doc: 'URLs of kinds that have no address of their own; needs the flag kreference-mapping.',
  keys: {},
  entries: [
    {
      prefix: '',
      prop: 'urls',
      key: {
        type: 'template',
        default: '',
        doc: 'Go templates of Name, Namespace, UID and SystemNamespace, by kind and version, such as Pod.v1.',
      },
    },
  ],
});

/** `config-imc-event-dispatcher`. */
export const inMemoryChannelConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-imc-event-dispatcher',
  settings: 'InMemoryChannelSettings',
  doc: 'Connections of the dispatcher of channels in memory.',
  keys: {
    MaxIdleConnections: { type: 'integer', bits: 64, default: 1000, doc: 'Idle connections that are kept at most.' },
    MaxIdleConnectionsPerHost: {
      type: 'integer',
      bits: 64,
      default: 100,
      doc: 'Idle connections to one host that are kept at most.',
    },
  },
});

/** What `config-features` of Eventing holds besides flags. */
export const eventingFeaturesConfigMap = configMapOf({
  namespace: NAMESPACE,
  name: 'config-features',
  settings: 'EventingFeatureSettings',
  doc: 'What features of Eventing need to know.',
  keys: {
    'oidc-discovery-base-url': {
      type: 'text',
      default: 'https://kubernetes.default.svc',
      doc: 'Where the keys are found that identities of senders are signed with.',
    },
    'requestreply-default-timeout': {
      type: 'text',
      default: 'PT30S',
      doc: 'How long a RequestReply waits for an answer, as ISO 8601 writes durations.',
    },
  },
  entries: [
    {
      prefix: 'apiserversources-nodeselector-',
      prop: 'apiServerSourcesNodeSelector',
      key: { type: 'text', default: '', doc: 'Labels of the nodes that adapters of ApiServerSources run on.' },
    },
  ],
});

/** `config-redis` of the Redis sources. */
export const redisConfigMap = configMapOf({
  namespace: 'knative-sources',
  name: 'config-redis',
  settings: 'RedisSettings',
  doc: 'The Redis sources.',
  keys: {
    numConsumers: { type: 'integer', bits: 64, default: 500, minimum: 1, doc: 'Consumers of a stream at most.' },
  },
});
