import type { KubeObject } from '../../api/meta/v1';
import { controllerOf } from '../effects';
import type { Selection } from '../reconciler';
import { ensure } from './ensure';
import { type Index, KindTable, type Place, Selected, Watched } from './places';

interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

/**
 * The objects, in memory, with the indices that reconcilers ask for: by namespace, by a label once somebody selects by
 * it, by controller. Objects are never changed, only replaced.
 */
export class Store {
  readonly #tables = new Map<string, KindTable>();
  /** The same by version, so that nothing need be put together to find one. */
  readonly #byVersion = new Map<string, Map<string, KindTable>>();
  /** All places that have an object, in the order in which they got one. */
  readonly #taken = new Set<Place>();
  /** By the identity of an owner: what belongs to it. */
  readonly #dependents = new Map<string, Dependents>();

  public get objects(): readonly KubeObject[] {
    return [...this.#taken].map(({ object }) => object!);
  }

  /** What there is of a kind. */
  public table({ apiVersion, kind }: TypeMeta): KindTable {
    const kinds = ensure(this.#byVersion, apiVersion, () => new Map<string, KindTable>());
    return ensure(kinds, kind, () => {
      const slash = apiVersion.indexOf('/');
      const key = `${slash < 0 ? '' : apiVersion.slice(0, slash)}/${kind}`;
      return ensure(this.#tables, key, () => new KindTable(key));
    });
  }

  public placeOf(object: KubeObject): Place {
    return this.table(object).place(object.metadata.namespace, object.metadata.name ?? '');
  }

  /** Puts an object in, in the place of what was there. Returns everything that it is or was found by. */
  public put(place: Place, object: KubeObject): readonly Watched[] {
    const before = place.object;
    place.object = object;
    this.#taken.add(place);
    const entered = selectionsOf(place.table, object);
    const touched: Watched[] = entered;
    if (before?.metadata !== object.metadata) {
      for (const selected of entered) selected.places.add(place);
      for (const selected of before === undefined ? [] : selectionsOf(place.table, before)) {
        if (entered.includes(selected)) continue;
        selected.places.delete(place);
        touched.push(selected);
      }
    }
    this.#own(place, before, object, touched);
    return touched;
  }

  /** Takes an object out. Returns everything that it was found by. */
  public delete(place: Place): readonly Watched[] {
    const { object, table } = place;
    if (object === undefined) return [];
    const left = selectionsOf(table, object);
    for (const selected of left) selected.places.delete(place);
    const touched: Watched[] = left;
    this.#own(place, object, undefined, touched);
    place.object = undefined;
    this.#taken.delete(place);
    return touched;
  }

  /** What a selection is found by first; from the first time that somebody selects by a thing on, objects are kept by its values. */
  public selected(table: KindTable, { namespace, labels, lists }: Selection): Selected {
    if (lists !== undefined)
      return selectedBy(table, `list ${lists.annotation}`, itemsIn(lists.annotation), lists.item);
    for (const label in labels) return selectedBy(table, `label ${label}`, valuesOfLabel(label), labels[label] ?? '');
    return namespace === undefined
      ? selectedBy(table, 'kind', everything, '')
      : selectedBy(table, 'namespace', namespaceOf, namespace);
  }

  public list(table: KindTable, selection: Selection): readonly KubeObject[] {
    const { namespace, labels = {} } = selection;
    const asked = Object.keys(labels);
    const chosen: KubeObject[] = [];
    for (const place of this.selected(table, selection).places) {
      if (namespace !== undefined && place.namespace !== namespace) continue;
      const object = place.object!;
      if (asked.every((label) => object.metadata.labels?.[label] === labels[label])) chosen.push(object);
    }
    return chosen.sort(byName);
  }

  /** What its owner waits by for children of a kind. */
  public watch(table: KindTable, uid: string): Watched {
    return this.#dependentsOf(uid).watch(table);
  }

  public children(table: KindTable, uid: string): readonly KubeObject[] {
    const children: KubeObject[] = [];
    for (const { table: own, object } of this.#dependents.get(uid)?.places ?? []) {
      if (own === table && controllerOf(object!)?.uid === uid) children.push(object!);
    }
    return children.sort(byName);
  }

  /** Objects that name this one as an owner, of whatever kind. */
  public dependents(uid: string): readonly KubeObject[] {
    return [...(this.#dependents.get(uid)?.places ?? [])].map(({ object }) => object!);
  }

  #dependentsOf(uid: string): Dependents {
    return ensure(this.#dependents, uid, () => new Dependents());
  }

  #own(place: Place, before: KubeObject | undefined, after: KubeObject | undefined, touched: Watched[]): void {
    const was = before?.metadata.ownerReferences;
    const is = after?.metadata.ownerReferences;
    if (was !== undefined && was !== is) {
      for (const { uid } of was) {
        const dependents = this.#dependentsOf(uid);
        dependents.places.delete(place);
        touched.push(dependents.watch(place.table));
      }
    }
    for (const { uid } of is ?? []) {
      const dependents = this.#dependentsOf(uid);
      dependents.places.add(place);
      touched.push(dependents.watch(place.table));
    }
  }
}

/** What belongs to one owner. */
class Dependents {
  public readonly places = new Set<Place>();
  readonly #watches = new Map<KindTable, Watched>();

  /** The part of a kind. */
  public watch(table: KindTable): Watched {
    return ensure(this.#watches, table, () => new Watched());
  }
}

function selectionsOf({ indices }: KindTable, object: KubeObject): Selected[] {
  const found: Selected[] = [];
  for (const index of indices) for (const value of index.valuesOf(object)) found.push(selectionIn(index, value));
  return found;
}

function selectedBy(table: KindTable, by: string, valuesOf: Index['valuesOf'], value: string): Selected {
  let index = table.indices.find((each) => each.by === by);
  if (index === undefined) {
    index = { by, valuesOf, selections: new Map() };
    table.indices.push(index);
    for (const place of table.taken()) {
      for (const each of valuesOf(place.object!)) selectionIn(index, each).places.add(place);
    }
  }
  return selectionIn(index, value);
}

function selectionIn({ selections }: Index, value: string): Selected {
  return ensure(selections, value, () => new Selected());
}

const EVERYTHING = [''];
const everything = () => EVERYTHING;

const namespaceOf = ({ metadata }: KubeObject) => [metadata.namespace ?? ''];

const valuesOfLabel =
  (label: string) =>
  ({ metadata }: KubeObject) => {
    const value = metadata.labels?.[label];
    return value === undefined ? [] : [value];
  };

const itemsIn =
  (annotation: string) =>
  ({ metadata }: KubeObject) =>
    metadata.annotations?.[annotation]?.split(',') ?? [];

function byName(a: KubeObject, b: KubeObject): number {
  const [left, right] = [a.metadata, b.metadata];
  return compare(left.namespace ?? '', right.namespace ?? '') || compare(left.name ?? '', right.name ?? '');
}

/** By code units: the order must not depend on the machine's language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
