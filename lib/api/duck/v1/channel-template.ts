/** The kind of channel that is made, and its settings. */
export interface ChannelTemplate {
  /**
   * The channel's `group/version`.
   * @schemaOptional
   */
  readonly apiVersion: string;
  /**
   * The channel's kind, such as `InMemoryChannel`.
   * @schemaOptional
   */
  readonly kind: string;
  /**
   * The channel's spec. @default - the kind's own defaults
   * @explicitPresence
   */
  readonly spec?: Readonly<Record<string, unknown>>;
}
