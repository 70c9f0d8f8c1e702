import type { Kind } from '../api/kind';
import type { KubeObject } from '../api/meta/v1';
import type { Effect } from './effects';

/** Whatever a kind is: reconcilers of different kinds stand in one list. */
// biome-ignore lint/suspicious/noExplicitAny: a kind is only used where its own types are known.
export type AnyKind = Kind<any, any>;

/** Which objects of a kind. */
export interface Selection {
  /** Only those of this namespace. @default - of all */
  readonly namespace?: string;
  /** Only those that have all of these labels. @default - whatever their labels */
  readonly labels?: Readonly<Record<string, string>>;
  /** Only those with an annotation that lists this, among other things with commas between. @default - whatever they list */
  readonly lists?: { readonly annotation: string; readonly item: string };
}

/** Reads objects as they are, as Kubernetes' listers read what informers hold. Objects are shared: nobody changes them. */
export interface Lister {
  /** One object, if it is there. */
  get<Spec, Status>(kind: Kind<Spec, Status>, name: string, namespace?: string): KubeObject<Spec, Status> | undefined;
  /** Objects of a kind, in the order of their namespaces and names. */
  list<Spec, Status>(kind: Kind<Spec, Status>, selection?: Selection): readonly KubeObject<Spec, Status>[];
  /** Objects of a kind that the reconciled object controls, in the order of their names. */
  children<Spec, Status>(kind: Kind<Spec, Status>): readonly KubeObject<Spec, Status>[];
}

/**
 * What a reconciler sees. Whatever it reads here is tracked until it next works for the same object: when that changes,
 * comes or goes, the reconciler is asked again. So it reads here what its outcome follows from.
 */
export interface View extends Lister {
  /**
   * The same objects, without tracking: what is read here does not set the reconciler off. This is for what it only
   * tidies up whenever it works for another reason, and that others may rightly put back.
   */
  readonly untracked: Lister;
}

/** What comes from outside the cluster, such as the digest of an image: here, not here yet, or refused. */
export type Answer<Value> =
  | { readonly state: 'known'; readonly value: Value }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/**
 * Things that are not objects, by the name of the question. Asking never waits. The view is for a world in memory, which
 * answers from its objects what elsewhere an API server answers.
 */
export type Inputs = Readonly<Record<string, (question: never, view: View) => Answer<unknown>>>;

/** What a reconciler is given. */
export interface Request<Spec = unknown, Status = unknown, Asked extends Inputs = Inputs> {
  /** The object to act on. */
  readonly object: KubeObject<Spec, Status>;
  /** All other objects. */
  readonly view: View;
  /** The moment, for what is written down; a reconciler has no other clock. */
  readonly now: Date;
  /** What is asked of the world outside. */
  readonly inputs: Asked;
}

/** What should be. */
export interface Outcome<Status = unknown> {
  /** What the object's status should be. @default - as it is */
  readonly status?: Status;
  /** What should happen, in this order. @default [] */
  readonly effects?: readonly Effect[];
  /** Kinds of which the object should control nothing besides what this outcome applies. @default [] */
  readonly prunes?: readonly AnyKind[];
  /** Milliseconds until the reconciler wants to look again, whatever happens. @default - only when something changes */
  readonly again?: number;
  /**
   * Why the work could not be finished: told as an event `InternalError`, and tried again. What else the outcome says
   * is done all the same.
   */
  readonly failure?: string;
}

/** From what is to what should be: a pure function, and whose objects it is for. */
export interface Reconciler<Spec = unknown, Status = unknown, Asked extends Inputs = Inputs> {
  /** What errors and events call it, such as `serving/route`. */
  readonly name: string;
  /** The kind that it acts on. */
  readonly kind: Kind<Spec, Status>;
  /** Which objects of the kind are its own, such as those of one class. @default - all */
  readonly accepts?: (object: KubeObject<Spec, Status>) => boolean;
  /** Kinds whose objects it makes: when one of them changes, its owner is looked at again. @default [] */
  readonly owns?: readonly AnyKind[];
  /** The name under which it keeps an object that is being deleted until `finalize` is through. */
  readonly finalizer?: string;
  /** Whether an event tells that the finalizer was added. @default true */
  readonly tellsFinalizer?: boolean;
  /** Says what should be. Must not change what it is given, and must not ask for the time or for chance. */
  reconcile(request: Request<Spec, Status, Asked>): Outcome<Status>;
  /** Says what is left to do before the object may go. Called only with a `finalizer`. @default - nothing */
  finalize?(request: Request<Spec, Status, Asked>): Outcome<Status>;
}

// biome-ignore lint/suspicious/noExplicitAny: reconcilers of different kinds stand in one list.
export type AnyReconciler = Reconciler<any, any, any>;
