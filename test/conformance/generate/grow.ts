import type { KubeObject } from '../../../lib/api/meta/v1';
import type { JsonSchema } from '../../../lib/api/schema';
import { resolved } from '../../../lib/api/schema/walk';
import type { Chance } from './chance';
import { ENTRY, type Field, ITEM, isModelled, specName, typeName } from './fields';
import { soundValues } from './known-values';
import { plainKey, plainValue } from './plain-values';

/** An object or a list that is changed. */
export type Holder = Record<string | number, unknown>;

/** Where a value stands. */
export interface Spot {
  readonly holder: Holder;
  readonly key: string | number;
}

/** How often a value is taken from an example where there is one. */
const FROM_EXAMPLE = 60;
/** How often a list gets another item instead of a change of one that it has. */
const ANOTHER_ITEM = 40;
/** How often an object that is on the way to the field is made anew, with what it must have and the field alone. */
const ANEW = 6;
const DEEPEST = 6;

/**
 * Puts a sound value at a field, and whatever it stands in. Now and then takes away another field in return, `displaced`
 * times in a hundred: many of them exclude each other. Gives the place of the field.
 */
export function grow(object: KubeObject, field: Field, root: JsonSchema, chance: Chance, displaced: number): Spot {
  let spot: Spot = { holder: object as unknown as Holder, key: 'spec' };
  let node = resolved(root);
  let name = specName(object);
  let type = typeName(root);
  ensure(spot, root, name, chance, field.steps.length > 1);
  for (const [i, step] of field.steps.entries()) {
    if (i === 0) continue;
    const holder = spot.holder[spot.key] as Holder;
    const isInner = i < field.steps.length - 1;
    let use: JsonSchema;
    if (step === ITEM) {
      use = node.items!;
      name = `${name}${ITEM}`;
      spot = { holder, key: itemIn(holder as unknown as unknown[], chance) };
    } else if (step === ENTRY) {
      use = node.additionalProperties!;
      name = `${name}${ENTRY}`;
      spot = { holder, key: plainKey(name, chance) };
    } else {
      use = node.properties![step]!;
      name = `${type ?? name}.${step}`;
      spot = { holder, key: step };
      if (holder[step] === undefined && chance.is(displaced)) displace(holder, node.required ?? [], chance);
    }
    ensure(spot, use, name, chance, isInner);
    node = resolved(use);
    type = typeName(use);
  }
  return spot;
}

function displace(holder: Holder, kept: readonly string[], chance: Chance): void {
  const others = Object.keys(holder).filter((key) => !kept.includes(key));
  if (others.length > 0) delete holder[chance.of(others)];
}

function itemIn(list: readonly unknown[], chance: Chance): number {
  return list.length === 0 || chance.is(ANOTHER_ITEM) ? list.length : chance.below(list.length);
}

/** Makes the value of a spot if there is none, and now and then if there is one. */
function ensure({ holder, key }: Spot, use: JsonSchema, name: string, chance: Chance, isInner: boolean): void {
  const { type } = resolved(use);
  if (isInner) {
    const isThere = holder[key] !== undefined && holder[key] !== null;
    if (isThere && !(type === 'object' && chance.is(ANEW))) return;
    holder[key] = type === 'array' ? [] : innerObject(use, name, chance);
  } else holder[key] = soundValue(use, name, chance);
}

/** An object that gets a field afterwards: with what it must have, or as an example has it. */
function innerObject(use: JsonSchema, name: string, chance: Chance): unknown {
  const known = (soundValues.get(name) ?? soundValues.get(typeName(use) ?? '') ?? []).filter(isHolder);
  return known.length > 0 && chance.is(FROM_EXAMPLE) ? copy(chance.of(known)) : required(use, name, chance, 0);
}

/** A value that the schema takes, and what else is known to look at the field most likely too. */
export function soundValue(use: JsonSchema, name: string, chance: Chance, depth = 0): unknown {
  const known = soundValues.get(name) ?? soundValues.get(typeName(use) ?? '');
  if (known !== undefined && chance.is(FROM_EXAMPLE)) return copy(chance.of(known));
  const node = resolved(use);
  if (node.type === 'object') return required(use, name, chance, depth);
  if (node.type !== 'array') return plainValue(node, name, chance);
  const count = depth > DEEPEST ? 0 : 1 + chance.below(2);
  return Array.from({ length: node.items ? count : 0 }, () =>
    soundValue(node.items!, `${name}${ITEM}`, chance, depth + 1),
  );
}

/** An object of what it must have, and now and then more. */
function required(use: JsonSchema, name: string, chance: Chance, depth: number): Record<string, unknown> {
  const node = resolved(use);
  const object: Record<string, unknown> = {};
  const holder = typeName(use) ?? name;
  for (const [property, child] of Object.entries(node.properties ?? {})) {
    const isRequired = node.required?.includes(property) === true || ALSO_REQUIRED[holder]?.includes(property) === true;
    if (isRequired || (holder !== 'ObjectMeta' && depth < DEEPEST && chance.is(MORE / (depth + 1))))
      object[property] = soundValue(child, `${holder}.${property}`, chance, depth + 1);
  }
  const { additionalProperties } = node;
  if (additionalProperties && isModelled(additionalProperties)) {
    const entry = `${name}${ENTRY}`;
    object[plainKey(entry, chance)] = soundValue(additionalProperties, entry, chance, depth + 1);
  }
  return object;
}

/** Fields that no schema requires, but each webhook that looks at the type. */
const ALSO_REQUIRED: Readonly<Record<string, readonly string[]>> = {
  ConfigMapProjection: ['name'],
  SecretProjection: ['name'],
  ConfigMapVolumeSource: ['name'],
  SecretVolumeSource: ['secretName'],
  KeyToPath: ['key', 'path'],
  SourceOwner: ['apiVersion', 'kind'],
};

/** How often, in a hundred times, an object has a field that it needn't have. */
const MORE = 4;

/** Whether a value is a map. */
export function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of a value as JSON has it; several times as fast as one that heeds all that JavaScript has. */
export function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  const copied: Holder = {};
  for (const [key, inner] of Object.entries(value)) copied[key] = copy(inner);
  return copied as T;
}
