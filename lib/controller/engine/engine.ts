import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
import { findKind } from '../../api/registry';
import {
  controllerOf,
  type Effect,
  type EventText,
  type MergePatch,
  normal,
  type Target,
  targetOf,
  warning,
} from '../effects';
import { isSame } from '../json';
import { timestampOf } from '../moment';
import type { AnyReconciler, Inputs, Outcome } from '../reconciler';
import { Agenda } from './agenda';
import { nameSuffix, uidOf } from './identity';
import { Look } from './look';
import { mergeApplied, mergePatch } from './merge';
import type { Cause, Place, Watched, Work } from './places';
import { Store } from './store';
import { circleOf, UnrestError } from './unrest';

/**
 * What an API server and its webhooks make of an object that is written: defaults, and nothing else. They know the object
 * that it replaces, and find others, such as their own settings.
 */
export type Admission = (object: KubeObject, before: KubeObject | undefined, find: Find) => KubeObject;

export type Find = (target: Target) => KubeObject | undefined;

/** Looks at what somebody is about to make of an object, before defaults are filled in; throws to prevent it. */
export type Review = (object: KubeObject, before: KubeObject | undefined) => void;

export interface EngineOptions {
  readonly reconcilers: readonly AnyReconciler[];
  /** Answers to what reconcilers ask of the world outside. @default - nothing can be asked */
  readonly inputs?: Inputs;
  /** @default - objects are stored as they come */
  readonly admit?: Admission;
  /** Where generated names come from. @default 'cdk8s-knative' */
  readonly seed?: string;
  /** The moment at which everything begins. @default - the beginning of 2026 */
  readonly start?: Date;
  /** How often one reconciler may change something for one object until it counts as restless. @default 200 */
  readonly limit?: number;
}

/** Something that was told of an object. */
export interface ToldEvent extends EventText {
  readonly object: Target;
  /** How often it was told. */
  readonly count: number;
}

/** How an object is applied. */
interface Application {
  /** What is set only if the object is not there yet. */
  readonly initially?: MergePatch;
  readonly lists?: 'by name' | 'whole';
  readonly review?: Review;
}

const BEGINNING = new Date('2026-01-01T00:00:00Z');
const DEFAULT_LIMIT = 200;
/** Everybody who is not a reconciler. */
const OUTSIDE = 'outside';

/**
 * Runs reconcilers over objects in memory until nothing changes any more. Time stands still while it does; identities
 * and generated names follow from the objects alone, so that the same objects always come to the same end.
 */
export class Engine {
  readonly #store = new Store();
  readonly #agenda = new Agenda();
  readonly #generated = new Map<string, number>();
  readonly #events = new Map<string, ToldEvent>();
  readonly #options: EngineOptions;
  #now: Date;
  #version = 0;
  readonly #find: Find = (target) => this.get(target);
  #current: Work | undefined;

  public constructor(options: EngineOptions) {
    this.#options = options;
    this.#now = options.start ?? BEGINNING;
    for (const reconciler of options.reconcilers) {
      const table = this.#store.table(reconciler.kind);
      table.reconcilers.push(reconciler);
      for (const owned of reconciler.owns ?? []) this.#store.table(owned).makers.push({ reconciler, table });
    }
  }

  /** The moment, as reconcilers see it. */
  public get now(): Date {
    return this.#now;
  }

  /** All objects, in the order in which they were made. */
  public get objects(): readonly KubeObject[] {
    return this.#store.objects;
  }

  /** All that was told, in the order in which it was first told. */
  public get events(): readonly ToldEvent[] {
    return [...this.#events.values()];
  }

  public get(target: Target): KubeObject | undefined {
    return this.#placeOf(target).object;
  }

  /**
   * Somebody applies an object, as kubectl does. What it no longer says, and an earlier `apply` of the same author said,
   * goes. Lists are written whole but for those of kinds of Kubernetes.
   */
  public apply(object: KubeObject, author = OUTSIDE, review?: Review): void {
    const named = this.#withName(object);
    const lists = findKind(object.apiVersion, object.kind)?.builtIn === true ? 'by name' : 'whole';
    this.#apply(this.#store.placeOf(named), named, author, { lists, review });
  }

  /** Somebody changes a part of an object. @throws Error where there is no such object */
  public patch(target: Target, change: MergePatch, review?: Review): void {
    const place = this.#placeOf(target);
    const live = place.object;
    if (live === undefined) throw new Error(`There is no ${target.kind} ${target.name} to change.`);
    const next = mergePatch(live, change) as KubeObject;
    review?.(next, live);
    this.#update(place, live, next);
  }

  /** Somebody deletes an object. */
  public delete(target: Target): void {
    this.#delete(this.#placeOf(target));
  }

  /**
   * Lets all reconcilers work until nothing is left to do at this moment.
   * @throws UnrestError where this never happens
   */
  public settle(): void {
    const limit = this.#options.limit ?? DEFAULT_LIMIT;
    const restless = new Map<Work, number>();
    for (let work = this.#agenda.next(); work !== undefined; work = this.#agenda.next()) {
      const version = this.#version;
      this.#run(work);
      if (this.#version === version) continue;
      const changes = (restless.get(work) ?? 0) + 1;
      restless.set(work, changes);
      if (changes > limit) throw new UnrestError(circleOf(work));
    }
  }

  /** Lets time pass, and everything happen that is due in it. @throws UnrestError as `settle` does */
  public advance(milliseconds: number): void {
    const end = this.#now.getTime() + milliseconds;
    this.settle();
    for (let next = this.#agenda.nextMoment(); next !== undefined && next <= end; next = this.#agenda.nextMoment()) {
      if (next > this.#now.getTime()) this.#now = new Date(next);
      this.#agenda.wake(this.#now.getTime());
      this.settle();
    }
    this.#now = new Date(end);
  }

  /** Asks every reconciler about every object again, as a restart would. */
  public revisit(): void {
    for (const object of this.#store.objects) this.#enqueueOwn(this.#store.placeOf(object));
  }

  #run(work: Work): void {
    const { place, reconciler } = work;
    const { object } = place;
    if (object === undefined || reconciler.accepts?.(object) === false) return;
    this.#current = work;
    try {
      const view = new Look(this.#store, object);
      const request = { object, view, now: this.#now, inputs: this.#options.inputs ?? {} };
      if (object.metadata.deletionTimestamp !== undefined) {
        this.#finalize(object, work, () => reconciler.finalize?.(request) ?? {});
      } else if (reconciler.finalizer !== undefined && !hasFinalizer(object, reconciler.finalizer)) {
        this.#addFinalizer(place, object, reconciler.finalizer, reconciler.tellsFinalizer !== false);
      } else {
        this.#carryOut(object, work, reconciler.reconcile(request));
      }
      view.remember(work);
    } finally {
      this.#current = undefined;
    }
  }

  #carryOut(object: KubeObject, work: Work, outcome: Outcome): void {
    const author = work.reconciler.name;
    const kept = new Set<Place | undefined>();
    for (const effect of outcome.effects ?? []) kept.add(this.#effect(effect, object, author));
    for (const kind of outcome.prunes ?? []) {
      for (const child of this.#store.children(this.#store.table(kind), object.metadata.uid ?? '')) {
        const place = this.#store.placeOf(child);
        if (!kept.has(place)) this.#delete(place);
      }
    }
    if (outcome.status !== undefined && work.place.object !== undefined) {
      this.#setStatus(work.place, work.place.object, outcome.status);
    }
    if (outcome.failure !== undefined) this.#tell(targetOf(object), warning('InternalError', outcome.failure));
    // At the same moment nothing would be new, and time would stand still.
    if (outcome.again === undefined) this.#agenda.undefer(work);
    else this.#agenda.defer(work, this.#now.getTime() + Math.max(1, outcome.again));
  }

  /** Returns the place of an object that should be there. */
  #effect(effect: Effect, object: KubeObject, author: string): Place | undefined {
    switch (effect.effect) {
      case 'apply': {
        const place = this.#store.placeOf(effect.object);
        const change = this.#apply(place, effect.object, author, { initially: effect.initially });
        if (change === 'created' && effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        if (change === 'updated' && effect.updated !== undefined) this.#tell(targetOf(object), effect.updated);
        return place;
      }
      case 'create': {
        const named = this.#withName(effect.object);
        const place = this.#store.placeOf(named);
        if (place.object !== undefined) return place;
        this.#create(place, named);
        if (effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        return place;
      }
      case 'patch': {
        const place = this.#placeOf(effect.target);
        const live = place.object;
        if (live === undefined) return undefined;
        const next = mergePatch(live, effect.patch) as KubeObject;
        if (next === live) return undefined;
        this.#update(place, live, next);
        if (effect.patched !== undefined) this.#tell(targetOf(object), effect.patched);
        return undefined;
      }
      case 'delete': {
        const place = this.#placeOf(effect.target);
        if (place.object === undefined || place.object.metadata.deletionTimestamp !== undefined) return undefined;
        this.#delete(place);
        if (effect.deleted !== undefined) this.#tell(targetOf(object), effect.deleted);
        return undefined;
      }
      case 'event':
        this.#tell(targetOf(object), effect.event);
        return undefined;
    }
  }

  #apply(
    place: Place,
    object: KubeObject,
    author: string,
    { initially, lists, review }: Application,
  ): 'created' | 'updated' | undefined {
    const live = place.object;
    const applied = place.applied.get(author);
    // Most of the time nothing is new: the very same object was applied before, and nobody touched it since.
    if (applied?.object === object && applied.live === live) return undefined;
    let change: 'created' | 'updated' | undefined;
    if (live === undefined) {
      review?.(object, undefined);
      this.#create(place, initially === undefined ? object : (mergePatch(object, initially) as KubeObject));
      change = 'created';
    } else {
      const next = mergeApplied(live, applied?.object, object, lists) as KubeObject;
      review?.(next, live);
      change = next !== live && this.#update(place, live, next) ? 'updated' : undefined;
    }
    place.applied.set(author, { object, live: place.object });
    return change;
  }

  #create(place: Place, object: KubeObject): void {
    const incarnation = place.incarnations++;
    const admitted = this.#admit(object);
    const metadata: ObjectMeta = {
      ...admitted.metadata,
      uid: uidOf(`${place.table.key}|${place.namespace ?? ''}|${place.name}`, incarnation),
      creationTimestamp: timestampOf(this.#now),
      ...(hasGeneration(object) ? { generation: 1 } : {}),
    };
    this.#put(place, { ...admitted, metadata });
  }

  /** Writes everything but the status. Says whether something changed. */
  #update(place: Place, live: KubeObject, next: KubeObject): boolean {
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

  #setStatus(place: Place, live: KubeObject, status: unknown): void {
    if (!isSame(live.status, status)) this.#put(place, { ...live, status }, 'status');
  }

  #delete(place: Place): void {
    const live = place.object;
    if (live === undefined) return;
    if ((live.metadata.finalizers ?? []).length === 0) {
      this.#remove(place);
    } else if (live.metadata.deletionTimestamp === undefined) {
      this.#put(place, { ...live, metadata: { ...live.metadata, deletionTimestamp: timestampOf(this.#now) } });
    }
  }

  /** Takes an object away, and with it what belongs to it alone. */
  #remove(place: Place): void {
    const live = place.object;
    if (live === undefined) return;
    this.#changed(place, live, undefined, this.#store.delete(place));
    for (const dependent of this.#store.dependents(live.metadata.uid ?? '')) {
      const owners = (dependent.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== live.metadata.uid);
      const own = this.#store.placeOf(dependent);
      if (owners.length === 0) this.#delete(own);
      else {
        const metadata = { ...dependent.metadata, ownerReferences: owners };
        this.#update(own, dependent, { ...dependent, metadata });
      }
    }
  }

  #addFinalizer(place: Place, object: KubeObject, finalizer: string, isTold: boolean): void {
    const finalizers = [...(object.metadata.finalizers ?? []), finalizer];
    this.#put(place, { ...object, metadata: { ...object.metadata, finalizers } });
    if (isTold) this.#tell(targetOf(object), normal('FinalizerUpdate', `Updated "${object.metadata.name}" finalizers`));
  }

  #finalize(object: KubeObject, work: Work, finalize: () => Outcome): void {
    const { finalizer } = work.reconciler;
    if (finalizer === undefined || !hasFinalizer(object, finalizer)) return;
    const outcome = finalize();
    this.#carryOut(object, work, outcome);
    const live = work.place.object;
    if (outcome.failure !== undefined || live === undefined) return;
    const finalizers = (live.metadata.finalizers ?? []).filter((name) => name !== finalizer);
    this.#update(work.place, live, { ...live, metadata: { ...live.metadata, finalizers } });
  }

  #admit(object: KubeObject, before?: KubeObject): KubeObject {
    return this.#options.admit?.(object, before, this.#find) ?? object;
  }

  #put(place: Place, object: KubeObject, what?: 'status'): void {
    const before = place.object;
    this.#changed(place, object, before, this.#store.put(place, object), what);
  }

  #changed(
    place: Place,
    object: KubeObject,
    before: KubeObject | undefined,
    touched: readonly Watched[],
    what?: 'status',
  ): void {
    this.#version += 1;
    const cause: Cause = { changed: object, by: this.#current };
    this.#enqueueOwn(place, cause, what);
    const owner = controllerOf(object) ?? (before === undefined ? undefined : controllerOf(before));
    const ownerTable = owner === undefined ? undefined : this.#store.table(owner);
    const late: Work[] = [];
    const tellReaders = ({ readers }: Watched) => {
      for (const work of readers) {
        // Who looks on is told before who made it: an owner has more to do with the news than to pass it on.
        if (work.place.table === ownerTable && work.place.name === owner?.name) late.push(work);
        else this.#agenda.add(work, cause);
      }
    };
    tellReaders(place);
    touched.forEach(tellReaders);
    for (const work of late) this.#agenda.postpone(work, cause);
    if (owner === undefined) return;
    for (const { reconciler, table } of place.table.makers) {
      if (table !== ownerTable) continue;
      const namespace = reconciler.kind.scope === 'Cluster' ? undefined : object.metadata.namespace;
      this.#agenda.add(table.place(namespace, owner.name).work(reconciler), cause);
    }
  }

  /** Who wrote a status itself need look at it only once nothing else is left to do: something else mostly comes up first. */
  #enqueueOwn(place: Place, cause?: Cause, what?: 'status'): void {
    for (const reconciler of place.table.reconcilers) {
      const work = place.work(reconciler);
      if (what === 'status' && cause !== undefined && work === this.#current) this.#agenda.addLastly(work, cause);
      else this.#agenda.add(work, cause);
    }
  }

  #placeOf(target: Target): Place {
    return this.#store.table(target).place(target.namespace, target.name);
  }

  #withName(object: KubeObject): KubeObject {
    const { name, generateName, namespace } = object.metadata;
    if (name !== undefined || generateName === undefined) return object;
    const counter = `${this.#store.table(object).key}|${namespace ?? ''}|${generateName}`;
    const n = this.#generated.get(counter) ?? 0;
    this.#generated.set(counter, n + 1);
    const suffix = nameSuffix(this.#options.seed ?? 'cdk8s-knative', generateName, namespace, n);
    return { ...object, metadata: { ...object.metadata, name: `${generateName}${suffix}` } };
  }

  #tell(object: Target, event: EventText): void {
    const { key } = this.#store.table(object);
    const told = `${key}|${object.namespace ?? ''}|${object.name} ${event.type} ${event.reason} ${event.message}`;
    this.#events.set(told, { object, ...event, count: (this.#events.get(told)?.count ?? 0) + 1 });
  }
}

function hasFinalizer(object: KubeObject, finalizer: string): boolean {
  return object.metadata.finalizers?.includes(finalizer) ?? false;
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
