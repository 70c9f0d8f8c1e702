import type { Verdict } from '../../status';
import { type Clock, DEFAULT_TIMEOUT } from './clock';
import type { PipelineRunObject } from './pipeline-spec';
import type { Progress } from './progress';

const LONGEST_TEXT = 1024;

/** What a pipeline comes to at this point. */
export function verdictOf(progress: Progress, { spec, metadata }: PipelineRunObject, clock: Clock): Verdict {
  const { name } = metadata;
  const late = (message: string): Verdict => ({ status: 'False', reason: 'PipelineRunTimeout', message });
  if (clock.isOver)
    return late(`PipelineRun "${name}" failed to finish within "${spec?.timeouts?.pipeline ?? DEFAULT_TIMEOUT}"`);
  const incomplete = progress.count('open', 'running');
  if (clock.tasksTimedOut && progress.areLastDone) {
    return late(`PipelineRun "${name}" failed due to tasks failed to finish within "${clock.tasks}"`);
  }
  const failed = progress.count('failed');
  const cancelled = progress.count('cancelled');
  const invalid = progress.count('invalid');
  const ignored = progress.count('ignored');
  const skipped = progress.count('skipped');
  const completed = progress.count('succeeded') + failed + cancelled + ignored;
  if (incomplete > 0) {
    const message = `Tasks Completed: ${completed} (Failed: ${failed}, Cancelled ${cancelled}), Incomplete: ${incomplete}, Skipped: ${skipped}`;
    return { status: 'Unknown', reason: runningReason(progress, spec?.status, clock), message };
  }
  const failures = ignored === 0 ? `${failed}` : `${failed + ignored} (Ignored: ${ignored})`;
  const refused = invalid === 0 ? '' : `, Failed Validation: ${invalid} (${reasonsIn(progress)})`;
  const message = `Tasks Completed: ${completed} (Failed: ${failures}, Cancelled ${cancelled}), Skipped: ${skipped}${refused}`;
  if (invalid > 0) return { status: 'False', reason: 'PipelineValidationFailed', message };
  if (failed > 0 || progress.isLate) return { status: 'False', reason: 'Failed', message };
  if (spec?.status === 'CancelledRunFinally' || spec?.status === 'StoppedRunFinally') {
    return { status: 'False', reason: 'Cancelled', message: `PipelineRun "${name}" was cancelled` };
  }
  if (cancelled > 0) return { status: 'False', reason: 'Cancelled', message };
  return { status: 'True', reason: skipped > 0 ? 'Completed' : 'Succeeded', message };
}

/** Why tasks were refused, in the order of their names, and no more than a condition should hold. */
function reasonsIn({ refused }: Progress): string {
  const names = [...refused.keys()].sort();
  const text = names.map((name) => refused.get(name)).join('; ');
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}...` : text;
}

function runningReason(progress: Progress, asked: string | undefined, { tasksTimedOut }: Clock): string {
  if (tasksTimedOut) return 'PipelineRunTimeoutRunningFinally';
  if (asked === 'CancelledRunFinally') return 'CancelledRunningFinally';
  if (asked === 'StoppedRunFinally') return 'StoppedRunningFinally';
  // A task that failed stops a run at once only where nothing comes last.
  const isStopping = progress.count('cancelled') > 0 || (progress.count('failed') > 0 && progress.areLastDone);
  return isStopping ? 'PipelineRunStopping' : 'Running';
}
