import type { KubeObject, ObjectMeta } from '../../api/meta/v1';
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
import type { AnyReconciler, Inputs, Outcome } from '../reconciler';
import { Agenda, type Cause, displayOf, type Work } from './agenda';
import { nameSuffix, uidOf } from './identity';
import { mergeApplied, mergePatch } from './merge';
import { Interests, Reads } from './reads';
import { keyOf, kindKeyOf, objectKey, Store } from './store';
import { circleOf, UnrestError } from './unrest';

/** What an API server and its webhooks make of an object that is written: defaults, and nothing else. */
export type Admission = (object: KubeObject, before?: KubeObject) => KubeObject;

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
  readonly #interests = new Interests<Work>();
  readonly #works = new Map<string, Work>();
  readonly #byKind = new Map<string, AnyReconciler[]>();
  /** By kind of the child: reconcilers that own such objects. */
  readonly #owners = new Map<string, AnyReconciler[]>();
  /** What each author last applied to an object. */
  readonly #applied = new Map<string, { readonly object: KubeObject; readonly live: KubeObject | undefined }>();
  readonly #incarnations = new Map<string, number>();
  readonly #generated = new Map<string, number>();
  readonly #events = new Map<string, ToldEvent>();
  readonly #options: EngineOptions;
  #now: number;
  #version = 0;
  #current: Work | undefined;

  public constructor(options: EngineOptions) {
    this.#options = options;
    this.#now = (options.start ?? BEGINNING).getTime();
    for (const reconciler of options.reconcilers) {
      push(this.#byKind, kindKeyOf(reconciler.kind), reconciler);
      for (const owned of reconciler.owns ?? []) push(this.#owners, kindKeyOf(owned), reconciler);
    }
  }

  /** The moment, as reconcilers see it. */
  public get now(): Date {
    return new Date(this.#now);
  }

  /** All objects, in the order in which they were made. */
  public get objects(): readonly KubeObject[] {
    return [...this.#store.objects];
  }

  /** All that was told, in the order in which it was first told. */
  public get events(): readonly ToldEvent[] {
    return [...this.#events.values()];
  }

  public get(target: Target): KubeObject | undefined {
    return this.#store.get(targetKey(target));
  }

  /** Somebody applies an object. What it no longer says, and an earlier `apply` of the same author said, goes. */
  public apply(object: KubeObject, author = OUTSIDE): void {
    this.#apply(this.#withName(object), author);
  }

  /** Somebody changes a part of an object. @throws Error where there is no such object */
  public patch(target: Target, change: MergePatch): void {
    const live = this.get(target);
    if (live === undefined) throw new Error(`There is no ${target.kind} ${target.name} to change.`);
    this.#update(live, mergePatch(live, change) as KubeObject);
  }

  /** Somebody deletes an object. */
  public delete(target: Target): void {
    const live = this.get(target);
    if (live !== undefined) this.#delete(live);
  }

  /**
   * Lets all reconcilers work until nothing is left to do at this moment.
   * @throws UnrestError where this never happens
   */
  public settle(): void {
    const limit = this.#options.limit ?? DEFAULT_LIMIT;
    const restless = new Map<string, number>();
    for (let work = this.#agenda.next(); work !== undefined; work = this.#agenda.next()) {
      const version = this.#version;
      this.#run(work);
      if (this.#version === version) continue;
      const changes = (restless.get(work.key) ?? 0) + 1;
      restless.set(work.key, changes);
      if (changes > limit) throw new UnrestError(circleOf(this.#agenda, work));
    }
  }

  /** Lets time pass, and everything happen that is due in it. @throws UnrestError as `settle` does */
  public advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    this.settle();
    for (let next = this.#agenda.nextMoment(); next !== undefined && next <= end; next = this.#agenda.nextMoment()) {
      this.#now = Math.max(this.#now, next);
      this.#agenda.wake(this.#now);
      this.settle();
    }
    this.#now = end;
  }

  /** Asks every reconciler about every object again, as a restart would. */
  public revisit(): void {
    for (const object of this.#store.objects) this.#enqueueOwn(object);
  }

  #run(work: Work): void {
    const object = this.#store.get(work.object);
    const { reconciler } = work;
    if (object === undefined || reconciler.accepts?.(object) === false) return;
    this.#current = work;
    try {
      const reads = new Reads(this.#store, object);
      const request = { object, view: reads, now: this.now, inputs: this.#options.inputs ?? {} };
      if (object.metadata.deletionTimestamp !== undefined) {
        this.#finalize(object, work, () => reconciler.finalize?.(request) ?? {});
      } else if (reconciler.finalizer !== undefined && !hasFinalizer(object, reconciler.finalizer)) {
        this.#addFinalizer(object, reconciler.finalizer, reconciler.tellsFinalizer !== false);
      } else {
        this.#carryOut(object, work, reconciler.reconcile(request));
      }
      this.#interests.set(work, reads.keys);
    } finally {
      this.#current = undefined;
    }
  }

  #carryOut(object: KubeObject, work: Work, outcome: Outcome): void {
    const author = work.reconciler.name;
    const kept = new Set<string>();
    for (const effect of outcome.effects ?? []) {
      if (effect.effect === 'apply' || effect.effect === 'create') kept.add(objectKey(effect.object));
      this.#effect(effect, object, author);
    }
    for (const kind of outcome.prunes ?? []) {
      for (const child of this.#store.children(kindKeyOf(kind), object.metadata.uid ?? '')) {
        if (!kept.has(objectKey(child))) this.#delete(child);
      }
    }
    if (outcome.status !== undefined) {
      const live = this.#store.get(work.object);
      if (live !== undefined) this.#setStatus(live, outcome.status);
    }
    if (outcome.failure !== undefined) this.#tell(targetOf(object), warning('InternalError', outcome.failure));
    if (outcome.again === undefined) this.#agenda.undefer(work);
    else this.#agenda.defer(work, this.#now + outcome.again);
  }

  #effect(effect: Effect, object: KubeObject, author: string): void {
    switch (effect.effect) {
      case 'apply': {
        const change = this.#apply(effect.object, author, effect.initially);
        if (change === 'created' && effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        if (change === 'updated' && effect.updated !== undefined) this.#tell(targetOf(object), effect.updated);
        return;
      }
      case 'create': {
        const named = this.#withName(effect.object);
        if (this.#store.get(objectKey(named)) !== undefined) return;
        this.#create(named);
        if (effect.created !== undefined) this.#tell(targetOf(object), effect.created);
        return;
      }
      case 'patch': {
        const live = this.get(effect.target);
        if (live === undefined) return;
        const next = mergePatch(live, effect.patch) as KubeObject;
        if (next === live) return;
        this.#update(live, next);
        if (effect.patched !== undefined) this.#tell(targetOf(object), effect.patched);
        return;
      }
      case 'delete': {
        const live = this.get(effect.target);
        if (live === undefined || live.metadata.deletionTimestamp !== undefined) return;
        this.#delete(live);
        if (effect.deleted !== undefined) this.#tell(targetOf(object), effect.deleted);
        return;
      }
      case 'event':
        this.#tell(targetOf(object), effect.event);
        return;
    }
  }

  #apply(object: KubeObject, author: string, initially?: MergePatch): 'created' | 'updated' | undefined {
    const key = objectKey(object);
    const live = this.#store.get(key);
    const authored = `${author} ${key}`;
    const applied = this.#applied.get(authored);
    // Most of the time nothing is new: the very same object was applied before, and nobody touched it since.
    if (applied?.object === object && applied.live === live) return undefined;
    let change: 'created' | 'updated' | undefined;
    if (live === undefined) {
      this.#create(initially === undefined ? object : (mergePatch(object, initially) as KubeObject));
      change = 'created';
    } else {
      const next = mergeApplied(live, applied?.object, object) as KubeObject;
      change = next !== live && this.#update(live, next) ? 'updated' : undefined;
    }
    this.#applied.set(authored, { object, live: this.#store.get(key) });
    return change;
  }

  #create(object: KubeObject): void {
    const key = objectKey(object);
    const incarnation = this.#incarnations.get(key) ?? 0;
    this.#incarnations.set(key, incarnation + 1);
    const admitted = this.#admit(object);
    const metadata: ObjectMeta = {
      ...admitted.metadata,
      uid: uidOf(key, incarnation),
      creationTimestamp: timestamp(this.#now),
      ...(hasGeneration(object) ? { generation: 1 } : {}),
    };
    this.#put({ ...admitted, metadata });
  }

  /** Writes everything but the status. Says whether something changed. */
  #update(live: KubeObject, next: KubeObject): boolean {
    const admitted = this.#admit({ ...next, ...(live.status === undefined ? {} : { status: live.status }) }, live);
    if (isSame(admitted, live)) return false;
    const { generation } = live.metadata;
    const metadata =
      generation !== undefined && !isSameContent(admitted, live)
        ? { ...admitted.metadata, generation: generation + 1 }
        : admitted.metadata;
    this.#put({ ...admitted, metadata }, live);
    if (metadata.deletionTimestamp !== undefined && (metadata.finalizers ?? []).length === 0) {
      this.#remove({ ...admitted, metadata });
    }
    return true;
  }

  #setStatus(live: KubeObject, status: unknown): void {
    if (!isSame(live.status, status)) this.#put({ ...live, status }, live, 'status');
  }

  #delete(live: KubeObject): void {
    if ((live.metadata.finalizers ?? []).length === 0) {
      this.#remove(live);
    } else if (live.metadata.deletionTimestamp === undefined) {
      this.#put({ ...live, metadata: { ...live.metadata, deletionTimestamp: timestamp(this.#now) } }, live);
    }
  }

  /** Takes an object away, and with it what belongs to it alone. */
  #remove(live: KubeObject): void {
    const key = objectKey(live);
    const touched = this.#store.delete(key);
    this.#changed(live, undefined, key, touched);
    for (const dependent of this.#store.dependents(live.metadata.uid ?? '')) {
      const owners = (dependent.metadata.ownerReferences ?? []).filter(({ uid }) => uid !== live.metadata.uid);
      if (owners.length === 0) this.#delete(dependent);
      else this.#update(dependent, { ...dependent, metadata: { ...dependent.metadata, ownerReferences: owners } });
    }
  }

  #addFinalizer(object: KubeObject, finalizer: string, isTold: boolean): void {
    const finalizers = [...(object.metadata.finalizers ?? []), finalizer];
    this.#put({ ...object, metadata: { ...object.metadata, finalizers } }, object);
    if (isTold) this.#tell(targetOf(object), normal('FinalizerUpdate', `Updated "${object.metadata.name}" finalizers`));
  }

  #finalize(object: KubeObject, work: Work, finalize: () => Outcome): void {
    const { finalizer } = work.reconciler;
    if (finalizer === undefined || !hasFinalizer(object, finalizer)) return;
    const outcome = finalize();
    this.#carryOut(object, work, outcome);
    const live = this.#store.get(work.object);
    if (outcome.failure !== undefined || live === undefined) return;
    const finalizers = (live.metadata.finalizers ?? []).filter((name) => name !== finalizer);
    this.#update(live, { ...live, metadata: { ...live.metadata, finalizers } });
  }

  #admit(object: KubeObject, before?: KubeObject): KubeObject {
    return this.#options.admit?.(object, before) ?? object;
  }

  #put(object: KubeObject, before?: KubeObject, what?: 'status'): void {
    const touched = this.#store.put(object);
    this.#changed(object, before, objectKey(object), touched, what);
  }

  #changed(
    object: KubeObject,
    before: KubeObject | undefined,
    key: string,
    touched: ReadonlySet<string>,
    what?: 'status',
  ): void {
    this.#version += 1;
    const cause: Cause = { changed: displayOf(object), by: this.#current };
    this.#enqueueOwn(object, cause, what);
    const owner = controllerOf(object) ?? (before === undefined ? undefined : controllerOf(before));
    const late: Work[] = [];
    for (const waiting of [key, ...touched]) {
      for (const work of this.#interests.of(waiting)) {
        // Who looks on is told before who made it: an owner has more to do with the news than to pass it on.
        if (owner !== undefined && work.object.endsWith(`|${owner.name}`) && work.object.startsWith(kindKeyOf(owner))) {
          late.push(work);
        } else this.#agenda.add(work, cause);
      }
    }
    for (const work of late) this.#agenda.postpone(work, cause);
    if (owner === undefined) return;
    for (const reconciler of this.#owners.get(kindKeyOf(object)) ?? []) {
      if (kindKeyOf(reconciler.kind) !== kindKeyOf(owner)) continue;
      const namespace = reconciler.kind.scope === 'Cluster' ? undefined : object.metadata.namespace;
      const ownerKey = keyOf(kindKeyOf(owner), namespace, owner.name);
      this.#agenda.add(this.#work(reconciler, ownerKey), cause);
    }
  }

  /** Who wrote a status itself need look at it only once nothing else is left to do: something else mostly comes up first. */
  #enqueueOwn(object: KubeObject, cause?: Cause, what?: 'status'): void {
    for (const reconciler of this.#byKind.get(kindKeyOf(object)) ?? []) {
      const work = this.#work(reconciler, objectKey(object));
      if (what === 'status' && cause !== undefined && work === this.#current) this.#agenda.addLastly(work, cause);
      else this.#agenda.add(work, cause);
    }
  }

  #work(reconciler: AnyReconciler, object: string): Work {
    const key = `${reconciler.name} ${object}`;
    const known = this.#works.get(key);
    if (known !== undefined) return known;
    const work: Work = { key, reconciler, object };
    this.#works.set(key, work);
    return work;
  }

  #withName(object: KubeObject): KubeObject {
    const { name, generateName, namespace } = object.metadata;
    if (name !== undefined || generateName === undefined) return object;
    const counter = `${kindKeyOf(object)}|${namespace ?? ''}|${generateName}`;
    const n = this.#generated.get(counter) ?? 0;
    this.#generated.set(counter, n + 1);
    const suffix = nameSuffix(this.#options.seed ?? 'cdk8s-knative', generateName, namespace, n);
    return { ...object, metadata: { ...object.metadata, name: `${generateName}${suffix}` } };
  }

  #tell(object: Target, event: EventText): void {
    const key = `${targetKey(object)} ${event.type} ${event.reason} ${event.message}`;
    const told = this.#events.get(key);
    this.#events.set(key, { object, ...event, count: (told?.count ?? 0) + 1 });
  }
}

function targetKey(target: Target): string {
  return keyOf(kindKeyOf(target), target.namespace, target.name);
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
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

/** As the API server writes it: whole seconds. */
function timestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}
