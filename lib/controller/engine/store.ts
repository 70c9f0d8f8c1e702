import type { KubeObject } from '../../api/meta/v1';
import { controllerOf } from '../effects';
import type { Selection } from '../reconciler';

/** A kind, apart from its version: objects of all versions are one. */
export function kindKeyOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): string {
  const slash = apiVersion.indexOf('/');
  return `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
}

/** One key for each object. */
export function keyOf(kindKey: string, namespace: string | undefined, name: string): string {
  return `${kindKey}|${namespace ?? ''}|${name}`;
}

/** The key of an object. */
export function objectKey(object: KubeObject): string {
  return keyOf(kindKeyOf(object), object.metadata.namespace, object.metadata.name ?? '');
}

/** The key under which everybody waits who looked for objects of a kind. */
export function selectionKey(kindKey: string, { namespace, labels, lists }: Selection): string {
  if (lists !== undefined) return `${kindKey}|${lists.annotation}~${lists.item}`;
  const [first] = Object.entries(labels ?? {});
  return first === undefined ? `${kindKey}|${namespace ?? '*'}` : `${kindKey}|${first[0]}=${first[1]}`;
}

/** The key under which an owner waits for its children of a kind. */
export const childrenKey = (kindKey: string, uid: string) => `${kindKey}|<${uid}`;

type Members = Map<string, KubeObject>;

/**
 * The objects, in memory, with the indices that reconcilers ask for: by namespace, by a label once somebody selects by
 * it, by controller. Objects are never changed, only replaced.
 */
export class Store {
  readonly #objects = new Map<string, KubeObject>();
  readonly #byKind = new Map<string, Members>();
  readonly #indexed = new Map<string, Members>();
  /** By the identity of an owner: what belongs to it. */
  readonly #owned = new Map<string, Members>();
  /** Kinds of which somebody lists all objects, or all of a namespace. */
  readonly #listed = new Set<string>();
  /** Labels by which somebody selects, by kind. */
  readonly #labels = new Map<string, Set<string>>();
  /** Annotations by whose items somebody selects, by kind. */
  readonly #lists = new Map<string, Set<string>>();

  public get(key: string): KubeObject | undefined {
    return this.#objects.get(key);
  }

  public get objects(): Iterable<KubeObject> {
    return this.#objects.values();
  }

  /** Puts an object in, in the place of what was there. Returns the keys of all selections that it is or was in. */
  public put(object: KubeObject): Set<string> {
    const key = objectKey(object);
    const kindKey = kindKeyOf(object);
    const before = this.#objects.get(key);
    const touched = new Set<string>();
    const left = before === undefined ? [] : this.#indexKeys(kindKey, before);
    const entered = this.#indexKeys(kindKey, object);
    for (const index of left) {
      touched.add(index);
      if (!entered.includes(index)) this.#indexed.get(index)?.delete(key);
    }
    for (const index of entered) {
      touched.add(index);
      members(this.#indexed, index).set(key, object);
    }
    this.#own(key, kindKey, before, object, touched);
    this.#objects.set(key, object);
    members(this.#byKind, kindKey).set(key, object);
    return touched;
  }

  /** Takes an object out. Returns the keys of all selections that it was in. */
  public delete(key: string): Set<string> {
    const object = this.#objects.get(key);
    if (object === undefined) return new Set();
    const kindKey = kindKeyOf(object);
    const touched = new Set(this.#indexKeys(kindKey, object));
    for (const index of touched) this.#indexed.get(index)?.delete(key);
    this.#own(key, kindKey, object, undefined, touched);
    this.#objects.delete(key);
    this.#byKind.get(kindKey)?.delete(key);
    return touched;
  }

  public list(kindKey: string, selection: Selection): readonly KubeObject[] {
    const [first, ...rest] = Object.entries(selection.labels ?? {});
    if (selection.lists !== undefined) this.#index(this.#lists, kindKey, selection.lists.annotation, listKeys);
    else if (first !== undefined) this.#index(this.#labels, kindKey, first[0], labelKeys);
    else this.#listAll(kindKey);
    const others = selection.lists === undefined || first === undefined ? rest : [first, ...rest];
    const found = this.#indexed.get(selectionKey(kindKey, selection));
    if (found === undefined) return [];
    const { namespace } = selection;
    const chosen = [...found.values()].filter(
      ({ metadata }) =>
        (namespace === undefined || metadata.namespace === namespace) &&
        others.every(([label, value]) => metadata.labels?.[label] === value),
    );
    return chosen.sort(byName);
  }

  public children(kindKey: string, uid: string): readonly KubeObject[] {
    const owned = this.#owned.get(uid);
    if (owned === undefined) return [];
    const children = [...owned.values()].filter(
      (object) => kindKeyOf(object) === kindKey && controllerOf(object)?.uid === uid,
    );
    return children.sort(byName);
  }

  /** Objects that name this one as an owner, of whatever kind. */
  public dependents(uid: string): readonly KubeObject[] {
    return [...(this.#owned.get(uid)?.values() ?? [])];
  }

  #indexKeys(kindKey: string, object: KubeObject): string[] {
    const keys: string[] = [];
    if (this.#listed.has(kindKey)) keys.push(...listedKeys(kindKey, object));
    for (const label of this.#labels.get(kindKey) ?? []) keys.push(...labelKeys(kindKey, label, object));
    for (const annotation of this.#lists.get(kindKey) ?? []) keys.push(...listKeys(kindKey, annotation, object));
    return keys;
  }

  #own(
    key: string,
    kindKey: string,
    before: KubeObject | undefined,
    after: KubeObject | undefined,
    touched: Set<string>,
  ): void {
    for (const { uid } of before?.metadata.ownerReferences ?? []) {
      touched.add(childrenKey(kindKey, uid));
      this.#owned.get(uid)?.delete(key);
    }
    if (after === undefined) return;
    for (const { uid } of after.metadata.ownerReferences ?? []) {
      touched.add(childrenKey(kindKey, uid));
      members(this.#owned, uid).set(key, after);
    }
  }

  #listAll(kindKey: string): void {
    if (this.#listed.has(kindKey)) return;
    this.#listed.add(kindKey);
    for (const [name, object] of this.#byKind.get(kindKey) ?? []) {
      for (const index of listedKeys(kindKey, object)) members(this.#indexed, index).set(name, object);
    }
  }

  /** From the first time that somebody selects by a key on, objects are kept by its values. */
  #index(indexed: Map<string, Set<string>>, kindKey: string, key: string, keysOf: IndexKeys): void {
    const keys = indexed.get(kindKey) ?? new Set();
    if (keys.has(key)) return;
    indexed.set(kindKey, keys.add(key));
    for (const [name, object] of this.#byKind.get(kindKey) ?? []) {
      for (const index of keysOf(kindKey, key, object)) members(this.#indexed, index).set(name, object);
    }
  }
}

const listedKeys = (kindKey: string, { metadata }: KubeObject) => [
  `${kindKey}|*`,
  `${kindKey}|${metadata.namespace ?? ''}`,
];

type IndexKeys = (kindKey: string, key: string, object: KubeObject) => readonly string[];

const labelKeys: IndexKeys = (kindKey, label, { metadata }) => {
  const value = metadata.labels?.[label];
  return value === undefined ? [] : [`${kindKey}|${label}=${value}`];
};

const listKeys: IndexKeys = (kindKey, annotation, { metadata }) => {
  const value = metadata.annotations?.[annotation];
  return value === undefined ? [] : value.split(',').map((item) => `${kindKey}|${annotation}~${item}`);
};

function members(index: Map<string, Members>, key: string): Members {
  const found = index.get(key);
  if (found !== undefined) return found;
  const made: Members = new Map();
  index.set(key, made);
  return made;
}

function byName(a: KubeObject, b: KubeObject): number {
  const [left, right] = [a.metadata, b.metadata];
  return compare(left.namespace ?? '', right.namespace ?? '') || compare(left.name ?? '', right.name ?? '');
}

/** By code units: the order must not depend on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
