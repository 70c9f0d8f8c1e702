/**
 * Names an object of the same namespace, whose kind is clear from the context.
 * @mapType atomic
 */
export interface LocalObjectReference {
  /**
   * The object's name.
   * @schemaDefault ""
   */
  readonly name?: string;
}

/**
 * Names any object, or a part of one.
 * @mapType atomic
 */
export interface ObjectReference {
  /** The object's `group/version`. */
  readonly apiVersion?: string;
  /** The object's kind. */
  readonly kind?: string;
  /** The object's name. */
  readonly name?: string;
  /** The object's namespace. */
  readonly namespace?: string;
  /** The part of the object that is meant, such as `spec.containers{name}`. */
  readonly fieldPath?: string;
  /** The version of the object that is meant. */
  readonly resourceVersion?: string;
  /** The identity of the object that is meant. */
  readonly uid?: string;
}
