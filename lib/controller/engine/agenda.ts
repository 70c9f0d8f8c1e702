import type { KubeObject } from '../../api/meta/v1';
import type { AnyReconciler } from '../reconciler';

/** One thing to do: a reconciler has to look at an object. */
export interface Work {
  readonly key: string;
  readonly reconciler: AnyReconciler;
  /** Key of the object. */
  readonly object: string;
}

/** Why something has to be done: what changed, and who changed it. */
export interface Cause {
  /** Display name of the object that changed. */
  readonly changed: string;
  /** The work that changed it. @default - somebody outside */
  readonly by?: Work;
}

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly work: Work;
}

/** What is to be done, in the order in which it came up, each thing once; and what is to be done later. */
export class Agenda {
  readonly #queue = new Map<string, Work>();
  readonly #lastly = new Map<string, Work>();
  readonly #causes = new Map<string, Cause>();
  readonly #later = new Map<string, Waiting>();
  #order = 0;

  public add(work: Work, cause?: Cause): void {
    if (this.#queue.has(work.key)) return;
    this.#lastly.delete(work.key);
    this.#queue.set(work.key, work);
    if (cause !== undefined) this.#causes.set(work.key, cause);
  }

  /** Adds a thing behind all others, even if it is on the agenda already. */
  public postpone(work: Work, cause?: Cause): void {
    this.#queue.delete(work.key);
    this.add(work, cause);
  }

  /** Adds a thing that is to be done when nothing else is left, unless it comes up before. */
  public addLastly(work: Work, cause: Cause): void {
    if (this.#queue.has(work.key)) return;
    this.#lastly.set(work.key, work);
    this.#causes.set(work.key, cause);
  }

  public next(): Work | undefined {
    for (const queue of [this.#queue, this.#lastly]) {
      for (const work of queue.values()) {
        queue.delete(work.key);
        return work;
      }
    }
    return undefined;
  }

  public isEmpty(): boolean {
    return this.#queue.size === 0;
  }

  /** Why this was last put on the agenda. */
  public causeOf(work: Work): Cause | undefined {
    return this.#causes.get(work.key);
  }

  /** Puts something off until a moment, in milliseconds; a later call for the same work counts. */
  public defer(work: Work, at: number): void {
    this.#later.set(work.key, { at, order: this.#order++, work });
  }

  public undefer(work: Work): void {
    this.#later.delete(work.key);
  }

  /** The moment at which the next thing that was put off is due. */
  public nextMoment(): number | undefined {
    let soonest: number | undefined;
    for (const { at } of this.#later.values()) if (soonest === undefined || at < soonest) soonest = at;
    return soonest;
  }

  /** Puts everything that is due on the agenda. */
  public wake(now: number): void {
    const due = [...this.#later.values()]
      .filter(({ at }) => at <= now)
      .sort((a, b) => a.at - b.at || a.order - b.order);
    for (const { work } of due) {
      this.#later.delete(work.key);
      this.add(work);
    }
  }
}

/** How messages name an object. */
export function displayOf({ kind, metadata }: KubeObject): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}
