import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { placedTasks } from './placed-tasks';
import { type Need, TaskGraph } from './task-graph';
import { referencesOf } from './texts';

const known = new WeakMap<PipelineSpec, TaskGraph>();

/** The graph of a pipeline's tasks, those at the end left out: `runAfter`, and the results that each task uses. */
export function taskGraphOf(spec: PipelineSpec): TaskGraph {
  let graph = known.get(spec);
  if (graph === undefined) {
    graph = new TaskGraph(graphTasks(spec));
    known.set(spec, graph);
  }
  return graph;
}

function graphTasks(spec: PipelineSpec) {
  const byResults = new Map<unknown, Need[]>();
  for (const { placed, reference, at, field } of referencesOf(spec)) {
    // In other fields results are put in as well, but do not set an order.
    if (placed.section !== 'tasks' || field === 'other' || reference.variable?.kind !== 'taskResult') continue;
    const needs = byResults.get(placed.task) ?? [];
    byResults.set(placed.task, needs);
    needs.push({ name: reference.variable.task, at, reference: reference.text });
  }
  return placedTasks(spec, ['tasks']).map(({ task, at }) => ({
    name: task.name,
    needs: [
      ...(task.runAfter ?? []).map((name, i) => ({ name, at: [...at, 'runAfter', i] })),
      ...(byResults.get(task) ?? []),
    ],
  }));
}
