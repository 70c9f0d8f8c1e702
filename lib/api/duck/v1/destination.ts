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
   */
  readonly address?: string;
}

/** Where events go: to an object that has an address, to a URL, or to a path under an object's address. */
export interface Destination {
  /** An addressable object. */
  readonly ref?: KReference;
  /** An absolute URL; with `ref`, a path that is resolved against the object's address. */
  readonly uri?: string;
  /** PEM certificates of authorities that the sender trusts for this destination. @default - the cluster's */
  readonly CACerts?: string;
  /** OIDC audience of the destination. @default - the object's own */
  readonly audience?: string;
}
