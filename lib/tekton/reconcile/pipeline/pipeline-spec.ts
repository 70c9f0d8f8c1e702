import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import { Pipeline, type PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun, type PipelineRunSpec, type PipelineRunStatus } from '../../../api/tekton/v1/pipeline-run';
import type { EmbeddedTask, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { Task, type TaskSpec } from '../../../api/tekton/v1/task';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import { isPlain } from '../../../controller/json';
import type { AnyKind } from '../../../controller/reconciler';
import { type Lookup, substitute } from '../../substitution';
import { lookupIn, pipelineValuesOf } from '../params';
import { type Resolving, resolved } from '../resolution';

export type PipelineRunObject = KubeObject<PipelineRunSpec, PipelineRunStatus>;

/** A pipeline as a run names it: found, still on its way, or not to be had. */
export type PipelineFound =
  | {
      readonly state: 'found';
      readonly spec: PipelineSpec;
      readonly name: string;
      readonly pipeline?: KubeObject<PipelineSpec>;
    }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

export function findPipeline(run: PipelineRunObject, resolving: Resolving): PipelineFound {
  const { namespace, name = '' } = run.metadata;
  const { pipelineRef, pipelineSpec, params = [] } = run.spec ?? {};
  if (pipelineSpec !== undefined) return { state: 'found', spec: pipelineSpec, name };
  if (pipelineRef?.resolver !== undefined && pipelineRef.resolver !== '') {
    const given = lookupIn(new Map(params.map((param) => [param.name, param.value])));
    const asked = { ...pipelineRef, params: substitute(pipelineRef.params ?? [], given), as: Pipeline };
    const pipeline = resolved(asked, resolving);
    if (pipeline === 'pending') return { state: 'pending' };
    if ('fault' in pipeline) return { state: 'failed', message: pipeline.fault };
    const found = pipeline as KubeObject<PipelineSpec>;
    return { state: 'found', spec: found.spec!, name: found.metadata.name ?? '', pipeline: found };
  }
  const wanted = pipelineRef?.name ?? '';
  const pipeline = resolving.view.get(Pipeline, wanted, namespace);
  if (pipeline !== undefined) return { state: 'found', spec: pipeline.spec!, name: wanted, pipeline };
  const message = `error when getting Pipeline for PipelineRun ${name}: ${missingPipeline(wanted)}`;
  return { state: 'failed', message };
}

const missingPipeline = (name: string) =>
  `tekton client cannot get pipeline ${name} from local cluster: pipelines.tekton.dev "${name}" not found`;

/** A task of a pipeline with what it runs. */
export type TaskOfPipeline =
  | { readonly state: 'found'; readonly spec: TaskSpec | undefined; readonly name: string }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/** Finds what a task of a pipeline runs; what is no task of Tekton's has no spec of one. */
export function taskOf(task: PipelineTask, resolving: Resolving): TaskOfPipeline {
  if (task.pipelineRef !== undefined) return pipelineInPlaceOf(task.pipelineRef, resolving);
  if (runKindOf(task) !== TaskRun) return { state: 'found', spec: undefined, name: '' };
  if (task.taskRef === undefined) return { state: 'found', spec: task.taskSpec as TaskSpec | undefined, name: '' };
  const { name = '', resolver } = task.taskRef;
  if (resolver !== undefined && resolver !== '') {
    const found = resolved({ ...task.taskRef, as: Task }, resolving);
    if (found === 'pending') return { state: 'pending' };
    return 'fault' in found
      ? { state: 'failed', message: `Couldn't retrieve Task "${name}": ${found.fault}` }
      : { state: 'found', spec: found.spec as TaskSpec, name: found.metadata.name ?? '' };
  }
  const found = resolving.view.get(Task, name, resolving.run.metadata.namespace);
  return found === undefined
    ? { state: 'failed', message: `Couldn't retrieve Task "${name}": tasks.tekton.dev "${name}" not found` }
    : { state: 'found', spec: found.spec, name };
}

/** A whole pipeline that stands in the place of a task: what counts here is what it is called. */
function pipelineInPlaceOf(reference: NonNullable<PipelineTask['pipelineRef']>, resolving: Resolving): TaskOfPipeline {
  const { name = '', resolver } = reference;
  const lost = (message: string): TaskOfPipeline => ({
    state: 'failed',
    message: `Couldn't retrieve Pipeline "${name}": ${message}`,
  });
  if (resolver !== undefined && resolver !== '') {
    const found = resolved({ ...reference, as: Pipeline }, resolving);
    if (found === 'pending') return { state: 'pending' };
    return 'fault' in found ? lost(found.fault) : { state: 'found', spec: undefined, name: found.metadata.name ?? '' };
  }
  const found = resolving.view.get(Pipeline, name, resolving.run.metadata.namespace);
  return found === undefined ? lost(missingPipeline(name)) : { state: 'found', spec: undefined, name };
}

/** The kind of run that a task of a pipeline becomes: of a task, of a pipeline, or of what is none of Tekton's. */
export function runKindOf(task: PipelineTask): AnyKind {
  if (task.pipelineRef !== undefined || task.pipelineSpec !== undefined) return PipelineRun;
  return isCustom(task) ? CustomRun : TaskRun;
}

/** Whether a controller that is none of Tekton's runs the task. */
function isCustom({ taskRef, taskSpec }: PipelineTask): boolean {
  const { apiVersion, kind } = taskRef ?? (taskSpec as EmbeddedTask | undefined) ?? {};
  return apiVersion !== undefined && apiVersion !== '' && kind !== undefined && !apiVersion.startsWith('tekton.dev/');
}

/** The pipeline with all that a run knows from the start put into it; or why its params can't be known. */
export function appliedPipeline(
  run: PipelineRunObject,
  spec: PipelineSpec,
  pipeline: string,
): PipelineSpec | { readonly fault: string } {
  const known = pipelineValuesOf(spec.params ?? [], run.spec?.params ?? []);
  if ('fault' in known) return known;
  const replaceTask = (task: PipelineTask): PipelineTask =>
    appliedTask(task, known.values, contextOf(run, spec, pipeline));
  return {
    ...spec,
    ...(spec.tasks === undefined ? {} : { tasks: spec.tasks.map(replaceTask) }),
    ...(spec.finally === undefined ? {} : { finally: spec.finally.map(replaceTask) }),
  };
}

/** What stays as it is written: what orders the tasks, and what says how they are run. */
const FIXED: readonly string[] = [
  'name',
  'runAfter',
  'timeout',
  'retries',
  'description',
  'pipelineRef',
  'pipelineSpec',
];

function appliedTask(
  { taskSpec, ...task }: PipelineTask,
  values: ReadonlyMap<string, ParamValue>,
  context: Lookup,
): PipelineTask {
  const params = lookupIn(values);
  const twice = <Value>(value: Value) => substitute(substitute(value, params), context);
  const rest = Object.entries(task).map(([field, value]) => [
    field,
    // Of a matrix, each run has a name of its own.
    FIXED.includes(field) || (field === 'displayName' && task.matrix !== undefined) ? value : twice(value),
  ]);
  const replaced = Object.fromEntries(rest) as PipelineTask;
  return taskSpec === undefined ? replaced : { ...replaced, taskSpec: propagated(taskSpec, replaced, values, context) };
}

function contextOf(run: PipelineRunObject, { workspaces = [] }: PipelineSpec, pipeline: string): Lookup {
  const { name = '', namespace = '', uid = '' } = run.metadata;
  return (variable) => {
    if (variable.kind === 'workspace' && variable.field === 'bound') {
      if ((run.spec?.workspaces ?? []).some((bound) => bound.name === variable.name)) return 'true';
      return workspaces.some((declared) => declared.name === variable.name) ? 'false' : undefined;
    }
    if (variable.kind !== 'context') return undefined;
    if (variable.object === 'pipelineRun') return { name, namespace, uid }[variable.field as 'name'];
    return variable.object === 'pipeline' ? pipeline : undefined;
  };
}

/** A task that stands in the pipeline sees the pipeline's params, except where it is given others of the same names. */
function propagated(
  spec: EmbeddedTask,
  { params: given = [] }: PipelineTask,
  values: ReadonlyMap<string, ParamValue>,
  context: Lookup,
): EmbeddedTask {
  const seen = new Map(values);
  for (const { name, value } of given) {
    const outer = values.get(name);
    if (outer !== undefined) seen.set(name, isPlain(outer) && isPlain(value) ? { ...outer, ...value } : value);
  }
  const lookup = lookupIn(seen);
  // What a custom controller has to know is its own.
  const { params, results, description, metadata, spec: custom, ...rest } = spec;
  const replaced = substitute(substitute(rest, lookup), context);
  return {
    ...(params === undefined ? {} : { params }),
    ...(results === undefined ? {} : { results }),
    ...(description === undefined ? {} : { description }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(custom === undefined ? {} : { spec: custom }),
    ...replaced,
  };
}

/** The run's bindings with what its params and itself are called put into them, and results of tasks that are known. */
export function appliedBindings(
  { metadata, spec }: PipelineRunObject,
  bindings: readonly WorkspaceBinding[],
  results: Lookup,
): readonly WorkspaceBinding[] {
  const { name = '', namespace = '', uid = '' } = metadata;
  const params = lookupIn(new Map((spec?.params ?? []).map((param) => [param.name, param.value])));
  const context: Lookup = (variable) => {
    if (variable.kind === 'taskResult') return results(variable);
    if (variable.kind !== 'context') return undefined;
    if (variable.object === 'pipelineRun') return { name, namespace, uid }[variable.field as 'name'];
    return variable.object === 'pipeline' ? (spec?.pipelineRef?.name ?? '') : undefined;
  };
  return substitute(substitute(bindings, params), context);
}
