import type { Agenda, Work } from './agenda';

/** The reconcilers undo each other's work, and would do so for ever. */
export class UnrestError extends Error {
  public override readonly name = 'UnrestError';
  /** Stable code of the fault. */
  public readonly code = 'KC0001';
  /** Each reconciler of the circle with what it changed that set off the next one. */
  public readonly circle: readonly string[];

  public constructor(circle: readonly string[]) {
    super(`KC0001 The reconcilers never come to rest: ${circle.join(', then ')}.`);
    this.circle = circle;
  }
}

/** Follows the causes back from a work that is done again and again, until one comes up twice. */
export function circleOf(agenda: Agenda, start: Work): readonly string[] {
  const seen = new Map<string, number>();
  const steps: string[] = [];
  let work: Work | undefined = start;
  while (work !== undefined && !seen.has(work.key)) {
    seen.set(work.key, steps.length);
    const cause = agenda.causeOf(work);
    if (cause?.by === undefined) break;
    steps.push(`${cause.by.reconciler.name} changes ${cause.changed}, which sets off ${work.reconciler.name}`);
    work = cause.by;
  }
  const from = work === undefined ? 0 : (seen.get(work.key) ?? 0);
  return steps.slice(from).reverse();
}
