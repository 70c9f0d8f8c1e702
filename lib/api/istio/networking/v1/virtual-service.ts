import { defineKind } from '../../../kind';
import type { UInt32 } from '../../common/scalars';
import type { IstioStatus } from '../../common/status';
import type { RouteDestination } from './destination';
import type { HTTPRoute } from './http-route';

/** What a connection that is passed on encrypted must be. */
export interface TLSMatchAttributes {
  /** Names that the client asks for in the handshake; a wildcard covers only hosts of the VirtualService. */
  readonly sniHosts: readonly string[];
  /** Addresses that the connection goes to, as CIDR or alone. */
  readonly destinationSubnets?: readonly string[];
  /** The port that the connection came in at. */
  readonly port?: UInt32;
  /** Labels of the Pods that the connection comes from; not for gateways. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace that the connection comes from; not for gateways. */
  readonly sourceNamespace?: string;
  /** Gateways for which the match holds. @default - those of the VirtualService */
  readonly gateways?: readonly string[];
}

/** What becomes of connections that are passed on encrypted. */
export interface TLSRoute {
  /** Which connections; one of the matches must hold. */
  readonly match: readonly TLSMatchAttributes[];
  /** Where they are sent. */
  readonly route?: readonly RouteDestination[];
}

/** What a plain connection must be. */
export interface L4MatchAttributes {
  /** Addresses that the connection goes to, as CIDR or alone. */
  readonly destinationSubnets?: readonly string[];
  /** The port that the connection came in at. */
  readonly port?: UInt32;
  /** Address that the connection comes from; not implemented by Istio. */
  readonly sourceSubnet?: string;
  /** Labels of the Pods that the connection comes from; not for gateways. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Namespace that the connection comes from; not for gateways. */
  readonly sourceNamespace?: string;
  /** Gateways for which the match holds. @default - those of the VirtualService */
  readonly gateways?: readonly string[];
}

/** What becomes of plain connections. */
export interface TCPRoute {
  /** Which connections; one of the matches must hold. @default - all */
  readonly match?: readonly L4MatchAttributes[];
  /** Where they are sent. */
  readonly route?: readonly RouteDestination[];
}

/** Says what becomes of the requests for some hosts, at gateways and in sidecars. */
export interface VirtualServiceSpec {
  /** Hosts that are asked for: names, wildcards as `*.example.com`, addresses. Left out only in a delegate. */
  readonly hosts?: readonly string[];
  /**
   * Gateways that do so, as `name` or `namespace/name`; `mesh` stands for all sidecars.
   * @default - `mesh` alone
   */
  readonly gateways?: readonly string[];
  /** What becomes of requests, in this order. */
  readonly http?: readonly HTTPRoute[];
  /** What becomes of connections that are passed on encrypted, in this order. */
  readonly tls?: readonly TLSRoute[];
  /** What becomes of other connections, in this order. */
  readonly tcp?: readonly TCPRoute[];
  /** Namespaces that the object is seen in: `.` is its own, `*` all. @default - all, if the mesh says nothing else */
  readonly exportTo?: readonly string[];
}

/**
 * What Istio says of a virtual service.
 * @preserveUnknownFields
 */
export interface VirtualServiceStatus extends IstioStatus {}

export const VirtualService = defineKind<VirtualServiceSpec, VirtualServiceStatus>({
  group: 'networking.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1', 'v1alpha3'],
  kind: 'VirtualService',
  plural: 'virtualservices',
  scope: 'Namespaced',
  shortNames: ['vs'],
  categories: ['istio-io', 'networking-istio-io'],
  columns: {
    Gateways: '.spec.gateways',
    Hosts: '.spec.hosts',
    Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' },
  },
});
