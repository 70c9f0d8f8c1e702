import type { KubeObject } from '../../api/meta/v1';
import type { Param, ParamSpec } from '../../api/tekton/v1/param';
import type { PipelineSpec } from '../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../api/tekton/v1/pipeline-run';
import type { TaskRunSpec } from '../../api/tekton/v1/task-run';
import { specOfValue } from './param-types';

/** A param as one place after another speaks of it. */
export interface ScopedParam {
  readonly name: string;
  /** Its own declaration first, then what a run and a pipeline around it say. */
  readonly specs: readonly ParamSpec[];
}

/**
 * The params that the steps of a task can read: its own, and those of a run or pipeline that it is written out in, which
 * are handed on to it.
 */
export function paramsIn(
  { params = [] }: { readonly params?: readonly ParamSpec[] },
  object: KubeObject,
): ScopedParam[] {
  const byName = new Map<string, ParamSpec[]>();
  for (const spec of [...params, ...paramsAround(object)])
    byName.set(spec.name, [...(byName.get(spec.name) ?? []), spec]);
  return [...byName].map(([name, specs]) => ({ name, specs }));
}

function paramsAround({ kind, spec }: KubeObject): ParamSpec[] {
  if (kind === 'TaskRun') return given((spec as TaskRunSpec).params);
  if (kind !== 'PipelineRun') return [];
  const { params, pipelineSpec } = spec as PipelineRunSpec;
  return [
    ...given(params),
    ...(pipelineSpec?.params ?? []),
    ...tasksOf(pipelineSpec).flatMap((task) => given(task.params)),
  ];
}

function tasksOf({ tasks = [], finally: last = [] }: PipelineSpec = {}) {
  return [...tasks, ...last];
}

function given(params: readonly Param[] = []): ParamSpec[] {
  return params.map(({ name, value }) => specOfValue(name, value));
}
