import type { Cause, Work } from './places';

interface Waiting {
  readonly at: number;
  readonly order: number;
}

/** What is to be done, in the order in which it came up, each thing once; and what is to be done later. */
export class Agenda {
  readonly #queue = new Set<Work>();
  readonly #lastly = new Set<Work>();
  readonly #later = new Map<Work, Waiting>();
  #order = 0;

  public add(work: Work, cause?: Cause): void {
    if (this.#queue.has(work)) return;
    this.#lastly.delete(work);
    this.#queue.add(work);
    if (cause !== undefined) work.cause = cause;
  }

  /** Adds a thing behind all others, even if it is on the agenda already. */
  public postpone(work: Work, cause?: Cause): void {
    this.#queue.delete(work);
    this.add(work, cause);
  }

  /** Adds a thing that is to be done when nothing else is left, unless it comes up before. */
  public addLastly(work: Work, cause: Cause): void {
    if (this.#queue.has(work)) return;
    this.#lastly.add(work);
    work.cause = cause;
  }

  public next(): Work | undefined {
    for (const queue of [this.#queue, this.#lastly]) {
      for (const work of queue) {
        queue.delete(work);
        return work;
      }
    }
    return undefined;
  }

  /** Puts something off until a moment, in milliseconds; a later call for the same work counts. */
  public defer(work: Work, at: number): void {
    this.#later.set(work, { at, order: this.#order++ });
  }

  public undefer(work: Work): void {
    this.#later.delete(work);
  }

  /** The moment at which the next thing that was put off is due. */
  public nextMoment(): number | undefined {
    let soonest: number | undefined;
    for (const { at } of this.#later.values()) if (soonest === undefined || at < soonest) soonest = at;
    return soonest;
  }

  /** Puts everything that is due on the agenda. */
  public wake(now: number): void {
    const due = [...this.#later]
      .filter(([, { at }]) => at <= now)
      .sort(([, a], [, b]) => a.at - b.at || a.order - b.order);
    for (const [work] of due) {
      this.#later.delete(work);
      this.add(work);
    }
  }
}
