import type { Int64 } from '../../meta/v1';

/** A share of the traffic and the revision that gets it. */
export interface TrafficTarget {
  /** Name under which the target also has a URL of its own, as the first part of the host name. @default - no URL */
  readonly tag?: string;
  /** A revision, by its name. @default - the latest one that is ready */
  readonly revisionName?: string;
  /** A configuration, whose latest ready revision is meant; in a Route only. */
  readonly configurationName?: string;
  /**
   * Whether the target follows the latest ready revision; true exactly when `revisionName` is not set.
   * @explicitPresence
   */
  readonly latestRevision?: boolean;
  /** Share of the traffic, 0 to 100; all shares add up to 100. @default 0 */
  readonly percent?: Int64;
  /**
   * URL of the tag; in a status only.
   * @explicitPresence
   */
  readonly url?: string;
}
