import type { FeatureFlags } from '../../lib/rules/features';
import { example, type FoundExample } from './found-example';

const alpha: FeatureFlags = { 'enable-api-fields': 'alpha' };

const step = { image: 'alpine:3.22' };
const greet = { name: 'greet', taskRef: { name: 'hello' } };
const saying = (...command: readonly string[]) => ({ ...step, command });

/** A Pipeline with a task of these fields at its end. */
function ending(why: string, last: object, more: { readonly features?: FeatureFlags } = {}): FoundExample {
  return example(why, 'tekton.dev/v1/Pipeline', { tasks: [greet], finally: [{ name: 'bye', ...last }] }, more);
}

/** A Pipeline that is nothing but a pipeline in place of a task. */
function nesting(why: string, task: object): FoundExample {
  return example(why, 'tekton.dev/v1/Pipeline', { tasks: [{ name: 'greet', ...task }] }, { features: alpha });
}

function runningTask(why: string, taskSpec: object, more: object = {}): FoundExample {
  return example(why, 'tekton.dev/v1/TaskRun', { taskRef: null, taskSpec: { steps: [step], ...taskSpec }, ...more });
}

function runningPipeline(why: string, pipelineSpec: object, more: object = {}): FoundExample {
  return example(why, 'tekton.dev/v1/PipelineRun', { pipelineRef: null, pipelineSpec, ...more });
}

const x = { name: 'x' };

/** What was found in Tekton Pipelines. */
export const foundInTekton: readonly FoundExample[] = [
  ending(
    'A default that is neither texts nor a list is the text that it is written in, and in enum or not.',
    { taskSpec: { steps: [step], params: [{ name: 'x', enum: ['a'], default: { a: 1 } }] } },
    { features: { ...alpha, 'enable-param-enum': 'true' } },
  ),
  ending('A param that is null is one without a name.', { taskSpec: { steps: [step], params: [null] } }),
  ending('A result without a name is refused, where the CRD is open too.', {
    taskSpec: { steps: [step], results: [{}] },
  }),
  runningTask('A result of a step without a name is refused.', { steps: [{ ...step, results: [null] }] }),
  runningTask('A result of a step whose type is empty is a text.', {
    steps: [{ ...step, results: [{ name: 'word', type: '' }] }],
  }),
  runningTask('A value of a result that is empty is none.', {
    results: [{ name: 'word', value: '' }],
  }),
  runningTask('A param without a name is refused.', { params: [{}] }),
  runningTask('A mount without a path made our code fail.', { steps: [{ ...step, volumeMounts: [{}] }] }),
  runningTask('A param of a reference that is null made our code fail.', { steps: [{ ref: { params: [null] } }] }),
  ending("What a custom controller is told may be anything: Tekton's own tasks have it for nothing.", {
    taskSpec: { steps: [step], spec: 1.5 },
  }),
  ending('The webhook can not write a param of a step without its value.', {
    taskSpec: { steps: [{ ref: { resolver: 'git' }, params: [{}] }] },
  }),
  runningPipeline('The webhook can not write a param of a task without its value.', {
    tasks: [{ ...greet, params: [{}] }],
  }),
  runningPipeline('A param of a task is what the pipeline gives it, whatever the task declares.', {
    tasks: [
      {
        name: 'greet',
        taskSpec: { steps: [step], params: [{ ...x, type: 'object' }] },
        params: [{ ...x, value: [] }],
      },
    ],
  }),
  runningPipeline("A param of another controller's task is put together with all others.", {
    tasks: [
      { name: 'wait', taskSpec: { apiVersion: 'example.com/v1', kind: 'Wait', params: [{ ...x, enum: ['a'] }] } },
    ],
  }),
  runningPipeline("A param of another controller's task can be named where steps look params up.", {
    tasks: [
      { name: 'greet', taskSpec: { steps: [step] } },
      { name: 'wait', taskSpec: { apiVersion: 'example.com/v1', kind: 'Wait', params: [{ name: '1st' }] } },
    ],
  }),
  example('A variable goes by its name, also where that is a number.', 'tekton.dev/v1beta1/StepAction', {
    env: [{ name: '10', value: '$(params.who)' }],
  }),
  runningTask('The unit of a timeout is in lower case.', {}, { timeout: '90M' }),
  ending('The timeout of a step is a duration.', { taskSpec: { steps: [{ ...step, timeout: '5S' }] } }),
  example('The timeout of a custom run is a duration.', 'tekton.dev/v1beta1/CustomRun', { timeout: '5S' }),
  example('An option of the resolver may lack its name.', 'tekton.dev/v1/TaskRun', {
    podTemplate: { dnsConfig: { options: [{}] } },
  }),
  runningTask('An element of an object is no object.', {
    params: [{ ...x, properties: {} }],
    steps: [saying('$(params.x[1])')],
  }),
  runningTask(
    'The name of a param that is given is judged where steps read it.',
    {},
    {
      params: [{ name: '1st', value: 'value' }],
    },
  ),
  ending('A step in a Pipeline reads no whole object of its own task.', {
    taskSpec: { steps: [saying('$(params.x)')], params: [{ ...x, properties: {} }] },
  }),
  ending('A step in a Pipeline reads keys that the object of its own task has.', {
    taskSpec: { steps: [saying('$(params.x.a-b)')], params: [{ ...x, properties: {} }] },
  }),
  example(
    'A key of an object that a task declares anew is one of the object of the pipeline too.',
    'tekton.dev/v1/Pipeline',
    {
      params: [{ ...x, properties: {} }],
      tasks: [greet],
      finally: [
        {
          name: 'bye',
          taskSpec: { steps: [saying('$(params.x.a-b)')], params: [{ ...x, properties: { 'a-b': {} } }] },
        },
      ],
    },
  ),
  ending('An object in a Pipeline has properties.', {
    taskSpec: { steps: [step], params: [{ ...x, type: 'object' }] },
  }),
  ending('A variable without a name is told without one.', {
    taskSpec: { steps: [{ ...step, env: [{ value: '$(params.sslVerify)' }] }] },
  }),
  nesting('A pipeline in place of a task is referred to by something.', { pipelineRef: {} }),
  nesting('A pipeline in place of a task has a name or params.', { pipelineRef: { name: 'hello', params: [] } }),
  nesting('A pipeline in place of a task has a name that is an address, or a resolver.', {
    pipelineRef: { name: 'orders', resolver: 'orders' },
  }),
  nesting('No type is filled in for the params of a pipeline in place of a task.', {
    pipelineSpec: { params: [{ name: 'who' }] },
  }),
  nesting('A task in a pipeline in place of a task is judged as any other.', {
    pipelineSpec: { tasks: [{ name: 'say', taskSpec: { steps: [{ ...step, onError: 'ignore' }] } }] },
  }),
  runningPipeline('What tasks in finally are given counts for no other task, nor does what they are given as a list.', {
    tasks: [{ name: 'greet', taskSpec: { steps: [saying('$(params.x) $(params["x"])')], params: [x] } }],
    finally: [{ name: 'bye', taskSpec: { steps: [step] }, params: [{ ...x, value: [] }] }],
  }),
  runningPipeline('A task reads what another one is given: the webhook knows the params of all tasks together.', {
    tasks: [
      { ...greet, params: [{ ...x, value: 'a' }] },
      { name: 'wave', taskRef: { name: 'wave' }, params: [{ name: 'who', value: '$(params.x)' }] },
    ],
  }),
  runningPipeline(
    'Of two that speak of a param the run counts.',
    {
      params: [{ ...x, type: 'string' }],
      tasks: [{ name: 'greet', taskSpec: { steps: [saying('a-$(params.x)')] }, params: [{ ...x, value: ['a'] }] }],
    },
    { params: [{ ...x, value: 'a' }] },
  ),
  runningPipeline('A task adds keys to no object that has no value yet.', {
    params: [{ ...x, type: 'object', properties: { url: { type: 'string' } } }],
    tasks: [{ ...greet, params: [{ ...x, value: { url: 'a' } }] }],
  }),
  runningPipeline(
    'Whoever is given an object declares its keys.',
    { params: [{ ...x, type: 'string' }], tasks: [greet] },
    { params: [{ ...x, value: { url: 'a' } }] },
  ),
  example('The webhook cuts a reference at the bracket that closes.', 'tekton.dev/v1beta1/StepAction', {
    image: 'a-$(params.xA0])',
  }),
  example('A name that is empty is one of no param.', 'tekton.dev/v1/Task', {
    steps: [{}],
    stepTemplate: { ...step, env: [{ name: 'TARGET', value: '$(params..ho)' }] },
  }),
  example('Of two mounts of a template at one path a step replaces the first.', 'tekton.dev/v1/Task', {
    steps: [{ ...step, volumeMounts: [{ name: '$(workspaces.src.volume)', mountPath: '/src' }] }],
    stepTemplate: { volumeMounts: [1, 2].map(() => ({ name: '$(params.cache)', mountPath: '/src' })) },
  }),
  example('Any step may be the one that takes from the template.', 'tekton.dev/v1/Task', {
    steps: [{ ref: { name: 'hello' } }, {}],
    stepTemplate: { ...step, volumeMounts: [{ name: '$(params.cache)', mountPath: '/a' }] },
  }),
  ending('A param whose name holds dots is told in brackets behind a dot.', {
    taskSpec: { steps: [step] },
    params: [{ name: 'git_url.2-x', value: '$(tasks.build.results.image)' }],
  }),
  runningPipeline('A param that is null has no value either.', {
    tasks: [greet],
    finally: [{ name: 'bye', taskSpec: { steps: [step] }, matrix: { params: [null] } }],
  }),
  example('What a custom controller runs is no business of the webhook.', 'tekton.dev/v1/Pipeline', {
    tasks: [{ name: 'greet', taskSpec: { apiVersion: 'example.com/v1', kind: 'Wait', sidecars: [{}] } }],
  }),
  nesting('A param of a pipeline in place of a task that lacks its name as well as its type.', {
    pipelineSpec: { params: [{}] },
  }),
  example('Lists of resources that are empty say nothing.', 'tekton.dev/v1/TaskRun', {
    computeResources: {},
    stepSpecs: [{ name: 'wave', computeResources: { claims: [] } }],
  }),
];
