/** From where on an alert is told. */
export interface AlertThresholds {
  /** Lines with ERROR that a service may write in a minute. @default 3 */
  readonly errorLinesPerMinute?: number;
  /** Part of the requests of a service that may fail, 0 to 1. @default 0.05 */
  readonly errorRate?: number;
  /** Requests that may wait in the queue proxies of a revision. @default 100 */
  readonly queueDepth?: number;
  /** Events an hour that may end at a dead letter sink. @default 0 */
  readonly deadLetters?: number;
  /** Runs an hour that may fail, of a pipeline. @default 0 */
  readonly failedRuns?: number;
}

/** A rule of Prometheus, or of Loki. */
export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const rule = (alert: string, expr: string, summary: string, wait?: string): AlertRule => ({
  alert,
  expr,
  ...(wait !== undefined && { for: wait }),
  labels: { severity: 'warning' },
  annotations: { summary },
});

/** What Prometheus watches. */
export function metricAlerts({
  errorRate = 0.05,
  queueDepth = 100,
  deadLetters = 0,
  failedRuns = 0,
}: AlertThresholds): AlertRule[] {
  const count = 'kn_serving_invocation_duration_seconds_count';
  const by = 'sum by (k8s_namespace_name, kn_service_name)';
  return [
    rule(
      'KnativeServiceErrors',
      `${by} (rate(${count}{http_response_status_code=~"5.."}[5m])) / ${by} (rate(${count}[5m])) > ${errorRate}`,
      `More than ${errorRate * 100} % of the requests of {{ $labels.kn_service_name }} fail`,
      '5m',
    ),
    rule(
      'KnativeQueueDepth',
      `sum by (k8s_namespace_name, kn_revision_name) (kn_serving_queue_depth) > ${queueDepth}`,
      `More than ${queueDepth} requests wait for {{ $labels.kn_revision_name }}`,
      '5m',
    ),
    rule(
      'KnativeDeadLetters',
      `sum by (k8s_namespace_name, kn_trigger_name) (increase(http_client_request_duration_seconds_count{job=~".*broker-filter.*",http_response_status_code!~"2.."}[1h])) > ${deadLetters}`,
      'Deliveries of {{ $labels.kn_trigger_name }} fail, and end at its dead letter sink once their retries do',
    ),
    rule(
      'TektonFailedRuns',
      `sum by (namespace, pipeline) (increase(tekton_pipelines_controller_pipelinerun_duration_seconds_count{status="failed"}[1h])) > ${failedRuns}`,
      'Runs of {{ $labels.pipeline }} fail',
    ),
  ];
}

/** What Loki watches. */
export function logAlerts({ errorLinesPerMinute = 3 }: AlertThresholds): AlertRule[] {
  return [
    rule(
      'KnativeErrorLines',
      `sum by (namespace, service) (count_over_time({service=~".+"} |= "ERROR" [1m])) > ${errorLinesPerMinute}`,
      `{{ $labels.service }} wrote more than ${errorLinesPerMinute} lines with ERROR in a minute`,
    ),
  ];
}
