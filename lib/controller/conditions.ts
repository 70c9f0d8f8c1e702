import { timestampOf } from './moment';

/** One thing that is so, is not, or isn't known, of an object. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /** One word in camel case. */
  readonly reason?: string;
  readonly message?: string;
  /** Absent for what decides whether the object is ready; `Info` for what doesn't. */
  readonly severity?: 'Info' | 'Warning';
  /** When the condition last changed. */
  readonly lastTransitionTime?: string;
}

/** Which conditions a kind has. */
export interface ConditionSet {
  /** The one that sums up: `Ready` of what lives, `Succeeded` of what ends. */
  readonly sum: string;
  /** Those that decide it, in the order in which they are looked at. */
  readonly parts: readonly string[];
}

/** Conditions of something that lives, summed up as `Ready`. */
export const living = (...parts: string[]): ConditionSet => ({ sum: 'Ready', parts });

type Why = Pick<Condition, 'reason' | 'message'>;

/**
 * The conditions of one object while a reconciler works on it, added up as Knative's `apis.ConditionManager` does: a
 * part that fails fails the sum at once, a part that succeeds lets the sum follow the worst of the others.
 */
export class Conditions {
  readonly #set: ConditionSet;
  readonly #now: string;
  readonly #before: readonly Condition[];
  readonly #byType: Map<string, Condition>;

  public constructor(set: ConditionSet, conditions: readonly Condition[] | undefined, now: Date) {
    this.#set = set;
    this.#now = timestampOf(now);
    this.#before = conditions ?? [];
    this.#byType = new Map();
    for (const condition of this.#before) this.#byType.set(condition.type, condition);
  }

  /** Adds what is missing: unknown, or as good as the sum already is, so that a new part upsets nobody. */
  public initialize(): this {
    const sum = this.get(this.#set.sum);
    if (sum === undefined) this.#put({ type: this.#set.sum, status: 'Unknown' });
    const status = sum?.status === 'True' ? 'True' : 'Unknown';
    for (const type of this.#set.parts) if (!this.#byType.has(type)) this.#put({ type, status });
    return this;
  }

  public get(type: string): Condition | undefined {
    return this.#byType.get(type);
  }

  public is(type: string, status: Condition['status']): boolean {
    return this.get(type)?.status === status;
  }

  /** The sum. */
  public get sum(): Condition | undefined {
    return this.get(this.#set.sum);
  }

  public markTrue(type: string, why: Why = {}): this {
    this.#put({ type, status: 'True', ...why });
    return this.#recompute(type);
  }

  public markFalse(type: string, reason: string, message = ''): this {
    this.#put({ type, status: 'False', ...said({ reason, message }) });
    if (this.#decides(type)) this.#put({ type: this.#set.sum, status: 'False', ...said({ reason, message }) });
    return this;
  }

  public markUnknown(type: string, reason = '', message = ''): this {
    const why = said({ reason, message });
    this.#put({ type, status: 'Unknown', ...why });
    if (this.#set.parts.some((part) => this.is(part, 'False'))) {
      if (!this.is(this.#set.sum, 'False')) this.#put({ type: this.#set.sum, status: 'False', ...why });
    } else if (this.#decides(type)) {
      this.#put({ type: this.#set.sum, status: 'Unknown', ...why });
    }
    return this;
  }

  /** Sets only the sum, whatever the parts say. */
  public markSum(status: Condition['status'], reason = '', message = ''): this {
    this.#put({ type: this.#set.sum, status, ...said({ reason, message }) });
    return this;
  }

  /** Takes over what another object says of itself. */
  public mirror(type: string, source: Condition | undefined): this {
    if (source === undefined) return this;
    const { status, reason, message } = source;
    if (status === 'True') return this.markTrue(type, said({ reason, message }));
    if (status === 'False') return this.markFalse(type, reason ?? '', message);
    return this.markUnknown(type, reason, message);
  }

  /** Takes over what another object says of itself, word for word, without a part in the sum. */
  public report(type: string, source: Condition | undefined): this {
    if (source === undefined) return this;
    const { status, reason, message, severity } = source;
    const before = this.#byType.get(type);
    const next: Condition = {
      type,
      status,
      ...said({ reason, message }),
      ...(severity === undefined ? {} : { severity }),
    };
    if (before === undefined || !saysTheSame(before, next)) {
      this.#byType.set(type, { ...next, lastTransitionTime: this.#now });
    }
    return this;
  }

  /** Takes a condition away that does not decide the sum. */
  public clear(type: string): this {
    this.#byType.delete(type);
    return this;
  }

  /** In the order of their types; what says the same as before keeps its time. */
  public list(): readonly Condition[] {
    return [...this.#byType.values()]
      .sort((a, b) => (a.type < b.type ? -1 : 1))
      .map((condition) => {
        const before = this.#before.find(({ type }) => type === condition.type);
        if (before !== undefined && saysTheSame(before, condition)) return before;
        return condition.lastTransitionTime === this.#now ? condition : { ...condition, lastTransitionTime: this.#now };
      });
  }

  #decides(type: string): boolean {
    return type === this.#set.sum || this.#set.parts.includes(type);
  }

  #put(condition: Condition): void {
    const { type, status, reason, message } = condition;
    const severity = this.#decides(type) ? undefined : 'Info';
    const before = this.#byType.get(type);
    if (before !== undefined && saysTheSame(before, { type, status, reason, message, severity })) return;
    this.#byType.set(type, {
      type,
      status,
      ...said({ reason, message }),
      ...(severity === undefined ? {} : { severity }),
      lastTransitionTime: this.#now,
    });
  }

  #recompute(type: string): this {
    const { sum } = this.#set;
    let failed: Condition | undefined;
    let unknown: Condition | undefined;
    let others = 0;
    for (const condition of this.#byType.values()) {
      if (condition.type === sum || condition.severity !== undefined) continue;
      others += 1;
      if (condition.status === 'False' && isNewer(condition, failed)) failed = condition;
      if (condition.status === 'Unknown' && isNewer(condition, unknown)) unknown = condition;
    }
    const worst =
      failed ??
      unknown ??
      (others < this.#set.parts.length ? ({ type: sum, status: 'Unknown' } as Condition) : undefined);
    if (worst !== undefined) {
      const { status, reason, message } = worst;
      this.#put({ type: sum, status, ...said({ reason, message }) });
    } else if (type !== sum) {
      this.#put({ type: sum, status: 'True' });
    }
    return this;
  }
}

/** The condition of an object's status. */
export function conditionOf(object: { readonly status?: unknown } | undefined, type: string): Condition | undefined {
  const { conditions } = (object?.status ?? {}) as { conditions?: readonly Condition[] };
  return conditions?.find((condition) => condition.type === type);
}

/** Whether an object's controllers have seen its newest spec. */
export function isObserved({ metadata, status }: { metadata: { generation?: number }; status?: unknown }): boolean {
  return (status as { observedGeneration?: number } | undefined)?.observedGeneration === metadata.generation;
}

/** Whether an object is ready, and this is said of its newest spec. */
export function isReady(object: { metadata: { generation?: number }; status?: unknown }, sum = 'Ready'): boolean {
  return isObserved(object) && conditionOf(object, sum)?.status === 'True';
}

/** Whether an object has failed, and this is said of its newest spec. */
export function hasFailed(object: { metadata: { generation?: number }; status?: unknown }, sum = 'Ready'): boolean {
  return isObserved(object) && conditionOf(object, sum)?.status === 'False';
}

/** Only what is said: no empty texts. */
function said({ reason, message }: Why): Why {
  if (!reason) return message ? { message } : {};
  return message ? { reason, message } : { reason };
}

function saysTheSame(a: Condition, b: Condition): boolean {
  return a.status === b.status && a.reason === b.reason && a.message === b.message && a.severity === b.severity;
}

/** Whether a condition changed after the other one did. */
function isNewer({ lastTransitionTime = '' }: Condition, other: Condition | undefined): boolean {
  return other === undefined || lastTransitionTime > (other.lastTransitionTime ?? '');
}
