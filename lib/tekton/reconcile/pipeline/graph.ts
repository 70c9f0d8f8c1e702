import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { type Variable, variablesIn } from '../../../api/tekton/variables';
import { textsOf } from '../params';

type TaskResult = Extract<Variable, { readonly kind: 'taskResult' }>;

export const allTasks = ({ tasks = [], finally: last = [] }: PipelineSpec): readonly PipelineTask[] => [
  ...tasks,
  ...last,
];

/** Results of other tasks that a task refers to, where that makes it wait for them. */
export function resultsUsedBy({ params, when, matrix, taskSpec }: PipelineTask): readonly TaskResult[] {
  return taskResultsIn([params, when, matrix, taskSpec?.steps, taskSpec?.sidecars]);
}

/** References to results of tasks, in any text of a value. */
export function taskResultsIn(value: unknown): readonly TaskResult[] {
  return textsOf(value).flatMap((text) =>
    variablesIn(text).flatMap(({ variable }) => (variable?.kind === 'taskResult' ? [variable] : [])),
  );
}

/** Tasks that have to be over before this one. */
export function parentsOf(task: PipelineTask): readonly string[] {
  return [...new Set([...(task.runAfter ?? []), ...resultsUsedBy(task).map(({ task: name }) => name)])];
}

/** Why the tasks of a pipeline can't be put in order; undefined where they can. */
export function graphFault(tasks: readonly PipelineTask[]): string | undefined {
  const names = tasks.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined)
    return `task ${twice} is already present in Graph, can't add it again: duplicate pipeline task`;
  const parents = new Map(tasks.map((task) => [task.name, parentsOf(task)]));
  const circle = circleIn(parents);
  if (circle !== undefined) return `cycle detected; ${circle}`;
  for (const [name, above] of parents) {
    const lost = above.find((parent) => !parents.has(parent));
    if (lost !== undefined) {
      return `couldn't add link between ${name} and ${lost}: task ${name} depends on ${lost} but ${lost} wasn't present in Pipeline`;
    }
  }
  return undefined;
}

function circleIn(parents: ReadonlyMap<string, readonly string[]>): string | undefined {
  const open = new Map(
    [...parents].filter(([, above]) => above.length > 0).map(([name, above]) => [name, new Set(above)]),
  );
  const done = [...parents.keys()].filter((name) => !open.has(name));
  for (const above of open.values()) for (const parent of above) if (!parents.has(parent)) done.push(parent);
  for (let parent = done.pop(); parent !== undefined; parent = done.pop()) {
    for (const [name, above] of open) {
      if (!above.delete(parent) || above.size > 0) continue;
      open.delete(name);
      done.push(name);
    }
  }
  const [first] = [...open.keys()].sort();
  if (first === undefined) return undefined;
  const names = [...open.get(first)!].sort().map((name) => `"${name}"`);
  return `task "${first}" depends on ${names.join(', ')}`;
}
