import type { KindWriter } from '../scope';
import { pipeline } from './tekton-pipeline';
import { pipelineRun, taskRun } from './tekton-runs';
import { stepAction, task } from './tekton-task';

export const tektonWriters: Readonly<Record<string, KindWriter>> = {
  'tekton.dev/Task': task,
  'tekton.dev/StepAction': stepAction,
  'tekton.dev/Pipeline': pipeline,
  'tekton.dev/TaskRun': taskRun,
  'tekton.dev/PipelineRun': pipelineRun,
};
