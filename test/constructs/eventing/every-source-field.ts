import { type Chart, Duration } from 'cdk8s';
import {
  CamelIntegration,
  CamelSource,
  ContainerSource,
  GitHubBinding,
  GitHubSource,
  GitLabSource,
  IntegrationSink,
  IntegrationSource,
  type ISink,
  JobSink,
  KafkaSink,
  KafkaSource,
  RabbitmqSource,
  RedisStreamSource,
  SecretRef,
  SinkBinding,
} from '../../../constructs';
import type { Destination } from '../../../lib/api/duck/v1/destination';

const destination = {
  ref: { apiVersion: 'v1', kind: 'Service', name: 'a', namespace: 'b', group: 'c', address: 'd' },
  uri: '/path',
  CACerts: 'pem',
  audience: 'audience',
};
/** A sink that writes what it is given. */
class AnySink implements ISink {
  public readonly sinkName = 'any';

  public constructor(private readonly destination: Destination) {}

  public toDestination(): Destination {
    return this.destination;
  }
}

const sink = new AnySink(destination);
const object = new AnySink({ ref: destination.ref });
const address = new AnySink({ uri: 'https://example.com' });
const everywhere = { sink, extensions: { team: 'web' } };
const secret = SecretRef.of('credentials', 'key');
const tokens = { accessToken: secret, secretToken: secret };
const seconds = Duration.seconds(1);
const image = 'example.com/main:v1';

const aws = { region: 'eu-central-1', uriEndpointOverride: 'http://localhost', overrideEndpoint: true };
const s3 = {
  ...aws,
  arn: 'arn',
  deleteAfterRead: true,
  moveAfterRead: true,
  destinationBucket: 'b',
  destinationBucketPrefix: 'p',
  destinationBucketSuffix: 's',
  autoCreateBucket: true,
  prefix: 'p',
  ignoreBody: true,
  forcePathStyle: true,
  delay: seconds,
  maxMessagesPerPoll: 1,
};
const sqs = {
  ...aws,
  arn: 'arn',
  deleteAfterRead: true,
  autoCreateQueue: true,
  host: 'h',
  protocol: 'https',
  queueURL: 'u',
  delay: seconds,
  greedy: true,
  maxMessagesPerPoll: 1,
  waitTime: seconds,
  visibilityTimeout: seconds,
} as const;
const auth = { secret: 'aws', serviceAccount: 'reader' };
const endpoint = { properties: { a: 1 }, dataTypes: { in: { scheme: 's', format: 'f' } } };
const reference = {
  apiVersion: 'v1',
  kind: 'k',
  name: 'n',
  namespace: 'ns',
  fieldPath: 'p',
  resourceVersion: '1',
  uid: 'u',
};
const selector = { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] } as const;

/** Programs that together use every property of every source and sink that is not Knative's own. They need not be sound. */
export function everySourceField(chart: Chart): void {
  new ContainerSource(chart, 'container', { ...everywhere, image });
  const subject = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'elsewhere' };
  new SinkBinding(chart, 'binding', { ...everywhere, subject: { ...subject, name: 'shop' } });
  new SinkBinding(chart, 'bindings', { ...everywhere, subject: { ...subject, selector } });
  new GitHubBinding(chart, 'token', { subject: { ...subject, name: 'shop' }, accessToken: secret });
  new GitHubBinding(chart, 'tokens', { subject: { ...subject, selector }, accessToken: secret });
  codeSources(chart);
  queueSources(chart);
  integrations(chart);
  camel(chart);
}

function codeSources(chart: Chart): void {
  new GitHubSource(chart, 'github', {
    ...everywhere,
    ...tokens,
    ownerAndRepository: 'a/b',
    eventTypes: ['push'],
    githubAPIURL: 'https://api.example.com/',
    secure: true,
    serviceAccount: 'a',
  });
  new GitLabSource(chart, 'gitlab', {
    ...tokens,
    sink,
    projectUrl: 'https://gitlab.com/a/b',
    eventTypes: ['push_events'],
    sslverify: true,
    serviceAccount: 'a',
  });
}

function queueSources(chart: Chart): void {
  const retries = { retry: 1, backoff: 'linear', delay: seconds } as const;
  const bootstrapServers = ['kafka:9092'];
  new KafkaSource(chart, 'kafka', {
    ...everywhere,
    bootstrapServers,
    topics: ['a'],
    consumerGroup: 'g',
    consumers: 1,
    initialOffset: 'latest',
    ordering: 'ordered',
    delivery: { ...retries, timeout: seconds, retryAfterMax: seconds, deadLetterSink: sink },
    net: {
      sasl: { type: secret, user: secret, password: secret, tokenProvider: secret, roleARN: secret },
      tls: { cert: secret, key: secret, caCert: secret },
    },
  });
  const kafka = { topic: 'a', bootstrapServers, numPartitions: 1, replicationFactor: 1 };
  new KafkaSink(chart, 'kafka-sink', { ...kafka, contentMode: 'binary', auth: 'kafka' });
  const queue = { exchangeName: 'e', queueName: 'q', vhost: '/', predeclared: true, parallelism: 1 };
  const rabbit = { ...queue, sink, delivery: retries, serviceAccount: 'a', adapterContainerName: 'c' };
  new RabbitmqSource(chart, 'rabbit', { ...rabbit, cluster: 'r', clusterNamespace: 'n' });
  new RabbitmqSource(chart, 'rabbits', { ...rabbit, connectionSecret: 's' });
  new RedisStreamSource(chart, 'redis', {
    ...everywhere,
    address: 'redis://redis:6379',
    stream: 's',
    group: 'g',
    consumers: 1,
    dialOptions: { useTLS: true, skipVerify: true, caCert: secret, cert: secret, key: secret, password: reference },
  });
}

function integrations(chart: Chart): void {
  const timer = { period: seconds, message: 'm', contentType: 'text/plain', repeatCount: 1 };
  const ddbStreams = { ...aws, table: 't', streamIteratorType: 'FROM_START', delay: seconds } as const;
  const template = { spec: { nodeSelector: { disk: 'ssd' } } };
  new IntegrationSource(chart, 'integration', { ...everywhere, timer, aws: { s3, sqs, ddbStreams, auth }, template });
  const log = {
    loggerName: 'l',
    level: 'INFO',
    logMask: true,
    marker: 'm',
    multiline: true,
    showAllProperties: true,
    showBody: true,
    showBodyType: true,
    showExchangePattern: true,
    showHeaders: true,
    showProperties: true,
    showStreams: true,
    showCachedStreams: true,
  } as const;
  const sns = { ...aws, arn: 'arn', autoCreateTopic: true };
  new IntegrationSink(chart, 'integration-sink', { log, aws: { s3, sqs, sns, auth } });
  new JobSink(chart, 'jobs', { image });
}

function camel(chart: Chart): void {
  const flows = [{ from: { uri: 'timer:tick' } }];
  const routes = {
    name: 'n',
    content: 'c',
    rawContent: 'r',
    contentRef: 'c',
    contentKey: 'k',
    contentType: 't',
    path: 'p',
    compression: true,
    language: 'yaml',
    loader: 'l',
    interceptors: ['i'],
    type: 't',
    'property-names': ['p'],
  };
  const shared = { replicas: 1, traits: { camel: {} }, dependencies: ['camel:http'] };
  const integration = {
    ...shared,
    flows,
    sources: [routes],
    repositories: ['r'],
    profile: 'Knative',
    integrationKit: reference,
    template: {},
    configuration: [{}],
  } as const;
  new CamelIntegration(chart, 'routes', { ...integration, serviceAccount: 'a' });
  const pipe = { ...shared, serviceAccount: 'a', errorHandler: { none: {} }, sinkOptions: endpoint };
  const ends = [
    { ...endpoint, ref: reference },
    { ...endpoint, uri: 'timer:tick' },
  ] as const;
  const whole = { ...pipe, steps: ends, integration: { ...integration, serviceAccountName: 'a' } };
  new CamelSource(chart, 'pipe', { ...whole, source: ends[0], sink: object });
  new CamelSource(chart, 'pipe-of-uris', { ...whole, source: ends[1], sink: address });
}
