import { Construct } from 'constructs';
import { assertKnownProps, type Refusing } from '../base/known-props';
import { objectName } from '../base/object-name';
import { assertPlainProps } from '../base/plain-data';
import { SynthError, type SynthFault } from '../base/synth-error';
import { watchedProps } from '../base/watched-props';
import type { INamed } from '../kubernetes/named';
import type { ApiAuthentication, HttpFilter } from './api-authentication';
import { AuthorizationPolicy } from './authorization-policy';
import { EnvoyHttpFilters } from './envoy-http-filters';
import { Gateway, INGRESS_GATEWAY } from './gateway';
import { GatewayServer } from './gateway-server';
import type { IMeshService } from './hosts';
import { type Cloud, InternalLoadBalancer } from './internal-load-balancer';
import type { PathRoute } from './path-route';
import { PathRoutes } from './path-routes';
import { type RateLimit, rateLimitFilter } from './rate-limit';

/** An API, who may use it, and how much. */
export interface ApiGatewayProps {
  /** Name of the objects. @default - the construct's id */
  readonly name?: string;
  /** The host that clients ask for. */
  readonly host: string;
  /** The service behind the whole API, or routes to several by path and header. */
  readonly to: IMeshService | readonly PathRoute[];
  /** The cloud whose load balancer is kept inside of its network. */
  readonly cloud?: Cloud;
  /** Further annotations of the load balancer. @default - none */
  readonly loadBalancerAnnotations?: Readonly<Record<string, string>>;
  /** How clients are known. @default - not at all */
  readonly authentication?: ApiAuthentication;
  /** How many requests are let through. @default - no limit but the services' own */
  readonly rateLimit?: RateLimit;
  /** Secret of certificate and key, in the gateway's namespace, for HTTPS. @default - plain HTTP */
  readonly certificate?: string | INamed;
  /** Port of the gateway's Pods that the API has for itself, 1024 or more. @default 8090 */
  readonly port?: number;
  /** Namespace of the gateway's Pods. @default 'istio-system' */
  readonly gatewayNamespace?: string;
  /** Labels of the gateway's Pods. @default - those of Istio's own ingress gateway */
  readonly selector?: Readonly<Record<string, string>>;
  /** Namespace of the routes. @default - the chart's */
  readonly namespace?: string;
}

const NEEDS_A_CLOUD = 'give cloud, or the annotations of yours as loadBalancerAnnotations';
const LOWEST_PORT = 1024;

/**
 * An API in front of Knative's services: on a load balancer without an address in the internet, for clients with a key,
 * at a limited rate.
 *
 * Becomes: beside the gateway's Pods a Service of type LoadBalancer and a Gateway at a port that only this Service leads
 * to, with the filters for keys and rate (an EnvoyFilter, or an AuthorizationPolicy for a provider); beside the services
 * a VirtualService, which sets the host that each of them needs.
 *
 * Throws: SynthError KG0003 without a cloud and annotations, KG0004 for a port that the gateway may not listen at and
 * for a rate that it can't hold.
 * @example
 * new ApiGateway(chart, 'orders-api', {
 *   host: 'api.example.com',
 *   to: orders,
 *   cloud: 'alibaba',
 *   authentication: ApiAuthentication.keyFile(),
 *   rateLimit: { requests: 100, per: Duration.minutes(1) },
 * });
 */
export class ApiGateway extends Construct {
  /** The host that clients ask for. */
  public readonly host: string;

  public constructor(scope: Construct, id: string, given: ApiGatewayProps) {
    super(scope, id);
    assertPlainProps(given, this.node.path);
    const props = watchedProps(given);
    const { host, to, namespace, certificate, port = 8090, selector = INGRESS_GATEWAY } = props;
    const name = props.name ?? id;
    this.host = host;
    this.#assertPort(port);

    const besidePods = { name, namespace: props.gatewayNamespace ?? 'istio-system' };
    const { cloud, loadBalancerAnnotations } = props;
    if (cloud === undefined && loadBalancerAnnotations === undefined) {
      this.#refuse('missing', 'cloud', 'nothing says how to keep the load balancer inside', NEEDS_A_CLOUD);
    }
    const isHttps = certificate !== undefined;
    new InternalLoadBalancer(this, 'load-balancer', {
      ...besidePods,
      annotations: loadBalancerAnnotations,
      cloud,
      selector,
      port: { name: isHttps ? 'https' : 'http2', number: isHttps ? 443 : 80, target: port },
    });
    const server = isHttps
      ? GatewayServer.https({ hosts: [host], port, certificate })
      : GatewayServer.http({ hosts: [host], port });
    const gateway = new Gateway(this, 'gateway', { ...besidePods, selector, servers: [server] });
    this.#guard(props, besidePods, port, selector);

    const routes: readonly PathRoute[] = isRoutes(to) ? to : [{ to }];
    const key = keyHeader(props.authentication);
    new PathRoutes(this, 'routes', {
      name,
      namespace,
      host,
      gateway,
      routes: key === undefined ? routes : routes.map((route) => withoutHeader(route, key)),
    });
    assertKnownProps(props, this.node.path);
  }

  /** What requests pass before they are routed: first who it is, then how much. */
  #guard(
    { authentication, rateLimit, host }: ApiGatewayProps,
    besidePods: { readonly name: string; readonly namespace: string },
    port: number,
    selector: Readonly<Record<string, string>>,
  ): void {
    const way = authentication?.way;
    const filters: HttpFilter[] = [];
    if (way !== undefined && 'filter' in way) filters.push(way.filter);
    if (rateLimit !== undefined) {
      const refusing: Refusing = { refuse: (...fault) => this.#refuse(...fault) };
      filters.push(rateLimitFilter(rateLimit, objectName([besidePods.name]), refusing));
    }
    if (filters.length > 0) new EnvoyHttpFilters(this, 'filters', { ...besidePods, selector, port, filters });
    if (way !== undefined && 'provider' in way) {
      new AuthorizationPolicy(this, 'policy', {
        ...besidePods,
        selector,
        action: 'CUSTOM',
        provider: way.provider,
        rules: [{ to: [{ operation: { hosts: [host, `${host}:*`], ports: [String(port)] } }] }],
      });
    }
  }

  #assertPort(port: number): void {
    if (port >= LOWEST_PORT) return;
    const hint = `give a port from ${LOWEST_PORT} up`;
    this.#refuse('value', 'port', `the gateway runs without root, and the port is ${port}`, hint);
  }

  #refuse(fault: SynthFault, path: string, found: string, hint?: string): never {
    throw new SynthError(fault, this.node.path, path, found, hint);
  }
}

/** The header in which clients show their keys, where the gateway itself reads it. */
function keyHeader(authentication: ApiAuthentication | undefined): string | undefined {
  const way = authentication?.way;
  return way !== undefined && 'header' in way ? way.header : undefined;
}

/** A route whose service doesn't get to see a header. */
function withoutHeader(route: PathRoute, header: string): PathRoute {
  const { request, ...rest } = route.setHeaders ?? {};
  return { ...route, setHeaders: { ...rest, request: { ...request, remove: [...(request?.remove ?? []), header] } } };
}

function isRoutes(to: ApiGatewayProps['to']): to is readonly PathRoute[] {
  return Array.isArray(to);
}
