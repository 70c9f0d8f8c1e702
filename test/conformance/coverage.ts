import type { Kind } from '../../lib/api/kind';
import type { FieldPath } from '../../lib/rules/diagnostic';
import type { Case } from './generate/cases';
import { ENTRY, type Field, fieldsOf, ITEM } from './generate/fields';
import { type Judgement, upstreamAccepts } from './judge';

/** How many fields of a kind were generated, and how. */
export interface Reached {
  readonly fields: number;
  /** Fields that an object had which we and upstream accept. */
  readonly sound: number;
  /** Fields that we and upstream refuse whatever their value is. */
  readonly forbidden: number;
  /** Fields that were broken in an object which we and upstream refuse. */
  readonly broken: number;
  /** Paths of the fields that were never sound, nor forbidden. */
  readonly neverSound: readonly string[];
  /** Paths of the fields that were never broken. */
  readonly neverBroken: readonly string[];
}

/** Notes which fields of a kind were generated sound, and which broken. */
export class Coverage {
  readonly #fields: readonly Field[];
  readonly #sound = new Set<string>();
  readonly #forbidden = new Set<string>();
  readonly #broken = new Set<string>();

  public constructor(kind: Kind) {
    this.#fields = fieldsOf(kind);
  }

  public note(judgement: Judgement<Case>): void {
    const { of, ours } = judgement;
    if (upstreamAccepts(judgement)) {
      if (ours.length === 0 && of.broken.length === 0) for (const path of of.grown) this.#sound.add(path);
      return;
    }
    if (ours.length === 0) return;
    for (const path of of.broken) this.#broken.add(path);
    if (of.broken.length > 0) return;
    // Nothing was broken: where just that is told of a field, no value of it passes.
    for (const { at } of ours) {
      const field = this.#fields.find(({ steps }) => isAt(steps, at));
      if (field !== undefined && of.grown.includes(field.path)) this.#forbidden.add(field.path);
    }
  }

  public reached(): Reached {
    const paths = this.#fields.map(({ path }) => path);
    const isForbidden = (path: string) => [...this.#forbidden].some((other) => path === other || isWithin(path, other));
    const unsound = paths.filter((path) => !this.#sound.has(path));
    return {
      fields: paths.length,
      sound: paths.length - unsound.length,
      forbidden: unsound.filter(isForbidden).length,
      broken: paths.filter((path) => this.#broken.has(path)).length,
      neverSound: unsound.filter((path) => !isForbidden(path)),
      neverBroken: paths.filter((path) => !this.#broken.has(path)),
    };
  }
}

function isAt(steps: readonly string[], at: FieldPath): boolean {
  if (steps.length !== at.length) return false;
  return steps.every((step, i) => (step === ITEM ? typeof at[i] === 'number' : step === ENTRY || step === at[i]));
}

function isWithin(inner: string, outer: string): boolean {
  return [`${outer}.`, `${outer}${ITEM}`, `${outer}${ENTRY}`].some((start) => inner.startsWith(start));
}
