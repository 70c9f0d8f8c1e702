import type { Kind } from '../api/kind';
import type { KubeObject, OwnerReference } from '../api/meta/v1';

/** A part of an object, as a JSON merge patch writes it: `null` takes a field away. */
export type MergePatch = Readonly<Record<string, unknown>>;

/** What is told of an object, for people. */
export interface EventText {
  readonly type: 'Normal' | 'Warning';
  /** One word in camel case. */
  readonly reason: string;
  readonly message: string;
}

/** Names one object. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** One thing that should happen. */
export type Effect =
  | ApplyEffect
  | { readonly effect: 'create'; readonly object: KubeObject; readonly created?: EventText }
  | { readonly effect: 'patch'; readonly target: Target; readonly patch: MergePatch; readonly patched?: EventText }
  | { readonly effect: 'delete'; readonly target: Target; readonly deleted?: EventText }
  | { readonly effect: 'event'; readonly event: EventText };

export interface ApplyEffect {
  readonly effect: 'apply';
  readonly object: KubeObject;
  /** What is added when the object is not there yet, and left to others afterwards. */
  readonly initially?: MergePatch;
  /** Told when the object was not there. */
  readonly created?: EventText;
  /** Told when the object was there, and is changed. */
  readonly updated?: EventText;
}

type ApplyOptions = Omit<ApplyEffect, 'effect' | 'object'>;

/**
 * The object should be so. Fields that an earlier `apply` of the same reconciler set, and this one doesn't, go; fields
 * that others set stay.
 */
export const apply = (object: KubeObject, options: ApplyOptions = {}): Effect => ({
  effect: 'apply',
  object,
  ...options,
});

/**
 * The content of an object should be so. Its labels, annotations and owners are given once, when it is made, as Knative
 * has it of most of what it makes.
 */
export function applyContent(object: KubeObject, options: ApplyOptions = {}): Effect {
  const { name, namespace, ...given } = object.metadata;
  const initially = { ...options.initially, metadata: given as MergePatch };
  return apply({ ...object, metadata: { name, namespace } }, { ...options, initially });
}

/** The object should be there; once it is, it is left as it is. `generateName` makes a new one each time. */
export const create = (object: KubeObject, created?: EventText): Effect => ({ effect: 'create', object, created });

/** A part of an object should be so. Nothing happens where the object is not there. */
export const patch = (target: Target, change: MergePatch, patched?: EventText): Effect => ({
  effect: 'patch',
  target,
  patch: change,
  patched,
});

/** The object should not be there. */
export const remove = (target: Target, deleted?: EventText): Effect => ({ effect: 'delete', target, deleted });

/** Something to tell of the reconciled object. */
export const tell = (event: EventText): Effect => ({ effect: 'event', event });

/** An event that says what went well. */
export const normal = (reason: string, message: string): EventText => ({ type: 'Normal', reason, message });

/** An event that says what went wrong. */
export const warning = (reason: string, message: string): EventText => ({ type: 'Warning', reason, message });

/** What names an object of a kind. */
export function target(kind: Pick<Kind, 'apiVersion' | 'kind'>, name: string, namespace?: string): Target {
  return { apiVersion: kind.apiVersion, kind: kind.kind, name, namespace };
}

/** What names this object. */
export function targetOf({ apiVersion, kind, metadata }: KubeObject): Target {
  return { apiVersion, kind, name: metadata.name ?? '', namespace: metadata.namespace };
}

/** The reference by which an object controls another. */
export function controllerReference({ apiVersion, kind, metadata }: KubeObject): OwnerReference {
  return {
    apiVersion,
    kind,
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Who controls an object. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(({ controller }) => controller === true);
}

/** Whether the owner controls the object. */
export function isControlledBy(object: KubeObject, owner: KubeObject): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}
