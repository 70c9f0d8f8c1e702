import type { Kind } from '../kind';
import { ResolutionRequest } from '../resolution/v1beta1/resolution-request';
import { Pipeline } from './v1/pipeline';
import { PipelineRun } from './v1/pipeline-run';
import { Task } from './v1/task';
import { TaskRun } from './v1/task-run';
import { VerificationPolicy } from './v1alpha1/verification-policy';
import { CustomRun } from './v1beta1/custom-run';
import { StepAction } from './v1beta1/step-action';

/** The kinds of Tekton Pipelines that are modelled here. */
export const tektonKinds: readonly Kind[] = [
  Task,
  TaskRun,
  Pipeline,
  PipelineRun,
  StepAction,
  CustomRun,
  VerificationPolicy,
  ResolutionRequest,
];
