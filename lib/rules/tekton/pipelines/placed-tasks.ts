import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { EmbeddedTask, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { FieldPath } from '../../diagnostic';

/** The two lists of tasks that a pipeline has. */
export const sections = ['tasks', 'finally'] as const;

export type Section = (typeof sections)[number];

/** A task of a pipeline, and where it stands in the pipeline's spec. */
export interface PlacedTask {
  readonly task: PipelineTask;
  readonly section: Section;
  readonly at: FieldPath;
}

/** The tasks of a pipeline, or of one of its lists, in their order. */
export function placedTasks(spec: PipelineSpec, of: readonly Section[] = sections): PlacedTask[] {
  return of.flatMap((section) =>
    (spec.tasks === undefined && section === 'tasks' ? [] : (spec[section] ?? [])).map((task, i) => ({
      task,
      section,
      at: [section, i],
    })),
  );
}

/** The tasks of a pipeline by name; of two with one name, the first. */
export function tasksByName(tasks: readonly PlacedTask[]): ReadonlyMap<string, PlacedTask> {
  const byName = new Map<string, PlacedTask>();
  for (const placed of tasks) if (!byName.has(placed.task.name)) byName.set(placed.task.name, placed);
  return byName;
}

/** A task that stands in the pipeline itself and that Tekton runs; undefined for any other. */
export function embeddedTask({ taskSpec }: PipelineTask): EmbeddedTask | undefined {
  return taskSpec === undefined || isCustomKind(taskSpec) ? undefined : taskSpec;
}

/** Whether a controller of its own runs what this names: with a group, even `Task` is none of Tekton's tasks. */
export function isCustomKind({ apiVersion = '', kind = '' }: { readonly apiVersion?: string; readonly kind?: string }) {
  return apiVersion !== '' || (kind !== '' && kind !== 'Task');
}

/** Whether a whole pipeline stands in the place of the task. */
export function isNestedPipeline({ pipelineRef, pipelineSpec }: PipelineTask): boolean {
  return pipelineRef !== undefined || pipelineSpec !== undefined;
}

/** Whether the task runs once for each of several combinations. */
export function isMatrixed({ matrix }: PipelineTask): boolean {
  return (matrix?.params?.length ?? 0) > 0 || (matrix?.include?.length ?? 0) > 0;
}
