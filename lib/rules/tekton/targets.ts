import { Pipeline } from '../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import type { EmbeddedTask } from '../../api/tekton/v1/pipeline-task';
import { Task } from '../../api/tekton/v1/task';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { StepAction } from '../../api/tekton/v1beta1/step-action';
import type { FieldPath } from '../diagnostic';
import { EACH, type Nesting, type Target } from '../rule';
import { completePipeline, completePipelineRun, completeTaskRun } from './complete';
import { minimalStep } from './minimal-step';
import { isCustomKind } from './pipelines/placed-tasks';

/*
 * Where the parts of Tekton's kinds stand. A rule of a part is written once, with the part as its subject, and holds in
 * all of these places; what lies around the part, such as params that a run hands on, is read by `paramsIn`.
 */

const hello = { name: 'greet', taskRef: { name: 'hello' } };

/** Every place of a task's spec, which in examples is this one. */
export function taskSpecsOf(taskSpec: object): readonly Target[] {
  const inTasks = { tasks: [{ name: 'greet', taskSpec }] };
  const inFinally = { tasks: [hello], finally: [{ name: 'bye', taskSpec }] };
  return [
    { kind: Task, at: ['spec'], base: taskSpec },
    { kind: TaskRun, at: ['spec', 'taskSpec'], base: { taskRef: null, taskSpec }, complete: completeTaskRun },
    ...ofTekton(inPipelines(inTasks, 'tasks', EACH, 'taskSpec')),
    ...ofTekton(inPipelines(inFinally, 'finally', EACH, 'taskSpec')),
  ];
}

/** Tasks that Tekton runs itself: what stands in others is left to their controllers. */
function ofTekton(targets: readonly Target[]): readonly Target[] {
  const where = (task: unknown) => !isCustomKind(task as EmbeddedTask);
  return targets.map((target) => ({ ...target, only: { depth: target.at.length, where } }));
}

/**
 * A part of a pipeline, as an object of its own, as written out in a run, and in place of a task of another one; in
 * examples, of this pipeline.
 */
export function inPipelines(spec: object, ...at: FieldPath): readonly Target[] {
  return [
    { kind: Pipeline, at: ['spec', ...at], nesting: nestingOf(1), base: spec, complete: completePipeline },
    {
      kind: PipelineRun,
      at: ['spec', 'pipelineSpec', ...at],
      nesting: nestingOf(2),
      base: { pipelineRef: null, pipelineSpec: spec },
      complete: completePipelineRun,
    },
  ];
}

/** Pipelines in the tasks of a pipeline whose spec lies so many steps deep. */
export function nestingOf(depth: number): Nesting {
  return { depth, ways: ['tasks', 'finally'].map((list) => [list, EACH, 'pipelineSpec']) };
}

/** Targets without those in pipelines that stand in place of tasks. */
export function outermost(targets: readonly Target[]): readonly Target[] {
  return targets.map(({ nesting: _, ...target }) => target);
}

/** Every place of a task's spec. */
export const taskSpecs = taskSpecsOf({ steps: [minimalStep] });

/**
 * The places of a task's spec in which all params that there are can be known, and the webhook asks for them: in a
 * Pipeline a run may add some, and of the tasks at the end of a run's own pipeline it doesn't ask.
 */
export const closedTaskSpecs = outermost(
  taskSpecs.filter(({ kind, at }) => kind !== Pipeline && !at.includes('finally')),
);

/** The places of a task's spec in a Pipeline: the webhook reckons with params of the pipeline there. */
export const taskSpecsOfPipelines = outermost(taskSpecs.filter(({ kind }) => kind === Pipeline));

/** Each step of a task, wherever that stands. */
export const steps = within(taskSpecs, 'steps', EACH);

export const stepActions: Target = { kind: StepAction, at: ['spec'] };

/** Every place of a pipeline's spec. */
export const declaringPipelines = inPipelines({ tasks: [hello] });

/** Targets of a part that lies within others. */
export function within(targets: readonly Target[], ...inner: FieldPath): readonly Target[] {
  return targets.map((target) => ({ ...target, at: [...target.at, ...inner] }));
}
