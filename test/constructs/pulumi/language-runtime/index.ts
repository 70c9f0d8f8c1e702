import * as pulumi from '@pulumi/pulumi';
import { Construct } from 'constructs';
import { Broker, KnativeService, Namespace, Task, TaskRun } from '../../../../constructs';
import { inputs, Program } from '../../../../constructs/pulumi';

const program = new Program(
  'shop',
  (scope) => {
    new Namespace(scope, 'orders');
    const broker = new Broker(scope, 'default');
    const part = new Construct(scope, 'frontend');
    const env = { KEY: pulumi.secret('hunter2'), BROKER: broker.address };
    const service = new KnativeService(part, 'web', inputs({ image: 'example.com/shop:v1', env }));
    broker.on({ type: 'order' }, service, { replies: ['order'] });
    const task = new Task(scope, 'hello', { steps: [{ name: 'greet', image: 'busybox:1.36', script: 'echo hello' }] });
    const run = new TaskRun(scope, 'run', { task });
    return { url: service.url, commit: run.result('commit') };
  },
  {
    namespace: 'orders',
    aliases: [{ name: 'store' }],
    adopt: ({ kind }) => kind === 'Broker',
    platform: { warnings: 'ignore' },
  },
);
export const { url, commit } = program.outputs;
