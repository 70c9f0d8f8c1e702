import type { Kind } from '../../../lib/api/kind';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { schemaOf } from '../../../lib/api/schema';
import type { FeatureFlags } from '../../../lib/rules/features';
import { breakMetadata, breakValue } from './break';
import { type Chance, chances } from './chance';
import { type Field, fieldsOf } from './fields';
import { copy, grow, type Spot } from './grow';
import { soundObjects } from './known-values';

/** An object that was made by chance, and what was done to it. */
export interface Case {
  readonly object: KubeObject;
  /** Flags of the cluster that it is for. */
  readonly features: FeatureFlags;
  /** Paths of the fields that were given a sound value. */
  readonly grown: readonly string[];
  /** Paths of the fields that were broken thereafter. */
  readonly broken: readonly string[];
}

/** How often a case is broken. */
const BROKEN = 60;
const MORE_FIELDS = 3;

/**
 * So many objects of a kind. Each begins as a sound one, gets a field, which is the kind's next one, and perhaps others,
 * and is then left so or broken in one place or two.
 */
export function* cases(kind: Kind, circumstances: readonly FeatureFlags[], seed: number, count: number): Generator<Case> {
  const fields = fieldsOf(kind);
  const begun = soundObjects.get(`${kind.apiVersion}/${kind.kind}`);
  if (begun === undefined) throw new Error(`there is no sound object of ${kind.apiVersion} ${kind.kind} to begin with`);
  const batch = 1000;
  for (let i = 0; i < count; i += batch) {
    for (const [j, chance] of chances(seed + i, Math.min(batch, count - i)).entries()) {
      const features = circumstances[(i + j) % circumstances.length]!;
      // The next field of those, once in all circumstances.
      const turn = Math.floor((i + j) / circumstances.length);
      yield oneCase(kind, begun, fields, fields[turn % fields.length]!, features, chance);
    }
  }
}

function oneCase(
  kind: Kind,
  begun: readonly KubeObject[],
  fields: readonly Field[],
  next: Field,
  features: FeatureFlags,
  chance: Chance,
): Case {
  // The first one is the minimal object.
  const object = copy(chance.is(50) ? begun[0]! : chance.of(begun));
  const root = schemaOf(kind).properties!.spec!;
  const others = Array.from({ length: chance.below(MORE_FIELDS) }, () => chance.of(fields));
  const grown: { field: Field; spot: Spot }[] = [];
  for (const field of [...others, next]) grown.push({ field, spot: grow(object, field, root, chance) });
  const broken: string[] = [];
  if (chance.is(BROKEN)) {
    const { field, spot } = grown.at(-1)!;
    breakValue(spot, field, chance);
    broken.push(field.path);
    if (chance.is(20) && grown.length > 1) {
      const other = grown[0]!;
      breakValue(other.spot, other.field, chance);
      broken.push(other.field.path);
    } else if (chance.is(5)) breakMetadata(object, chance);
  }
  // What is undefined is absent on the wire.
  const plain = JSON.parse(JSON.stringify(object)) as KubeObject;
  return { object: plain, features, grown: grown.map(({ field }) => field.path), broken };
}
