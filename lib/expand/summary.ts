import type { KubeObject } from '../api/meta/v1';
import type { Condition } from '../controller/conditions';

/** What an object says of itself in a word: ready, not, or nothing at all. */
export interface Summary {
  readonly state: 'good' | 'bad' | 'open' | 'silent';
  /** Such as `Ready`, or `not Ready: RevisionMissing (Configuration "x" does not have any ready Revision.)`. */
  readonly text: string;
}

/** Conditions that sum an object up, the most telling first. */
const SUMS = ['Ready', 'Succeeded', 'Available'] as const;

export function summaryOf({ status }: KubeObject): Summary {
  const { conditions = [], phase } = (status ?? {}) as { conditions?: readonly Condition[]; phase?: string };
  if (typeof phase === 'string') return { state: phases[phase] ?? 'open', text: phase };
  const condition = SUMS.map((type) => conditions.find((each) => each.type === type)).find(
    (each) => each !== undefined,
  );
  if (condition === undefined) return { state: 'silent', text: '' };
  const { type, status: value, reason, message } = condition;
  if (value === 'True') return { state: 'good', text: type };
  const why = [reason, message === undefined ? undefined : `(${message})`].filter(
    (part) => part !== undefined && part !== '',
  );
  const told = why.length === 0 ? '' : `: ${why.join(' ')}`;
  return value === 'False'
    ? { state: 'bad', text: `not ${type}${told}` }
    : { state: 'open', text: `${type} unknown${told}` };
}

const phases: Readonly<Record<string, Summary['state']>> = {
  Succeeded: 'good',
  Running: 'open',
  Pending: 'open',
  Failed: 'bad',
};
