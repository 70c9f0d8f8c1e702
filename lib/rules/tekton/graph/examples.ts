import type { KubeObject } from '../../../api/meta/v1';

const made = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: 'tekton.dev/v1',
  kind,
  metadata: { name, namespace: 'default' },
  spec,
});

/** A step that reads these texts. */
const stepOf = (...args: readonly string[]) => ({ name: 'say', image: 'alpine:3.22', command: ['echo'], args });

/** The Task `hello`, whose step reads these texts. */
export const hello = (spec: object, ...reads: readonly string[]): KubeObject =>
  made('Task', 'hello', { ...spec, steps: [stepOf(...reads)] });

/** A task of a pipeline that refers to the Task `hello`. */
export const greet = (more: object = {}) => ({ name: 'greet', taskRef: { name: 'hello' }, ...more });

/** The Pipeline `greetings` with one task, or with these. */
export const greetings = (task: object | readonly object[], more: object = {}): KubeObject =>
  made('Pipeline', 'greetings', { ...more, tasks: Array.isArray(task) ? task : [task] });

/** A run of the Pipeline `greetings`. */
export const run = (spec: object = {}): KubeObject =>
  made('PipelineRun', 'greetings-1', { pipelineRef: { name: 'greetings' }, ...spec });

/** A run of the Task `hello`. */
export const runOfHello = (spec: object = {}): KubeObject =>
  made('TaskRun', 'hello-1', { taskRef: { name: 'hello' }, ...spec });

/** The Pipeline `greetings`, which hands on its param `who`. */
export const greetingWho = (param: object = {}, value = '$(params.who)'): KubeObject =>
  greetings(greet({ params: [{ name: 'who', value }] }), { params: [{ name: 'who', ...param }] });

/** The Pipeline `greetings` whose tasks, by name, get workspaces of these names. */
export const sharing = (tasks: Readonly<Record<string, readonly string[]>>): KubeObject => {
  const names = [...new Set(Object.values(tasks).flat())];
  return greetings(
    Object.entries(tasks).map(([name, own]) => greet({ name, workspaces: own.map((one) => ({ name: one })) })),
    { workspaces: names.map((name) => ({ name })) },
  );
};

/** What a run gives for a workspace: a claim. */
export const claim = (name: string, claimName = name) => ({ name, persistentVolumeClaim: { claimName } });
