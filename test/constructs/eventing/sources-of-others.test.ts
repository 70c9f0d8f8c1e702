import { ApiObject, App, Chart, Duration, Size } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  Broker,
  ContainerSource,
  diagnosticsOf,
  EnvValue,
  GitHubBinding,
  GitHubSource,
  GitLabSource,
  IntegrationSource,
  KafkaSource,
  KnativeService,
  RabbitmqSource,
  RedisStreamSource,
  SecretRef,
  Sink,
  SinkBinding,
  Volume,
} from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

const sink = Sink.service('event-display');
const secret = (key: string) => SecretRef.of('credentials', key);
const image = 'registry.example.com/heartbeats:v1';

describe('a ContainerSource', () => {
  test('runs one container, safely', async () => {
    const program = (chart: Chart) =>
      new ContainerSource(chart, 'heartbeats', {
        image,
        args: ['--period=1'],
        env: { POD: 'heartbeats', TOKEN: EnvValue.fromSecret('credentials', 'token') },
        resources: { limits: { memory: Size.mebibytes(64) } },
        volumes: { '/tmp': Volume.emptyDir() },
        serviceAccount: 'beating',
        extensions: { team: 'web' },
        sink,
      });
    await expectGolden(synthChart(program), 'container-source');
  });

  test('takes a whole pod, with containers beside its own', async () => {
    const program = (chart: Chart) =>
      new ContainerSource(chart, 'heartbeats', {
        image,
        template: {
          metadata: { annotations: { 'sidecar.istio.io/inject': 'true' } },
          spec: {
            containers: [{ name: 'helper', image: 'registry.example.com/helper:v1' }],
            nodeSelector: { disk: 'ssd' },
          },
        },
        sink,
      });
    await expectGolden(synthChart(program), 'container-source-template');
  });

  test('without a container does not synthesize', () => {
    expect(() => synthChart((chart) => new ContainerSource(chart, 'none', { sink }))).toThrow(
      /^KG0003 test\/none: there is no container \(image\)/,
    );
    const args = ['--period=1'];
    expect(() => synthChart((chart) => new ContainerSource(chart, 'none', { args, sink }))).toThrow(
      /^KG0003 test\/none: args is given without an image \(image\)/,
    );
  });

  test('says what it sends, so that a trigger for another type is told of', () => {
    const codesOf = (type: string) => {
      const chart = new Chart(new App(), 'test', { namespace: 'default' });
      const broker = new Broker(chart, 'default');
      new ContainerSource(chart, 'heartbeats', { image, sends: ['com.example.heartbeat'], sink: broker });
      broker.on({ type }, sink);
      return diagnosticsOf(chart).map(({ code }) => code);
    };
    expect(codesOf('com.example.heartbeat')).toEqual([]);
    expect(codesOf('com.example.heartbeta')).toContain('KE2951');
  });
});

describe('a SinkBinding', () => {
  test('has a service, an ApiObject, a named object or selected ones as its subject', async () => {
    const program = (chart: Chart) => {
      const shop = new KnativeService(chart, 'shop', { image: 'registry.example.com/shop:v1' });
      const worker = new ApiObject(chart, 'worker', {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'worker' },
        spec: { selector: { matchLabels: { app: 'worker' } }, template: {} },
      });
      new SinkBinding(chart, 'of-service', { subject: shop, sink });
      new SinkBinding(chart, 'of-object', { subject: worker, sink });
      new SinkBinding(chart, 'of-name', {
        subject: { apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'store' },
        sink,
      });
      const selector = { matchLabels: { cron: 'report' } };
      new SinkBinding(chart, 'of-labels', {
        subject: { apiVersion: 'batch/v1', kind: 'Job', selector },
        extensions: { team: 'web' },
        sink,
      });
    };
    const bindings = synthChart(program).filter(({ kind }) => kind === 'SinkBinding');
    await expectGolden(bindings, 'sink-binding');
  });

  test('without a name or a selector does not synthesize', () => {
    const subject = { apiVersion: 'batch/v1', kind: 'Job' } as never;
    expect(() => synthChart((chart) => new SinkBinding(chart, 'jobs', { subject, sink }))).toThrow(
      /^KG0003 test\/jobs: no Job is named \(subject\)/,
    );
  });
});

test('a GitHubBinding gives a workload a token', async () => {
  const program = (chart: Chart) => {
    const subject = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'bot' };
    new GitHubBinding(chart, 'bot', { subject, accessToken: SecretRef.of('github', 'token') });
  };
  await expectGolden(synthChart(program), 'github-binding');
});

describe('an IntegrationSource', () => {
  test('sends a message again and again', async () => {
    const timer = { period: Duration.seconds(5), message: 'tick', contentType: 'text/plain', repeatCount: 3 };
    await expectGolden(
      synthChart((chart) => new IntegrationSource(chart, 'tick', { timer, sink })),
      'integration-timer',
    );
  });

  test('reads a bucket, a queue or the changes of a table', async () => {
    const auth = { secret: 'aws' };
    const region = 'eu-central-1';
    const program = (chart: Chart) => {
      const s3 = { arn: 'arn:aws:s3:::uploads', region, delay: Duration.seconds(1), prefix: 'in/' };
      new IntegrationSource(chart, 'bucket', { aws: { s3, auth }, sink });
      const sqs = { arn: 'orders', region, waitTime: Duration.seconds(20), visibilityTimeout: Duration.minutes(1) };
      new IntegrationSource(chart, 'queue', { aws: { sqs, auth: { serviceAccount: 'reader' } }, sink });
      const ddbStreams = { table: 'orders', region, streamIteratorType: 'FROM_START' } as const;
      new IntegrationSource(chart, 'table', { aws: { ddbStreams, auth }, sink });
    };
    await expectGolden(synthChart(program), 'integration-aws');
  });

  test('of AWS says how to log in', () => {
    const aws = { s3: { arn: 'uploads', region: 'eu-central-1' }, auth: {} };
    expect(() => synthChart((chart) => new IntegrationSource(chart, 'bucket', { aws, sink }))).toThrow(
      /^KG0003 test\/bucket: nothing says how to log in \(aws\.auth\)/,
    );
  });

  test('knows the types of its events', () => {
    expect(IntegrationSource.eventType('ddbStreams')).toBe('dev.knative.eventing.aws-ddb-streams');
  });
});

describe('a KafkaSource', () => {
  const bootstrapServers = ['kafka-0:9092', 'kafka-1:9092'];

  test('reads topics', async () => {
    const program = (chart: Chart) => new KafkaSource(chart, 'orders', { bootstrapServers, topics: ['orders'], sink });
    await expectGolden(synthChart(program), 'kafka-source');
  });

  test('logs in, in a group of its own, and retries', async () => {
    const program = (chart: Chart) =>
      new KafkaSource(chart, 'orders', {
        bootstrapServers,
        topics: ['orders', 'returns'],
        consumerGroup: 'shop',
        consumers: 3,
        initialOffset: 'earliest',
        ordering: 'unordered',
        keyType: 'int',
        delivery: {
          retry: 5,
          backoff: 'exponential',
          delay: Duration.millis(200),
          deadLetterSink: Sink.service('letters'),
        },
        net: {
          sasl: { type: secret('mechanism'), user: secret('user'), password: secret('password') },
          tls: { caCert: secret('ca.crt') },
        },
        sink,
      });
    await expectGolden(synthChart(program), 'kafka-source-options');
  });

  test('takes no password in the program, and does not show one', () => {
    const net = { sasl: { password: 's3cret' as never } };
    const program = (chart: Chart) => new KafkaSource(chart, 'orders', { bootstrapServers, topics: ['a'], net, sink });
    expect(() => synthChart(program)).toThrow(
      /^KG0004 test\/orders: found no reference to a Secret \(net\.sasl\.password\)(?!.*s3cret)/,
    );
  });
});

describe('a RabbitmqSource', () => {
  test('reads a queue of a cluster or of any RabbitMQ', async () => {
    const program = (chart: Chart) => {
      new RabbitmqSource(chart, 'orders', {
        cluster: 'rabbit',
        clusterNamespace: 'queues',
        exchangeName: 'orders',
        queueName: 'orders',
        parallelism: 10,
        delivery: { retry: 3, backoff: 'linear', delay: Duration.seconds(1) },
        sink,
      });
      const delivery = { retry: 5, backoff: 'linear', delay: Duration.seconds(1) } as const;
      const connectionSecret = 'rabbit';
      new RabbitmqSource(chart, 'logs', {
        delivery,
        connectionSecret,
        queueName: 'logs',
        predeclared: true,
        vhost: '/shop',
        sink,
      });
    };
    await expectGolden(synthChart(program), 'rabbitmq-source');
  });

  test('names one RabbitMQ', () => {
    const program = (named: object) => (chart: Chart) =>
      new RabbitmqSource(chart, 'orders', { ...named, exchangeName: 'orders', sink });
    expect(() => synthChart(program({}))).toThrow(/^KG0003 test\/orders: no RabbitMQ is named/);
    expect(() => synthChart(program({ cluster: 'a', connectionSecret: 'b' }))).toThrow(/^KG0002 test\/orders: both/);
  });
});

test('a GitHubSource hears of pull requests', async () => {
  const program = (chart: Chart) =>
    new GitHubSource(chart, 'pulls', {
      ownerAndRepository: 'knative/eventing',
      eventTypes: ['pull_request', 'push'],
      accessToken: secret('accessToken'),
      secretToken: secret('secretToken'),
      githubAPIURL: 'https://github.example.com/api/v3/',
      secure: true,
      serviceAccount: 'hooks',
      extensions: { team: 'web' },
      sink,
    });
  await expectGolden(synthChart(program), 'github-source');
  expect(GitHubSource.eventType('pull_request')).toBe('dev.knative.source.github.pull_request');
});

test('a GitLabSource hears of merge requests, over a certificate that is looked at', async () => {
  const program = (chart: Chart) =>
    new GitLabSource(chart, 'merges', {
      projectUrl: 'https://gitlab.example.com/shop/orders',
      eventTypes: ['merge_requests_events', 'push_events'],
      accessToken: secret('accessToken'),
      secretToken: secret('secretToken'),
      sink,
    });
  await expectGolden(synthChart(program), 'gitlab-source');
  expect(GitLabSource.eventType('merge_requests_events')).toBe('dev.knative.sources.gitlab.merge_request');
  expect(GitLabSource.eventType('tag_push_events')).toBe('dev.knative.sources.gitlab.tag_push');
});

test('a RedisStreamSource reads a stream over TLS', async () => {
  const program = (chart: Chart) =>
    new RedisStreamSource(chart, 'orders', {
      address: 'rediss://redis.redis.svc.cluster.local:6379',
      stream: 'orders',
      group: 'shop',
      consumers: 2,
      dialOptions: { useTLS: true, caCert: secret('ca.crt') },
      sink,
    });
  await expectGolden(synthChart(program), 'redis-stream-source');
});
