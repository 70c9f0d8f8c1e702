import type { Kind } from '../../api/kind';
import { Pipeline } from '../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import { Task } from '../../api/tekton/v1/task';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { CustomRun } from '../../api/tekton/v1beta1/custom-run';
import { StepAction } from '../../api/tekton/v1beta1/step-action';
import type { FieldPath } from '../diagnostic';
import { EACH, type Target } from '../rule';
import { minimalStep } from './minimal-step';

/**
 * Where the parts of Tekton's kinds stand. A rule of a part is written once, with the part as its subject, and holds in
 * all of these places; what lies around the part, such as params that a run hands on, is read by `paramsIn`.
 */
const taskSpec = { steps: [minimalStep] };
const inTasks = { tasks: [{ name: 'greet', taskSpec }] };
const inFinally = { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }], finally: [{ name: 'bye', taskSpec }] };

const task: Target = { kind: Task, at: ['spec'] };
const ofTaskRun: Target = { kind: TaskRun, at: ['spec', 'taskSpec'], base: { taskRef: null, taskSpec } };
const ofPipeline: readonly Target[] = [
  { kind: Pipeline, at: ['spec', 'tasks', EACH, 'taskSpec'], base: inTasks },
  { kind: Pipeline, at: ['spec', 'finally', EACH, 'taskSpec'], base: inFinally },
];
const ofPipelineRun: readonly Target[] = ofPipeline.map(({ at: [, ...inner], base }) => ({
  kind: PipelineRun,
  at: ['spec', 'pipelineSpec', ...inner],
  base: { pipelineRef: null, pipelineSpec: base },
}));

/** Every place of a task's spec. */
export const taskSpecs: readonly Target[] = [task, ofTaskRun, ...ofPipeline, ...ofPipelineRun];

/** The places of a task's spec in which all params that there are can be known. */
export const closedTaskSpecs: readonly Target[] = [task, ofTaskRun, ...ofPipelineRun];

export const stepActions: Target = { kind: StepAction, at: ['spec'] };

/** Every place of a pipeline's spec, but for pipelines within pipelines. */
export const declaringPipelines: readonly Target[] = [
  { kind: Pipeline, at: ['spec'] },
  {
    kind: PipelineRun,
    at: ['spec', 'pipelineSpec'],
    base: { pipelineRef: null, pipelineSpec: { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }] } },
  },
];

/** What is given params as a whole: the runs. */
export const runs: readonly Target[] = [TaskRun, PipelineRun, CustomRun].map((kind: Kind) => ({ kind, at: ['spec'] }));

/** Each step of a task, wherever that stands. */
export const steps: readonly Target[] = within(taskSpecs, 'steps', EACH);

/** Targets of a part that lies within others. */
export function within(targets: readonly Target[], ...inner: FieldPath): readonly Target[] {
  return targets.map((target) => ({ ...target, at: [...target.at, ...inner] }));
}
