import type { Status } from './status';

/** Status of Eventing kinds; the schema leaves its annotations open. */
export interface EventingStatus extends Status {
  /**
   * Further facts that controllers leave for each other.
   * @opaque
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The dead letter sink, resolved. */
export interface DeliveryStatus {
  /** URL of the dead letter sink. */
  readonly deadLetterSinkUri?: string;
  /** PEM certificates of authorities that vouch for the dead letter sink. */
  readonly deadLetterSinkCACerts?: string;
  /** OIDC audience of the dead letter sink. */
  readonly deadLetterSinkAudience?: string;
}

/** The identities that a sender authenticates with. */
export interface AuthStatus {
  /**
   * Service account whose token the sender shows.
   * @explicitPresence
   */
  readonly serviceAccountName?: string;
  /** Service accounts whose tokens the sender shows, if it has several. */
  readonly serviceAccountNames?: readonly string[];
}

/** An EventPolicy that decides who may send to the object. */
export interface AppliedEventPolicy {
  /** The policy's `group/version`. */
  readonly apiVersion?: string;
  /** The policy's name. */
  readonly name?: string;
}

/** The policies that decide who may send to the object. */
export interface AppliedEventPoliciesStatus {
  /** Policies in force; without one, the cluster's default mode holds. */
  readonly policies?: readonly AppliedEventPolicy[];
}
