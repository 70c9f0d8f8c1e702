import type { UInt32 } from '../../common/scalars';

/** The proxies whose configuration is changed. */
export interface EnvoyProxyMatch {
  /** A regular expression (RE2) for the proxy's version. */
  readonly proxyVersion?: string;
  /** Values of the proxy's metadata. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A filter within another. */
export interface EnvoySubFilterMatch {
  /** Its name, such as `envoy.filters.http.router`. */
  readonly name?: string;
}

/** A filter of a chain. */
export interface EnvoyFilterMatch {
  /** Its name, such as `envoy.filters.network.http_connection_manager`. */
  readonly name?: string;
  /** A filter within it. */
  readonly subFilter?: EnvoySubFilterMatch;
}

/** A filter chain of a listener. */
export interface EnvoyFilterChainMatch {
  /** Its name. */
  readonly name?: string;
  /** Name of the host that it is for, in the handshake. */
  readonly sni?: string;
  /** `raw_buffer` or `tls`. */
  readonly transportProtocol?: string;
  /** Protocols, separated by commas. */
  readonly applicationProtocols?: string;
  /** Port that connections go to. */
  readonly destinationPort?: UInt32;
  /** A filter of it. */
  readonly filter?: EnvoyFilterMatch;
}

/** A listener, or a part of it. */
export interface EnvoyListenerMatch {
  /** Its name. */
  readonly name?: string;
  /** Its port. */
  readonly portNumber?: UInt32;
  /** Name of its port; not used. */
  readonly portName?: string;
  /** A filter chain of it. */
  readonly filterChain?: EnvoyFilterChainMatch;
  /** Name of a listener filter of it. */
  readonly listenerFilter?: string;
}

/** A route of a virtual host. */
export interface EnvoyRouteMatch {
  /** Its name: that of the route in the VirtualService. */
  readonly name?: string;
  /**
   * What it does.
   * @enforcedBySchema
   */
  readonly action?: 'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE';
}

/** A virtual host of a route configuration. */
export interface EnvoyVirtualHostMatch {
  /** Its name, `HOST:PORT`. */
  readonly name?: string;
  /** One of its domains. */
  readonly domainName?: string;
  /** A route of it. */
  readonly route?: EnvoyRouteMatch;
}

/** A route configuration, or a part of it. */
export interface EnvoyRouteConfigurationMatch {
  /** Its name. */
  readonly name?: string;
  /** Port of the service or of the gateway's server. */
  readonly portNumber?: UInt32;
  /** Name of the port of the gateway's server. */
  readonly portName?: string;
  /** The Gateway, as `namespace/name`. */
  readonly gateway?: string;
  /** A virtual host of it. */
  readonly vhost?: EnvoyVirtualHostMatch;
}

/** A cluster of Envoy. */
export interface EnvoyClusterMatch {
  /** Its name. */
  readonly name?: string;
  /** Host of the service that it is for. */
  readonly service?: string;
  /** Port of that service. */
  readonly portNumber?: UInt32;
  /** Subset of that service. */
  readonly subset?: string;
}

/** A route of a waypoint. */
export interface EnvoyWaypointRouteMatch {
  /** Its name. */
  readonly name?: string;
}

/** A part of a waypoint's configuration. */
export interface EnvoyWaypointMatch {
  /** Port of the service, 1 to 65535. */
  readonly portNumber?: UInt32;
  /** A filter. */
  readonly filter?: EnvoyFilterMatch;
  /** A route. */
  readonly route?: EnvoyWaypointRouteMatch;
}

/** Which part of the configuration of which proxies is changed. */
export interface EnvoyConfigObjectMatch {
  /**
   * Whether it is a gateway's or a sidecar's, of what comes in or goes out.
   * @default 'ANY'
   * @enforcedBySchema
   */
  readonly context?: 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY' | 'WAYPOINT';
  /** The proxies. @default - all that the object is for */
  readonly proxy?: EnvoyProxyMatch;
  /** A listener. */
  readonly listener?: EnvoyListenerMatch;
  /** A route configuration. */
  readonly routeConfiguration?: EnvoyRouteConfigurationMatch;
  /** A cluster. */
  readonly cluster?: EnvoyClusterMatch;
  /** A part of a waypoint, with context `WAYPOINT` only. */
  readonly waypoint?: EnvoyWaypointMatch;
}
