/** One expression over an event's attributes: exactly one of these fields is set. */
export interface SubscriptionsAPIFilter {
  /**
   * All of these hold.
   * @opaqueItems
   */
  readonly all?: readonly SubscriptionsAPIFilter[];
  /**
   * At least one of these holds.
   * @opaqueItems
   */
  readonly any?: readonly SubscriptionsAPIFilter[];
  /**
   * This does not hold.
   * @opaque
   * @explicitPresence
   */
  readonly not?: SubscriptionsAPIFilter;
  /**
   * Attributes equal these values.
   * @opaque
   */
  readonly exact?: Readonly<Record<string, string>>;
  /**
   * Attributes begin with these values.
   * @opaque
   */
  readonly prefix?: Readonly<Record<string, string>>;
  /**
   * Attributes end with these values.
   * @opaque
   */
  readonly suffix?: Readonly<Record<string, string>>;
  /** An expression in CloudEvents SQL that is true. */
  readonly cesql?: string;
}
