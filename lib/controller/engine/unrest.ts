import type { KubeObject } from '../../api/meta/v1';
import type { Work } from './places';

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
export function circleOf(start: Work): readonly string[] {
  const seen = new Map<Work, number>();
  const steps: string[] = [];
  let work: Work | undefined = start;
  while (work !== undefined && !seen.has(work)) {
    seen.set(work, steps.length);
    const { cause, reconciler }: Work = work;
    if (cause?.by === undefined) break;
    steps.push(`${cause.by.reconciler.name} changes ${displayOf(cause.changed)}, which sets off ${reconciler.name}`);
    work = cause.by;
  }
  const from = work === undefined ? 0 : (seen.get(work) ?? 0);
  return steps.slice(from).reverse();
}

/** How messages name an object. */
function displayOf({ kind, metadata }: KubeObject): string {
  return metadata.namespace === undefined
    ? `${kind} ${metadata.name}`
    : `${kind} ${metadata.namespace}/${metadata.name}`;
}
