import type { KubeObject } from '../../../lib/api/meta/v1';
import { type Holder, isHolder } from './grow';

/** Adds what a field asks for elsewhere, and takes away what it excludes, so that most fields are seen sound at all. */
export function completeTekton({ kind, spec }: KubeObject): void {
  if (!isHolder(spec)) return;
  if (kind === 'Task') completeTask(spec);
  if (kind === 'StepAction') completeAction(spec);
  if (kind === 'Pipeline') {
    completePipeline(spec, 'defaulted');
    declareWorkspaces(spec);
  }
  if (isHolder(spec.taskSpec)) completeTask(spec.taskSpec);
  if (isHolder(spec.pipelineSpec)) completePipeline(spec.pipelineSpec, 'defaulted');
  for (const ref of [spec.taskRef, spec.pipelineRef]) completeReference(ref);
  if (kind.endsWith('Run')) for (const binding of recordsIn(spec, 'workspaces')) completeBinding(binding);
  const { breakpoints } = isHolder(spec.debug) ? spec.debug : {};
  if (isHolder(breakpoints)) breakpoints.onFailure ??= 'enabled';
}

/** What a workspace may be bound to, with what it can't do without. */
const SOURCES: Readonly<Record<string, Holder>> = {
  volumeClaimTemplate: {},
  persistentVolumeClaim: { claimName: 'source' },
  emptyDir: {},
  configMap: { name: 'settings' },
  secret: { secretName: 'key' },
  projected: { sources: [{ secret: { name: 'key' } }] },
  csi: { driver: 'secrets.csi.example.com' },
};

/** Of fields that exclude each other the one stays that came last. */
function keepLast(holder: Holder, fields: readonly string[]): string | undefined {
  const present = Object.keys(holder).filter((field) => fields.includes(field));
  const last = present.pop();
  for (const field of present) delete holder[field];
  return last;
}

/** A workspace is bound to one thing: the one that came last. */
function completeBinding(binding: Holder): void {
  const last = keepLast(binding, Object.keys(SOURCES));
  const source = last === undefined ? undefined : binding[last];
  if (!isHolder(source)) return;
  for (const [field, value] of Object.entries(SOURCES[last!]!)) source[field] ??= value;
}

/** A step has a script or a command, those of actions have nothing of their own, params are for actions, and whatever workspaces containers name the task declares. */
function completeTask(task: Holder): void {
  const steps = recordsIn(task, 'steps');
  for (const step of steps) {
    keepLast(step, ['script', 'command']);
    for (const condition of recordsIn(step, 'when')) completeCondition(condition);
    if (Array.isArray(step.params)) step.ref ??= { name: 'hello' };
    if (!isHolder(step.ref)) continue;
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
function completeAction(action: Holder): void {
  const mounts = recordsIn(action, 'volumeMounts').filter(({ name }) => !String(name).startsWith('$(params'));
  if (mounts.length === 0) return;
  for (const mount of mounts) mount.name = '$(params.cache)';
  if (!recordsIn(action, 'params').some(({ name }) => name === 'cache'))
    listIn(action, 'params').push({ name: 'cache', default: 'cache' });
}

/** The workspaces of a Pipeline that its tasks get. */
function declareWorkspaces(pipeline: Holder): void {
  const tasks = [...recordsIn(pipeline, 'tasks'), ...recordsIn(pipeline, 'finally')];
  const used = tasks.flatMap((task) => recordsIn(task, 'workspaces'));
  declare(
    pipeline,
    used.map(({ name, workspace }) => workspace ?? name),
  );
}

function declare(holder: Holder, used: readonly unknown[]): void {
  const names = new Set(used.filter((name) => typeof name === 'string' && name !== ''));
  for (const { name } of recordsIn(holder, 'workspaces')) names.delete(name);
  if (names.size > 0) listIn(holder, 'workspaces').push(...Array.from(names, (name) => ({ name })));
}

/** In a pipeline in place of a task nothing is defaulted. */
function completePipeline(pipeline: Holder, is: 'defaulted' | 'as it is'): void {
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

/** A condition is an expression, or three fields: what came last. */
function completeCondition(condition: Holder): void {
  if (Object.keys(condition).at(-1) === 'cel') {
    for (const field of ['input', 'operator', 'values']) delete condition[field];
    return;
  }
  delete condition.cel;
  condition.input ??= 'main';
  condition.operator ??= 'in';
  condition.values ??= ['main'];
}

function completePipelineTask(task: Holder): void {
  for (const condition of recordsIn(task, 'when')) completeCondition(condition);
  const { taskSpec, taskRef, pipelineRef, pipelineSpec } = task;
  if (isHolder(pipelineSpec) || isHolder(pipelineRef)) {
    delete task.taskRef;
    delete task.taskSpec;
    if (isHolder(pipelineSpec)) {
      delete task.pipelineRef;
      completePipeline(pipelineSpec, 'as it is');
    }
    completeReference(pipelineRef);
    return;
  }
  if (isHolder(taskRef)) {
    if (isCustom(taskRef)) beCustom(taskRef);
    else completeReference(taskRef);
  }
  if (!isHolder(taskSpec)) return;
  if (isCustom(taskSpec)) {
    beCustom(taskSpec);
    delete taskSpec.steps;
  } else completeTask(taskSpec);
}

function isCustom({ apiVersion, kind }: Holder): boolean {
  return apiVersion !== undefined || (kind !== undefined && kind !== 'Task');
}

function beCustom(holder: Holder): void {
  if (!String(holder.apiVersion).includes('/')) holder.apiVersion = 'example.com/v1';
  holder.kind ??= 'Wait';
}

/** What has params is found by a resolver, and what is found by one has no name. */
function completeReference(ref: unknown): void {
  if (!isHolder(ref)) return;
  if (Array.isArray(ref.params)) ref.resolver ??= 'git';
  if (ref.resolver !== undefined) delete ref.name;
}

function completeParam(param: Holder): void {
  const { properties, default: value } = param;
  if (isHolder(properties)) {
    param.type = 'object';
    for (const property of Object.values(properties)) if (isHolder(property)) property.type ??= 'string';
    if (!isHolder(value)) delete param.default;
    delete param.enum;
  } else if (Array.isArray(param.enum)) {
    param.type = 'string';
    delete param.default;
  } else param.type ??= Array.isArray(value) ? 'array' : 'string';
}

/** The list itself, made where there is none: whoever holds a place in it finds the place again. */
function listIn(holder: Holder, list: string): unknown[] {
  if (!Array.isArray(holder[list])) holder[list] = [];
  return holder[list] as unknown[];
}

function recordsIn(holder: Holder, list: string): Holder[] {
  const items = holder[list];
  return Array.isArray(items) ? items.filter(isHolder) : [];
}
