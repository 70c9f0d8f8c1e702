import type { Duration } from 'cdk8s';
import type { HTTPRetry, HTTPRewrite, IstioHeaders } from '../../lib/api/istio/networking/v1/http-actions';
import type { HTTPMatchRequest } from '../../lib/api/istio/networking/v1/http-match';
import type { HTTPRoute, HTTPRouteDestination } from '../../lib/api/istio/networking/v1/http-route';
import { goDuration } from '../base/duration';
import type { Lowering } from '../base/resource';
import { type IMeshService, serviceHost } from './hosts';
import { lowerTexts, PathMatch, type TextMatch } from './path-match';

/** A service and its share of a route's requests. */
export interface WeightedService {
  /** The service. */
  readonly service: IMeshService;
  /** Its share, in percent of the route's requests. */
  readonly weight: number;
}

/** When a request is tried again. */
export interface RouteRetries {
  /** How often it is tried again; 0 for never. */
  readonly attempts: number;
  /** How long one try may take. @default - the route's timeout */
  readonly perTryTimeout?: Duration;
  /** Least wait before the next try. @default - 25 ms */
  readonly backoff?: Duration;
  /** What counts as failed, such as `5xx`, `reset` or `503`. @default - failures that did not reach the service */
  readonly on?: readonly string[];
}

/** Which requests go to which service. */
export interface PathRoute {
  /** A name for the route, which shows in logs. @default - none */
  readonly name?: string;
  /** The path: `/login` for it and what lies below it, or a `PathMatch`. @default - any */
  readonly path?: string | PathMatch;
  /** Headers that the request must have. @default - any */
  readonly headers?: Readonly<Record<string, TextMatch>>;
  /** Headers that the request must not have so. @default - none */
  readonly withoutHeaders?: Readonly<Record<string, TextMatch>>;
  /** Parameters of the query that the request must have. @default - any */
  readonly queryParams?: Readonly<Record<string, TextMatch>>;
  /** The method, such as `GET`. @default - any */
  readonly method?: string;
  /** The service, or several with their shares. */
  readonly to: IMeshService | readonly WeightedService[];
  /** What the service sees in place of the route's path, such as `/`. @default - the path that was asked for */
  readonly rewritePath?: string;
  /** How long a request may take. @default - as Knative's own gateway has it */
  readonly timeout?: Duration;
  /** When a request is tried again. @default - as Istio does */
  readonly retries?: RouteRetries;
  /** What is done to headers on the way. @default - nothing */
  readonly setHeaders?: IstioHeaders;
}

/** Where routes lead: Knative's gateway within the cluster, which finds a service by the host that it is asked for. */
export interface RouteBackend {
  /** Host of the gateway's Service. */
  readonly gateway: string;
  /** Domain of the cluster. */
  readonly clusterDomain: string;
}

/** Host and port of Knative's gateway within the cluster. */
export const LOCAL_GATEWAY = 'knative-local-gateway.istio-system.svc';
const LOCAL_GATEWAY_PORT = 80;

/** A route as a VirtualService has it. */
export function lowerPathRoute(given: PathRoute, backend: RouteBackend, lowering: Lowering, at: string): HTTPRoute {
  const route = lowering.map(at, given);
  const { name, timeout, retries, setHeaders } = route;
  const match = matchesOf(route);
  return {
    name,
    ...(match.length > 0 && { match }),
    ...destinationsOf(route, backend, lowering, at),
    timeout: timeout && goDuration(timeout),
    retries: retries && lowerRetries(retries),
    headers: setHeaders,
  };
}

function matchesOf({ path, headers, withoutHeaders, queryParams, method }: PathRoute): HTTPMatchRequest[] {
  const rest: HTTPMatchRequest = {
    ...(method !== undefined && { method: { exact: method } }),
    ...(headers && { headers: lowerTexts(headers) }),
    ...(withoutHeaders && { withoutHeaders: lowerTexts(withoutHeaders) }),
    ...(queryParams && { queryParams: lowerTexts(queryParams) }),
  };
  const conditions = path === undefined ? [] : pathMatch(path).conditions;
  if (conditions.length > 0) return conditions.map((uri) => ({ uri, ...rest }));
  return Object.keys(rest).length === 0 ? [] : [rest];
}

function pathMatch(path: string | PathMatch): PathMatch {
  return typeof path === 'string' ? PathMatch.below(path) : path;
}

/** The host of one service is rewritten for the whole route, those of several for each of them. */
function destinationsOf(
  route: PathRoute,
  { gateway, clusterDomain }: RouteBackend,
  lowering: Lowering,
  at: string,
): Pick<HTTPRoute, 'route' | 'rewrite'> {
  const { to } = route;
  const destination = { host: gateway, port: { number: LOCAL_GATEWAY_PORT } };
  const hostFor = (service: IMeshService) => serviceHost(service, lowering, `${at}.to`, clusterDomain);
  const rewrite = rewriteOf(route, lowering, at);
  if (!isList(to)) return { rewrite: { ...rewrite, authority: hostFor(to) }, route: [{ destination }] };
  return {
    ...(rewrite && { rewrite }),
    route: to.map(({ service, weight }): HTTPRouteDestination => {
      return { destination, weight, headers: { request: { set: { host: hostFor(service) } } } };
    }),
  };
}

function isList(to: PathRoute['to']): to is readonly WeightedService[] {
  return Array.isArray(to);
}

function rewriteOf({ path, rewritePath }: PathRoute, lowering: Lowering, at: string): HTTPRewrite | undefined {
  if (rewritePath === undefined) return undefined;
  const base = path === undefined ? '/' : pathMatch(path).base;
  if (base === undefined) {
    const hint = 'give the path as text or PathMatch.prefix, or use a VirtualService with uriRegexRewrite';
    lowering.refuse('value', `${at}.rewritePath`, 'the paths of the route have no common beginning', hint);
  }
  if (base === '/') return { uri: rewritePath };
  // By a prefix alone, "/login" and "/login/a" can't both become what is meant.
  const literal = base.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const isRoot = rewritePath.endsWith('/') && !base.endsWith('/');
  return { uriRegexRewrite: { match: `^${literal}${isRoot ? '/?' : ''}`, rewrite: rewritePath } };
}

function lowerRetries({ attempts, perTryTimeout, backoff, on }: RouteRetries): HTTPRetry {
  return {
    attempts,
    perTryTimeout: perTryTimeout && goDuration(perTryTimeout),
    backoff: backoff && goDuration(backoff),
    retryOn: on?.join(','),
  };
}
