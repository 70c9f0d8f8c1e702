import type { KubeObject } from '../../api/meta/v1';
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
import type { AnyReconciler, Inputs, Outcome } from '../reconciler';
import { Agenda } from './agenda';
import { type Admission, ApiServer, type Change, type Review } from './api-server';
import { Look } from './look';
import type { Cause, Place, Watched, Work } from './places';
import { Store } from './store';
import { circleOf, UnrestError } from './unrest';

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
  readonly #server: ApiServer;
  readonly #events = new Map<string, ToldEvent>();
  readonly #options: EngineOptions;
  #now: Date;
  #version = 0;
  #current: Work | undefined;

  public constructor(options: EngineOptions) {
    this.#options = options;
    this.#now = options.start ?? BEGINNING;
    this.#server = new ApiServer(this.#store, {
      admit: options.admit,
      seed: options.seed ?? 'cdk8s-knative',
      now: () => this.#now,
      onChange: (change) => this.#changed(change),
    });
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
    return this.#server.placeOf(target).object;
  }

  /**
   * Somebody applies an object, as kubectl does. What it no longer says, and an earlier `apply` of the same author said,
   * goes. Lists are written whole but for those of kinds of Kubernetes.
   */
  public apply(object: KubeObject, author = OUTSIDE, review?: Review): void {
    const lists = findKind(object.apiVersion, object.kind)?.builtIn === true ? 'by name' : 'whole';
    this.#server.apply(object, author, { lists, review });
  }

  /** Somebody changes a part of an object. @throws Error where there is no such object */
  public patch(target: Target, change: MergePatch, review?: Review): void {
    const place = this.#server.placeOf(target);
    if (place.object === undefined) throw new Error(`There is no ${target.kind} ${target.name} to change.`);
    this.#server.patch(place, change, review);
  }

  /** Somebody deletes an object. */
  public delete(target: Target): void {
    this.#server.delete(this.#server.placeOf(target));
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
        this.#addFinalizer(work, object, reconciler.finalizer);
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
        if (!kept.has(place)) this.#server.delete(place);
      }
    }
    if (outcome.status !== undefined) this.#server.setStatus(work.place, outcome.status);
    if (outcome.failure !== undefined) this.#tell(targetOf(object), warning('InternalError', outcome.failure));
    // At the same moment nothing would be new, and time would stand still.
    if (outcome.again === undefined) this.#agenda.undefer(work);
    else this.#agenda.defer(work, this.#now.getTime() + Math.max(1, outcome.again));
  }

  /** Returns the place of an object that should be there. */
  #effect(effect: Effect, object: KubeObject, author: string): Place | undefined {
    switch (effect.effect) {
      case 'apply': {
        const { place, change } = this.#server.apply(effect.object, author, { initially: effect.initially });
        if (change === 'created' && effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        if (change === 'updated' && effect.updated !== undefined) this.#tell(targetOf(object), effect.updated);
        return place;
      }
      case 'create': {
        const { place, isNew } = this.#server.create(effect.object);
        if (isNew && effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        return place;
      }
      case 'patch': {
        const isPatched = this.#server.patch(this.#server.placeOf(effect.target), effect.patch);
        if (isPatched && effect.patched !== undefined) this.#tell(targetOf(object), effect.patched);
        return undefined;
      }
      case 'delete': {
        const place = this.#server.placeOf(effect.target);
        if (place.object === undefined || place.object.metadata.deletionTimestamp !== undefined) return undefined;
        this.#server.delete(place);
        if (effect.deleted !== undefined) this.#tell(targetOf(object), effect.deleted);
        return undefined;
      }
      case 'event':
        this.#tell(targetOf(object), effect.event);
        return undefined;
    }
  }

  #addFinalizer({ place, reconciler }: Work, object: KubeObject, finalizer: string): void {
    this.#server.addFinalizer(place, finalizer);
    if (reconciler.tellsFinalizer === false) return;
    this.#tell(targetOf(object), normal('FinalizerUpdate', `Updated "${object.metadata.name}" finalizers`));
  }

  #finalize(object: KubeObject, work: Work, finalize: () => Outcome): void {
    const { finalizer } = work.reconciler;
    if (finalizer === undefined || !hasFinalizer(object, finalizer)) return;
    const outcome = finalize();
    this.#carryOut(object, work, outcome);
    if (outcome.failure === undefined) this.#server.removeFinalizer(work.place, finalizer);
  }

  /** Puts everybody on the agenda for whom a change is news. */
  #changed({ place, object, before, touched, isStatus }: Change): void {
    this.#version += 1;
    const cause: Cause = { changed: object, by: this.#current };
    this.#enqueueOwn(place, cause, isStatus);
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
  #enqueueOwn(place: Place, cause?: Cause, isStatus = false): void {
    for (const reconciler of place.table.reconcilers) {
      const work = place.work(reconciler);
      if (isStatus && cause !== undefined && work === this.#current) this.#agenda.addLastly(work, cause);
      else this.#agenda.add(work, cause);
    }
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
