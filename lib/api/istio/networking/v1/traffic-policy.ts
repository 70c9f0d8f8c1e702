import type { Int32 } from '../../../meta/v1';
import type { IstioDuration, PercentNumber, UInt32 } from '../../common/scalars';
import type { ConnectionPoolSettings } from './connection-pool';
import type { IstioPortSelector } from './destination';
import type { LoadBalancerSettings } from './load-balancer';

/** How connections to a service are encrypted. */
export interface ClientTLSSettings {
  /**
   * Not at all, as a plain client (`SIMPLE`), with a certificate of one's own (`MUTUAL`), or with Istio's.
   * @enforcedBySchema
   */
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  /** Path of the file of the client's certificate. */
  readonly clientCertificate?: string;
  /** Path of the file of the client's key. */
  readonly privateKey?: string;
  /** Path of the file of authorities that the server's certificate is checked by. @default - those of the system */
  readonly caCertificates?: string;
  /** Name of the Secret that holds certificate, key and authorities. Needs a workload selector, but for gateways. */
  readonly credentialName?: string;
  /** Names of which the server's certificate must have one. @default - the host that is asked for */
  readonly subjectAltNames?: readonly string[];
  /** Name that is asked for in the handshake. */
  readonly sni?: string;
  /** Whether the server's certificate is not checked. @default false */
  readonly insecureSkipVerify?: boolean;
  /** Path of the file of certificates that were called back. */
  readonly caCrl?: string;
}

/** When an endpoint that fails is left out for a while. */
export interface OutlierDetection {
  /** Errors in a row; deprecated, use `consecutive5xxErrors`. */
  readonly consecutiveErrors?: Int32;
  /** Whether errors of the proxy's own, such as timeouts, are counted apart. @default false */
  readonly splitExternalLocalOriginErrors?: boolean;
  /** Errors of the proxy's own in a row. @default 5 */
  readonly consecutiveLocalOriginFailures?: UInt32;
  /** Answers 502, 503 and 504 in a row; 0 for never. @default 0 */
  readonly consecutiveGatewayErrors?: UInt32;
  /** Answers 5xx in a row; 0 for never. @default 5 */
  readonly consecutive5xxErrors?: UInt32;
  /** Time between two looks. @default '10s' */
  readonly interval?: IstioDuration;
  /** How long an endpoint is left out at least; it grows with each time. @default '30s' */
  readonly baseEjectionTime?: IstioDuration;
  /** Most endpoints that are left out at a time, in percent. @default 10 */
  readonly maxEjectionPercent?: Int32;
  /** Percent of endpoints that must be well for all this to hold. @default 0 */
  readonly minHealthPercent?: Int32;
}

/** How connections go through a proxy further on, as HTTP CONNECT or POST. */
export interface TunnelSettings {
  /** `CONNECT` or `POST`. @default 'CONNECT' */
  readonly protocol?: string;
  /** Host that the tunnel leads to. */
  readonly targetHost: string;
  /** Port that the tunnel leads to. */
  readonly targetPort: UInt32;
}

/** Whether the client's address is told by the PROXY protocol. */
export interface ProxyProtocol {
  /**
   * Version of the protocol.
   * @default 'V1'
   * @enforcedBySchema
   */
  readonly version?: 'V1' | 'V2';
}

/** How many retries there may be in proportion to requests. */
export interface RetryBudget {
  /** Most retries, in percent of the requests under way. @default 20 */
  readonly percent?: PercentNumber;
  /** Retries at a time that there may always be. @default 3 */
  readonly minRetryConcurrency?: UInt32;
}

/** How clients talk to one port of a service. What it leaves out is not taken from the policy of the whole service. */
export interface PortTrafficPolicy {
  /** The port. */
  readonly port?: IstioPortSelector;
  /** Which endpoint a request goes to. */
  readonly loadBalancer?: LoadBalancerSettings;
  /** Limits of what goes there at a time. */
  readonly connectionPool?: ConnectionPoolSettings;
  /** When an endpoint that fails is left out. */
  readonly outlierDetection?: OutlierDetection;
  /** How connections are encrypted. */
  readonly tls?: ClientTLSSettings;
}

/** How clients talk to a service. */
export interface TrafficPolicy {
  /** Which endpoint a request goes to. */
  readonly loadBalancer?: LoadBalancerSettings;
  /** Limits of what goes there at a time. */
  readonly connectionPool?: ConnectionPoolSettings;
  /** When an endpoint that fails is left out. */
  readonly outlierDetection?: OutlierDetection;
  /** How connections are encrypted. */
  readonly tls?: ClientTLSSettings;
  /**
   * How clients talk to some ports.
   * @maxItems 4096
   */
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
  /** How connections go through a proxy further on. */
  readonly tunnel?: TunnelSettings;
  /** Whether the client's address is told by the PROXY protocol. */
  readonly proxyProtocol?: ProxyProtocol;
  /** How many retries there may be in proportion to requests. */
  readonly retryBudget?: RetryBudget;
}
