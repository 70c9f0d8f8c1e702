import type { Integer } from '../../../meta/v1';
import type { Double, IstioDuration, PercentNumber, UInt32 } from '../../common/scalars';

/** A further attribute of a cookie, such as `SameSite`. */
export interface HTTPCookieAttribute {
  /** Its name. */
  readonly name: string;
  /** Its value. @default - none */
  readonly value?: string;
}

/** A cookie by which a client stays with one endpoint; the proxy sets it if it isn't there. */
export interface ConsistentHashCookie {
  /** Its name. */
  readonly name: string;
  /** Its path. */
  readonly path?: string;
  /** How long it lasts; `0s` for as long as the browser is open. Without it the proxy sets no cookie. */
  readonly ttl?: string;
  /** Its further attributes. */
  readonly attributes?: readonly HTTPCookieAttribute[];
}

/** Hashing by a ring. */
export interface ConsistentHashRing {
  /**
   * Fewest points on the ring.
   * @default 1024
   * @minimum 0
   */
  readonly minimumRingSize?: Integer;
}

/** Hashing by Maglev's table. */
export interface ConsistentHashMaglev {
  /**
   * Size of the table, a prime number up to 5000011.
   * @default 65537
   * @minimum 0
   */
  readonly tableSize?: Integer;
}

/** Sends what has the same hash to the same endpoint. One of the four sources of the hash. */
export interface ConsistentHashLB {
  /** Hash of a header, by its name. */
  readonly httpHeaderName?: string;
  /** Hash of a cookie. */
  readonly httpCookie?: ConsistentHashCookie;
  /** Hash of the client's address. */
  readonly useSourceIp?: boolean;
  /** Hash of a parameter of the query, by its name. */
  readonly httpQueryParameterName?: string;
  /** Hashing by a ring. */
  readonly ringHash?: ConsistentHashRing;
  /** Hashing by Maglev's table: steadier, and quicker to build. */
  readonly maglev?: ConsistentHashMaglev;
  /**
   * Fewest points on the ring; deprecated, use `ringHash`.
   * @minimum 0
   */
  readonly minimumRingSize?: Integer;
}

/** Where requests of one locality go. */
export interface LocalityDistribution {
  /** The locality that they come from, `region/zone/subzone`. */
  readonly from?: string;
  /** Percent by locality that they go to; 100 in all. */
  readonly to?: Readonly<Record<string, UInt32>>;
}

/** Which region steps in for another. */
export interface LocalityFailover {
  /** The region that fails. */
  readonly from?: string;
  /** The region that steps in. */
  readonly to?: string;
}

/** Keeps requests near to where they come from. At most one of `distribute`, `failover` and `failoverPriority`. */
export interface LocalityLoadBalancerSetting {
  /** Where requests of each locality go. */
  readonly distribute?: readonly LocalityDistribution[];
  /** Which region steps in for another. */
  readonly failover?: readonly LocalityFailover[];
  /** Labels by which endpoints near to the client are found, the most important first. */
  readonly failoverPriority?: readonly string[];
  /** Whether all this holds. @default - as the mesh has it */
  readonly enabled?: boolean;
}

/** How a new endpoint is given more and more requests. */
export interface WarmupConfiguration {
  /** How long it takes until it gets its full share. */
  readonly duration: IstioDuration;
  /** Share that it begins with, in percent of the full one. @default 10 */
  readonly minimumPercent?: PercentNumber;
  /**
   * How quickly the share grows; 1 is evenly.
   * @default 1
   * @minimum 0
   */
  readonly aggression?: Double;
}

/** Which endpoint of a service a request goes to. */
export interface LoadBalancerSettings {
  /**
   * A way that needs no settings. `LEAST_CONN` is deprecated, write `LEAST_REQUEST`.
   * @default 'LEAST_REQUEST'
   * @enforcedBySchema
   */
  readonly simple?: 'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  /** What has the same hash goes to the same endpoint. Not together with `simple`. */
  readonly consistentHash?: ConsistentHashLB;
  /** Keeps requests near to where they come from. */
  readonly localityLbSetting?: LocalityLoadBalancerSetting;
  /** How long a new endpoint gets fewer requests; deprecated, use `warmup`. */
  readonly warmupDurationSecs?: IstioDuration;
  /** How a new endpoint is given more and more requests. */
  readonly warmup?: WarmupConfiguration;
}
