/** A question of a dashboard: its title, its unit as Grafana calls it, and the queries by legend. */
interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly queries: Readonly<Record<string, string>>;
}

/** A dashboard: what it is called, and its panels. */
interface Dashboard {
  readonly title: string;
  readonly panels: readonly Panel[];
}

const quantiles = (metric: string, by: string) =>
  Object.fromEntries(
    [0.5, 0.95, 0.99].map((q) => [
      `p${q * 100} {{${by.split(', ').at(-1)}}}`,
      `histogram_quantile(${q}, sum by (le, ${by}) (rate(${metric}_bucket[5m])))`,
    ]),
  );

/** The dashboards, by name. Metrics are named as Prometheus has them: dots of OpenTelemetry become underscores. */
export const dashboards = {
  requests: {
    title: 'Knative: requests',
    panels: [
      {
        title: 'Requests a second',
        unit: 'reqps',
        queries: {
          '{{kn_service_name}}':
            'sum by (k8s_namespace_name, kn_service_name) (rate(kn_serving_invocation_duration_seconds_count[5m]))',
        },
      },
      {
        title: 'Errors, as a part of the requests',
        unit: 'percentunit',
        queries: {
          '{{kn_service_name}}':
            'sum by (kn_service_name) (rate(kn_serving_invocation_duration_seconds_count{http_response_status_code=~"5.."}[5m])) / sum by (kn_service_name) (rate(kn_serving_invocation_duration_seconds_count[5m]))',
        },
      },
      { title: 'Duration', unit: 's', queries: quantiles('kn_serving_invocation_duration_seconds', 'kn_service_name') },
      {
        title: 'Requests that wait in queue proxies',
        unit: 'short',
        queries: { '{{kn_revision_name}}': 'sum by (kn_revision_name) (kn_serving_queue_depth)' },
      },
    ],
  },
  autoscaling: {
    title: 'Knative: autoscaling',
    panels: [
      {
        title: 'Pods',
        unit: 'short',
        queries: {
          'wanted {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_pods_desired)',
          'there {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_pods_count)',
          'not ready {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_pods_not_ready_count)',
        },
      },
      {
        title: 'Requests at a time',
        unit: 'short',
        queries: {
          'stable {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_concurrency_stable)',
          'panic {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_concurrency_panic)',
          'target {{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_concurrency_target)',
        },
      },
      {
        title: 'Spare capacity',
        unit: 'short',
        queries: { '{{kn_revision_name}}': 'sum by (kn_revision_name) (kn_revision_capacity_excess)' },
      },
    ],
  },
  brokers: {
    title: 'Knative: brokers',
    panels: [
      {
        title: 'Events a second that are sent to a broker',
        unit: 'eps',
        queries: {
          '{{kn_broker_name}}':
            'sum by (k8s_namespace_name, kn_broker_name) (rate(http_server_request_duration_seconds_count{job=~".*broker-ingress.*"}[5m]))',
        },
      },
      {
        title: 'Deliveries a second, by status',
        unit: 'eps',
        queries: {
          '{{kn_trigger_name}} {{http_response_status_code}}':
            'sum by (kn_trigger_name, http_response_status_code) (rate(http_client_request_duration_seconds_count{job=~".*broker-filter.*"}[5m]))',
        },
      },
      {
        title: 'Duration of a delivery',
        unit: 's',
        queries: quantiles('http_client_request_duration_seconds', 'kn_trigger_name'),
      },
    ],
  },
  pipelines: {
    title: 'Tekton: pipelines',
    panels: [
      {
        title: 'Runs that ended, an hour',
        unit: 'short',
        queries: { '{{status}}': 'sum by (status) (increase(tekton_pipelines_controller_pipelinerun_total[1h]))' },
      },
      {
        title: 'Runs that run',
        unit: 'short',
        queries: {
          pipelines: 'sum(tekton_pipelines_controller_running_pipelineruns)',
          tasks: 'sum(tekton_pipelines_controller_running_taskruns)',
          'held back by quota': 'sum(tekton_pipelines_controller_running_taskruns_throttled_by_quota)',
        },
      },
      {
        title: 'Duration of a run',
        unit: 's',
        queries: quantiles('tekton_pipelines_controller_pipelinerun_duration_seconds', 'namespace, pipeline'),
      },
    ],
  },
} as const satisfies Readonly<Record<string, Dashboard>>;

export type DashboardName = keyof typeof dashboards;

const WIDTH = 12;
const HEIGHT = 8;

/** A dashboard as Grafana reads it. */
export function dashboardJson(name: DashboardName): string {
  const { title, panels }: Dashboard = dashboards[name];
  const datasource = { type: 'prometheus', uid: '$' + '{datasource}' };
  const model = {
    uid: `cdk8s-knative-${name}`,
    title,
    tags: ['knative'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '30s',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Data source' }] },
    panels: panels.map(({ title: question, unit, queries }, i) => ({
      id: i + 1,
      type: 'timeseries',
      title: question,
      datasource,
      gridPos: { x: (i % 2) * WIDTH, y: Math.floor(i / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
      fieldConfig: { defaults: { unit }, overrides: [] },
      targets: Object.entries(queries).map(([legendFormat, expr], j) => ({
        refId: String.fromCharCode(65 + j),
        datasource,
        expr,
        legendFormat,
      })),
    })),
  };
  return `${JSON.stringify(model, null, 2)}\n`;
}
