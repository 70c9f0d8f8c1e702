import { type Regretted, regrettedOf } from './regretted';

const task = regrettedOf('Task', 'tekton.dev/v1');
const pipeline = regrettedOf('Pipeline', 'tekton.dev/v1');
const taskRun = regrettedOf('TaskRun', 'tekton.dev/v1');
const pipelineRun = regrettedOf('PipelineRun', 'tekton.dev/v1');
const action = regrettedOf('StepAction', 'tekton.dev/v1beta1');

const step = { name: 'greet', image: 'alpine:3.22', command: ['echo', 'hello'] };
const sidecar = { name: 'db', image: 'redis:8' };
const cache = { name: 'cache', mountPath: '/cache' };

/** A task's spec whose one step has these fields, and the task these. */
const stepOf = (fields: object, more: object = {}) => ({ steps: [{ ...step, ...fields }], ...more });
const script = (text: string, more: object = {}) => stepOf({ command: undefined, script: text }, more);
const args = (...texts: readonly string[]) => stepOf({ args: texts });

const hello = (fields: object = {}, name = 'greet') => ({ name, taskRef: { name: 'hello' }, ...fields });
const own = (taskSpec: object, fields: object = {}, name = 'greet') => ({
  name,
  taskSpec: { steps: [step], ...taskSpec },
  ...fields,
});
const tasks = (...all: readonly object[]) => ({ tasks: all });
const given = (value: unknown, fields: object = {}) => hello({ params: [{ name: 'who', value }], ...fields });
const param = (name: string, more: object = {}) => ({ name, ...more });
const when = (fields: object) => hello({ when: [{ operator: 'in', values: ['main'], ...fields }] });
const gitRef = (fields: object) => hello({ taskRef: { resolver: 'git', ...fields } });
const url = { name: 'url', value: 'https://git.example.com/a.git' };
/** A task that leaves a result, and one that uses what the text names. */
const using = (text: string) =>
  tasks(
    own({ steps: [{ ...step, args: ['$(results.version.path)'] }], results: [{ name: 'version' }] }, {}, 'v'),
    given(text, { name: 'use' }),
  );

const inline = (taskSpec: object, more: object = {}) => ({
  taskRef: null,
  taskSpec: { steps: [step], ...taskSpec },
  ...more,
});
const claim = (spec: object | undefined) => ({ workspaces: [{ name: 'source', volumeClaimTemplate: { spec } }] });
const storage = { resources: { requests: { storage: '1Gi' } } };
const running = (pipelineSpec: object, more: object = {}) => ({ pipelineRef: null, pipelineSpec, ...more });
const emptyDir = { emptyDir: {} };

/** What Tekton Pipelines accepts, and people regret. */
export const tektonRegrets: readonly Regretted[] = [
  task('a workspace that is not declared', 'KT3150', script('ls $(workspaces.sorce.path)')),
  task('a result that is not declared, in args', 'KT3151', args('$(results.nope.path)')),
  task('a result that no step writes', 'KT3250', { results: [{ name: 'digest' }] }),
  task('a param that nobody reads', 'KT3152', { params: [param('who')] }),
  task('a param that is not declared, in a sidecar', 'KT3153', {
    sidecars: [{ ...sidecar, image: 'redis:$(params.tag)' }],
  }),
  task('a param that is not declared, in a volume', 'KT3153', {
    ...stepOf({ volumeMounts: [cache] }),
    volumes: [{ name: 'cache', configMap: { name: '$(params.settings)' } }],
  }),
  task('two sidecars with one name', 'KT3251', { sidecars: [sidecar, sidecar] }),
  task('a sidecar name that none can have', 'KT3252', { sidecars: [{ ...sidecar, name: 'Redis_Cache' }] }),
  task('a mount of no volume', 'KT3253', stepOf({ volumeMounts: [cache] })),
  task(
    'two mounts at one path',
    'KT3254',
    stepOf(
      { volumeMounts: [cache, { ...cache, name: 'other' }] },
      { volumes: ['cache', 'other'].map((name) => ({ name, emptyDir: {} })) },
    ),
  ),
  task('an image that is none', 'KT3255', stepOf({ image: 'Alpine Linux' })),
  task('a way to pull that there is not', 'KT3256', stepOf({ imagePullPolicy: 'Sometimes' })),
  task('a variable twice', 'KT3257', stepOf({ env: ['1', '2'].map((value) => ({ name: 'A', value })) })),
  task(
    'a request over its limit',
    'KT3258',
    stepOf({ computeResources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
  ),
  task('a default that reads another param', 'KT3154', {
    params: [param('a', { default: 'x' }), param('b', { default: '$(params.a)' })],
    ...args('$(params.a)', '$(params.b)'),
  }),
  task('an element that the array has not', 'KT3155', {
    params: [param('list', { type: 'array', default: ['a'] })],
    ...args('$(params.list[5])'),
  }),
  task(
    'a workspace name that none can have',
    'KT3265',
    script('ls $(workspaces.Source_Code.path)', { workspaces: [{ name: 'Source_Code' }] }),
  ),
  task(
    'a workspace at a relative path',
    'KT3259',
    script('ls $(workspaces.source.path)', { workspaces: [{ name: 'source', mountPath: 'src' }] }),
  ),
  task('a line before the shebang', 'KT3260', script('\n#!/bin/sh\necho hello')),
  task(
    'something that a workspace does not have',
    'KT3157',
    script('ls $(workspaces.source.pth) $(workspaces.source.path)', { workspaces: [{ name: 'source' }] }),
  ),
  task('a reference without its s', 'KT3158', script('echo $(param.x)')),
  task('a result of a step that there is not', 'KT3159', args('$(steps.nope.results.x)')),
  task('a result of a later step', 'KT3159', {
    steps: [
      { ...step, args: ['$(steps.late.results.x)'] },
      { name: 'late', image: 'alpine:3.22', script: 'date > $(step.results.x.path)', results: [{ name: 'x' }] },
    ],
  }),
  task('a step without time', 'KT3261', stepOf({ timeout: '0s' })),

  pipeline('a text to multiply', 'KT3362', tasks(hello({ matrix: { params: [{ name: 'who', value: 'me' }] } }))),
  pipeline('nothing to multiply', 'KT3363', tasks(hello({ matrix: { params: [{ name: 'who', value: [] }] } }))),
  pipeline('an empty matrix', 'KT3363', tasks(hello({ matrix: {} }))),
  pipeline('a result that the task does not declare', 'KT3655', using('$(tasks.v.results.digest)')),
  pipeline('a result of its own that the task does not declare', 'KT3655', {
    ...using('$(tasks.v.results.version)'),
    results: [{ name: 'digest', value: '$(tasks.v.results.digest)' }],
  }),
  pipeline('two results with one name', 'KT3361', {
    ...using('$(tasks.v.results.version)'),
    results: [1, 2].map(() => ({ name: 'version', value: '$(tasks.v.results.version)' })),
  }),
  pipeline('retries below zero', 'KT3352', tasks(hello({ retries: -1 }))),
  pipeline('a timeout below zero', 'KT3351', tasks(hello({ timeout: '-5m' }))),
  pipeline('a task to wait for twice', 'KT3354', tasks(hello({ runAfter: ['first', 'first'] }), hello({}, 'first'))),
  pipeline(
    'a param that gets no value',
    'KT3652',
    tasks(own({ steps: [{ ...step, args: ['$(params.who)'] }], params: [param('who')] })),
  ),
  pipeline(
    'a value for a param that there is not',
    'KT3653',
    tasks(own({}, { params: [{ name: 'who', value: 'me' }] })),
  ),
  pipeline('a param that nobody reads', 'KT3650', { params: [param('who')] }),
  pipeline('a workspace that no task uses', 'KT3651', { workspaces: [{ name: 'source' }] }),
  pipeline('a workspace that the task does not declare', 'KT3658', {
    workspaces: [{ name: 'source' }],
    ...tasks(
      own(
        { steps: [{ ...step, args: ['$(workspaces.code.path)'] }], workspaces: [{ name: 'code' }] },
        { workspaces: [{ name: 'src', workspace: 'source' }] },
      ),
    ),
  }),
  pipeline('a workspace of the task that is unbound', 'KT3657', {
    workspaces: [{ name: 'source' }],
    ...tasks(
      own(
        { steps: [{ ...step, args: ['$(workspaces.code.path)'] }], workspaces: [{ name: 'code' }] },
        { workspaces: [{ name: 'src', workspace: 'source' }] },
      ),
    ),
  }),
  pipeline(
    'a Task with apiVersion',
    'KT3353',
    tasks(hello({ taskRef: { apiVersion: 'tekton.dev/v1', kind: 'Task', name: 'hello' } })),
  ),
  pipeline('a git resolver without params', 'KT3670', tasks(gitRef({}))),
  pipeline('a resolver that there is not', 'KT3669', tasks(gitRef({ resolver: 'gitt', params: [url] }))),
  pipeline(
    'a param that the resolver does not know',
    'KT3670',
    tasks(
      gitRef({
        params: [
          { ...url, name: 'ulr' },
          { name: 'pathInRepo', value: 'task.yaml' },
        ],
      }),
    ),
  ),
  pipeline('a condition on a text', 'KT3364', tasks(when({ input: 'main' }))),
  pipeline('a condition that never holds', 'KT3364', tasks(when({ input: 'dev' }))),
  pipeline('a condition on nothing', 'KT3364', tasks(when({ input: '' }))),
  pipeline('a result in brackets', 'KT3356', using("$(tasks.v.results['version'])")),
  pipeline(
    'an unknown context variable in any task but the last',
    'KT3355',
    tasks(given('$(context.pipelineRun.nme)'), hello({}, 'last')),
  ),
  pipeline(
    'a display name that reads a param that there is not',
    'KT3366',
    tasks(hello({ displayName: 'Greets $(params.who)' })),
  ),
  pipeline('a workspace that there is not, asked of', 'KT3358', tasks(given('$(workspaces.nope.bound)'))),
  pipeline('a state in place of a status', 'KT3356', {
    ...tasks(hello({}, 'a')),
    finally: [given('$(tasks.a.state)')],
  }),
  pipeline('a result in the singular', 'KT3356', using('$(tasks.v.result.version)')),
  pipeline('a result in the singular, of no task', 'KT3356', using('$(tasks.nope.result.version)')),
  pipeline('defaults that read each other', 'KT3373', {
    params: [param('a', { default: '$(params.b)' }), param('b', { default: '$(params.a)' })],
    ...tasks(given('$(params.a) $(params.b)')),
  }),

  taskRun(
    'a param of its task without a value',
    'KT3450',
    inline({ steps: [{ ...step, args: ['$(params.who)'] }], params: [param('who')] }),
  ),
  taskRun(
    'a workspace of its task that is unbound',
    'KT3451',
    inline({ steps: [{ ...step, args: ['$(workspaces.source.path)'] }], workspaces: [{ name: 'source' }] }),
  ),
  taskRun(
    'resources of a step that there is not',
    'KT3452',
    inline({}, { stepSpecs: [{ name: 'nope', computeResources: { requests: { cpu: '1' } } }] }),
  ),
  taskRun('an account that none can be', 'KT3453', { serviceAccountName: 'My_SA' }),
  taskRun('a claim without a spec', 'KT3461', claim(undefined)),
  taskRun('an access mode that there is not', 'KT3462', claim({ accessModes: ['ReadWriteOne'], ...storage })),
  taskRun('a claim without storage', 'KT3461', claim({ accessModes: ['ReadWriteOnce'] })),
  taskRun('a part of a workspace that is outside of it', 'KT3463', {
    workspaces: [{ name: 'source', subPath: '../etc', ...emptyDir }],
  }),
  taskRun('a variable twice in the pod template', 'KT3454', {
    podTemplate: { env: ['1', '2'].map((value) => ({ name: 'A', value })) },
  }),
  taskRun('no timeout at all', 'KT3455', { timeout: '0s' }),

  pipelineRun(
    'a param of its pipeline without a value',
    'KT3660',
    running({ params: [param('who')], ...tasks(given('$(params.who)')) }),
  ),
  pipelineRun(
    'a value for a param that nobody declares',
    'KT3661',
    running(tasks(hello()), { params: [{ name: 'who', value: 'me' }] }),
  ),
  pipelineRun(
    'a workspace of its pipeline that is unbound',
    'KT3663',
    running({
      workspaces: [{ name: 'source' }],
      ...tasks(hello({ workspaces: [{ name: 'source', workspace: 'source' }] })),
    }),
  ),
  pipelineRun(
    'a workspace of a task that its pipeline has not',
    'KT3474',
    running(tasks(hello({ workspaces: [{ name: 'source', workspace: 'source' }] }))),
  ),
  pipelineRun(
    'settings of a task that there is not',
    'KT3665',
    running(tasks(hello()), { taskRunSpecs: [{ pipelineTaskName: 'nope', serviceAccountName: 'builder' }] }),
  ),
  pipelineRun('settings of one task twice', 'KT3472', {
    taskRunSpecs: ['a', 'b'].map((serviceAccountName) => ({ pipelineTaskName: 'greet', serviceAccountName })),
  }),
  pipelineRun('settings of no task', 'KT3472', { taskRunSpecs: [{ serviceAccountName: 'builder' }] }),
  pipelineRun('no timeout, and one of its tasks', 'KT3471', { timeouts: { pipeline: '0', tasks: '1h' } }),
  pipelineRun('no timeout at all', 'KT3471', { timeouts: { pipeline: '0' } }),
  pipelineRun('an account that none can be', 'KT3473', { taskRunTemplate: { serviceAccountName: 'My SA' } }),
  pipelineRun('workspaces that differ in case only', 'KT3475', {
    workspaces: [
      { name: 'source', ...emptyDir },
      { name: 'Source', ...emptyDir },
    ],
  }),
  pipelineRun(
    'an empty directory for two tasks',
    'KT3667',
    running(
      {
        workspaces: [{ name: 'source' }],
        ...tasks(...['a', 'b'].map((name) => hello({ workspaces: [{ name: 'source', workspace: 'source' }] }, name))),
      },
      { workspaces: [{ name: 'source', ...emptyDir }] },
    ),
  ),

  action('a result that is never written', 'KT3250', { results: [{ name: 'digest' }] }),
  action('a param that nobody reads', 'KT3152', { params: [param('who')] }),
  action('a workspace', 'KT3262', { args: ['$(workspaces.source.path)'] }),
];
