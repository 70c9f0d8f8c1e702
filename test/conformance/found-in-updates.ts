import { mergePatch } from '../../lib/rules/examples';
import { minimalObjects } from '../../lib/rules/minimal';
import { example, type FoundExample } from './found-example';

/** An example that replaces the minimal object of its kind with another spec. */
function update(why: string, name: string, spec: object, before: object = {}): FoundExample {
  const replaced = example(why, name, before).object;
  return { why, object: mergePatch(minimalObjects[name], { spec }) as FoundExample['object'], before: replaced };
}

const channel = 'messaging.knative.dev/v1/Channel';
const taskRun = 'tekton.dev/v1/TaskRun';
const pipelineRun = 'tekton.dev/v1/PipelineRun';
const step = { name: 'greet', image: 'alpine:3.22', command: ['echo', 'hello'] };
const inline = (more: object) => ({ taskRef: null, taskSpec: { steps: [{ ...step, ...more }] } });
const secretVariable = (key: object) =>
  inline({ env: [{ name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'text', ...key } } }] });
const secretVolume = (item: object) => ({
  podTemplate: {
    volumes: [{ name: 'keys', secret: { secretName: 'keys', items: [{ key: 'a', path: 'a', ...item }] } }],
  },
});
const dnsOption = (more: object) => ({ podTemplate: { dnsConfig: { options: [{ name: 'ndots', ...more }] } } });
const ofTask = (more: object) => ({ taskRunSpecs: [{ pipelineTaskName: 'greet', ...more }] });
const ofTemplate = (more: object) => ({
  channelTemplate: { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel', ...more },
});

/** What was found where an object replaces another, of which something must not change; and of what came with it. */
export const foundInUpdates: readonly FoundExample[] = [
  update('An empty delivery is another than none.', channel, { delivery: {} }),
  update('Retries of 0 are others than none.', channel, { delivery: {} }, { delivery: { retry: 0 } }),
  update('Empty resources of a run are others than none.', taskRun, { computeResources: {} }),
  update(
    'A template that keeps its name and loses its spec is told of, whatever else it lacks.',
    'serving.knative.dev/v1/Configuration',
    { template: { metadata: { name: 'hello-v2' }, spec: null } },
    { template: { metadata: { name: 'hello-v2' } } },
  ),
  update('An empty address of a channel is another than none.', 'messaging.knative.dev/v1/Subscription', {
    channel: { address: '' },
  }),
  update(
    'A workspace that is said not to be optional is as one of which nothing is said.',
    taskRun,
    { taskRef: null, taskSpec: { steps: [step], workspaces: [{ name: 'source' }] } },
    { taskRef: null, taskSpec: { steps: [step], workspaces: [{ name: 'source', optional: false }] } },
  ),
  update(
    'A Secret that is said not to be optional is another than one of which nothing is said.',
    taskRun,
    secretVariable({ optional: false }),
    secretVariable({}),
  ),
  update('A variable without a value is as one of no text.', taskRun, inline({ env: [{ name: 'A', value: '' }] }), {
    ...inline({ env: [{ name: 'A' }] }),
  }),
  update('An option of DNS without a value is another than one of no text.', taskRun, dnsOption({ value: '' }), {
    ...dnsOption({}),
  }),
  update('The mode 0 of a file is another than none.', taskRun, secretVolume({ mode: 0 }), secretVolume({})),
  update('Empty resources of a step are as none.', taskRun, inline({ computeResources: {} }), inline({})),
  update(
    'Empty resources of a task of a pipeline are others than none.',
    pipelineRun,
    ofTask({ computeResources: {} }),
    {
      ...ofTask({}),
    },
  ),
  update('Empty metadata of a task of a pipeline are others than none.', pipelineRun, ofTask({ metadata: {} }), {
    ...ofTask({}),
  }),
  update(
    'An empty label to select nodes by is another than none.',
    taskRun,
    { podTemplate: { nodeSelector: { disk: '' } } },
    { podTemplate: {} },
  ),
  update('A duration is the same in other words.', taskRun, { timeout: '60m' }, { timeout: '1h' }),
  update(
    'An amount is the same in other words.',
    taskRun,
    { computeResources: { limits: { cpu: '1000m' } } },
    { computeResources: { limits: { cpu: '1' } } },
  ),
  update('An empty spec of a channel is another than none.', channel, ofTemplate({ spec: {} }), ofTemplate({})),
  update(
    'What a channel is told not to be is told all the same.',
    channel,
    ofTemplate({ spec: { durable: false } }),
    ofTemplate({ spec: {} }),
  ),
  update(
    'No subscribers are as an empty list of them.',
    'messaging.knative.dev/v1/InMemoryChannel',
    {},
    { subscribers: [] },
  ),
  example(
    'Of a waypoint the webhook does not look at the version of the proxy.',
    'networking.istio.io/v1alpha3/EnvoyFilter',
    {
      configPatches: [{ match: { context: 'WAYPOINT', waypoint: {}, proxy: { proxyVersion: '*' } } }],
    },
  ),
  example('What a step has twice can not be laid over a template unless it stands together.', 'tekton.dev/v1/Task', {
    stepTemplate: { env: [{ name: 'LEVEL', value: 'info' }] },
    steps: [{ ...step, env: ['A', 'B', 'A'].map((name) => ({ name, value: 'a' })) }],
  }),
];
