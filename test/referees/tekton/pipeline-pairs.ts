import type { KubeObject } from '../../../lib/api/meta/v1';

/** A mistake that people make in pipelines, and what is almost it and right. */
export interface PipelinePair {
  readonly title: string;
  readonly fault: KubeObject;
  readonly nearMiss: KubeObject;
}

const objectOf = (kind: string, spec: object): KubeObject => ({
  apiVersion: 'tekton.dev/v1',
  kind,
  metadata: { name: 'deliver', namespace: 'shop' },
  spec,
});

const step = { name: 'run', image: 'alpine:3.22', script: 'make' };
const params = [
  { name: 'revision', type: 'string', default: 'main' },
  { name: 'platforms', type: 'array' },
  { name: 'image', type: 'object', properties: { url: { type: 'string' } } },
];
const fetch = { name: 'fetch', taskRef: { name: 'git-clone' } };
const task = (name: string, more: object = {}) => ({ name, taskRef: { name: 'make' }, ...more });
const given = (value: unknown) => ({ params: [{ name: 'target', value }] });
const asked = (...when: readonly object[]) => ({ when });
const over = (value: unknown) => ({ matrix: { params: [{ name: 'target', value }] } });

type Cases = Readonly<Record<string, readonly [fault: object, nearMiss: object]>>;

/** Pairs of a pipeline, as an object and as the own pipeline of a run. */
function ofPipelines(title: string, cases: Cases, spec: (part: object) => object): PipelinePair[] {
  return Object.entries(cases).flatMap(([name, [fault, nearMiss]]) =>
    (['Pipeline', 'PipelineRun'] as const).map((kind) => {
      const made = (part: object) => {
        const pipeline = spec(part);
        if (kind === 'Pipeline') return objectOf(kind, pipeline);
        const values = { platforms: ['linux'], image: { url: 'registry/shop' } };
        const run = Object.entries(values).map(([param, value]) => ({ name: param, value }));
        return objectOf(kind, { pipelineSpec: pipeline, params: run });
      };
      return { title: `${kind}, ${title}: ${name}`, fault: made(fault), nearMiss: made(nearMiss) };
    }),
  );
}

function ofRuns(cases: Cases): PipelinePair[] {
  const made = (part: object) => objectOf('PipelineRun', { pipelineRef: { name: 'deliver' }, ...part });
  return Object.entries(cases).map(([name, [fault, nearMiss]]) => ({
    title: `PipelineRun: ${name}`,
    fault: made(fault),
    nearMiss: made(nearMiss),
  }));
}

/** A pipeline with a task `build` of this kind after `fetch`. */
const build = (more: object) => ({ params, tasks: [fetch, task('build', more)] });

const pipelinePairs = [
  ...ofPipelines(
    'a task',
    {
      'in camel case': [{ name: 'unitTests' }, { name: 'unit-tests' }],
      'with a name of another': [{ name: 'fetch' }, { name: 'fetch-2' }],
      'without what it runs': [{ taskRef: null }, {}],
      'with a reference and steps': [{ taskSpec: { steps: [step] } }, { taskRef: null, taskSpec: { steps: [step] } }],
      'of kind ClusterTask': [
        { taskRef: { kind: 'ClusterTask', name: 'make' } },
        { taskRef: { kind: 'Task', name: 'make' } },
      ],
      'of a custom kind without a version': [
        { taskRef: { apiVersion: 'wait.example.com', kind: 'Wait' } },
        { taskRef: { apiVersion: 'wait.example.com/v1', kind: 'Wait' } },
      ],
      'that continues, and is tried again': [{ onError: 'continue', retries: 1 }, { onError: 'continue' }],
      'with a mode of failure that there is not': [{ onError: 'Continue' }, { onError: 'continue' }],
      'with a number for a timeout': [{ timeout: '30' }, { timeout: '30m' }],
      'after one that is not there': [{ runAfter: ['clone'] }, { runAfter: ['fetch'] }],
      'after itself': [{ runAfter: ['build'] }, { runAfter: ['fetch', 'fetch'] }],
      'with a param given twice': [
        {
          params: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
          ],
        },
        {
          params: [
            { name: 'a', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
      ],
    },
    build,
  ),
  ...ofPipelines(
    'a value',
    {
      'of a param that is not there': [given('$(params.revison)'), given('$(params.revision)')],
      'of a param behind other names': [given('$(params.image.url.host)'), given('$(params.image.url)')],
      'of a key that is not there': [given('$(params.image.tag)'), given('$(params.image.url)')],
      'of a key in brackets': [given('$(params.image["url"])'), given('$(params["revision"])')],
      'that is a list without its star': [given('$(params.platforms)'), given('$(params.platforms[*])')],
      'that is a list in a text': [given('for $(params.platforms[*])'), given('for $(params.platforms[0])')],
      'that is a list in a part of an element': [given(['-$(params.platforms[*])']), given(['$(params.platforms[*])'])],
      'that is a list in an object': [given({ a: '$(params.platforms[*])' }), given({ a: '$(params.platforms[1])' })],
      'that is an object without its star': [given('$(params.image)'), given('$(params.image[*])')],
      'that is an object in a list': [given(['$(params.image[*])']), given(['$(params.image.url)'])],
      'of a variable of the shell': [given('$(HOME)'), given('$HOME')],
      'with a misspelt beginning': [given('$(param.revision)'), given('$(params.revision)')],
      'of the context that is not there': [given('$(context.pipelineRun.id)'), given('$(context.pipelineRun.uid)')],
      'of the status of another task': [given('$(tasks.fetch.status)'), given('$(tasks.fetch.results.status)')],
      'of the status of all': [given('$(tasks.status)'), given('status')],
      'of a result of no task': [given('$(tasks.clone.results.commit)'), given('$(tasks.fetch.results.commit)')],
      'of its own result': [given('$(tasks.build.results.commit)'), given('$(tasks.fetch.results.commit)')],
      'of an artifact': [given('$(tasks.fetch.outputs.source)'), given('$(tasks.fetch.results.source)')],
    },
    build,
  ),
  ...ofPipelines(
    'a condition',
    {
      'on a param that is not there': [
        asked({ input: '$(params.branch)', operator: 'in', values: ['main'] }),
        asked({ input: '$(params.revision)', operator: 'in', values: ['main'] }),
      ],
      'on a list': [
        asked({ input: '$(params.platforms[*])', operator: 'in', values: ['linux'] }),
        asked({ input: 'linux', operator: 'in', values: ['$(params.platforms[*])'] }),
      ],
      'on a status': [
        asked({ input: '$(tasks.fetch.status)', operator: 'in', values: ['Succeeded'] }),
        asked({ input: '$(tasks.fetch.results.state)', operator: 'in', values: ['Succeeded'] }),
      ],
      'on a result of no task': [
        asked({ input: '$(tasks.clone.results.state)', operator: 'in', values: ['new'] }),
        asked({ input: '$(tasks.fetch.results.state)', operator: 'in', values: ['new'] }),
      ],
      'on a variable of the shell': [
        asked({ input: '$(BRANCH)', operator: 'in', values: ['main'] }),
        asked({ input: '$BRANCH', operator: 'in', values: ['main'] }),
      ],
    },
    build,
  ),
  ...ofPipelines(
    'a matrix',
    {
      'with too many values': [over(Array(257).fill('a')), over(Array(256).fill('a'))],
      'with a param that is given as well': [
        { ...over(['a']), ...given('b') },
        { ...over(['a']), params: [{ name: 'other', value: 'b' }] },
      ],
      'with a param twice': [
        {
          matrix: {
            params: [
              { name: 'a', value: ['1'] },
              { name: 'a', value: ['2'] },
            ],
          },
        },
        {
          matrix: {
            params: [
              { name: 'a', value: ['1'] },
              { name: 'b', value: ['2'] },
            ],
          },
        },
      ],
      'with a param that is not there': [over(['$(params.platform)']), over(['$(params.platforms[*])'])],
      'with a list in what it adds': [
        { matrix: { include: [{ name: 'a', params: [{ name: 'target', value: '$(params.platforms[*])' }] }] } },
        { matrix: { include: [{ name: 'a', params: [{ name: 'target', value: '$(params.platforms[0])' }] }] } },
      ],
    },
    build,
  ),
  ...ofPipelines(
    'a result of a matrix',
    { 'as one text': [given('$(tasks.each.results.url)'), given('$(tasks.each.results.url[*])')] },
    (more) => ({ tasks: [task('each', over(['a', 'b'])), task('all', more)] }),
  ),
  ...ofPipelines(
    'a circle',
    {
      'by runAfter and a result': [given('$(tasks.b.results.x)'), given('$(tasks.c.results.x)')],
      'by a step that stands in it': [
        { taskRef: null, taskSpec: { steps: [{ ...step, script: 'echo $(tasks.b.results.x)' }] } },
        { taskRef: null, taskSpec: { steps: [{ ...step, script: 'echo $(tasks.c.results.x)' }] } },
      ],
    },
    (more) => ({ tasks: [task('a', more), task('b', { runAfter: ['a'] }), task('c')] }),
  ),
  ...ofPipelines(
    'a task in finally',
    {
      'that waits for one': [{ runAfter: ['fetch'] }, { runAfter: [] }],
      'with a name of another': [{ name: 'fetch' }, { name: 'last' }],
      'that reads a result of its neighbour': [given('$(tasks.notify.results.x)'), given('$(tasks.fetch.results.x)')],
      'that reads a result of no task': [given('$(tasks.clone.results.x)'), given('$(tasks.fetch.results.x)')],
      'that asks for the status of its neighbour': [given('$(tasks.notify.status)'), given('$(tasks.fetch.status)')],
      'that asks for the reason of all': [given('$(tasks.reason)'), given('$(tasks.status)')],
      'that asks for a status of no task in a condition': [
        asked({ input: '$(tasks.clone.status)', operator: 'in', values: ['Failed'] }),
        asked({ input: '$(tasks.fetch.status)', operator: 'in', values: ['Failed'] }),
      ],
    },
    (more) => ({ tasks: [fetch], finally: [task('notify'), task('clean', more)] }),
  ),
  ...ofPipelines(
    'a result',
    {
      'of text alone': [{ value: 'main' }, { value: '$(tasks.fetch.results.commit)' }],
      'of a param': [{ value: '$(params.revision)' }, { value: '$(tasks.fetch.results.commit)' }],
      'with text before it': [{ value: 'v$(tasks.fetch.results.x)' }, { value: '$(tasks.fetch.results.x)-v' }],
      'of a result and a param': [
        { value: '$(tasks.fetch.results.commit) $(params.revision)' },
        { value: '$(tasks.fetch.results.commit) $(tasks.fetch.results.url)' },
      ],
      'of no task': [{ value: '$(tasks.clone.results.commit)' }, { value: '$(tasks.fetch.results.commit)' }],
      'of a task in finally': [{ value: '$(tasks.notify.results.url)' }, { value: '$(finally.notify.results.url)' }],
      'of a task that is not in finally': [
        { value: '$(finally.fetch.results.commit)' },
        { value: '$(tasks.fetch.results.commit)' },
      ],
      'that is a list of texts': [{ value: ['main'] }, { value: ['main', '$(tasks.fetch.results.commit)'] }],
    },
    (more) => ({ params, tasks: [fetch], finally: [task('notify')], results: [{ name: 'it', ...more }] }),
  ),
  ...ofPipelines(
    'as a whole',
    {
      'that is empty': [{ tasks: [] }, { tasks: [fetch] }],
      'that has only tasks in finally': [{ finally: [fetch] }, { tasks: [fetch], finally: [task('notify')] }],
      'with a workspace twice': [
        { tasks: [fetch], workspaces: [{ name: 'source' }, { name: 'source' }] },
        { tasks: [fetch], workspaces: [{ name: 'source' }, { name: 'Source' }] },
      ],
      'with a pipeline in place of a task': [
        { tasks: [{ name: 'all', pipelineRef: { name: 'other' } }] },
        { tasks: [{ name: 'all', taskRef: { name: 'other' } }] },
      ],
    },
    (spec) => spec,
  ),
];

const bound = (...workspaces: readonly object[]) => ({
  workspaces: [{ name: 'source' }],
  tasks: [task('build', { workspaces })],
});

const standAlonePairs: readonly PipelinePair[] = Object.entries({
  'a workspace that is not there': [
    bound({ name: 'src', workspace: 'sorce' }),
    bound({ name: 'src', workspace: 'source' }),
  ],
  'a workspace of the task alone': [bound({ name: 'src' }), bound({ name: 'source' })],
  'a workspace bound twice': [
    bound({ name: 'source' }, { name: 'source' }),
    bound({ name: 'source' }, { name: 'a', workspace: 'source' }),
  ],
}).map(([title, [fault, nearMiss]]) => ({
  title: `Pipeline: ${title}`,
  fault: objectOf('Pipeline', fault!),
  nearMiss: objectOf('Pipeline', nearMiss!),
}));

const runPairs = ofRuns({
  'no pipeline': [{ pipelineRef: null }, {}],
  'two pipelines': [{ pipelineSpec: { tasks: [fetch] } }, { pipelineRef: null, pipelineSpec: { tasks: [fetch] } }],
  'a result of a task as a param': [
    { params: [{ name: 'a', value: '$(tasks.a.results.b)' }] },
    { params: [{ name: 'a', value: '$(tasks.a.status)' }] },
  ],
  'a status of old': [{ status: 'PipelineRunCancelled' }, { status: 'Cancelled' }],
  'a workspace twice': [
    {
      workspaces: [
        { name: 'a', emptyDir: {} },
        { name: 'a', emptyDir: {} },
      ],
    },
    {
      workspaces: [
        { name: 'a', emptyDir: {} },
        { name: 'A', emptyDir: {} },
      ],
    },
  ],
  'a timeout that is a number': [{ timeouts: { pipeline: '60' } }, { timeouts: { pipeline: '60m' } }],
  'a timeout below zero': [{ timeouts: { tasks: '-1m' } }, { timeouts: { tasks: '1m' } }],
  'tasks that may take longer than the whole': [
    { timeouts: { pipeline: '1h', tasks: '61m' } },
    { timeouts: { pipeline: '1h', tasks: '60m' } },
  ],
  'tasks that may take longer than the default': [{ timeouts: { tasks: '2h' } }, { timeouts: { tasks: '1h' } }],
  'tasks that may take for ever': [{ timeouts: { tasks: '0' } }, { timeouts: { pipeline: '0', tasks: '0' } }],
  'parts that do not add up': [
    { timeouts: { pipeline: '1h', tasks: '50m', finally: '20m' } },
    { timeouts: { pipeline: '1h', tasks: '40m', finally: '20m' } },
  ],
  'parts of what may take for ever': [
    { timeouts: { pipeline: '0', tasks: '1h', finally: '1h' } },
    { timeouts: { pipeline: '0', tasks: '1h' } },
  ],
  'a task that may take longer than all': [
    { timeouts: { pipeline: '1h' }, taskRunSpecs: [{ pipelineTaskName: 'a', timeout: '2h' }] },
    { timeouts: { pipeline: '0' }, taskRunSpecs: [{ pipelineTaskName: 'a', timeout: '2h' }] },
  ],
  'resources of a step twice': [
    {
      taskRunSpecs: [
        {
          stepSpecs: [
            { name: 'a', computeResources: {} },
            { name: 'a', computeResources: {} },
          ],
        },
      ],
    },
    {
      taskRunSpecs: [
        {
          stepSpecs: [
            { name: 'a', computeResources: {} },
            { name: 'b', computeResources: {} },
          ],
        },
      ],
    },
  ],
  'resources of a task and of its steps': [
    {
      taskRunSpecs: [
        {
          computeResources: { requests: { cpu: '1' } },
          stepSpecs: [{ name: 'a', computeResources: { requests: { cpu: '1' } } }],
        },
      ],
    },
    {
      taskRunSpecs: [
        { computeResources: { requests: { cpu: '1' } }, stepSpecs: [{ name: 'a', computeResources: {} }] },
      ],
    },
  ],
});

/** What people get wrong in pipelines and their runs, each with what is almost it and right. */
export const pipelineCorpus: readonly PipelinePair[] = [...pipelinePairs, ...standAlonePairs, ...runPairs];
