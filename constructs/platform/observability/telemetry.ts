import type { Duration } from 'cdk8s';
import { brand } from '../../base/brand';
import { fromOptions } from '../../base/known-props';
import type {
  EventingObservabilitySettings,
  ResolversObservabilitySettings,
  ServingObservabilitySettings,
  TektonObservabilitySettings,
  TektonTracingSettings,
  TriggersObservabilitySettings,
} from '../../config/generated/settings';

/** Where traces go. Knative and Tekton speak OTLP; a Zipkin needs a collector before it, `traces` of `Observability`. */
export interface TracingOptions {
  /** What receives traces: Jaeger 2 and collectors of OpenTelemetry take OTLP; `zipkin` is a collector before a Zipkin. @default 'otlp' */
  readonly profile?: 'otlp' | 'jaeger' | 'zipkin';
  /** How they are sent. @default 'http/protobuf' */
  readonly protocol?: 'http/protobuf' | 'grpc';
  /** URL of the receiver. @default - jaeger-collector or otel-collector in `observability`, at 4318 for http/protobuf and 4317 for grpc */
  readonly endpoint?: string;
  /** Part of the requests that are traced, 0 to 1. @default 0.1 */
  readonly samplingRate?: number;
}

/** How metrics and traces leave the platform. */
export interface TelemetryOptions {
  /** Whether Prometheus scrapes components, or they push to this URL by http/protobuf. @default 'scrape' */
  readonly metrics?: 'scrape' | { readonly pushTo: string; readonly every?: Duration };
  /** URL that queue proxies push the metrics of requests to, since their pods come and go. @default - as `metrics`: scraped or pushed */
  readonly requestMetrics?: string;
  /** Where traces go. @default - nowhere */
  readonly tracing?: TracingOptions;
}

/** What `ClusterBootstrap` is to set, so that metrics and traces leave the platform. Made by `of`. */
export class Telemetry {
  /**
   * Settings in the words of OpenTelemetry, which Knative speaks since 1.19.
   *
   * @example
   * const telemetry = Telemetry.of({ tracing: { profile: 'jaeger' } });
   * new ClusterBootstrap(chart, 'platform', { install: Install.operator(), serving: { observability: telemetry.serving } });
   */
  public static of(given: TelemetryOptions = {}): Telemetry {
    return fromOptions('Telemetry.of', given, ({ metrics = 'scrape', requestMetrics, tracing }, by) => {
      const own = metricsOf(metrics);
      const traces = tracing && tracesOf(tracing);
      const rate = traces?.tracingSamplingRate ?? 0;
      if (!(rate >= 0 && rate <= 1)) by.refuse('value', 'tracing.samplingRate', `${rate} is no part`, 'write 0 to 1');
      const pushed = requestMetrics ?? (metrics === 'scrape' ? undefined : metrics.pushTo);
      const requests: ServingObservabilitySettings =
        pushed === undefined
          ? { requestMetricsProtocol: 'prometheus' }
          : { requestMetricsProtocol: 'http/protobuf', requestMetricsEndpoint: pushed };
      return new Telemetry({ ...own, ...traces, ...requests }, { ...own, ...traces }, tracing && runTraces(tracing));
    });
  }

  private constructor(
    /** For `serving.observability`. */
    public readonly serving: ServingObservabilitySettings,
    /** For `eventing.observability`, and for Tekton's parts. */
    public readonly eventing: EventingObservabilitySettings &
      TektonObservabilitySettings &
      ResolversObservabilitySettings &
      TriggersObservabilitySettings,
    /** For `tekton.tracing`: the traces of runs themselves, which go by http/protobuf only; none to a URL for gRPC. */
    public readonly runs: TektonTracingSettings | undefined,
  ) {
    brand(this, 'Value');
  }

  /** For `tekton.observability`, its resolvers and its triggers. */
  public get tekton(): TektonObservabilitySettings & ResolversObservabilitySettings & TriggersObservabilitySettings {
    return this.eventing;
  }
}

function metricsOf(metrics: NonNullable<TelemetryOptions['metrics']>) {
  if (metrics === 'scrape') return { metricsProtocol: 'prometheus' as const };
  const { pushTo, every } = metrics;
  return {
    metricsProtocol: 'http/protobuf' as const,
    metricsEndpoint: pushTo,
    ...(every !== undefined && { metricsExportInterval: every }),
  };
}

function tracesOf({ profile = 'otlp', protocol = 'http/protobuf', endpoint, samplingRate = 0.1 }: TracingOptions) {
  return {
    tracingProtocol: protocol,
    tracingEndpoint: endpoint ?? receiver(profile, protocol),
    tracingSamplingRate: samplingRate,
  };
}

function runTraces({ profile = 'otlp', protocol, endpoint }: TracingOptions): TektonTracingSettings | undefined {
  if (endpoint !== undefined && protocol === 'grpc') return undefined;
  return { enabled: true, endpoint: endpoint ?? receiver(profile, 'http/protobuf') };
}

function receiver(profile: TracingOptions['profile'], protocol: TracingOptions['protocol']): string {
  const host = `${profile === 'jaeger' ? 'jaeger-collector' : 'otel-collector'}.observability`;
  return protocol === 'grpc' ? `http://${host}:4317` : `http://${host}:4318/v1/traces`;
}
