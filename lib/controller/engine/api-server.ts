import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import type { MergePatch, Target } from '../effects';
import { isSame } from '../json';
import { timestampOf } from '../moment';
import { nameSuffix, uidOf } from './identity';
import { mergeApplied, mergePatch } from './merge';
import type { Place, Watched } from './places';
import type { Store } from './store';

/**
 * What an API server and its webhooks make of an object that is written: defaults, and nothing else. They know the object
 * that it replaces, and find others, such as their own settings.
 */
export type Admission = (object: KubeObject, before: KubeObject | undefined, find: Find) => KubeObject;

export type Find = (target: Target) => KubeObject | undefined;

/** Looks at what somebody is about to make of an object, before defaults are filled in; throws to prevent it. */
export type Review = (object: KubeObject, before: KubeObject | undefined) => void;

/** Something that was written. */
export interface Change {
  readonly place: Place;
  /** What is there now, or what was there last. */
  readonly object: KubeObject;
  /** What was there before; absent where the object is new, and where it is gone. */
  readonly before?: KubeObject;
  /** Everything that the object is or was found by. */
  readonly touched: readonly Watched[];
  /** Whether the change is one of the status alone. */
  readonly isStatus: boolean;
}

export interface ApiServerOptions {
  /** @default - objects are stored as they come */
  readonly admit?: Admission;
  /** Where generated names come from. */
  readonly seed: string;
  /** The moment, for what is written down. */
  readonly now: () => Date;
  /** Hears of every change once it is made. */
  readonly onChange: (change: Change) => void;
}

/** How an object is applied. */
export interface Application {
  /** What is set only if the object is not there yet. */
  readonly initially?: MergePatch;
  /** Whether the items of lists are told apart by their names. @default 'by name' */
  readonly lists?: 'by name' | 'whole';
  readonly review?: Review;
}

/**
 * What an API server does with what is written: it gives objects names, identities and generations, asks the webhooks,
 * merges what several authors apply, waits for finalizers, and takes away what belongs to an object that goes.
 */
export class ApiServer {
  readonly #store: Store;
  readonly #options: ApiServerOptions;
  /** How many names were made of each beginning. */
  readonly #generated = new Map<string, number>();
  readonly #find: Find = (target) => this.placeOf(target).object;

  public constructor(store: Store, options: ApiServerOptions) {
    this.#store = store;
    this.#options = options;
  }

  public placeOf(target: Target): Place {
    return this.#store.table(target).place(target.namespace, target.name);
  }

  /** Writes what an author wants to be set, and takes away what the same author set before and no longer wants. */
  public apply(
    object: KubeObject,
    author: string,
    { initially, lists, review }: Application = {},
  ): { readonly place: Place; readonly change?: 'created' | 'updated' } {
    const named = this.#withName(object);
    const place = this.#store.placeOf(named);
    const live = place.object;
    const applied = place.applied.get(author);
    // Most of the time nothing is new: the very same object was applied before, and nobody touched it since.
    if (applied?.object === named && applied.live === live) return { place };
    let change: 'created' | 'updated' | undefined;
    if (live === undefined) {
      review?.(named, undefined);
      this.#create(place, initially === undefined ? named : (mergePatch(named, initially) as KubeObject));
      change = 'created';
    } else {
      const next = mergeApplied(live, applied?.object, named, lists) as KubeObject;
      review?.(next, live);
      change = this.#update(place, live, next) ? 'updated' : undefined;
    }
    place.applied.set(author, { object: named, live: place.object });
    return { place, change };
  }

  /** Makes an object, unless one of its name is there. */
  public create(object: KubeObject): { readonly place: Place; readonly isNew: boolean } {
    const named = this.#withName(object);
    const place = this.#store.placeOf(named);
    if (place.object !== undefined) return { place, isNew: false };
    this.#create(place, named);
    return { place, isNew: true };
  }

  /** Changes everything of an object but its status. Says whether anything changed; nothing does where there is no object. */
  public patch(place: Place, change: MergePatch, review?: Review): boolean {
    const live = place.object;
    if (live === undefined) return false;
    const next = mergePatch(live, change) as KubeObject;
    review?.(next, live);
    return this.#update(place, live, next);
  }

  public setStatus(place: Place, status: unknown): void {
    const live = place.object;
    if (live !== undefined && !isSame(live.status, status)) this.#put(place, { ...live, status }, 'status');
  }

  public addFinalizer(place: Place, finalizer: string): void {
    const live = place.object;
    if (live === undefined) return;
    const finalizers = [...(live.metadata.finalizers ?? []), finalizer];
    this.#put(place, { ...live, metadata: { ...live.metadata, finalizers } });
  }

  /** Takes a finalizer away; an object that is to go goes with the last one. */
  public removeFinalizer(place: Place, finalizer: string): void {
    const live = place.object;
    if (live === undefined) return;
    const finalizers = (live.metadata.finalizers ?? []).filter((name) => name !== finalizer);
    this.#update(place, live, { ...live, metadata: { ...live.metadata, finalizers } });
  }

  /** Takes an object away at once, or marks it to go once nobody holds it by a finalizer. */
  public delete(place: Place): void {
    const live = place.object;
    if (live === undefined) return;
    if ((live.metadata.finalizers ?? []).length === 0) {
      this.#remove(place);
    } else if (live.metadata.deletionTimestamp === undefined) {
      const deletionTimestamp = timestampOf(this.#options.now());
      this.#put(place, { ...live, metadata: { ...live.metadata, deletionTimestamp } });
    }
  }

  #create(place: Place, object: KubeObject): void {
    const incarnation = place.incarnations++;
    const admitted = this.#admit(object);
    const metadata: ObjectMeta = {
      ...admitted.metadata,
      uid: uidOf(`${place.table.key}|${place.namespace ?? ''}|${place.name}`, incarnation),
      creationTimestamp: timestampOf(this.#options.now()),
      ...(hasGeneration(object) ? { generation: 1 } : {}),
    };
    this.#put(place, { ...admitted, metadata });
  }

  /** Writes everything but the status. Says whether something changed. */
  #update(place: Place, live: KubeObject, next: KubeObject): boolean {
    if (next === live) return false;
    const admitted = this.#admit({ ...next, ...(live.status === undefined ? {} : { status: live.status }) }, live);
    if (isSame(admitted, live)) return false;
    const { generation } = live.metadata;
    const metadata =
      generation !== undefined && !isSameContent(admitted, live)
        ? { ...admitted.metadata, generation: generation + 1 }
        : admitted.metadata;
    this.#put(place, { ...admitted, metadata });
    if (metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0) this.#remove(place);
    return true;
  }

  /** Takes an object away, and with it what belongs to it alone. */
  #remove(place: Place): void {
    const live = place.object;
    if (live === undefined) return;
    const touched = this.#store.delete(place);
    this.#options.onChange({ place, object: live, touched, isStatus: false });
    for (const dependent of this.#store.dependents(live.metadata.uid ?? '')) {
      const owners = (dependent.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== live.metadata.uid);
      const own = this.#store.placeOf(dependent);
      if (owners.length === 0) this.delete(own);
      else {
        const metadata = { ...dependent.metadata, ownerReferences: owners };
        this.#update(own, dependent, { ...dependent, metadata });
      }
    }
  }

  #admit(object: KubeObject, before?: KubeObject): KubeObject {
    return this.#options.admit?.(object, before, this.#find) ?? object;
  }

  #put(place: Place, object: KubeObject, what?: 'status'): void {
    const before = place.object;
    const touched = this.#store.put(place, object);
    this.#options.onChange({ place, object, before, touched, isStatus: what === 'status' });
  }

  #withName(object: KubeObject): KubeObject {
    const { name, generateName, namespace } = object.metadata;
    if (name !== undefined || generateName === undefined) return object;
    const counter = `${this.#store.table(object).key}|${namespace ?? ''}|${generateName}`;
    const n = this.#generated.get(counter) ?? 0;
    this.#generated.set(counter, n + 1);
    const suffix = nameSuffix(this.#options.seed, generateName, namespace, n);
    return { ...object, metadata: { ...object.metadata, name: `${generateName}${suffix}` } };
  }
}

/** Whether everything but metadata and status is the same. */
function isSameContent(a: KubeObject, b: KubeObject): boolean {
  const { metadata: _a, status: _sa, ...left } = a;
  const { metadata: _b, status: _sb, ...right } = b;
  return isSame(left, right);
}

/** Kinds without a spec that somebody acts on have no generation; Kubernetes' core kinds have none, pods apart. */
function hasGeneration({ apiVersion, kind }: KubeObject): boolean {
  if (apiVersion === 'v1') return kind === 'Pod';
  return kind !== 'HorizontalPodAutoscaler' && !apiVersion.startsWith('rbac.authorization.k8s.io/');
}
