import { inPod, inTemplate } from './pod-references';
import {
  type Collect,
  type Field,
  type Finder,
  fields,
  inDelivery,
  inDestination,
  inReference,
  inSecretKey,
  inSecretName,
  inServiceAccount,
  itemsWithin,
  specOf,
  text,
  within,
} from './reference-fields';

const EVENTING = 'eventing.knative.dev';
const MESSAGING = 'messaging.knative.dev';
const FLOWS = 'flows.knative.dev';
const SOURCES = 'sources.knative.dev';
const SINKS = 'sinks.knative.dev';
const CAMEL = 'camel.apache.org';

/** For each kind of Eventing, where its objects refer to others. */
export const eventingFinders: Readonly<Record<string, Finder>> = {
  [`${EVENTING}/Broker`]: inSpec((spec, collect) => {
    inReference(within(spec, 'config'), 'config', collect);
    inDelivery(spec, collect);
  }),
  [`${EVENTING}/Trigger`]: inSpec((spec, collect) => {
    const { value: name, path, namespace } = within(spec, 'broker');
    collect({ group: EVENTING, kind: 'Broker', name: text(name), namespace }, 'broker', path);
    inReference(within(spec, 'brokerRef'), 'broker', collect);
    inDestination(within(spec, 'subscriber'), 'subscriber', collect);
    inDelivery(spec, collect);
  }),
  [`${EVENTING}/EventType`]: inSpec((spec, collect) => {
    inReference(within(spec, 'reference'), 'reference', collect);
  }),
  [`${EVENTING}/EventPolicy`]: inSpec((spec, collect) => {
    for (const from of itemsWithin(spec, 'from')) inReference(within(from, 'ref'), 'from', collect);
    for (const to of itemsWithin(spec, 'to')) inReference(within(to, 'ref'), 'to', collect);
  }),
  [`${EVENTING}/EventTransform`]: inSpec((spec, collect) => {
    inDestination(within(spec, 'sink'), 'sink', collect);
  }),
  [`${EVENTING}/RequestReply`]: inSpec((spec, collect) => {
    inReference(within(spec, 'brokerRef'), 'broker', collect);
    inDelivery(spec, collect);
  }),
  [`${EVENTING}/KafkaSink`]: inSpec((spec, collect) => {
    inSecretName(within(spec, 'auth.secret.ref.name'), collect);
  }),
  [`${EVENTING}/RabbitmqBrokerConfig`]: inSpec(inRabbitmqCluster),

  [`${MESSAGING}/Channel`]: inSpec(inDelivery),
  [`${MESSAGING}/InMemoryChannel`]: inSpec(inDelivery),
  [`${MESSAGING}/KafkaChannel`]: inSpec(inDelivery),
  [`${MESSAGING}/NatsJetStreamChannel`]: inSpec(inDelivery),
  [`${MESSAGING}/Subscription`]: inSpec((spec, collect) => {
    inReference(within(spec, 'channel'), 'channel', collect);
    inDestination(within(spec, 'subscriber'), 'subscriber', collect);
    inDestination(within(spec, 'reply'), 'reply', collect);
    inDelivery(spec, collect);
  }),

  [`${FLOWS}/Sequence`]: inSpec((spec, collect) => {
    for (const step of itemsWithin(spec, 'steps')) {
      inDestination(step, 'step', collect);
      inDelivery(step, collect);
    }
    inDestination(within(spec, 'reply'), 'reply', collect);
  }),
  [`${FLOWS}/Parallel`]: inSpec((spec, collect) => {
    for (const branch of itemsWithin(spec, 'branches')) {
      for (const type of ['filter', 'subscriber', 'reply'] as const) inDestination(within(branch, type), type, collect);
      inDelivery(branch, collect);
    }
    inDestination(within(spec, 'reply'), 'reply', collect);
  }),

  [`${SOURCES}/PingSource`]: inSpec(inSource),
  [`${SOURCES}/ApiServerSource`]: inSpec(inSource),
  [`${SOURCES}/ContainerSource`]: (object, collect) => {
    inSource(specOf(object), collect);
    inTemplate(object, collect);
  },
  [`${SOURCES}/SinkBinding`]: inSpec((spec, collect) => {
    inReference(within(spec, 'subject'), 'subject', collect);
    inSource(spec, collect);
  }),
  [`${SOURCES}/IntegrationSource`]: (object, collect) => {
    const spec = specOf(object);
    inSource(spec, collect);
    inAws(spec, collect);
    inTemplate(object, collect);
  },
  [`${SOURCES}/KafkaSource`]: inSpec((spec, collect) => {
    inSource(spec, collect);
    inDelivery(spec, collect);
    for (const key of KAFKA_SECRETS) inSecretKey(within(spec, `net.${key}`), collect);
  }),
  [`${SOURCES}/RabbitmqSource`]: inSpec((spec, collect) => {
    inSource(spec, collect);
    inRabbitmqCluster(spec, collect);
  }),
  [`${SOURCES}/RedisStreamSource`]: inSpec((spec, collect) => {
    inSource(spec, collect);
    const options = within(spec, 'dialOptions');
    for (const key of ['caCert', 'cert', 'key']) inSecretKey(within(options, key), collect);
    inSecretName(within(options, 'password.name'), collect);
  }),
  [`${SOURCES}/GitHubSource`]: inSpec(inGitSource),
  [`${SOURCES}/GitLabSource`]: inSpec(inGitSource),

  [`${SINKS}/JobSink`]: inSpec((spec, collect) => inPod(within(spec, 'job.spec.template.spec'), collect)),
  [`${SINKS}/IntegrationSink`]: inSpec(inAws),
  'bindings.knative.dev/GitHubBinding': inSpec((spec, collect) => {
    inReference(within(spec, 'subject'), 'subject', collect);
    inSecretKey(within(spec, 'accessToken'), collect);
  }),

  [`${CAMEL}/Pipe`]: inSpec((spec, collect) => {
    inEndpoint(within(spec, 'source'), 'source', collect);
    for (const step of itemsWithin(spec, 'steps')) inEndpoint(step, 'step', collect);
    inEndpoint(within(spec, 'sink'), 'sink', collect);
    inServiceAccount(spec, collect);
  }),
  [`${CAMEL}/Integration`]: inSpec(inServiceAccount),
};

const KAFKA_SECRETS = [
  ...['type', 'user', 'password', 'tokenProvider', 'roleARN'].map((name) => `sasl.${name}`),
  ...['cert', 'key', 'caCert'].map((name) => `tls.${name}`),
];

function inSpec(find: (spec: Field, collect: Collect) => void): Finder {
  return (object, collect) => find(specOf(object), collect);
}

function inSource(spec: Field, collect: Collect): void {
  inDestination(within(spec, 'sink'), 'sink', collect);
  inServiceAccount(spec, collect);
}

function inGitSource(spec: Field, collect: Collect): void {
  inSource(spec, collect);
  for (const token of ['accessToken', 'secretToken']) inSecretKey(within(spec, token), collect);
}

function inAws(spec: Field, collect: Collect): void {
  const auth = within(spec, 'aws.auth');
  inSecretName(within(auth, 'secret.ref.name'), collect);
  inServiceAccount(auth, collect);
}

/** The cluster and its Secret live in the namespace that the reference names. */
function inRabbitmqCluster(spec: Field, collect: Collect): void {
  const reference = within(spec, 'rabbitmqClusterReference');
  const namespace = text(fields(reference.value).namespace) || reference.namespace;
  const name = text(fields(reference.value).name);
  collect({ group: 'rabbitmq.com', kind: 'RabbitmqCluster', name, namespace }, 'cluster', reference.path);
  inSecretName({ ...within(reference, 'connectionSecret.name'), namespace }, collect);
}

/** Kamelets come with Camel K: few programs have them among their objects. */
function inEndpoint(endpoint: Field, type: 'source' | 'step' | 'sink', collect: Collect): void {
  const ref = within(endpoint, 'ref');
  inReference(ref, type, collect, fields(ref.value).kind === 'Kamelet');
}
