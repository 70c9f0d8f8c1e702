import type { Construct } from 'constructs';
import { type GatewayServer, type GatewaySpec, Gateway as kind } from '../../lib/api/istio/networking/v1/gateway';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { type Authored, lowerAuthored } from './authored';
import { gatewayNamed, type IGateway } from './gateway-reference';

/** Ports of a gateway and who is let in there. */
export interface GatewayProps extends ResourceProps {
  /** The ports, one or more: of `GatewayServer`, or as the object has them. */
  readonly servers: readonly Authored<GatewayServer>[];
  /** Labels of the Pods whose ports are opened. @default - those of Istio's own ingress gateway */
  readonly selector?: Readonly<Record<string, string>>;
}

/**
 * Opens ports of the Pods of Istio's gateway for some hosts. Where requests go then, `PathRoutes` or a `VirtualService`
 * says.
 *
 * Becomes: one Gateway of Istio.
 * @example
 * new Gateway(chart, 'shop', { servers: [GatewayServer.https({ hosts: ['shop.example.com'], certificate: 'shop-tls' })] });
 */
export class Gateway extends Resource<GatewaySpec> implements IGateway {
  /** The gateway of Knative for requests from outside: port 80, any host. */
  public static readonly knativeIngress: IGateway = gatewayNamed('knative-ingress-gateway', 'knative-serving');
  /** The gateway of Knative for requests from within the cluster. */
  public static readonly knativeLocal: IGateway = gatewayNamed('knative-local-gateway', 'knative-serving');

  /** A gateway that is not made by this program; without a namespace, one beside the object that names it. */
  public static named(name: string, namespace?: string): IGateway {
    return gatewayNamed(name, namespace);
  }

  public constructor(scope: Construct, id: string, given: GatewayProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      spec: {
        selector: props.selector ?? INGRESS_GATEWAY,
        servers: lowerAuthored<readonly GatewayServer[]>(props.servers, lowering, 'servers'),
      },
    }));
  }
}

/** Labels of the Pods of the gateway that Istio brings. */
export const INGRESS_GATEWAY: Readonly<Record<string, string>> = { istio: 'ingressgateway' };
