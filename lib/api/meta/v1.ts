/**
 * A whole number.
 * @asType integer
 */
export type Integer = number;

/**
 * A whole number of 32 bits.
 * @asType integer
 * @format int32
 */
export type Int32 = number;

/**
 * A whole number of 64 bits; JavaScript is exact up to 9007199254740991.
 * @asType integer
 * @format int64
 */
export type Int64 = number;

/**
 * A number, or a string that stands for one or for a name.
 * @intOrString
 */
export type IntOrString = number | string;

/**
 * An amount of a resource, such as `500m` (half a CPU), `128Mi` (binary) or `1G` (decimal).
 * @intOrString
 * @means a quantity such as "500m", "128Mi" or "2"
 * @pattern ^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$
 */
export type Quantity = number | string;

/**
 * Text that is not empty.
 * @minLength 1
 */
export type NonEmptyText = string;

/** A moment, as RFC 3339 writes it. */
export type Time = string;

/** Another object that this one belongs to and goes with. */
export interface OwnerReference {
  /** The owner's `group/version`. */
  readonly apiVersion: string;
  /** The owner's kind. */
  readonly kind: string;
  /** The owner's name. */
  readonly name: string;
  /** The owner's identity. */
  readonly uid: string;
  /**
   * Whether the owner is the one that manages this object.
   * @explicitPresence
   */
  readonly controller?: boolean;
  /**
   * Whether the owner can't go before this object.
   * @explicitPresence
   */
  readonly blockOwnerDeletion?: boolean;
}

/** Who last wrote which fields, kept by the API server. */
export interface ManagedFieldsEntry {
  /** The `group/version` that the fields are named in. */
  readonly apiVersion?: string;
  /** How `fieldsV1` is to be read. */
  readonly fieldsType?: 'FieldsV1';
  /**
   * The fields, as a tree of their names.
   * @explicitPresence
   */
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
  /** Who wrote them. */
  readonly manager?: string;
  /** Whether they were applied or written otherwise. */
  readonly operation?: 'Apply' | 'Update';
  /** Through which part of the API they were written. */
  readonly subresource?: string;
  /**
   * When they were written.
   * @explicitPresence
   */
  readonly time?: Time;
}

/** What every object says of itself. */
export interface ObjectMeta {
  /** The object's name, unique for its kind and namespace. */
  readonly name?: string;
  /** A prefix from which the API server makes a name. */
  readonly generateName?: string;
  /** The namespace that the object lives in. @default - `default`, for kinds that live in one */
  readonly namespace?: string;
  /** Short values to select objects by. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Longer values that people and tools attach. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Names of those who must act before the object is gone. */
  readonly finalizers?: readonly string[];
  /** Objects that this one goes with. */
  readonly ownerReferences?: readonly OwnerReference[];
  /** Set by the API server: the identity of the object. */
  readonly uid?: string;
  /** Set by the API server: another value for each write. */
  readonly resourceVersion?: string;
  /** Set by the API server: goes up with each change of the spec. */
  readonly generation?: Int64;
  /** Set by the API server: when the object was created. */
  readonly creationTimestamp?: Time;
  /**
   * Set by the API server: when the object will be gone.
   * @explicitPresence
   */
  readonly deletionTimestamp?: Time;
  /**
   * Set by the API server: seconds until the object will be gone.
   * @explicitPresence
   */
  readonly deletionGracePeriodSeconds?: Int64;
  /** Set by the API server: who wrote which fields. */
  readonly managedFields?: readonly ManagedFieldsEntry[];
  /** No longer set by any API server. */
  readonly selfLink?: string;
}

/** One requirement of a label selector. */
export interface LabelSelectorRequirement {
  /**
   * The label.
   * @schemaOptional
   */
  readonly key: string;
  /**
   * How the label relates to `values`.
   * @schemaOptional
   */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** At least one for `In` and `NotIn`, none for the other two. */
  readonly values?: readonly string[];
}

/** Selects objects by their labels; all parts must hold. */
export interface LabelSelector {
  /**
   * Labels and the values that they must have.
   * @opaque
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Requirements that must hold. */
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** An object as every reader of manifests sees it. */
export interface KubeObject<Spec = unknown, Status = unknown> {
  /** The kind's `group/version`, or the version alone in the core group. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /** What the object says of itself. */
  readonly metadata: ObjectMeta;
  /** What should be. */
  readonly spec?: Spec;
  /** What is. */
  readonly status?: Status;
}
