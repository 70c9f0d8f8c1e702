import type { KubeObject } from '../../api/meta/v1';
import type { AnyReconciler } from '../reconciler';
import { ensure } from './ensure';

/** Something that can be looked at, and those who did when they last worked: what happens here is news to them. */
export class Watched {
  public readonly readers = new Set<Work>();
}

/** What the engine knows of one kind, apart from its version: objects of all versions are one. */
export class KindTable {
  /** Its places, by namespace and name. */
  readonly #places = new Map<string, Map<string, Place>>();
  /** Selections of its objects, by what is selected by. */
  public readonly indices: Index[] = [];
  /** Reconcilers that act on the kind. */
  public readonly reconcilers: AnyReconciler[] = [];
  /** Reconcilers that make such objects, and the kinds of their own objects. */
  public readonly makers: { readonly reconciler: AnyReconciler; readonly table: KindTable }[] = [];

  public constructor(
    /** The group and the kind. */
    public readonly key: string,
  ) {}

  /** The place of a name: always the same one. */
  public place(namespace: string | undefined, name: string): Place {
    const names = ensure(this.#places, namespace ?? '', () => new Map<string, Place>());
    return ensure(names, name, () => new Place(this, namespace, name));
  }

  /** All places that have an object. */
  public *taken(): Iterable<Place> {
    for (const names of this.#places.values()) {
      for (const place of names.values()) if (place.object !== undefined) yield place;
    }
  }
}

/** What an author last applied, and what came of it. */
export interface Applied {
  readonly object: KubeObject;
  readonly live: KubeObject | undefined;
}

const NOTHING: ReadonlySet<Watched> = new Set();

/** Where an object of a name is, was or may be. */
export class Place extends Watched {
  public object: KubeObject | undefined;
  /** What each author last applied here. */
  public readonly applied = new Map<string, Applied>();
  /** How many objects have been here. */
  public incarnations = 0;
  readonly #works: Work[] = [];

  public constructor(
    public readonly table: KindTable,
    public readonly namespace: string | undefined,
    public readonly name: string,
  ) {
    super();
  }

  /** What a reconciler has to do here: always the same one. */
  public work(reconciler: AnyReconciler): Work {
    const known = this.#works.find((work) => work.reconciler === reconciler);
    if (known !== undefined) return known;
    const work: Work = { reconciler, place: this, looked: NOTHING };
    this.#works.push(work);
    return work;
  }
}

/** One thing to do: a reconciler has to look at a place. */
export interface Work {
  readonly reconciler: AnyReconciler;
  readonly place: Place;
  /** All that it looked at the last time. */
  looked: ReadonlySet<Watched>;
  /** Why it was last put on the agenda. */
  cause?: Cause;
}

/** Why something has to be done: what changed, and who changed it. */
export interface Cause {
  readonly changed: KubeObject;
  /** The work that changed it. @default - somebody outside */
  readonly by?: Work;
}

/** Objects of a kind, kept by the values of one thing that somebody selects by. */
export interface Index {
  /** What is selected by. */
  readonly by: string;
  /** The values that an object has of it. */
  readonly valuesOf: (object: KubeObject) => readonly string[];
  readonly selections: Map<string, Selected>;
}

/** Places whose objects have one value of what is selected by. */
export class Selected extends Watched {
  public readonly places = new Set<Place>();
}
