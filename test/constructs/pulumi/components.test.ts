import * as pulumi from '@pulumi/pulumi';
import { Param, Result } from 'cdk8s-knative';
import * as kn from 'cdk8s-knative/pulumi';
import { afterAll, expect, test } from 'vitest';
import { known, mockStack, settled } from './mock-stack';

afterAll(() => pulumi.runtime.disconnect());

const image = pulumi.output('example.com/orders:v1');

test('a single construct is a component, with Outputs in and out', async () => {
  const { registered } = await mockStack({ Service: { url: 'http://orders.example.com' } });
  const orders = new kn.KnativeService('orders', { image, port: pulumi.output(9000) }, { namespace: 'default' });
  expect(await known(orders.url)).toBe('http://orders.example.com');
  await settled(orders);
  expect(registered.map(({ type, name }) => [type, name])).toEqual([
    ['cdk8s-knative:index:KnativeService', 'orders'],
    ['pulumi:providers:kubernetes', 'cdk8s-knative'],
    ['kubernetes:serving.knative.dev/v1:Service', 'orders/default/orders'],
  ]);
});

test('components refer to each other, in a namespace that is an Output', async () => {
  const { registered } = await mockStack({ Broker: { address: { url: 'http://broker' } } });
  const namespace = pulumi.output(Promise.resolve('shop'));
  const options = { namespace, platform: { warnings: 'ignore' } } as const;
  const broker = new kn.Broker('default', {}, options);
  const orders = new kn.KnativeService('orders', { image, env: { BROKER: broker.address } }, options);
  const trigger = new kn.Trigger('created', { broker, filter: { type: 'order' }, subscriber: orders }, options);
  await settled(broker, orders, trigger);
  const object = registered.find(({ type }) => type.endsWith(':Trigger') && type.startsWith('kubernetes:'));
  expect(object?.inputs).toMatchObject({
    metadata: { name: 'created', namespace: 'shop' },
    spec: { broker: 'default', subscriber: { ref: { kind: 'Service', name: 'orders' } } },
  });
});

test('sources, channels and flows are components too', async () => {
  const { registered } = await mockStack();
  const options = { namespace: 'shop', platform: { warnings: 'ignore' } } as const;
  const sink = new kn.KnativeService('orders', { image }, options);
  const channel = new kn.Channel('lane', {}, options);
  await settled(
    new kn.Subscription('billing', { channel, subscriber: sink }, options),
    new kn.Sequence('steps', { steps: [sink], reply: channel }, options),
    new kn.Parallel('branches', { branches: [{ subscriber: sink }] }, options),
    new kn.PingSource('nightly', { schedule: pulumi.output('0 3 * * *'), sink }, options),
    new kn.ContainerSource('poller', { image, sink }, options),
    new kn.DomainMapping('shop.example.com', { ref: sink }, options),
  );
  const kinds = registered.filter(({ type }) => type.startsWith('kubernetes:')).map(({ inputs }) => inputs.kind);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'Channel',
      'ContainerSource',
      'DomainMapping',
      'Parallel',
      'PingSource',
      'Sequence',
      'Subscription',
    ]),
  );
});

test('tasks, pipelines and runs are components too, and each comes after what it uses', async () => {
  const { registered } = await mockStack({ PipelineRun: { results: [{ name: 'commit', value: 'abc' }] } });
  const options = { namespace: 'ci', platform: { warnings: 'ignore' } } as const;
  const repo = Param.string('repo');
  const clone = new kn.Task(
    'clone',
    {
      params: [repo],
      results: [Result.string('commit')],
      steps: [{ name: 'clone', image: pulumi.output('example.com/git:v1'), env: { REPO: repo }, script: 'git clone' }],
    },
    options,
  );
  const ci = new kn.Pipeline(
    'ci',
    {
      params: [repo],
      build: (pipeline) => {
        const cloned = pipeline.task('clone', clone, { params: { repo } });
        pipeline.result('commit', cloned.results.commit);
      },
    },
    options,
  );
  const run = new kn.PipelineRun('ci-1', { pipeline: ci, params: { repo: 'https://example.com/shop' } }, options);
  const once = new kn.TaskRun('clone-1', { task: clone, params: { repo: 'https://example.com/shop' } }, options);
  expect(await known(run.result('commit'))).toBe('abc');
  await settled(run, once);
  const objects = registered.filter(({ type }) => type.startsWith('kubernetes:'));
  const kinds = objects.map(({ inputs }) => inputs.kind);
  expect(kinds.indexOf('Task')).toBeLessThan(kinds.indexOf('Pipeline'));
  expect(kinds.indexOf('Pipeline')).toBeLessThan(kinds.indexOf('PipelineRun'));
  const specOf = (kind: string) => objects.find(({ inputs }) => inputs.kind === kind)?.inputs.spec;
  expect(specOf('Task')).toMatchObject({ steps: [{ image: 'example.com/git:v1' }] });
  expect(specOf('PipelineRun')).toMatchObject({ pipelineRef: { name: 'ci' } });
});

test('a component of a provider of its own makes no other', async () => {
  const { registered } = await mockStack();
  const kubernetes = await import('@pulumi/kubernetes');
  const provider = new kubernetes.Provider('mine', { context: 'mine' });
  await settled(new kn.Broker('default', {}, { namespace: 'shop', provider }));
  const providers = registered.filter(({ type }) => type === 'pulumi:providers:kubernetes');
  expect(providers.map(({ name }) => name)).toEqual(['mine']);
});
