import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import type { AnyKind, View } from '../../../controller/reconciler';
import { childNames } from './children';
import { allTasks } from './graph';
import { type PipelineRunObject, runKindOf } from './pipeline-spec';
import type { Child, Children } from './task-state';

/** The children of each task that are there: those that the run knows, or those that are called as its own would be. */
export function childrenOfTasks(run: PipelineRunObject, pipeline: PipelineSpec, view: View): Children {
  const references = run.status?.childReferences ?? [];
  return new Map(
    allTasks(pipeline).map((task) => {
      const known = references
        .filter(({ pipelineTaskName }) => pipelineTaskName === task.name)
        .map(({ name = '' }) => name)
        .sort();
      const names = known.length > 0 || task.matrix !== undefined ? known : childNames(run, task);
      const found = names.flatMap((name) => child(run, runKindOf(task), name, view) ?? []);
      // Where one of many is gone, all are made again, of which the others are there.
      return [task.name, found.length === names.length ? found : []];
    }),
  );
}

/** The children that the run knows and that are there, whatever its pipeline says now. */
export function knownChildren(run: PipelineRunObject, view: View): readonly Child[] {
  return (run.status?.childReferences ?? []).flatMap(
    ({ kind, name = '' }) => child(run, kind === CustomRun.kind ? CustomRun : TaskRun, name, view) ?? [],
  );
}

function child({ metadata }: PipelineRunObject, kind: AnyKind, name: string, view: View): Child | undefined {
  return view.get(kind, name, metadata.namespace) as Child | undefined;
}
