import type { KubeObject } from '../../../lib/api/meta/v1';
import type { JsonSchema } from '../../../lib/api/schema';
import type { Chance } from './chance';
import type { Field } from './fields';
import { copy, type Holder, isHolder, type Spot } from './grow';
import { faultyValues } from './known-values';

/** Texts that most fields don't take, some of them, or all of them. */
const TEXTS = [
  '',
  ' ',
  'A',
  'a b',
  '-',
  '-a',
  'a.',
  'a_b',
  'a/b',
  '/',
  '.',
  '..',
  '*',
  'é',
  '0',
  '-1',
  '1.5',
  '60s',
  '10',
  '1Gi',
  'true',
  'a'.repeat(64),
  `${'a'.repeat(60)}.${'b'.repeat(200)}`,
  'http://a.example.com',
  'a://',
  '%zz',
  'PT1S',
  '{',
  '$(x)',
  '$(params.nope)',
  'a=b',
];
const LETTERS = ['', 'A', '-', '.', ' ', '/', ':', '@', '_', '0', '$'];
const NUMBERS = [0, 1, -1, 2, 99, 100, 101, 600, 1000, 1001, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 1.5];
const OF_OTHER_TYPES: readonly unknown[] = ['x', 1, true, null, [], {}, ['x'], { a: 'x' }, 1.5];

/** A way to break a value; undefined where there is none for this one. */
type Breaker = (spot: Spot, field: Field, chance: Chance) => void;

/** Puts a value of another type than the field's. */
export function putOtherType(spot: Spot, { node }: Field, chance: Chance): void {
  put(spot, chance.of(OF_OTHER_TYPES.filter((value) => value !== null && !hasType(value, node))));
}

const ofAnyType: readonly Breaker[] = [
  putOtherType,
  (spot) => put(spot, null),
  ({ holder, key }) => remove(holder, key),
  (spot, { name }, chance) => {
    const faulty = faultyValues.get(name);
    if (faulty === undefined) put(spot, chance.of(OF_OTHER_TYPES));
    else put(spot, copy(chance.of(faulty)));
  },
];

const ofText: readonly Breaker[] = [
  (spot, _, chance) => put(spot, chance.of(TEXTS)),
  (spot, _, chance) => put(spot, edited(String(valueAt(spot)), chance)),
  (spot) => put(spot, recased(String(valueAt(spot)))),
];

const ofNumber: readonly Breaker[] = [
  (spot, _, chance) => put(spot, chance.of(NUMBERS)),
  (spot, { node: { minimum, maximum } }, chance) => {
    const bounds = [minimum, minimum && minimum - 1, maximum, maximum && maximum + 1, -5, 3];
    put(spot, chance.of(bounds.filter((bound) => bound !== undefined)));
  },
];

const ofList: readonly Breaker[] = [
  (spot) => put(spot, []),
  (spot) => {
    const list = valueAt(spot);
    if (Array.isArray(list)) put(spot, [...list, copy(list[0] ?? null)]);
  },
  (spot) => {
    const list = valueAt(spot);
    if (Array.isArray(list)) put(spot, [...list, null]);
  },
];

const ofObject: readonly Breaker[] = [
  (spot) => put(spot, {}),
  (spot) => {
    const object = valueAt(spot);
    if (isHolder(object)) put(spot, { ...object, noSuchField: 'x' });
  },
  (spot, _, chance) => {
    const object = valueAt(spot);
    if (!isHolder(object)) return;
    const keys = Object.keys(object);
    if (keys.length > 0) remove(object, chance.of(keys));
  },
];

const ofMap: readonly Breaker[] = [
  (spot) => put(spot, {}),
  (spot, _, chance) => {
    const map = valueAt(spot);
    if (isHolder(map)) put(spot, { ...map, [chance.of(TEXTS)]: Object.values(map)[0] ?? 'x' });
  },
];

/** Breaks the value at a spot in one way; sometimes it turns out to be as sound as before. */
export function breakValue(spot: Spot, field: Field, chance: Chance): void {
  const own = breakersOf(field.node);
  const all = chance.is(own.length === 0 ? 0 : 60) ? own : ofAnyType;
  chance.of(all)(spot, field, chance);
}

function breakersOf({ type, additionalProperties, ...node }: JsonSchema): readonly Breaker[] {
  if (node['x-int-or-string']) return [...ofText, ...ofNumber];
  if (type === 'string') return ofText;
  if (type === 'integer' || type === 'number') return ofNumber;
  if (type === 'array') return ofList;
  if (type === 'object') return additionalProperties ? ofMap : ofObject;
  return [];
}

/** What stands at the names of an object's metadata may be broken as well. */
export function breakMetadata(object: KubeObject, chance: Chance): void {
  const metadata = object.metadata as Holder;
  const way = chance.below(4);
  if (way === 0) put({ holder: metadata, key: 'name' }, chance.of(TEXTS));
  else if (way === 1) metadata.labels = { [chance.of(TEXTS)]: 'x' };
  else if (way === 2) metadata.labels = { a: chance.of(TEXTS) };
  else metadata.annotations = { [chance.of(TEXTS)]: 'x' };
}

function valueAt({ holder, key }: Spot): unknown {
  return holder[key];
}

function put({ holder, key }: Spot, value: unknown): void {
  holder[key] = value;
}

function remove(holder: Holder, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

function edited(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  return text.slice(0, at) + chance.of(LETTERS) + text.slice(at + 1);
}

function recased(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}

function hasType(value: unknown, { type, ...node }: JsonSchema): boolean {
  if (node['x-int-or-string']) return typeof value === 'string' || Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isHolder(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
