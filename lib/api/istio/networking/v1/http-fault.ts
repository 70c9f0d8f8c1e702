import type { Int32 } from '../../../meta/v1';
import type { Double, IstioDuration } from '../../common/scalars';

/** A share in percent, with a fraction. */
export interface Percent {
  /** The share, 0 to 100. */
  readonly value?: Double;
}

/** Delays requests. */
export interface HTTPFaultDelay {
  /** How long a request waits. */
  readonly fixedDelay?: IstioDuration;
  /** Not implemented by Istio. */
  readonly exponentialDelay?: IstioDuration;
  /** Share of the requests that wait. @default - all */
  readonly percentage?: Percent;
  /** Share of the requests that wait, as a whole number; deprecated, use `percentage`. */
  readonly percent?: Int32;
}

/** Answers requests with an error in place of the service. */
export interface HTTPFaultAbort {
  /** Status of the answer, 200 to 599. */
  readonly httpStatus?: Int32;
  /** Status of the answer to a call of gRPC, such as `UNAVAILABLE`. */
  readonly grpcStatus?: string;
  /** Not implemented by Istio. */
  readonly http2Error?: string;
  /** Share of the requests that fail. @default - all */
  readonly percentage?: Percent;
}

/** Faults to try out what clients make of them. */
export interface HTTPFaultInjection {
  /** Requests that wait. */
  readonly delay?: HTTPFaultDelay;
  /** Requests that fail. */
  readonly abort?: HTTPFaultAbort;
}
