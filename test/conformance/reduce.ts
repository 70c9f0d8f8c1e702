import type { KubeObject } from '../../lib/api/meta/v1';
import { causeOf, disagreementOf } from './disagreements';
import { type Judgeable, type Judgement, judgements, type Referees } from './judge';

const MOST_ROUNDS = 60;

/**
 * The smallest object, as far as it is found by leaving out one thing at a time, on which we and upstream still differ
 * for the same cause. Each round judges all that are smaller by one thing as one batch.
 */
export async function reduced(found: Judgement, referees: Referees): Promise<Judgement> {
  let smallest = found;
  const cause = causeIn(found);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { object, ...circumstances } = smallest.of;
    const next = await firstWith(
      cause,
      smallerThan(object).map((smaller) => ({ ...circumstances, object: smaller })),
      referees,
    );
    if (next === undefined) return smallest;
    smallest = next;
  }
  return smallest;
}

async function firstWith(
  cause: string | undefined,
  objects: readonly Judgeable[],
  referees: Referees,
): Promise<Judgement | undefined> {
  for await (const judgement of judgements(objects, referees)) if (causeIn(judgement) === cause) return judgement;
  return undefined;
}

function causeIn(judgement: Judgement): string | undefined {
  const disagreement = disagreementOf(judgement);
  return disagreement && causeOf(judgement, disagreement);
}

/** The object without one of its parts, the largest parts first, or with a shorter text. */
function smallerThan(object: KubeObject): KubeObject[] {
  const parts: { size: number; smaller: KubeObject }[] = [];
  const walk = (value: unknown, rebuild: (value: unknown) => KubeObject) => {
    if (typeof value !== 'object' || value === null) return;
    const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
    for (const key of keys) {
      const inner = (value as Record<string | number, unknown>)[key];
      parts.push({ size: JSON.stringify(inner)?.length ?? 0, smaller: rebuild(without(value, key)) });
      walk(inner, (changed) => rebuild(withValue(value, key, changed)));
    }
  };
  const { name, ...metadata } = object.metadata;
  walk(object.spec, (spec) => ({ ...object, spec }));
  walk(metadata, (rest) => ({ ...object, metadata: { name, ...(rest as object) } }));
  return parts.sort((a, b) => b.size - a.size).map(({ smaller }) => smaller);
}

function without(holder: object, key: string | number): unknown {
  if (Array.isArray(holder)) return holder.filter((_, i) => i !== key);
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
}

function withValue(holder: object, key: string | number, value: unknown): unknown {
  if (Array.isArray(holder)) return holder.map((item, i) => (i === key ? value : item));
  return { ...holder, [key]: value };
}
