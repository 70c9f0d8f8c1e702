import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { isDone, succeededOf } from '../../status';

/** Where a task of a pipeline is. */
export type TaskState = 'open' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'ignored' | 'skipped' | 'invalid';

interface ChildResult {
  readonly name: string;
  readonly value: ParamValue;
}

interface ChildStatus {
  readonly results?: readonly ChildResult[];
}

/** What runs a task: a TaskRun, a CustomRun or a PipelineRun. */
export type Child = KubeObject<{ readonly statusMessage?: string }, ChildStatus>;

/** The children of each task, by its name. */
export type Children = ReadonlyMap<string, readonly Child[]>;

/** Told to children whose pipeline has no time left: such have failed. */
export const TIMED_OUT = 'TaskRun cancelled as the PipelineRun it belongs to has timed out.';
export const CUSTOM_TIMED_OUT = 'CustomRun cancelled as the PipelineRun it belongs to has timed out.';

const CANCELLED: readonly string[] = ['TaskRunCancelled', 'CustomRunCancelled'];
const LATE: readonly string[] = [TIMED_OUT, CUSTOM_TIMED_OUT];

/** Where a task is by what its children say; one without any is open. */
export function stateOf({ onError }: PipelineTask, children: readonly Child[]): TaskState {
  if (children.length === 0) return 'open';
  if (!children.every(isDone)) return 'running';
  const failed = children.filter((child) => succeededOf(child)?.status === 'False');
  if (failed.length === 0) return 'succeeded';
  const cancelled = failed.filter((child) => CANCELLED.includes(succeededOf(child)?.reason ?? ''));
  if (cancelled.some(({ spec }) => LATE.includes(spec?.statusMessage ?? ''))) return 'failed';
  if (cancelled.length > 0) return 'cancelled';
  return onError === 'continue' ? 'ignored' : 'failed';
}
