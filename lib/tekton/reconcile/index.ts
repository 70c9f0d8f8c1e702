import type { AnyReconciler } from '../../controller/reconciler';
import { pipelineRun } from './pipeline/pipeline-run';
import { taskRun } from './task-run';

/** All reconcilers of Tekton. */
export const tektonReconcilers: readonly AnyReconciler[] = [pipelineRun, taskRun];
