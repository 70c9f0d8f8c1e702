import type { Int32 } from '../../../meta/v1';
import type { IstioDuration, UInt32 } from '../../common/scalars';
import type { IstioDestination } from './destination';
import type {
  CorsPolicy,
  HTTPDirectResponse,
  HTTPMirrorPolicy,
  HTTPRedirect,
  HTTPRetry,
  HTTPRewrite,
  IstioHeaders,
} from './http-actions';
import type { HTTPFaultInjection, Percent } from './http-fault';
import type { HTTPMatchRequest } from './http-match';

/** A destination, its share of the requests, and what is done to their headers. */
export interface HTTPRouteDestination {
  /** Where requests are sent. */
  readonly destination: IstioDestination;
  /** Share of the requests, in proportion to the sum of all weights. @default - all of them, if it is the only one */
  readonly weight?: Int32;
  /** What is done to headers on the way to this destination and back. */
  readonly headers?: IstioHeaders;
}

/** Another VirtualService that says what becomes of the requests. */
export interface Delegate {
  /** Its name. */
  readonly name?: string;
  /** Its namespace. @default - that of the VirtualService */
  readonly namespace?: string;
}

/** What becomes of requests. The first route that matches is taken. */
export interface HTTPRoute {
  /** A name for the route, which shows in logs. */
  readonly name?: string;
  /** Which requests; one of the matches must hold. @default - all */
  readonly match?: readonly HTTPMatchRequest[];
  /** Where they are sent. */
  readonly route?: readonly HTTPRouteDestination[];
  /** An answer that sends the client elsewhere, in place of `route`. */
  readonly redirect?: HTTPRedirect;
  /** An answer of the proxy's own, in place of `route`. */
  readonly directResponse?: HTTPDirectResponse;
  /** Another VirtualService that goes on from here, in place of `route`. */
  readonly delegate?: Delegate;
  /** What the service gets to see of host and path. Not together with `redirect`. */
  readonly rewrite?: HTTPRewrite;
  /** How long a request may take, answer included. @default - no limit */
  readonly timeout?: IstioDuration;
  /** When a request is tried again. @default - twice, on failures that did not reach the service */
  readonly retries?: HTTPRetry;
  /** Faults to try out what clients make of them. */
  readonly fault?: HTTPFaultInjection;
  /** A place that gets copies of the requests. Not together with `mirrors`. */
  readonly mirror?: IstioDestination;
  /** Places that get copies of the requests. */
  readonly mirrors?: readonly HTTPMirrorPolicy[];
  /** Share of the requests that `mirror` gets. @default - all */
  readonly mirrorPercentage?: Percent;
  /** As a whole number; deprecated, use `mirrorPercentage`. */
  readonly mirrorPercent?: UInt32;
  /** As a whole number; deprecated, use `mirrorPercentage`. */
  readonly mirror_percent?: UInt32;
  /** Which pages of other origins a browser lets talk to the service. */
  readonly corsPolicy?: CorsPolicy;
  /** What is done to headers on the way. */
  readonly headers?: IstioHeaders;
}
