import { defineKind } from '../../../kind';
import type { IstioDuration, PercentNumber } from '../../common/scalars';
import type { IstioLabelSelector, PolicyTargetReference } from '../../common/selector';
import type { IstioStatus } from '../../common/status';

/** Which side of a connection is looked at. */
export type TelemetryMode = 'CLIENT_AND_SERVER' | 'CLIENT' | 'SERVER';

/** A provider of the mesh's configuration. */
export interface TelemetryProvider {
  /**
   * Its name.
   * @minLength 1
   */
  readonly name: string;
}

/** Which side of a connection is looked at. */
export interface TelemetrySide {
  /**
   * The side. @default 'CLIENT_AND_SERVER'
   * @enforcedBySchema
   */
  readonly mode?: TelemetryMode;
}

/** A fixed text. */
export interface TracingLiteral {
  /**
   * The text.
   * @minLength 1
   */
  readonly value: string;
}

/** A variable of the proxy's environment. */
export interface TracingEnvironment {
  /**
   * Its name.
   * @minLength 1
   */
  readonly name: string;
  /** What stands in if it isn't there. */
  readonly defaultValue?: string;
}

/** A header of the request. */
export interface TracingRequestHeader {
  /**
   * Its name.
   * @minLength 1
   */
  readonly name: string;
  /** What stands in if it isn't there. */
  readonly defaultValue?: string;
}

/** A text with the operators of Envoy's access log, such as `%REQ(:path)%`. */
export interface TracingFormatter {
  /**
   * The text.
   * @minLength 1
   */
  readonly value: string;
}

/** What a tag of a span says: exactly one of the four. */
export interface TracingCustomTag {
  /** A fixed text. */
  readonly literal?: TracingLiteral;
  /** A variable of the proxy's environment. */
  readonly environment?: TracingEnvironment;
  /** A header of the request. */
  readonly header?: TracingRequestHeader;
  /** A text with operators. */
  readonly formatter?: TracingFormatter;
}

/** How requests are traced. */
export interface TelemetryTracing {
  /** Which side is looked at. */
  readonly match?: TelemetrySide;
  /** Who gets the spans. At most one. @default - as the mesh has it */
  readonly providers?: readonly TelemetryProvider[];
  /** Share of the requests that are traced, in percent, if nobody else decided. @default 1 */
  readonly randomSamplingPercentage?: PercentNumber;
  /** Whether no spans are sent; what others began is still passed on. @default false */
  readonly disableSpanReporting?: boolean;
  /** Whether trace headers are not passed on. @default false */
  readonly disableContextPropagation?: boolean;
  /** Further tags of the spans, by name. */
  readonly customTags?: Readonly<Record<string, TracingCustomTag>>;
  /** Whether the request's id says if it is traced. @default true */
  readonly useRequestIdForTraceSampling?: boolean;
  /** Whether spans have the tags of Istio. @default true */
  readonly enableIstioTags?: boolean;
}

/** Which metrics of which side. One of `metric` and `customMetric`. */
export interface MetricSelector {
  /**
   * One of Istio's own, or all.
   * @enforcedBySchema
   */
  readonly metric?:
    | 'ALL_METRICS'
    | 'REQUEST_COUNT'
    | 'REQUEST_DURATION'
    | 'REQUEST_SIZE'
    | 'RESPONSE_SIZE'
    | 'TCP_OPENED_CONNECTIONS'
    | 'TCP_CLOSED_CONNECTIONS'
    | 'TCP_SENT_BYTES'
    | 'TCP_RECEIVED_BYTES'
    | 'GRPC_REQUEST_MESSAGES'
    | 'GRPC_RESPONSE_MESSAGES';
  /**
   * Another one, by name.
   * @minLength 1
   */
  readonly customMetric?: string;
  /**
   * The side. @default 'CLIENT_AND_SERVER'
   * @enforcedBySchema
   */
  readonly mode?: TelemetryMode;
}

/** What becomes of a tag. */
export interface MetricTagOverride {
  /**
   * Whether it is set or taken out.
   * @default 'UPSERT'
   * @enforcedBySchema
   */
  readonly operation?: 'UPSERT' | 'REMOVE';
  /** An expression (CEL) for its value; only to set it. */
  readonly value?: string;
}

/** How some metrics differ. */
export interface MetricsOverrides {
  /** The metrics. @default - all of both sides */
  readonly match?: MetricSelector;
  /** Whether they are not kept. */
  readonly disabled?: boolean;
  /** What becomes of their tags, by name. */
  readonly tagOverrides?: Readonly<Record<string, MetricTagOverride>>;
}

/** How requests are counted. */
export interface TelemetryMetrics {
  /** Who gets the metrics. @default - as the mesh has it */
  readonly providers?: readonly TelemetryProvider[];
  /** How some metrics differ; what comes last wins. */
  readonly overrides?: readonly MetricsOverrides[];
  /** How often metrics are sent to a provider that is pushed to. @default '5s' */
  readonly reportingInterval?: IstioDuration;
}

/** Which requests are logged. */
export interface AccessLoggingFilter {
  /** An expression (CEL) that must be true. */
  readonly expression?: string;
}

/** How requests are logged. */
export interface TelemetryAccessLogging {
  /** Which side is looked at. */
  readonly match?: TelemetrySide;
  /** Who gets the logs. @default - as the mesh has it */
  readonly providers?: readonly TelemetryProvider[];
  /** Whether nothing is logged. @default false */
  readonly disabled?: boolean;
  /** Which requests. @default - all */
  readonly filter?: AccessLoggingFilter;
}

/** Says how the requests of some Pods are traced, counted and logged. */
export interface TelemetrySpec {
  /** The Pods. @default - all of the namespace; of the mesh, in the root namespace */
  readonly selector?: IstioLabelSelector;
  /** An object that the telemetry is of; deprecated, use `targetRefs`. */
  readonly targetRef?: PolicyTargetReference;
  /**
   * Objects that the telemetry is of, such as gateways of the Gateway API. Not together with `selector`.
   * @maxItems 16
   */
  readonly targetRefs?: readonly PolicyTargetReference[];
  /** How requests are traced. */
  readonly tracing?: readonly TelemetryTracing[];
  /** How requests are counted. */
  readonly metrics?: readonly TelemetryMetrics[];
  /** How requests are logged. */
  readonly accessLogging?: readonly TelemetryAccessLogging[];
}

/**
 * What Istio says of a telemetry.
 * @preserveUnknownFields
 */
export interface TelemetryStatus extends IstioStatus {}

export const Telemetry = defineKind<TelemetrySpec, TelemetryStatus>({
  group: 'telemetry.istio.io',
  version: 'v1',
  alsoServed: ['v1alpha1'],
  kind: 'Telemetry',
  plural: 'telemetries',
  scope: 'Namespaced',
  shortNames: ['telemetry'],
  categories: ['istio-io', 'telemetry-istio-io'],
  columns: { Age: { jsonPath: '.metadata.creationTimestamp', type: 'date' } },
});
