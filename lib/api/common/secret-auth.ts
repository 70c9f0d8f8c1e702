/** Names a Secret of the same namespace. */
export interface SecretReference {
  /** The Secret's name. */
  readonly name: string;
}

/** A Secret by which one logs in. */
export interface SecretAuth {
  /**
   * The Secret.
   * @schemaOptional
   * @explicitPresence
   */
  readonly ref: SecretReference;
}
