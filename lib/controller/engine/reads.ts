import type { Kind } from '../../api/kind';
import type { KubeObject } from '../../api/meta/v1';
import type { Selection, View } from '../reconciler';
import { childrenKey, keyOf, kindKeyOf, type Store, selectionKey } from './store';

/** What one run of a reconciler sees, and a list of all that it looked at. */
export class Reads implements View {
  readonly keys = new Set<string>();
  readonly #store: Store;
  readonly #uid: string;

  public constructor(store: Store, object: KubeObject) {
    this.#store = store;
    this.#uid = object.metadata.uid ?? '';
  }

  public get<Spec, Status>(kind: Kind<Spec, Status>, name: string, namespace?: string) {
    const key = keyOf(kindKeyOf(kind), kind.scope === 'Cluster' ? undefined : namespace, name);
    this.keys.add(key);
    return this.#store.get(key) as KubeObject<Spec, Status> | undefined;
  }

  public list<Spec, Status>(kind: Kind<Spec, Status>, selection: Selection = {}) {
    const kindKey = kindKeyOf(kind);
    this.keys.add(selectionKey(kindKey, selection));
    return this.#store.list(kindKey, selection) as readonly KubeObject<Spec, Status>[];
  }

  public children<Spec, Status>(kind: Kind<Spec, Status>) {
    const kindKey = kindKeyOf(kind);
    this.keys.add(childrenKey(kindKey, this.#uid));
    return this.#store.children(kindKey, this.#uid) as readonly KubeObject<Spec, Status>[];
  }
}

/** Who is to be asked again when something changes. */
export class Interests<Reader> {
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #keys = new Map<Reader, ReadonlySet<string>>();

  /** What a reader looked at last: earlier interests of it are forgotten. */
  public set(reader: Reader, keys: ReadonlySet<string>): void {
    const before = this.#keys.get(reader);
    for (const key of before ?? []) if (!keys.has(key)) this.#readers.get(key)?.delete(reader);
    for (const key of keys) {
      if (before?.has(key)) continue;
      const readers = this.#readers.get(key);
      if (readers === undefined) this.#readers.set(key, new Set([reader]));
      else readers.add(reader);
    }
    this.#keys.set(reader, keys);
  }

  public of(key: string): Iterable<Reader> {
    return this.#readers.get(key) ?? [];
  }
}
