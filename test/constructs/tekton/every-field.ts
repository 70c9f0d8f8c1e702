import { type Chart, Duration } from 'cdk8s';
import {
  type IStepAction,
  Param,
  Pipeline,
  PipelineRun,
  Probe,
  Resolver,
  Result,
  SecretRef,
  Step,
  StepAction,
  type StepTemplateProps,
  Task,
  TaskRun,
  type TaskSpecProps,
  Volume,
  Workspace,
  WorkspaceBinding,
} from 'cdk8s-knative';

const text = Param.string('text', { description: 'A text.', default: 'a', enum: ['a', 'b'] });
const list = Param.array('list');
const object = Param.object('object', { properties: ['key'] });
const files = Workspace.of('files', { description: 'Files.', mountPath: '/files' });
const spare = Workspace.of('spare', { optional: true, readOnly: true });
const disk = Volume.persistentVolumeClaim('disk');
const resources = { requests: { cpu: 1 } };
const envFrom = [{ secret: 'settings' }];
const env = { TOKEN: SecretRef.of('token', 'token'), TEXT: text };

const stepTemplate: StepTemplateProps = {
  image: 'alpine:3.22',
  workingDir: '/files',
  imagePullPolicy: 'IfNotPresent',
  env,
  envFrom,
  resources,
  volumes: { '/tmp': Volume.emptyDir({ name: 'tmp' }) },
  devices: { '/dev/xvda': disk },
};

/** A task with everything that a task may have, on a cluster where alpha fields are open. */
function everything(action: IStepAction<typeof text | typeof object>) {
  const part = Result.object('part', { description: 'A part.', properties: ['key'] });
  const first = Step.of({
    name: 'first',
    displayName: 'The first',
    script: 'true',
    args: [list],
    image: 'alpine:3.22',
    workingDir: files.path,
    imagePullPolicy: 'Always',
    env,
    envFrom,
    resources,
    volumes: { '/tmp': Volume.emptyDir({ name: 'scratch' }) },
    devices: { '/dev/xvdb': disk },
    securityContext: { runAsUser: 1 },
    timeout: Duration.minutes(1),
    onError: 'continue',
    when: [{ input: text, in: ['a'] }, { cel: "'$(params.text)' == 'a'" }],
    workspaces: [files, { workspace: spare, mountPath: '/spare' }],
    stdout: '/files/out',
    stderr: '/files/err',
    results: [part, Result.string('word')],
  });
  return {
    displayName: 'Everything',
    description: 'Has everything.',
    params: [text, list, object],
    workspaces: [files, spare],
    results: [Result.string('word', { description: 'A word.', value: first.results.word }), part],
    stepTemplate,
    steps: [
      first,
      { name: 'second', image: 'alpine:3.22', command: ['true'] },
      Step.action('third', action, { params: { text: 'b', object } }),
      Step.action('fourth', StepAction.from(Resolver.cluster({ name: 'a', namespace: 'tools' }))),
    ],
    sidecars: [
      {
        ...stepTemplate,
        command: ['sh'],
        args: ['-c', 'true'],
        name: 'beside',
        image: 'alpine:3.22',
        ports: [{ containerPort: 80, hostIP: '127.0.0.1', hostPort: 80, name: 'http', protocol: 'TCP' }],
        readiness: Probe.tcp({ port: 80 }),
        liveness: Probe.tcp({ port: 80 }),
        startup: Probe.tcp({ port: 80 }),
        lifecycle: { preStop: { exec: { command: ['true'] } } },
        restartPolicy: 'Always',
        workspaces: [files],
        stdin: true,
        stdinOnce: true,
        tty: true,
        terminationMessagePath: '/tmp/end',
        terminationMessagePolicy: 'File',
      },
      { name: 'script', image: 'alpine:3.22', script: 'true' },
    ],
  } satisfies TaskSpecProps;
}

/** Objects that together set every field of Tekton's kinds that constructs make. */
export function everyTektonField(chart: Chart): void {
  const disks = Param.string('disks');
  const action = new StepAction(chart, 'action', {
    description: 'An action.',
    params: [text, object],
    results: [Result.object('part', { description: 'A part.', properties: ['key'] })],
    image: 'alpine:3.22',
    command: ['true'],
    args: ['a'],
    env,
    workingDir: '/files',
    securityContext: { runAsUser: 1 },
  });
  new StepAction(chart, 'script', {
    params: [disks],
    image: 'alpine:3.22',
    script: 'true',
    volumes: { '/disk': disks },
  });
  const task = new Task(chart, 'task', everything(action));
  const command = { command: ['sh'], args: ['-c', 'true'] };
  const templated = { params: [text], stepTemplate: { ...stepTemplate, ...command }, steps: [{ name: 'a' }] };
  new Task(chart, 'templated', templated);

  const pipeline = new Pipeline(chart, 'pipeline', {
    displayName: 'A pipeline',
    description: 'Has everything.',
    params: [text, list, object],
    workspaces: [files, spare],
  });
  const signature = { params: [text, list, object], workspaces: [files], results: [Result.string('word')] };
  const first = pipeline.task('first', task, {
    displayName: 'The first',
    description: 'Comes first.',
    params: { list: ['a'], object },
    matrix: { params: { text: ['a', 'b'] }, include: [{ name: 'c', params: { text: 'b' } }] },
    workspaces: { files: files.at('sub'), spare },
    when: [{ input: text, notIn: ['b'] }, { cel: 'true' }],
    retries: 1,
    timeout: Duration.minutes(5),
  });
  const metadata = { labels: { a: 'b' }, annotations: { a: 'b' } };
  pipeline.task('second', Task.inline({ ...everything(action), ...metadata }), {
    params: { list, object },
    workspaces: { files },
    runAfter: [first],
    onError: 'continue',
  });
  pipeline.task('third', Task.custom({ apiVersion: 'example.com/v1', kind: 'Wait', spec: { seconds: 1 } }));
  pipeline.task('fourth', Task.custom({ apiVersion: 'example.com/v1', kind: 'Wait', name: 'long' }));
  pipeline.task('fifth', Task.from(Resolver.git({ url: 'https://example.com/a', pathInRepo: 'a.yaml' }), signature), {
    params: { list, object },
    workspaces: { files },
  });
  const spec = { tasks: [{ name: 'a', taskRef: { name: 'a' } }] };
  pipeline.task('sixth', Pipeline.inline(spec));
  pipeline.task('eighth', Pipeline.named('other'));
  pipeline.task('seventh', Pipeline.from(Resolver.bundle({ bundle: 'example.com/b:1', name: 'a' })));
  pipeline.task('ninth', Task.inline(templated));
  pipeline.finally('last', Task.named('last', signature), { params: { list, object }, workspaces: { files } });
  pipeline.result('word', first.results.word, { description: 'A word.' });

  const podTemplate = { nodeSelector: { a: 'b' } };
  const containers = { stepResources: { first: resources }, sidecarResources: { beside: resources } };
  const unit = { params: { list: ['a'], object: { key: 'a' } }, serviceAccount: 'builder', podTemplate };
  new TaskRun(chart, 'task-run', {
    ...unit,
    ...containers,
    task,
    workspaces: { files: WorkspaceBinding.volume(Volume.emptyDir(), { subPath: 'sub' }) },
    timeout: Duration.minutes(5),
    retries: 1,
    status: 'TaskRunPending',
    statusMessage: 'Not yet.',
    debug: { breakpoints: { onFailure: 'enabled', beforeSteps: ['second'] } },
    managedBy: 'example.com/controller',
  });
  new TaskRun(chart, 'inline-task-run', {
    task: Task.inline(everything(action)),
    params: unit.params,
    workspaces: { files: sources.claim },
  });
  new TaskRun(chart, 'templated-run', { task: Task.inline(templated), resources });
  new TaskRun(chart, 'far-task-run', { task: Task.from(Resolver.hub({ name: 'a', version: '1' })) });
  for (const [name, files] of Object.entries(sources)) {
    const workspaces = { files };
    new TaskRun(chart, `with-${name}`, { task: Task.named('t', { workspaces: [bare] }), workspaces });
    new PipelineRun(chart, `all-with-${name}`, { pipeline: Pipeline.named('p', { workspaces: [bare] }), workspaces });
  }
  new PipelineRun(chart, 'pipeline-run', {
    ...unit,
    pipeline,
    workspaces: { files: WorkspaceBinding.claimTemplate({ storage: '1Gi', name: 'files', subPath: 'sub' }) },
    timeouts: { pipeline: Duration.minutes(50), tasks: Duration.minutes(30), finally: Duration.minutes(20) },
    tasks: {
      first: {
        ...containers,
        serviceAccount: 'a',
        podTemplate,
        timeout: Duration.minutes(5),
        metadata,
      },
      second: { resources },
    },
    status: 'PipelineRunPending',
    managedBy: 'example.com/controller',
  });
  new PipelineRun(chart, 'inline-run', { pipeline: Pipeline.inline(spec) });
  new PipelineRun(chart, 'far-run', {
    pipeline: Pipeline.from(Resolver.bundle({ bundle: 'example.com/b:1', name: 'a' })),
  });
}

const bare = Workspace.of('files');
const file = { key: 'a', mode: 0o400 };
const sources = {
  secret: Volume.secret('a', { files: { b: file }, mode: 0o440, optional: true }),
  'config-map': Volume.configMap('a', { files: { b: file }, mode: 0o440, optional: true }),
  claim: Volume.persistentVolumeClaim('a', { readOnly: true }),
  'empty-dir': Volume.emptyDir({ medium: 'Memory', sizeLimit: '1Mi' }),
  csi: Volume.csi('example.com', { fsType: 'ext4', secret: 'a', readOnly: true, attributes: { a: 'b' } }),
  template: WorkspaceBinding.claimTemplate({ storage: '1Gi', storageClass: 'fast', accessModes: ['ReadWriteMany'] }),
  projected: Volume.projected([{ secret: 'a' }], { mode: 0o440 }),
};
