/** One key of a Secret of the same namespace. */
export interface SecretValueKey {
  /** The Secret's name. */
  readonly name: string;
  /** The key whose value is meant. */
  readonly key: string;
}

/** A value that stands in a Secret. */
export interface SecretValueFromSource {
  /**
   * Where it stands.
   * @schemaOptional
   */
  readonly secretKeyRef: SecretValueKey;
}
