import { defineKind } from '../../../kind';
import type { UInt32 } from '../../common/scalars';
import type { IstioStatus } from '../../common/status';
import type { ServerTLSSettings } from './server-tls';

/** A port that a gateway listens at. */
export interface GatewayPort {
  /** Number of the port, 1 to 65535. */
  readonly number: UInt32;
  /** What is spoken there: `HTTP`, `HTTPS`, `GRPC`, `HTTP2`, `TCP`, `TLS` or `MONGO`, in any case. */
  readonly protocol: string;
  /** A name for the port, one of its kind in the gateway. */
  readonly name: string;
  /** Not used by gateways. */
  readonly targetPort?: UInt32;
}

/** A port of a gateway and the hosts that are let in there. */
export interface GatewayServer {
  /** The port. */
  readonly port: GatewayPort;
  /** Address or Unix socket that is listened at. @default - all addresses of the Pod */
  readonly bind?: string;
  /** Hosts, as `shop.example.com`, `*.example.com` or `*`; with a namespace before, only VirtualServices of there. */
  readonly hosts: readonly string[];
  /** How TLS ends here. */
  readonly tls?: ServerTLSSettings;
  /** Not used by gateways. */
  readonly defaultEndpoint?: string;
  /** A name for the server, which shows in statistics. */
  readonly name?: string;
}

/** Opens ports of the Pods of a gateway. Where requests go then, VirtualServices say. */
export interface GatewaySpec {
  /** The ports, one or more. */
  readonly servers?: readonly GatewayServer[];
  /** Labels of the Pods, of any namespace. @default - all Pods that are gateways */
  readonly selector?: Readonly<Record<string, string>>;
}

/**
 * What Istio says of a gateway.
 * @preserveUnknownFields
 */
export interface GatewayStatus extends IstioStatus {}

export const Gateway = defineKind<GatewaySpec, GatewayStatus>({
  group: 'networking.istio.io',
  version: 'v1',
  alsoServed: ['v1beta1', 'v1alpha3'],
  kind: 'Gateway',
  plural: 'gateways',
  scope: 'Namespaced',
  shortNames: ['gw'],
  categories: ['istio-io', 'networking-istio-io'],
});
