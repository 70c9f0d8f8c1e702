import type { Construct } from 'constructs';
import { VirtualService as kind, type VirtualServiceSpec } from '../../lib/api/istio/networking/v1/virtual-service';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import { Gateway } from './gateway';
import { gatewayName, type IGateway } from './gateway-reference';
import { CLUSTER_DOMAIN } from './hosts';
import { LOCAL_GATEWAY, lowerPathRoute, type PathRoute } from './path-route';

/** Where the requests for one host go, by path and header. */
export interface PathRoutesProps extends ResourceProps {
  /** The host that is asked for. */
  readonly host: string;
  /** The routes, in this order: the first one that matches is taken, and what matches none is answered with 404. */
  readonly routes: readonly PathRoute[];
  /** The gateway that is asked. @default Gateway.knativeIngress */
  readonly gateway?: IGateway;
  /** Host of Knative's gateway within the cluster. @default - `knative-local-gateway` in `istio-system` */
  readonly localGateway?: string;
  /** Domain of the cluster. @default 'cluster.local' */
  readonly clusterDomain?: string;
}

/**
 * Several services of Knative under one host, by path and header. The services may be reachable within the cluster only.
 *
 * Becomes: one VirtualService. Each route leads to Knative's gateway within the cluster, with the host rewritten to the
 * service's own: that gateway wakes the service up and shares its traffic out among its revisions.
 *
 * Throws: SynthError KG0005 for a service without a namespace, KG0004 for a path that can't be rewritten. A route that
 * none of the requests reaches is told (KI5151 to KI5153).
 * @example
 * new PathRoutes(chart, 'shop', {
 *   host: 'shop.example.com',
 *   routes: [
 *     { path: '/login', headers: { foo: 'bar' }, to: login },
 *     { path: '/search', to: search },
 *   ],
 * });
 */
export class PathRoutes extends Resource<VirtualServiceSpec> {
  /** The host that is asked for. */
  public readonly host: string;

  public constructor(scope: Construct, id: string, given: PathRoutesProps) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => {
      const { host, routes, gateway = Gateway.knativeIngress, clusterDomain = CLUSTER_DOMAIN } = props;
      const backend = { gateway: props.localGateway ?? `${LOCAL_GATEWAY}.${clusterDomain}`, clusterDomain };
      return {
        spec: {
          hosts: [host],
          gateways: [gatewayName(gateway, lowering.namespace)],
          http: lowering
            .list('routes', routes)
            .map((route, i) => lowerPathRoute(route, backend, lowering, `routes[${i}]`)),
        },
      };
    });
    this.host = props.host;
  }
}
