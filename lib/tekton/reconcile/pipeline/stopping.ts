import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import { type Effect, type EventText, patch, targetOf, warning } from '../../../controller/effects';
import { isDone, type Verdict } from '../../status';
import type { Clock } from './clock';
import type { PipelineRunObject } from './pipeline-spec';
import { type Child, type Children, CUSTOM_TIMED_OUT, TIMED_OUT } from './task-state';

/** How a run can be told to end early by way of `finally`: its tasks are cancelled, or none begins any more. */
export type Ending = 'CancelledRunFinally' | 'StoppedRunFinally';

export function endingOf({ spec }: PipelineRunObject): Ending | undefined {
  const asked = spec?.status;
  return asked === 'CancelledRunFinally' || asked === 'StoppedRunFinally' ? asked : undefined;
}

/** Why children are told to end. */
type Reason = 'cancelled' | 'late';

/** Tells children to end that have not. */
export function stopped(children: readonly Child[], why: Reason): readonly Effect[] {
  // Of runs of pipelines Tekton does not know how.
  const open = children.filter(({ kind, ...each }) => kind !== PipelineRun.kind && !isDone(each));
  return open.map((child) => {
    const isTask = child.kind === TaskRun.kind;
    const late = isTask ? TIMED_OUT : CUSTOM_TIMED_OUT;
    const cancelled = `${child.kind} cancelled as the PipelineRun it belongs to has been cancelled.`;
    const status = isTask ? 'TaskRunCancelled' : 'RunCancelled';
    return patch(targetOf(child), { spec: { status, statusMessage: why === 'late' ? late : cancelled } });
  });
}

/** Tells those children to end whose time is up, or whose run was told to end. */
export function stoppedInTime(
  pipeline: PipelineSpec,
  children: Children,
  { isOver, tasksTimedOut, finallyTimedOut }: Clock,
  ending: Ending | undefined,
): readonly Effect[] {
  const of = (tasks: PipelineSpec['tasks'] = []) => tasks.flatMap(({ name }) => children.get(name) ?? []);
  const last = finallyTimedOut ? stopped(of(pipeline.finally), 'late') : [];
  if (isOver) return [...stopped([...children.values()].flat(), 'late'), ...last];
  if (tasksTimedOut) return [...stopped(of(pipeline.tasks), 'late'), ...last];
  return ending === 'CancelledRunFinally' ? [...stopped(of(pipeline.tasks), 'cancelled'), ...last] : last;
}

/** What a run comes to, and tells, whose children can't be ended. */
export function unstopped(
  { metadata: { name } }: PipelineRunObject,
  why: Reason,
  fault: string,
): { readonly verdict: Verdict; readonly event: EventText } {
  const [reason, what, how, doing] =
    why === 'late'
      ? ['PipelineRunCouldntTimeOut', 'was timed out', 'time out', 'timing out']
      : ['PipelineRunCouldntCancel', 'was cancelled', 'cancel', 'cancelling'];
  const message = `PipelineRun "${name}" ${what} but had errors trying to ${how} TaskRuns and/or Runs: ${fault}`;
  return {
    verdict: { status: 'Unknown', reason, message },
    event: warning('InternalError', `error(s) from ${doing} TaskRun(s) from PipelineRun ${name}: ${fault}`),
  };
}
