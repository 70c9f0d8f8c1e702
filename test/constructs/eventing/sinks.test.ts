import { type Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Broker, IntegrationSink, JobSink, KafkaSink, PingSource } from '../../../constructs';
import { synthChart } from '../../../constructs/testing';
import { expectGolden } from '../../golden';

describe('a sink', () => {
  test('of Kafka writes into a topic', async () => {
    const program = (chart: Chart) => {
      const archive = new KafkaSink(chart, 'archive', {
        topic: 'archive',
        bootstrapServers: ['kafka:9092'],
        numPartitions: 3,
        replicationFactor: 2,
        contentMode: 'structured',
        auth: 'kafka',
      });
      new Broker(chart, 'default', { expects: ['order.created'] }).on({ type: 'order.created' }, archive);
    };
    await expectGolden(synthChart(program), 'kafka-sink');
  });

  test('runs a Job for each event, safely', async () => {
    const program = (chart: Chart) => {
      const resize = new JobSink(chart, 'resize', {
        image: 'registry.example.com/resize:v1',
        backoffLimit: 2,
        activeDeadline: Duration.minutes(10),
        ttlAfterFinished: Duration.hours(1),
        job: { metadata: { labels: { app: 'resize' } }, spec: { parallelism: 1 } },
      });
      new PingSource(chart, 'ping', { namespace: 'other', sink: resize });
    };
    await expectGolden(synthChart(program), 'job-sink');
  });

  test('that runs a Job has a container', () => {
    expect(() => synthChart((chart) => new JobSink(chart, 'none', {}))).toThrow(
      /^KG0003 test\/none: there is no container/,
    );
  });

  test('writes to a log or to a service of AWS', async () => {
    const auth = { secret: 'aws' };
    const region = 'eu-central-1';
    const program = (chart: Chart) => {
      new IntegrationSink(chart, 'log', { log: { level: 'INFO', showHeaders: true } });
      new IntegrationSink(chart, 'bucket', { aws: { s3: { arn: 'archive', region }, auth } });
      new IntegrationSink(chart, 'queue', { aws: { sqs: { arn: 'orders', region }, auth } });
      new IntegrationSink(chart, 'topic', { aws: { sns: { arn: 'orders', region, autoCreateTopic: true }, auth } });
    };
    await expectGolden(synthChart(program), 'integration-sink');
  });
});
