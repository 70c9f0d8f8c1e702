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
const step = { name: 'greet', image: 'alpine:3.22', command: ['echo', 'hello'] };
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
