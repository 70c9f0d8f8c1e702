import type { KubeObject } from '../api/meta/v1';

/** A map of an object that is being upgraded. */
export type Fields = { [name: string]: unknown };

/** An object that is being upgraded: read from a file and ours to change. */
export interface Draft extends Fields {
  apiVersion: string;
  kind: string;
  metadata: Fields;
}

/** A copy of an object to work on. What an alias stands for is written out: changing one place changes no other. */
export function draftOf(object: KubeObject): Draft {
  return JSON.parse(JSON.stringify(object)) as Draft;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map at a key; undefined if there is something else or nothing. */
export function fieldsAt(holder: Fields | undefined, key: string): Fields | undefined {
  const value = holder?.[key];
  return isFields(value) ? value : undefined;
}

/** The map at a key, which is made if there is none. */
export function fieldsMadeAt(holder: Fields, key: string): Fields {
  const found = fieldsAt(holder, key);
  if (found !== undefined) return found;
  const made: Fields = {};
  holder[key] = made;
  return made;
}

/** The maps of the list at a key; none if there is no list. */
export function listAt(holder: Fields | undefined, key: string): Fields[] {
  const value = holder?.[key];
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The text at a key; undefined if there is something else or nothing. */
export function textAt(holder: Fields | undefined, key: string): string | undefined {
  const value = holder?.[key];
  return typeof value === 'string' ? value : undefined;
}

/** Takes a field out and gives its value. */
export function take(holder: Fields, key: string): unknown {
  const value = holder[key];
  delete holder[key];
  return value;
}

/** Gives a field another name at the same place of its map; one that has the new name already goes before it. */
export function rename(holder: Fields, from: string, to: string): void {
  const wins = Object.hasOwn(holder, to);
  for (const [name, value] of Object.entries(holder)) {
    delete holder[name];
    if (name !== from) holder[name] = value;
    else if (!wins) holder[to] = value;
  }
}

/** The items of a list and one more. */
export function appended(list: unknown, ...items: unknown[]): unknown[] {
  return [...(Array.isArray(list) ? list : []), ...items];
}

/** Changes every text within a value; maps and lists are changed in place. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = mapTexts(item, change);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) value[key] = mapTexts(item, change);
  }
  return value;
}

/** Visits every text within a value. */
export function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === 'string') visit(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit);
  else if (isFields(value)) for (const item of Object.values(value)) eachText(item, visit);
}

/** Visits every map within a value, the outer ones first. */
export function eachMap(value: unknown, visit: (fields: Fields, path: readonly (string | number)[]) => void): void {
  walk(value, [], visit);
}

function walk(value: unknown, path: readonly (string | number)[], visit: Parameters<typeof eachMap>[1]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walk(item, [...path, index], visit);
  } else if (isFields(value)) {
    visit(value, path);
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit);
  }
}
