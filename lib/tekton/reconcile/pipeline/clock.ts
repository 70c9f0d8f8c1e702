import { formatGoDuration } from '../../../api/config/duration';
import { milliseconds } from '../../durations';
import type { PipelineRunObject } from './pipeline-spec';

/** Time that a run has where it says nothing. */
export const DEFAULT_TIMEOUT = '1h0m0s';
const MILLISECONDS = 1000;

/** Which of a run's times are up. */
export interface Clock {
  readonly isOver: boolean;
  readonly tasksTimedOut: boolean;
  readonly finallyTimedOut: boolean;
  /** Time that its tasks have, as Go writes it; absent where they have as much as the whole. */
  readonly tasks?: string;
  /** Milliseconds until the next of its times is up. */
  readonly left?: number;
}

/** Looks at the clock for a run, whose tasks have a time of their own, and those of `finally` another. */
export function clockOf({ spec, status }: PipelineRunObject, now: Date): Clock {
  const { timeouts = {} } = spec ?? {};
  const whole = milliseconds(timeouts.pipeline ?? DEFAULT_TIMEOUT) ?? 0;
  // Of the whole, what is not for the others; a time of 0 is no limit.
  const rest = (given: number | undefined) =>
    whole === 0 || given === undefined || given === 0 ? undefined : whole - given;
  const tasks = milliseconds(timeouts.tasks) ?? rest(milliseconds(timeouts.finally));
  const last = milliseconds(timeouts.finally) ?? rest(milliseconds(timeouts.tasks));
  const since = (moment: string | undefined) => (moment === undefined ? 0 : now.getTime() - Date.parse(moment));
  const { startTime, finallyStartTime } = status ?? {};
  const isUp = (limit: number | undefined, moment: string | undefined) =>
    limit !== undefined && limit > 0 && moment !== undefined && since(moment) >= limit;
  const lefts = [
    ...(whole > 0 ? [whole - since(startTime)] : []),
    ...(tasks !== undefined && tasks > 0 && finallyStartTime === undefined ? [tasks - since(startTime)] : []),
    ...(last !== undefined && last > 0 && finallyStartTime !== undefined ? [last - since(finallyStartTime)] : []),
  ].filter((left) => left > 0);
  return {
    isOver: isUp(whole, startTime),
    tasksTimedOut: isUp(tasks, startTime),
    finallyTimedOut: isUp(last, finallyStartTime),
    ...(tasks === undefined ? {} : { tasks: formatGoDuration(tasks / MILLISECONDS) }),
    ...(lefts.length === 0 ? {} : { left: Math.min(...lefts) }),
  };
}
