import type { Kind } from '../../lib/api/kind';
import type { FieldPath } from '../../lib/rules/diagnostic';
import { fieldsOf as fieldsIn } from '../referees/upstream-paths';
import type { Case } from './generate/cases';
import { ENTRY, type Field, fieldsOf, ITEM } from './generate/fields';
import { type Judgement, upstreamAccepts } from './judge';

/** How many fields of a kind were generated, and how. */
export interface Reached {
  readonly fields: number;
  /** Fields that an object had which we and upstream accept. */
  readonly sound: number;
  /** Fields that upstream wants gone, or of which both refused each of many sound values. */
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
  /** How often a field was put in sound, and how often just that was refused. */
  readonly #attempts = new Map<string, { all: number; refused: number }>();

  public constructor(kind: Kind) {
    this.#fields = fieldsOf(kind);
  }

  public note(judgement: Judgement<Case>): void {
    const { of, ours, hasWebhook } = judgement;
    const isAccepted = upstreamAccepts(judgement);
    this.#attempt(judgement);
    if (isAccepted && ours.length === 0 && of.broken.length === 0) for (const path of of.grown) this.#sound.add(path);
    // Where there is no webhook, nobody could refuse with us what schemas leave open.
    if (ours.length > 0 && (!isAccepted || !hasWebhook)) for (const path of of.broken) this.#broken.add(path);
    if (isAccepted || of.broken.length > 0) return;
    // Nothing was broken: where upstream wants the field gone, no value of it passes.
    for (const forbidden of forbiddenFields(judgement)) {
      for (const { path } of this.#fields) if (isWithin(path, forbidden)) this.#forbidden.add(path);
    }
  }

  #attempt(judgement: Judgement<Case>): void {
    const { of, ours } = judgement;
    const path = of.grown.at(-1);
    if (path === undefined || of.broken.length > 0) return;
    const attempts = this.#attempts.get(path) ?? { all: 0, refused: 0 };
    attempts.all++;
    const told = ours.map(({ at }) => patternOf(at)).filter((pattern) => pattern !== 'spec');
    if (!upstreamAccepts(judgement) && told.some((pattern) => isWithin(path, pattern))) attempts.refused++;
    this.#attempts.set(path, attempts);
    if (attempts.all >= ENOUGH && attempts.all === attempts.refused) this.#forbidden.add(path);
  }

  /** The fields that are still to be seen sound, and those still to be broken. */
  public unreached(): { readonly sound: readonly Field[]; readonly broken: readonly Field[] } {
    return {
      sound: this.#fields.filter(({ path }) => !this.#sound.has(path) && !this.#forbidden.has(path)),
      broken: this.#fields.filter(({ path }) => !this.#broken.has(path)),
    };
  }

  public reached(): Reached {
    const { sound: neverSound, broken: neverBroken } = this.unreached();
    return {
      fields: this.#fields.length,
      sound: this.#sound.size,
      forbidden: this.#fields.filter(({ path }) => this.#forbidden.has(path) && !this.#sound.has(path)).length,
      broken: this.#broken.size,
      neverSound: neverSound.map(({ path }) => path),
      neverBroken: neverBroken.map(({ path }) => path),
    };
  }
}

/** After so many refusals of each sound value of a field, no value of it passes. */
const ENOUGH = 20;

function patternOf(at: FieldPath): string {
  return at.reduce<string>((path, step) => {
    if (typeof step === 'number') return path + ITEM;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** Fields of which upstream says that they must not be there, with `[]` for an index. */
function forbiddenFields({ of, webhook, server }: Judgement<Case>): string[] {
  const byWebhook = webhook.errors
    .filter(({ message, level }) => level === 'Error' && /must not set the field/.test(message))
    .flatMap((error) => fieldsIn([error]));
  const byServer = Array.from(server?.message.matchAll(/unknown field "([^"]+)"/g) ?? [], ([, field]) => field!);
  const unknown = /unknown field "([^"]*)"/.exec(webhook.failed ?? '')?.[1];
  const byDecoder = of.grown.filter((path) => unknown !== undefined && path.endsWith(`.${unknown}`));
  return [...byWebhook, ...byServer, ...byDecoder].map((path) => path.replace(/\[\d+\]/g, ITEM));
}

function isWithin(inner: string, outer: string): boolean {
  return (
    inner === outer || [`${outer}.`, `${outer}${ITEM}`, `${outer}${ENTRY}`].some((start) => inner.startsWith(start))
  );
}
