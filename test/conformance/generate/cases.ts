import type { Kind } from '../../../lib/api/kind';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { schemaOf } from '../../../lib/api/schema';
import type { FeatureFlags } from '../../../lib/rules/features';
import { breakMetadata, breakValue, putOtherType } from './break';
import { type Chance, chances } from './chance';
import { complete } from './complete';
import { type Field, fieldsOf } from './fields';
import { copy, grow, type Spot } from './grow';
import { soundObjects } from './known-values';

/** An object that was made by chance, and what was done to it. */
export interface Case {
  readonly object: KubeObject;
  /** The sound object that it replaces, of which it was made; absent where it is created. */
  readonly before?: KubeObject;
  /** Flags of the cluster that it is for. */
  readonly features: FeatureFlags;
  /** Paths of the fields that were given a sound value. */
  readonly grown: readonly string[];
  /** Paths of the fields that were broken thereafter. */
  readonly broken: readonly string[];
}

/** How often a case is broken. */
const BROKEN = 60;
/** How often the object replaces the one of which it was made. */
const REPLACES = 10;
const UID = '0f1c7c56-2f5b-4b3e-9d0a-6f3c5a0f7a11';
/** What is done when a field has its turn: it gets a sound value, or one of another type, or anything. */
type Way = 'sound' | 'other type' | 'free';

/** How often, in a hundred times, a field takes the place of another. */
const DISPLACED: Readonly<Record<Way, number>> = { sound: 35, 'other type': 0, free: 10 };

const TWICE = 20;
const METADATA = 3;
const BATCH = 1000;
const MORE_FIELDS = 3;

/** The fields that have their turns, and what is done then. */
export interface Plan {
  readonly fields: readonly Field[];
  readonly ways: readonly Way[];
}

/** Each field is seen sound, and of another type, before chance does what it likes. */
export function planOf(kind: Kind): Plan {
  return { fields: fieldsOf(kind), ways: ['sound', 'other type', 'free', 'free', 'free'] };
}

/**
 * So many objects of a kind. Each begins as a sound one, gets the field whose turn it is, and perhaps others, and is
 * then left so or broken in one place or two.
 */
export function* cases(
  kind: Kind,
  circumstances: readonly FeatureFlags[],
  { fields, ways }: Plan,
  seed: number,
  count: number,
): Generator<Case> {
  const begun = soundObjects.get(`${kind.apiVersion}/${kind.kind}`);
  if (begun === undefined) throw new Error(`there is no sound object of ${kind.apiVersion} ${kind.kind} to begin with`);
  for (let done = 0; done < count; done += BATCH) {
    for (const [i, chance] of chances(seed + done, Math.min(BATCH, count - done)).entries()) {
      const features = circumstances[(done + i) % circumstances.length]!;
      // Each field in turn, in all circumstances.
      const turn = Math.floor((done + i) / circumstances.length);
      const next = fields[turn % fields.length]!;
      const way = ways[Math.floor(turn / fields.length) % ways.length]!;
      yield oneCase(kind, begun, next, way, features, chance);
    }
  }
}

function oneCase(
  kind: Kind,
  begun: readonly KubeObject[],
  next: Field,
  way: Way,
  features: FeatureFlags,
  chance: Chance,
): Case {
  // The first one is the minimal object.
  const former = chance.is(50) ? begun[0]! : chance.of(begun);
  const object = copy(former);
  const root = schemaOf(kind).properties!.spec!;
  const fields = fieldsOf(kind);
  const others = way === 'free' ? Array.from({ length: chance.below(MORE_FIELDS) }, () => chance.of(fields)) : [];
  const grown: Grown[] = [];
  for (const field of [...others, next]) grown.push({ field, spot: grow(object, field, root, chance, DISPLACED[way]) });
  complete(object, chance);
  // What was put in may have been taken away again.
  const kept = grown.filter(({ spot }) => isIn(object, spot));
  const broken = breakSome(object, kept, way, chance);
  // What is undefined is absent on the wire.
  const plain = JSON.parse(JSON.stringify(object)) as KubeObject;
  // Decided last: an object is the same whether it is created or replaces another.
  const done = { features, grown: kept.map(({ field }) => field.path), broken };
  if (!chance.is(REPLACES) || !isNamedAlike(plain, former)) return { object: plain, ...done };
  return { object: ofCluster(plain), before: ofCluster(former), ...done };
}

/** The object as one that a cluster has given out, and that is sent back whole. */
function ofCluster(object: KubeObject): KubeObject {
  return { ...object, metadata: { ...object.metadata, uid: UID } };
}

function isNamedAlike({ metadata: a }: KubeObject, { metadata: b }: KubeObject): boolean {
  return a.name === b.name && a.namespace === b.namespace;
}

interface Grown {
  readonly field: Field;
  readonly spot: Spot;
}

/** Breaks the last field, perhaps another one too; or, by itself, the metadata. */
function breakSome(object: KubeObject, grown: readonly Grown[], way: Way, chance: Chance): string[] {
  const last = grown.at(-1);
  if (last === undefined) return [];
  if (way === 'other type') {
    putOtherType(last.spot, last.field, chance);
    return [last.field.path];
  }
  if (way === 'sound') return [];
  if (chance.is(METADATA)) breakMetadata(object, chance);
  else if (chance.is(BROKEN)) {
    const chosen = grown.length > 1 && chance.is(TWICE) ? [last, grown[0]!] : [last];
    for (const { field, spot } of chosen) breakValue(spot, field, chance);
    return chosen.map(({ field }) => field.path);
  }
  return [];
}

/** Whether a place is still one of the object's, and has a value. */
function isIn(value: unknown, { holder, key }: Spot): boolean {
  if (value === holder) return Object.hasOwn(holder, key);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((inner) => isIn(inner, { holder, key }))
  );
}
