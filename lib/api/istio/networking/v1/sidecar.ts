import { defineKind } from '../../../kind';
import type { UInt32 } from '../../common/scalars';
import type { IstioWorkloadSelector } from '../../common/selector';
import type { IstioStatus } from '../../common/status';
import type { ConnectionPoolSettings } from './connection-pool';
import type { IstioDestination } from './destination';
import type { ServerTLSSettings } from './server-tls';

/** A port that a sidecar listens at. */
export interface SidecarPort {
  /** Number of the port, 1 to 65535. */
  readonly number?: UInt32;
  /** What is spoken there: `HTTP`, `HTTPS`, `GRPC`, `HTTP2`, `TCP`, `TLS` or `MONGO`, in any case. */
  readonly protocol?: string;
  /** A name for the port. */
  readonly name?: string;
  /** Not used by sidecars. */
  readonly targetPort?: UInt32;
}

/** What comes in at one port. */
export interface IstioIngressListener {
  /** The port. */
  readonly port: SidecarPort;
  /** Address that is listened at. @default - that of the Pod */
  readonly bind?: string;
  /**
   * How connections come to the sidecar.
   * @enforcedBySchema
   */
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  /** Where it goes: `127.0.0.1:PORT`, `0.0.0.0:PORT`, `[::1]:PORT`, `[::]:PORT` or a Unix socket. @default - the port */
  readonly defaultEndpoint?: string;
  /** How TLS ends here, for ports without Istio's own. */
  readonly tls?: ServerTLSSettings;
  /** Limits of what comes in at a time. */
  readonly connectionPool?: ConnectionPoolSettings;
}

/** What goes out at one port. */
export interface IstioEgressListener {
  /** The port. @default - any port of the services that `hosts` names */
  readonly port?: SidecarPort;
  /** Address or Unix socket that is listened at. */
  readonly bind?: string;
  /**
   * How connections come to the sidecar.
   * @enforcedBySchema
   */
  readonly captureMode?: 'DEFAULT' | 'IPTABLES' | 'NONE';
  /** Services that can be reached, as `namespace/host`; `.` is the own namespace, `*` any, `~` none. */
  readonly hosts: readonly string[];
}

/** What becomes of requests for hosts that the mesh doesn't know. */
export interface IstioOutboundTrafficPolicy {
  /**
   * Whether they are let out.
   * @enforcedBySchema
   */
  readonly mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY';
  /** A service that they go through. */
  readonly egressProxy?: IstioDestination;
}

/** Narrows what the sidecars of some Pods listen to and know of. */
export interface IstioSidecarSpec {
  /** The Pods. @default - all of the namespace */
  readonly workloadSelector?: IstioWorkloadSelector;
  /** What comes in. @default - all ports of the services that the Pods serve */
  readonly ingress?: readonly IstioIngressListener[];
  /** What goes out. @default - everything that is exported to the namespace */
  readonly egress?: readonly IstioEgressListener[];
  /** Limits of what comes in at a time. */
  readonly inboundConnectionPool?: ConnectionPoolSettings;
  /** What becomes of requests for hosts that the mesh doesn't know. @default - as the mesh has it */
  readonly outboundTrafficPolicy?: IstioOutboundTrafficPolicy;
}

/**
 * What Istio says of a sidecar.
 * @preserveUnknownFields
 */
export interface IstioSidecarStatus extends IstioStatus {}

export const IstioSidecar = defineKind<IstioSidecarSpec, IstioSidecarStatus>({
  group: 'networking.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1', 'v1alpha3'],
  kind: 'Sidecar',
  plural: 'sidecars',
  scope: 'Namespaced',
  categories: ['istio-io', 'networking-istio-io'],
});
