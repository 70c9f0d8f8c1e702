import type { KubeObject } from '../api/meta/v1';
import { findKind } from '../api/registry';
import type { MergePatch, Target } from '../controller/effects';
import type { Review } from '../controller/engine/api-server';
import { Engine, type ToldEvent } from '../controller/engine/engine';
import type { AnyReconciler } from '../controller/reconciler';
import { eventingReconcilers } from '../eventing/reconcile';
import type { Platform } from '../rules/platform';
import { servingReconcilers } from '../serving/reconcile';
import { tektonReconcilers } from '../tekton/reconcile';
import { type WorldOptions, worldOf } from '../world/world';

/** What a program becomes. */
export interface Expansion {
  /** All objects at rest, in the order in which they were made. What a cluster has anyway is left out. */
  readonly objects: readonly KubeObject[];
  /** What was told of them, in the order in which it was first told. */
  readonly events: readonly ToldEvent[];
  /** What was said of how things behave, where there is no such thing, as `deployment/shop`. */
  readonly unmet: readonly string[];
}

/** What somebody is about to write over what is there. */
export interface Update {
  /** The update as it was given. */
  readonly given: KubeObject;
  /** What it makes of the object, before anything is filled in. */
  readonly object: KubeObject;
  /** What is there; absent where the update makes a new object. */
  readonly before?: KubeObject;
  /** The cluster at that moment. */
  readonly platform: Platform;
}

/** Somebody applies an update, whole objects or merge patches of some; or time passes, in milliseconds. */
export type Step = { readonly update: readonly KubeObject[] } | { readonly passes: number };

export interface ExpandOptions extends WorldOptions {
  /** What happens afterwards, in this order, each once everything is at rest. @default [] */
  readonly steps?: readonly Step[];
  /** Looks at each update before it is made, and may throw. @default - all updates are made, whatever they say */
  readonly review?: (update: Update) => void;
  /** The reconcilers, in the order in which they are asked. @default - Serving's, Eventing's and Tekton's */
  readonly reconcilers?: readonly AnyReconciler[];
}

/** The reconcilers of all control planes. */
export const controlPlanes: readonly AnyReconciler[] = [
  ...servingReconcilers,
  ...eventingReconcilers,
  ...tektonReconcilers,
];

/** Time before each update. */
const PAUSE_MS = 1000;

/**
 * Every object that the controllers derive from these, offline: what a cluster would have at rest, with its status.
 * @throws UnrestError where the controllers never come to rest
 */
export function expand(objects: readonly KubeObject[], options: ExpandOptions = {}): Expansion {
  const { engine, ownObjects, reviewOf, conduct } = cluster(options);
  apply(engine, objects);
  for (const step of options.steps ?? []) take(engine, step, reviewOf);
  return { objects: ownObjects(), events: engine.events, unmet: conduct.unmet };
}

export interface ChangeOptions extends ExpandOptions {
  /**
   * Whether the first objects have been through a cluster, which filled in defaults: then a field that the second ones
   * don't have may be one of these, and stays. @default false
   */
  readonly isFilledIn?: boolean;
}

/** What changes in a cluster that holds what the first objects became, when the second ones take their place. */
export function expandChange(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  options: ChangeOptions = {},
): { readonly before: Expansion; readonly after: Expansion } {
  const { engine, ownObjects, reviewOf, conduct } = cluster(options);
  apply(engine, before, { author: options.isFilledIn === true ? 'cluster' : undefined });
  const first: Expansion = { objects: ownObjects(), events: engine.events, unmet: conduct.unmet };
  engine.advance(PAUSE_MS);
  const kept = new Set(after.map(placed).map(nameOf));
  for (const object of before.map(placed)) if (!kept.has(nameOf(object))) engine.delete(targetOf(object));
  apply(engine, after, { reviewOf });
  for (const step of options.steps ?? []) take(engine, step, reviewOf);
  return { before: first, after: { objects: ownObjects(), events: engine.events, unmet: conduct.unmet } };
}

/** A cluster with nothing in it but what it needs, at rest. */
export function cluster(options: ExpandOptions) {
  const { conduct, inputs, admit, reconcilers, objects, platformAt } = worldOf(options);
  const engine = new Engine({
    reconcilers: [...(options.reconcilers ?? controlPlanes), ...reconcilers],
    inputs,
    admit,
  });
  for (const object of objects) engine.apply(object);
  engine.settle();
  // What is written of them later is another object with other metadata, unless it is a status.
  const given = new Set(engine.objects.map(({ metadata }) => metadata));
  const ownObjects = () => {
    const { objects: all } = engine;
    const kinds = new Set(all.map(({ kind }) => kind));
    const isShared = ({ metadata }: KubeObject) => kinds.has(sharedBy[metadata.name ?? ''] ?? '');
    return all.filter((object) => (!given.has(object.metadata) || isShared(object)) && !isAddressList(object));
  };
  const { review } = options;
  const reviewOf = (update: KubeObject): Review | undefined =>
    review &&
    ((object, before) =>
      review({ given: update, object, before, platform: platformAt((target) => engine.get(target)) }));
  return { engine, ownObjects, reviewOf, conduct };
}

/** Workloads that all objects of a kind share: where there is such an object, they are part of what it becomes. */
const sharedBy: Readonly<Record<string, string>> = { 'request-reply': 'RequestReply' };

/** The addresses that Kubernetes itself keeps of every service that selects pods. */
function isAddressList({ kind, metadata }: KubeObject): boolean {
  return kind === 'Endpoints' && metadata.ownerReferences === undefined;
}

/** Settings and accounts come first: what is made later reads them. */
const FIRST: readonly string[] = [
  'Namespace',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
];

/**
 * Controllers don't wait until all of a large program is applied. Nor should they here: what belongs together is at hand
 * only while there is not too much of it.
 */
const BATCH = 32;

interface Application {
  readonly author?: string;
  readonly reviewOf?: (object: KubeObject) => Review | undefined;
}

function apply(engine: Engine, objects: readonly KubeObject[], { author, reviewOf }: Application = {}): void {
  const isFirst = ({ kind }: KubeObject) => FIRST.includes(kind);
  const inOrder = [...objects.filter(isFirst), ...objects.filter((each) => !isFirst(each))];
  inOrder.forEach((object, index) => {
    engine.apply(placed(object), author, reviewOf?.(object));
    if ((index + 1) % BATCH === 0) engine.settle();
  });
  engine.settle();
}

function take(engine: Engine, step: Step, reviewOf: (update: KubeObject) => Review | undefined): void {
  if ('passes' in step) {
    engine.advance(step.passes);
    return;
  }
  engine.advance(PAUSE_MS);
  for (const object of step.update) change(engine, object, reviewOf(object));
  engine.settle();
}

/** An object that names no namespace goes where `kubectl` would put it. */
function placed(object: KubeObject): KubeObject {
  const { metadata } = object;
  const isCluster = findKind(object.apiVersion, object.kind)?.scope === 'Cluster';
  if (metadata.namespace !== undefined || isCluster) return object;
  return { ...object, metadata: { ...metadata, namespace: 'default' } };
}

function nameOf({ apiVersion, kind, metadata }: KubeObject): string {
  return `${apiVersion.split('/')[0]} ${kind} ${metadata.namespace} ${metadata.name}`;
}

function targetOf({ apiVersion, kind, metadata }: KubeObject): Target {
  return { apiVersion, kind, name: metadata.name ?? '', namespace: metadata.namespace };
}

/** An object that is there is changed in what the update says; another one is new. */
function change(engine: Engine, given: KubeObject, review: Review | undefined): void {
  const object = placed(given);
  const target = targetOf(object);
  if (engine.get(target) === undefined) engine.apply(object, undefined, review);
  else engine.patch(target, object as unknown as MergePatch, review);
}
