import type { KubeObject } from '../api/meta/v1';

/** Minimal objects of what brings events into the cluster and out of it, and of the extensions that carry them. */
export const minimalConnectors: Readonly<Record<string, KubeObject>> = {
  'sources.knative.dev/v1/ContainerSource': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'ContainerSource',
    metadata: { name: 'heartbeats', namespace: 'default' },
    spec: {
      template: { spec: { containers: [{ name: 'heartbeats', image: 'ghcr.io/example/heartbeats' }] } },
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'sources.knative.dev/v1/SinkBinding': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'SinkBinding',
    metadata: { name: 'orders', namespace: 'default' },
    spec: {
      subject: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'orders' },
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'sources.knative.dev/v1alpha1/IntegrationSource': {
    apiVersion: 'sources.knative.dev/v1alpha1',
    kind: 'IntegrationSource',
    metadata: { name: 'timer', namespace: 'default' },
    spec: { timer: { message: 'hello' }, sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } },
  },
  'sources.knative.dev/v1/KafkaSource': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'KafkaSource',
    metadata: { name: 'records', namespace: 'default' },
    spec: {
      bootstrapServers: ['kafka.kafka:9092'],
      topics: ['orders'],
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
      delivery: { deadLetterSink: { uri: 'http://graveyard.default.svc' } },
    },
  },
  'sources.knative.dev/v1alpha1/RabbitmqSource': {
    apiVersion: 'sources.knative.dev/v1alpha1',
    kind: 'RabbitmqSource',
    metadata: { name: 'messages', namespace: 'default' },
    spec: {
      rabbitmqClusterReference: { name: 'rabbitmq' },
      rabbitmqResourcesConfig: { exchangeName: 'orders' },
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
      delivery: { retry: 5 },
    },
  },
  'sources.knative.dev/v1alpha1/RedisStreamSource': {
    apiVersion: 'sources.knative.dev/v1alpha1',
    kind: 'RedisStreamSource',
    metadata: { name: 'entries', namespace: 'default' },
    spec: {
      address: 'rediss://redis.redis.svc.cluster.local:6379',
      stream: 'orders',
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'sources.knative.dev/v1alpha1/GitHubSource': {
    apiVersion: 'sources.knative.dev/v1alpha1',
    kind: 'GitHubSource',
    metadata: { name: 'pushes', namespace: 'default' },
    spec: {
      ownerAndRepository: 'example/shop',
      eventTypes: ['push'],
      accessToken: { secretKeyRef: { name: 'github', key: 'accessToken' } },
      secretToken: { secretKeyRef: { name: 'github', key: 'secretToken' } },
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'sources.knative.dev/v1alpha1/GitLabSource': {
    apiVersion: 'sources.knative.dev/v1alpha1',
    kind: 'GitLabSource',
    metadata: { name: 'pushes', namespace: 'default' },
    spec: {
      projectUrl: 'https://gitlab.com/example/shop',
      eventTypes: ['push_events'],
      accessToken: { secretKeyRef: { name: 'gitlab', key: 'accessToken' } },
      secretToken: { secretKeyRef: { name: 'gitlab', key: 'secretToken' } },
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'bindings.knative.dev/v1alpha1/GitHubBinding': {
    apiVersion: 'bindings.knative.dev/v1alpha1',
    kind: 'GitHubBinding',
    metadata: { name: 'release', namespace: 'default' },
    spec: {
      subject: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'release' },
      accessToken: { secretKeyRef: { name: 'github', key: 'accessToken' } },
    },
  },
  'sinks.knative.dev/v1alpha1/JobSink': {
    apiVersion: 'sinks.knative.dev/v1alpha1',
    kind: 'JobSink',
    metadata: { name: 'reports', namespace: 'default' },
    spec: {
      job: {
        spec: {
          template: {
            spec: { restartPolicy: 'Never', containers: [{ name: 'report', image: 'ghcr.io/example/report' }] },
          },
        },
      },
    },
  },
  'sinks.knative.dev/v1alpha1/IntegrationSink': {
    apiVersion: 'sinks.knative.dev/v1alpha1',
    kind: 'IntegrationSink',
    metadata: { name: 'log', namespace: 'default' },
    spec: { log: {} },
  },
  'eventing.knative.dev/v1alpha1/KafkaSink': {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'KafkaSink',
    metadata: { name: 'archive', namespace: 'default' },
    spec: { topic: 'archive', bootstrapServers: ['kafka.kafka:9092'] },
  },
  'eventing.knative.dev/v1alpha1/RabbitmqBrokerConfig': {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'RabbitmqBrokerConfig',
    metadata: { name: 'settings', namespace: 'default' },
    spec: { rabbitmqClusterReference: { name: 'rabbitmq' } },
  },
  'messaging.knative.dev/v1/KafkaChannel': {
    apiVersion: 'messaging.knative.dev/v1',
    kind: 'KafkaChannel',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { numPartitions: 3, replicationFactor: 3 },
  },
  'messaging.knative.dev/v1alpha1/NatsJetStreamChannel': {
    apiVersion: 'messaging.knative.dev/v1alpha1',
    kind: 'NatsJetStreamChannel',
    metadata: { name: 'orders', namespace: 'default' },
    spec: {},
  },
  'camel.apache.org/v1/Pipe': {
    apiVersion: 'camel.apache.org/v1',
    kind: 'Pipe',
    metadata: { name: 'orders', namespace: 'default' },
    spec: {
      source: { uri: 'timer:tick' },
      sink: { ref: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } },
    },
  },
  'camel.apache.org/v1/Integration': {
    apiVersion: 'camel.apache.org/v1',
    kind: 'Integration',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { flows: [{ from: { uri: 'timer:tick', steps: [{ to: 'knative:event/tick' }] } }] },
  },
};
