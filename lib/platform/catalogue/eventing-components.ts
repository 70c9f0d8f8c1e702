import type { ComponentDefinition } from './component';
import { deployments, EVENTING, knativeMinimum, ready, SOURCES, services, statefulSets } from './definitions';
import { knativeRelease } from './publishers';

/** Knative Eventing, its brokers and channels, and its sources. */
export const eventingComponents = {
  eventing: {
    title: 'Knative Eventing',
    byDefault: true,
    files: knativeRelease('knative/eventing', [
      'eventing-core.yaml',
      { name: 'eventing-post-install.yaml', phase: 'post-install' },
    ]),
    creates: [EVENTING],
    uses: [],
    requires: [],
    readiness: ready(
      [
        ...deployments(EVENTING, 'eventing-controller', 'job-sink', 'eventing-webhook'),
        ...statefulSets(EVENTING, 'request-reply'),
      ],
      services(EVENTING, 'eventing-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'eventing-tls': {
    title: "Eventing: certificates for addresses within the cluster, of cert-manager's",
    byDefault: false,
    files: knativeRelease('knative/eventing', ['eventing-tls-networking.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing', 'cert-manager'],
    readiness: ready([]),
    minimumKubernetes: knativeMinimum,
  },
  'in-memory-channel': {
    title: 'Eventing: channels in memory',
    byDefault: true,
    files: knativeRelease('knative/eventing', ['in-memory-channel.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(
      deployments(EVENTING, 'imc-controller', 'imc-dispatcher'),
      services(EVENTING, 'inmemorychannel-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'mt-channel-broker': {
    title: 'Eventing: brokers on channels',
    byDefault: true,
    files: knativeRelease('knative/eventing', ['mt-channel-broker.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(deployments(EVENTING, 'mt-broker-filter', 'mt-broker-ingress', 'mt-broker-controller')),
    minimumKubernetes: knativeMinimum,
  },
  'kafka-controller': {
    title: 'Kafka: the controller of brokers, channels, sinks and sources',
    byDefault: true,
    files: knativeRelease('knative-extensions/eventing-kafka-broker', [
      'eventing-kafka-controller.yaml',
      { name: 'eventing-kafka-post-install.yaml', phase: 'post-install' },
    ]),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(
      deployments(EVENTING, 'kafka-controller', 'kafka-webhook-eventing'),
      services(EVENTING, 'kafka-webhook-eventing'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  // Dispatchers are scaled from zero by the controller: they are never waited for.
  'kafka-broker': kafkaPart('brokers', 'eventing-kafka-broker.yaml', 'kafka-broker-receiver'),
  'kafka-channel': kafkaPart('channels', 'eventing-kafka-channel.yaml', 'kafka-channel-receiver'),
  'kafka-sink': kafkaPart('sinks', 'eventing-kafka-sink.yaml', 'kafka-sink-receiver'),
  'kafka-source': kafkaPart('sources', 'eventing-kafka-source.yaml'),
  'rabbitmq-source': sourcesOf('RabbitMQ: sources', 'eventing-rabbitmq', 'rabbitmq-source.yaml', {
    byDefault: true,
    requires: ['eventing'],
    readiness: ready(
      deployments(SOURCES, 'rabbitmq-controller-manager', 'rabbitmq-webhook'),
      services(SOURCES, 'rabbitmq-webhook'),
    ),
  }),
  'rabbitmq-broker': {
    title: "RabbitMQ: brokers; needs RabbitMQ's cluster operator and topology operator",
    byDefault: false,
    files: knativeRelease('knative-extensions/eventing-rabbitmq', ['rabbitmq-broker.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing', 'cert-manager'],
    readiness: ready(
      deployments(EVENTING, 'rabbitmq-broker-controller', 'rabbitmq-broker-webhook'),
      services(EVENTING, 'rabbitmq-broker-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'github-source': sourcesOf('GitHub: sources and bindings', 'eventing-github', 'github.yaml', {
    byDefault: true,
    requires: ['eventing', 'serving'],
    readiness: ready(
      [...statefulSets(SOURCES, 'github-controller-manager'), ...deployments(SOURCES, 'github-webhook')],
      services(SOURCES, 'github-webhook'),
    ),
  }),
  'gitlab-source': sourcesOf('GitLab: sources and bindings', 'eventing-gitlab', 'gitlab.yaml', {
    byDefault: false,
    requires: ['eventing', 'serving'],
    readiness: ready(
      deployments(SOURCES, 'gitlab-controller-manager', 'gitlab-webhook'),
      services(SOURCES, 'gitlab-webhook'),
    ),
  }),
  'redis-source': sourcesOf('Redis: sources of streams', 'eventing-redis', 'redis-source.yaml', {
    byDefault: false,
    requires: ['eventing'],
    readiness: ready(statefulSets(SOURCES, 'redis-controller-manager')),
  }),
  'ceph-source': {
    ...sourcesOf('Ceph: sources of notifications', 'eventing-ceph', 'ceph.yaml', {
      byDefault: false,
      requires: ['eventing'],
      readiness: ready(
        deployments('knative-source', 'ceph-controller', 'ceph-webhook'),
        services('knative-source', 'ceph-webhook'),
      ),
    }),
    creates: ['knative-source'],
  },
} as const satisfies Readonly<Record<string, ComponentDefinition>>;

function kafkaPart(what: string, file: string, ...receivers: readonly string[]): ComponentDefinition {
  return {
    title: `Kafka: the data plane of ${what}`,
    byDefault: true,
    files: knativeRelease('knative-extensions/eventing-kafka-broker', [file]),
    creates: [],
    uses: [EVENTING],
    requires: ['kafka-controller'],
    readiness: ready(deployments(EVENTING, ...receivers)),
    minimumKubernetes: knativeMinimum,
  };
}

/** What differs between the sources that live in a namespace of their own. */
type SourceSpecifics = Pick<ComponentDefinition, 'byDefault' | 'requires' | 'readiness'>;

function sourcesOf(title: string, project: string, file: string, specifics: SourceSpecifics): ComponentDefinition {
  return {
    title,
    files: knativeRelease(`knative-extensions/${project}`, [file]),
    creates: [SOURCES],
    uses: [],
    minimumKubernetes: knativeMinimum,
    ...specifics,
  };
}
