import type { Destination } from './destination';
import type { AuthStatus, EventingStatus } from './eventing-status';

/** Attributes that a source puts on each of its events, over those that it made itself. */
export interface CloudEventOverrides {
  /**
   * Extension attributes and their values; names are lower-case letters and digits.
   * @preserveUnknownFields
   */
  readonly extensions?: Readonly<Record<string, string>>;
}

/** What every source's spec has. */
export interface SourceSpec {
  /**
   * Where the events go.
   * @schemaOptional
   */
  readonly sink: Destination;
  /**
   * Attributes that are put on each event. @default - none
   * @explicitPresence
   */
  readonly ceOverrides?: CloudEventOverrides;
}

/** Type and source of events that a source sends. */
export interface CloudEventAttributes {
  /** The attribute `type`. */
  readonly type?: string;
  /** The attribute `source`. */
  readonly source?: string;
}

/** What every source's status has. */
export interface SourceStatus extends EventingStatus {
  /** URL of the sink. */
  readonly sinkUri?: string;
  /** PEM certificates of authorities that vouch for the sink. */
  readonly sinkCACerts?: string;
  /** OIDC audience of the sink. */
  readonly sinkAudience?: string;
  /** What the events look like. */
  readonly ceAttributes?: readonly CloudEventAttributes[];
  /** Who the source authenticates as. */
  readonly auth?: AuthStatus;
}
