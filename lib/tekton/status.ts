import { type Condition, conditionOf } from '../controller/conditions';
import { type Effect, normal, tell, warning } from '../controller/effects';
import { timestampOf } from '../controller/moment';

/** What a run comes to. */
export interface Verdict {
  readonly status: Condition['status'];
  readonly reason: string;
  readonly message?: string;
}

/** What stands before a message about what whoever wrote the run can mend. */
export const FOR_USERS = '[User error]';

/** The one condition of a run; what says the same keeps its time. */
export function succeeded(before: Condition | undefined, { status, reason, message }: Verdict, now: Date): Condition {
  const said = { type: 'Succeeded', status, reason, ...(message === undefined || message === '' ? {} : { message }) };
  const isSame = before?.status === status && before.reason === reason && before.message === said.message;
  return { ...said, lastTransitionTime: isSame ? before?.lastTransitionTime : timestampOf(now) };
}

export const succeededOf = (object: { readonly status?: unknown }) => conditionOf(object, 'Succeeded');

/** Whether a run has come to its end. */
export function isDone(object: { readonly status?: unknown }): boolean {
  const status = succeededOf(object)?.status;
  return status === 'True' || status === 'False';
}

/** What is told when a run comes to something new. */
export function toldOf(before: Condition | undefined, { status, reason, message = '' }: Verdict): readonly Effect[] {
  if (before?.status === status && before.reason === reason && before.message === (message || undefined)) return [];
  if (status === 'True') return [tell(normal('Succeeded', message))];
  if (status === 'False') return [tell(warning('Failed', message))];
  // What begins has begun, whatever it waits for.
  if (before === undefined) return [tell(normal('Started', ''))];
  return [tell(normal(reason, message))];
}
