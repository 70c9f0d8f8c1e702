import type { AnyReconciler } from '../../controller/reconciler';
import { eventListener } from './listener/event-listener';
import { pipelineRun } from './pipeline/pipeline-run';
import { taskRun } from './task-run';

/** All reconcilers of Tekton Pipelines and Triggers. */
export const tektonReconcilers: readonly AnyReconciler[] = [pipelineRun, taskRun, eventListener];
