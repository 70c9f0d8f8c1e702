import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import { Pipeline, type PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec, PipelineRunStatus } from '../../../api/tekton/v1/pipeline-run';
import type { EmbeddedTask, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { Task } from '../../../api/tekton/v1/task';
import type { View } from '../../../controller/reconciler';
import { type Lookup, selected, substitute } from '../../substitution';
import { valuesOf } from '../task-spec';

export type PipelineRunObject = KubeObject<PipelineRunSpec, PipelineRunStatus>;

/** A pipeline as a run names it: found, still on its way, or not to be had. */
export type PipelineFound =
  | {
      readonly state: 'found';
      readonly spec: PipelineSpec;
      readonly name: string;
      readonly pipeline?: KubeObject<PipelineSpec>;
    }
  | { readonly state: 'pending'; readonly reason: string; readonly message: string }
  | { readonly state: 'failed'; readonly reason: string; readonly message: string };

export function findPipeline(run: PipelineRunObject, view: View): PipelineFound {
  const { namespace, name = '' } = run.metadata;
  const { pipelineRef, pipelineSpec } = run.spec ?? {};
  if (pipelineSpec !== undefined) return { state: 'found', spec: pipelineSpec, name };
  if (pipelineRef?.resolver !== undefined) {
    const message = `PipelineRun ${namespace}/${name} awaiting remote resource`;
    return { state: 'pending', reason: 'ResolvingPipelineRef', message };
  }
  const wanted = pipelineRef?.name ?? '';
  const pipeline = view.get(Pipeline, wanted, namespace);
  if (pipeline !== undefined) return { state: 'found', spec: pipeline.spec!, name: wanted, pipeline };
  const cause = `error when listing pipelines for pipelineRun ${name}: pipelines.tekton.dev "${wanted}" not found`;
  const message = `Error retrieving pipeline for pipelinerun ${namespace}/${name}: ${cause}`;
  return { state: 'failed', reason: 'CouldntGetPipeline', message };
}

export interface Fault {
  readonly reason: string;
  readonly message: string;
}

/** What is wrong with what a run gives its pipeline; undefined where nothing is. */
export function faultOf(
  run: PipelineRunObject,
  { spec, name: pipeline }: Extract<PipelineFound, { state: 'found' }>,
  view: View,
): Fault | undefined {
  const { namespace, name } = run.metadata;
  const missing = (spec.params ?? [])
    .filter(
      (param) => param.default === undefined && !(run.spec?.params ?? []).some((given) => given.name === param.name),
    )
    .map((param) => param.name);
  if (missing.length > 0) {
    const cause = `pipelineRun missing parameters: [${missing.join(' ')}]`;
    return {
      reason: 'ParameterMissing',
      message: `PipelineRun ${namespace}/${name} parameters is missing some parameters required by Pipeline ${pipeline}'s parameters: ${cause}`,
    };
  }
  const unbound = (spec.workspaces ?? []).find(
    (workspace) =>
      workspace.optional !== true && !(run.spec?.workspaces ?? []).some((bound) => bound.name === workspace.name),
  );
  if (unbound !== undefined) {
    const cause = `pipeline requires workspace with name "${unbound.name}" be provided by pipelinerun`;
    return {
      reason: 'InvalidWorkspaceBindings',
      message: `PipelineRun ${namespace}/${name} doesn't bind Pipeline ${namespace}/${pipeline}'s Workspaces correctly: ${cause}`,
    };
  }
  const lost = allTasks(spec).find(
    (task) =>
      !isCustom(task) && task.taskRef?.name !== undefined && view.get(Task, task.taskRef.name, namespace) === undefined,
  );
  if (lost === undefined) return undefined;
  const task = lost.taskRef?.name;
  return {
    reason: 'CouldntGetTask',
    message: `Pipeline ${namespace}/${pipeline} can't be Run; it contains Tasks that don't exist: Couldn't retrieve Task "${task}": tasks.tekton.dev "${task}" not found`,
  };
}

export const allTasks = ({ tasks = [], finally: last = [] }: PipelineSpec): readonly PipelineTask[] => [
  ...tasks,
  ...last,
];

/** Whether a controller that is none of Tekton's runs the task. */
export function isCustom({ taskRef, taskSpec }: PipelineTask): boolean {
  const { apiVersion, kind } = taskRef ?? (taskSpec as EmbeddedTask | undefined) ?? {};
  return apiVersion !== undefined && apiVersion !== '' && kind !== undefined && !apiVersion.startsWith('tekton.dev/');
}

/** The pipeline with all that a run knows from the start put into it. */
export function appliedPipeline(run: PipelineRunObject, spec: PipelineSpec, pipeline: string): PipelineSpec {
  const values = valuesOf(spec.params ?? [], run.spec?.params ?? []);
  const known = contextOf(run, pipeline, values);
  const replaceTask = (task: PipelineTask): PipelineTask => {
    const { taskSpec, results: _results, ...rest } = task as PipelineTask & { results?: unknown };
    return {
      ...substitute(rest, known),
      ...(taskSpec === undefined ? {} : { taskSpec: propagated(taskSpec, known) }),
    } as PipelineTask;
  };
  return {
    ...spec,
    ...(spec.tasks === undefined ? {} : { tasks: spec.tasks.map(replaceTask) }),
    ...(spec.finally === undefined ? {} : { finally: spec.finally.map(replaceTask) }),
  };
}

function contextOf(run: PipelineRunObject, pipeline: string, values: ReadonlyMap<string, ParamValue>): Lookup {
  const { name = '', namespace = '', uid = '' } = run.metadata;
  return (variable) => {
    switch (variable.kind) {
      case 'param':
        return selected(values.get(variable.name), variable);
      case 'context':
        if (variable.object === 'pipelineRun') return { name, namespace, uid }[variable.field as 'name'];
        return variable.object === 'pipeline' ? pipeline : undefined;
      case 'workspace':
        if (variable.field !== 'bound') return undefined;
        return String((run.spec?.workspaces ?? []).some((bound) => bound.name === variable.name));
      default:
        return undefined;
    }
  };
}

/** A task that stands in the pipeline sees the run's params, except for those that it declares itself. */
function propagated(spec: EmbeddedTask, known: Lookup): EmbeddedTask {
  const own = new Set((spec.params ?? []).map(({ name }) => name));
  const { params, results, workspaces, ...rest } = spec;
  const replaced = substitute(rest, (variable) => {
    if (variable.kind === 'param') return own.has(variable.name) ? undefined : known(variable);
    return variable.kind === 'context' && variable.object !== 'taskRun' && variable.object !== 'task'
      ? known(variable)
      : undefined;
  });
  return {
    ...(params === undefined ? {} : { params }),
    ...(results === undefined ? {} : { results }),
    ...(workspaces === undefined ? {} : { workspaces }),
    ...replaced,
  };
}
