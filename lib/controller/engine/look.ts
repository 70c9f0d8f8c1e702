import type { Kind } from '../../api/kind';
import type { KubeObject } from '../../api/meta/v1';
import type { Lister, Selection, View } from '../reconciler';
import type { Watched, Work } from './places';
import type { Store } from './store';

/** What one run of a reconciler sees, and a list of all that it tracks since. */
export class Look implements View {
  readonly #looked = new Set<Watched>();
  readonly #store: Store;
  readonly #uid: string;

  public constructor(store: Store, object: KubeObject) {
    this.#store = store;
    this.#uid = object.metadata.uid ?? '';
  }

  public get untracked(): Lister {
    return new Untracked(this.#store, this.#uid);
  }

  public get<Spec, Status>(kind: Kind<Spec, Status>, name: string, namespace?: string) {
    const place = this.#store.table(kind).place(kind.scope === 'Cluster' ? undefined : namespace, name);
    this.#looked.add(place);
    return place.object as KubeObject<Spec, Status> | undefined;
  }

  public list<Spec, Status>(kind: Kind<Spec, Status>, selection: Selection = {}) {
    const table = this.#store.table(kind);
    this.#looked.add(this.#store.selected(table, selection));
    return this.#store.list(table, selection) as readonly KubeObject<Spec, Status>[];
  }

  public children<Spec, Status>(kind: Kind<Spec, Status>) {
    const table = this.#store.table(kind);
    this.#looked.add(this.#store.watch(table, this.#uid));
    return this.#store.children(table, this.#uid) as readonly KubeObject<Spec, Status>[];
  }

  /** From now on the work hears of what was looked at, and of what it looked at before no longer. */
  public remember(work: Work): void {
    const before = work.looked;
    for (const watched of before) if (!this.#looked.has(watched)) watched.readers.delete(work);
    for (const watched of this.#looked) if (!before.has(watched)) watched.readers.add(work);
    work.looked = this.#looked;
  }
}

/** Reads the store, and keeps no list of it. */
class Untracked implements Lister {
  readonly #store: Store;
  readonly #uid: string;

  public constructor(store: Store, uid: string) {
    this.#store = store;
    this.#uid = uid;
  }

  public get<Spec, Status>(kind: Kind<Spec, Status>, name: string, namespace?: string) {
    const { object } = this.#store.table(kind).place(kind.scope === 'Cluster' ? undefined : namespace, name);
    return object as KubeObject<Spec, Status> | undefined;
  }

  public list<Spec, Status>(kind: Kind<Spec, Status>, selection: Selection = {}) {
    return this.#store.list(this.#store.table(kind), selection) as readonly KubeObject<Spec, Status>[];
  }

  public children<Spec, Status>(kind: Kind<Spec, Status>) {
    return this.#store.children(this.#store.table(kind), this.#uid) as readonly KubeObject<Spec, Status>[];
  }
}
