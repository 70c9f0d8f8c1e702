import type { KubeObject } from '../../../lib/api/meta/v1';

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Adds what a field asks for elsewhere, and takes away what it excludes, so that most fields are seen sound at all. */
export function completeTekton({ kind, spec }: KubeObject): void {
  if (!isFields(spec)) return;
  if (kind === 'Task') completeTask(spec);
  if (kind === 'StepAction') completeAction(spec);
  if (kind === 'Pipeline') {
    completePipeline(spec, 'defaulted');
    declareWorkspaces(spec);
  }
  if (isFields(spec.taskSpec)) completeTask(spec.taskSpec);
  if (isFields(spec.pipelineSpec)) completePipeline(spec.pipelineSpec, 'defaulted');
  for (const ref of [spec.taskRef, spec.pipelineRef]) completeReference(ref);
  if (kind.endsWith('Run')) for (const binding of recordsIn(spec, 'workspaces')) completeBinding(binding);
  const { breakpoints } = isFields(spec.debug) ? spec.debug : {};
  if (isFields(breakpoints)) breakpoints.onFailure ??= 'enabled';
}

/** What a workspace may be bound to, with what it can't do without. */
const SOURCES: Readonly<Record<string, Fields>> = {
  volumeClaimTemplate: {},
  persistentVolumeClaim: { claimName: 'source' },
  emptyDir: {},
  configMap: { name: 'settings' },
  secret: { secretName: 'key' },
  projected: { sources: [{ secret: { name: 'key' } }] },
  csi: { driver: 'secrets.csi.example.com' },
};

/** A workspace is bound to one thing: the one that came last. */
function completeBinding(binding: Fields): void {
  const bound = Object.keys(binding).filter((field) => Object.hasOwn(SOURCES, field));
  for (const source of bound.slice(0, -1)) delete binding[source];
  const [last] = bound.slice(-1);
  const source = last === undefined ? undefined : binding[last];
  if (!isFields(source)) return;
  for (const [field, value] of Object.entries(SOURCES[last!]!)) source[field] ??= value;
}

/** Steps of actions have nothing of their own, and whatever workspaces containers name the task declares. */
function completeTask(task: Fields): void {
  const steps = recordsIn(task, 'steps');
  for (const step of steps) {
    if (!isFields(step.ref)) continue;
    completeReference(step.ref);
    for (const field of ['image', 'command', 'args', 'script', 'workingDir', 'env', 'volumeMounts', 'results'])
      delete step[field];
  }
  const used = [...steps, ...recordsIn(task, 'sidecars')].flatMap((container) => recordsIn(container, 'workspaces'));
  declare(
    task,
    used.map(({ name }) => name),
  );
}

/** What an action mounts is a volume that a param names. */
function completeAction(action: Fields): void {
  const mounts = recordsIn(action, 'volumeMounts').filter(({ name }) => !String(name).startsWith('$(params'));
  if (mounts.length === 0) return;
  for (const mount of mounts) mount.name = '$(params.cache)';
  if (!recordsIn(action, 'params').some(({ name }) => name === 'cache'))
    listIn(action, 'params').push({ name: 'cache', default: 'cache' });
}

/** The workspaces of a Pipeline that its tasks get. */
function declareWorkspaces(pipeline: Fields): void {
  const tasks = [...recordsIn(pipeline, 'tasks'), ...recordsIn(pipeline, 'finally')];
  const used = tasks.flatMap((task) => recordsIn(task, 'workspaces'));
  declare(
    pipeline,
    used.map(({ name, workspace }) => workspace ?? name),
  );
}

function declare(holder: Fields, used: readonly unknown[]): void {
  const names = new Set(used.filter((name) => typeof name === 'string' && name !== ''));
  for (const { name } of recordsIn(holder, 'workspaces')) names.delete(name);
  if (names.size > 0) listIn(holder, 'workspaces').push(...Array.from(names, (name) => ({ name })));
}

/** In a pipeline in place of a task nothing is defaulted. */
function completePipeline(pipeline: Fields, is: 'defaulted' | 'as it is'): void {
  const ofTasks = recordsIn(pipeline, 'tasks');
  const waiting = ofTasks.filter(({ runAfter }) => Array.isArray(runAfter));
  const last = recordsIn(pipeline, 'finally');
  if ((ofTasks.length === 0 && last.length > 0) || (waiting.length > 0 && waiting.length === ofTasks.length))
    listIn(pipeline, 'tasks').push({ name: 'first', taskRef: { name: 'hello' } });
  const tasks = recordsIn(pipeline, 'tasks');
  const first = tasks.find((task) => !waiting.includes(task));
  for (const { runAfter } of waiting) (runAfter as unknown[]).fill(first?.name);
  for (const task of [...tasks, ...last]) completePipelineTask(task);
  for (const result of recordsIn(pipeline, 'results'))
    if (result.value === undefined && first !== undefined) result.value = `$(tasks.${String(first.name)}.results.word)`;
  if (is === 'as it is') for (const param of recordsIn(pipeline, 'params')) completeParam(param);
}

function completePipelineTask(task: Fields): void {
  const { taskSpec, taskRef, pipelineRef, pipelineSpec } = task;
  if (isFields(pipelineSpec) || isFields(pipelineRef)) {
    delete task.taskRef;
    delete task.taskSpec;
    if (isFields(pipelineSpec)) {
      delete task.pipelineRef;
      completePipeline(pipelineSpec, 'as it is');
    }
    completeReference(pipelineRef);
    return;
  }
  if (isFields(taskRef)) {
    if (isCustom(taskRef)) beCustom(taskRef);
    else completeReference(taskRef);
  }
  if (!isFields(taskSpec)) return;
  if (isCustom(taskSpec)) {
    beCustom(taskSpec);
    delete taskSpec.steps;
  } else completeTask(taskSpec);
}

function isCustom({ apiVersion, kind }: Fields): boolean {
  return apiVersion !== undefined || (kind !== undefined && kind !== 'Task');
}

function beCustom(holder: Fields): void {
  if (!String(holder.apiVersion).includes('/')) holder.apiVersion = 'example.com/v1';
  holder.kind ??= 'Wait';
}

/** What has params is found by a resolver, and what is found by one has no name. */
function completeReference(ref: unknown): void {
  if (!isFields(ref)) return;
  if (Array.isArray(ref.params)) ref.resolver ??= 'git';
  if (ref.resolver !== undefined) delete ref.name;
}

function completeParam(param: Fields): void {
  const { properties, default: value } = param;
  if (isFields(properties)) {
    param.type = 'object';
    for (const property of Object.values(properties)) if (isFields(property)) property.type ??= 'string';
    if (!isFields(value)) delete param.default;
    delete param.enum;
  } else if (Array.isArray(param.enum)) {
    param.type = 'string';
    delete param.default;
  } else param.type ??= Array.isArray(value) ? 'array' : 'string';
}

/** The list itself, made where there is none: whoever holds a place in it finds the place again. */
function listIn(holder: Fields, list: string): unknown[] {
  if (!Array.isArray(holder[list])) holder[list] = [];
  return holder[list] as unknown[];
}

function recordsIn(holder: Fields, list: string): Fields[] {
  const items = holder[list];
  return Array.isArray(items) ? items.filter(isFields) : [];
}
