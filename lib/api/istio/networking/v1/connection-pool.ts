import type { Int32 } from '../../../meta/v1';
import type { IstioDuration, UInt32 } from '../../common/scalars';

/** When it is asked whether the other end of a connection is still there. */
export interface TCPKeepalive {
  /** How many questions may stay unanswered. @default - as the system has it, 9 on Linux */
  readonly probes?: UInt32;
  /** How long a connection is silent before the first question. @default - as the system has it, 2 hours on Linux */
  readonly time?: IstioDuration;
  /** Time between two questions. @default - as the system has it, 75 s on Linux */
  readonly interval?: IstioDuration;
}

/** Limits of connections. */
export interface TCPConnectionPool {
  /** Most connections to one host. @default 4294967295 */
  readonly maxConnections?: Int32;
  /** How long it may take to connect. @default '10s' */
  readonly connectTimeout?: IstioDuration;
  /** When it is asked whether the other end is still there. @default - never */
  readonly tcpKeepalive?: TCPKeepalive;
  /** How long a connection may last. @default - no limit */
  readonly maxConnectionDuration?: IstioDuration;
  /** How long a connection may be silent; `0s` for no limit. @default '1h' */
  readonly idleTimeout?: string;
}

/** Limits of requests. */
export interface HTTPConnectionPool {
  /** Most requests that wait for a connection. @default 4294967295 */
  readonly http1MaxPendingRequests?: Int32;
  /** Most requests at a time. @default 4294967295 */
  readonly http2MaxRequests?: Int32;
  /** Most requests over one connection; 1 switches keep-alive off. @default - no limit */
  readonly maxRequestsPerConnection?: Int32;
  /** Most retries at a time, over all hosts of the service. @default 4294967295 */
  readonly maxRetries?: Int32;
  /** How long a connection may be without a request. @default '1h' */
  readonly idleTimeout?: IstioDuration;
  /**
   * Whether connections of HTTP/1.1 become those of HTTP/2.
   * @enforcedBySchema
   */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Whether the client's version of HTTP is kept. `h2UpgradePolicy` has no effect then. @default false */
  readonly useClientProtocol?: boolean;
  /** Most streams at a time over one connection of HTTP/2. @default 2147483647 */
  readonly maxConcurrentStreams?: Int32;
}

/** Limits of what goes to a service at a time. */
export interface ConnectionPoolSettings {
  /** Limits of connections. */
  readonly tcp?: TCPConnectionPool;
  /** Limits of requests. */
  readonly http?: HTTPConnectionPool;
}
