import type { KubeObject } from '../../api/meta/v1';
import type { Param, ParamSpec, ParamValue } from '../../api/tekton/v1/param';
import type { PipelineSpec } from '../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../api/tekton/v1/pipeline-task';
import type { TaskRunSpec } from '../../api/tekton/v1/task-run';

/*
 * What examples of a task or a pipeline that is written out need around it: values for its params, and something for
 * its workspaces.
 */

interface Declares {
  readonly params?: readonly ParamSpec[];
  readonly workspaces?: readonly { readonly name: string }[];
}

export function completeTaskRun(object: KubeObject): KubeObject {
  const spec = object.spec as TaskRunSpec;
  return { ...object, spec: { ...spec, ...valuesFor(spec.taskSpec, spec), ...bindingsFor(spec.taskSpec, spec) } };
}

export function completePipeline(object: KubeObject): KubeObject {
  return { ...object, spec: completed(object.spec as PipelineSpec) };
}

export function completePipelineRun(object: KubeObject): KubeObject {
  const spec = object.spec as PipelineRunSpec;
  const pipelineSpec = completed(spec.pipelineSpec ?? {});
  return {
    ...object,
    spec: { ...spec, pipelineSpec, ...valuesFor(pipelineSpec, spec), ...bindingsFor(pipelineSpec, spec) },
  };
}

function completed(spec: PipelineSpec): PipelineSpec {
  const { tasks, finally: last, workspaces = [] } = spec;
  const all = [...(tasks ?? []), ...(last ?? [])];
  const names = all.flatMap(({ taskSpec }) => missing(workspaces, taskSpec?.workspaces));
  return {
    ...spec,
    ...(tasks && { tasks: tasks.map(completedTask) }),
    ...(last && { finally: last.map(completedTask) }),
    ...(names.length > 0 && { workspaces: [...workspaces, ...names.map((name) => ({ name }))] }),
  };
}

function completedTask(task: PipelineTask): PipelineTask {
  const { taskSpec, workspaces = [] } = task;
  const names = missing(workspaces, taskSpec?.workspaces);
  return {
    ...task,
    ...valuesFor(taskSpec, task),
    ...(names.length > 0 && { workspaces: [...workspaces, ...names.map((name) => ({ name }))] }),
  };
}

function valuesFor(declared: Declares | undefined, { params = [] }: { readonly params?: readonly Param[] }): object {
  const needed = (declared?.params ?? []).filter(({ default: value }) => value === undefined);
  const names = missing(params, needed);
  if (names.length === 0) return {};
  return {
    params: [
      ...params,
      ...names.map((name) => ({ name, value: anyValueFor(needed.find((one) => one.name === name)!) })),
    ],
  };
}

function anyValueFor({ type, properties, enum: values = ['value'] }: ParamSpec): ParamValue {
  if (type === 'array') return ['value'];
  if (type !== 'object' && properties === undefined) return values[0]!;
  return Object.fromEntries(Object.keys(properties ?? {}).map((key) => [key, 'value']));
}

function bindingsFor(declared: Declares | undefined, { workspaces = [] }: Pick<TaskRunSpec, 'workspaces'>): object {
  const names = missing(workspaces, declared?.workspaces);
  return names.length === 0 ? {} : { workspaces: [...workspaces, ...names.map((name) => ({ name, emptyDir: {} }))] };
}

/** Names that are declared and not among those that are there, each once. */
function missing(there: readonly { readonly name: string }[], declared: Declares['workspaces'] = []): string[] {
  const names = new Set(declared.map(({ name }) => name));
  for (const { name } of there) names.delete(name);
  return [...names];
}
