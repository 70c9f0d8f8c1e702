/** Names another object. */
export interface KReference {
  /**
   * The object's `group/version`. @default - looked up, if `group` is given
   * @schemaOptional
   */
  readonly apiVersion?: string;
  /**
   * The object's kind.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The object's name.
   * @schemaOptional
   */
  readonly name: string;
  /** The object's namespace. @default - that of the object that holds the reference */
  readonly namespace?: string;
  /**
   * API group, in place of `apiVersion`: the version is looked up. Needs the feature `kreference-group`.
   * @notInSchema
   */
  readonly group?: string;
  /**
   * Name of one of the addresses that the object has. @default - the address that the object prefers
   * @notInSchema
   * @explicitPresence
   */
  readonly address?: string;
}

/** Where events go: to an object that has an address, to a URL, or to a path under an object's address. */
export interface Destination {
  /**
   * An addressable object.
   * @explicitPresence
   */
  readonly ref?: KReference;
  /**
   * An absolute URL; with `ref`, a path that is resolved against the object's address.
   * @explicitPresence
   */
  readonly uri?: string;
  /**
   * PEM certificates of authorities that the sender trusts for this destination. @default - the cluster's
   * @explicitPresence
   */
  readonly CACerts?: string;
  /**
   * OIDC audience of the destination. @default - the object's own
   * @explicitPresence
   */
  readonly audience?: string;
}

/** Names another object, where the schema itself knows all the ways to do so. */
export interface FullKReference extends KReference {
  /** API group, in place of `apiVersion`: the version is looked up. Needs the feature `kreference-group`. */
  readonly group?: string;
  /**
   * Name of one of the addresses that the object has. @default - the address that the object prefers
   * @explicitPresence
   */
  readonly address?: string;
}

/** Where events go, where the schema itself knows all the ways to name an object. */
export interface FullDestination extends Destination {
  /**
   * An addressable object.
   * @explicitPresence
   */
  readonly ref?: FullKReference;
}

/** Names another object, where the schema knows no more than this. */
export interface PlainReference {
  /**
   * The object's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The object's kind.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The object's name.
   * @schemaOptional
   */
  readonly name: string;
  /** The object's namespace. @default - that of the object that holds the reference */
  readonly namespace?: string;
}

/** Where events go, in sources whose schema knows neither certificates nor audiences. */
export interface PlainDestination {
  /** An addressable object. */
  readonly ref?: PlainReference;
  /** An absolute URL; with `ref`, a path that is resolved against the object's address. */
  readonly uri?: string;
}
