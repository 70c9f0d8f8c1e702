import type { Int32 } from '../../../meta/v1';
import type { IstioDuration, UInt32 } from '../../common/scalars';
import type { IstioDestination } from './destination';
import type { Percent } from './http-fault';
import type { StringMatch } from './http-match';

/** What is done to the headers of a message. */
export interface HeaderOperations {
  /** Headers that get this value in place of any other. */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers that get this value besides those that they have. */
  readonly add?: Readonly<Record<string, string>>;
  /** Headers that are taken out. */
  readonly remove?: readonly string[];
}

/** What is done to the headers on the way. */
export interface IstioHeaders {
  /** Before the request goes to the service. */
  readonly request?: HeaderOperations;
  /** Before the answer goes to the client. */
  readonly response?: HeaderOperations;
}

/** A rewrite of the path by a regular expression. */
export interface RegexRewrite {
  /** A regular expression (RE2); what it matches in the path is replaced. */
  readonly match?: string;
  /** What stands in its place; `\1` is the first group. */
  readonly rewrite?: string;
}

/** What the service gets to see of host and path. */
export interface HTTPRewrite {
  /** The path, or the part of it that a prefix matched. */
  readonly uri?: string;
  /** The host. */
  readonly authority?: string;
  /** The path, by a regular expression. Not together with `uri`. */
  readonly uriRegexRewrite?: RegexRewrite;
}

/** An answer that sends the client elsewhere. */
export interface HTTPRedirect {
  /** The path, or the part of it that a prefix matched. @default - the path that was asked for */
  readonly uri?: string;
  /** The host. @default - the host that was asked for */
  readonly authority?: string;
  /** The port. */
  readonly port?: UInt32;
  /**
   * Where the port comes from. Not together with `port`.
   * @enforcedBySchema
   */
  readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  /** `http` or `https`. @default - the scheme that was asked with */
  readonly scheme?: string;
  /** Status of the answer, 300 to 399. @default 301 */
  readonly redirectCode?: UInt32;
}

/** What stands in an answer. */
export interface HTTPBody {
  /** The body as text. */
  readonly string?: string;
  /**
   * The body in base64.
   * @format byte
   */
  readonly bytes?: string;
}

/** An answer that the proxy gives itself. */
export interface HTTPDirectResponse {
  /** Its status, 200 to 599. */
  readonly status: UInt32;
  /** Its body. @default - none */
  readonly body?: HTTPBody;
}

/** When a request is tried again. */
export interface HTTPRetry {
  /** How often it is tried again; 0 switches retries off. @default 2 */
  readonly attempts?: Int32;
  /** How long one try may take. @default - the route's timeout */
  readonly perTryTimeout?: IstioDuration;
  /**
   * What counts as failed: conditions of Envoy and HTTP statuses, separated by commas.
   * @default 'connect-failure,refused-stream,unavailable,cancelled'
   */
  readonly retryOn?: string;
  /** Least wait before the next try; it grows from try to try. @default '25ms' */
  readonly backoff?: IstioDuration;
  /** Whether hosts that failed already are left out of the next try. @default true */
  readonly retryIgnorePreviousHosts?: boolean;
  /** Whether other localities are tried. @default false */
  readonly retryRemoteLocalities?: boolean;
}

/** Which pages of other origins a browser lets talk to the service. */
export interface CorsPolicy {
  /** Origins that may, one of them must match. */
  readonly allowOrigins?: readonly StringMatch[];
  /** Origins that may, to the letter; deprecated, use `allowOrigins`. */
  readonly allowOrigin?: readonly string[];
  /** Methods that they may use. */
  readonly allowMethods?: readonly string[];
  /** Headers that they may send. */
  readonly allowHeaders?: readonly string[];
  /** Headers of the answer that they may read. */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may remember the answer. */
  readonly maxAge?: IstioDuration;
  /** Whether they may send cookies and credentials. */
  readonly allowCredentials?: boolean;
  /**
   * What becomes of a question whose origin does not match.
   * @default 'FORWARD'
   * @enforcedBySchema
   */
  readonly unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
}

/** A place that gets copies of requests; its answers are thrown away. */
export interface HTTPMirrorPolicy {
  /** Where the copies go. */
  readonly destination: IstioDestination;
  /** Share of the requests that are copied. @default - all */
  readonly percentage?: Percent;
}
