import { App, Chart, Duration } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ClusterBootstrap, Install, Observability, type ObservabilityProps, Telemetry } from '../../../constructs';
import type { KubeObject } from '../../../lib/api/meta/v1';

interface Data extends KubeObject {
  readonly data?: Readonly<Record<string, string>>;
}

function objectsOf(props: ObservabilityProps = {}): Data[] {
  const chart = new Chart(new App(), 'observability');
  new Observability(chart, 'observability', props);
  return chart.toJson() as Data[];
}

const named = (objects: readonly Data[], name: string) => objects.find(({ metadata }) => metadata.name === name);

describe('what is seen of a platform', () => {
  test('each dashboard is a ConfigMap that Grafana finds, with panels that ask something', () => {
    const maps = objectsOf().filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === '1');
    expect(maps.map(({ metadata }) => metadata.name)).toEqual([
      'dashboard-requests',
      'dashboard-autoscaling',
      'dashboard-brokers',
      'dashboard-pipelines',
    ]);
    for (const { data } of maps) {
      const [text = ''] = Object.values(data ?? {});
      const { uid, panels } = JSON.parse(text) as {
        uid: string;
        panels: { id: number; targets: { expr: string }[] }[];
      };
      expect(uid).toMatch(/^cdk8s-knative-/);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
      for (const { expr } of panels.flatMap(({ targets }) => targets)) {
        expect(expr.split('(').length, expr).toBe(expr.split(')').length);
      }
    }
  });

  test('more than three lines with ERROR in a minute, by service, are told of', () => {
    const text = named(objectsOf(), 'knative-log-alerts')?.data?.['knative-logs.yaml'] ?? '';
    const { groups } = parse(text) as { groups: { rules: { alert: string; expr: string }[] }[] };
    expect(groups[0]?.rules).toMatchObject([
      { expr: 'sum by (namespace, service) (count_over_time({service=~".+"} |= "ERROR" [1m])) > 3' },
    ]);
  });

  test('thresholds are the user’s', () => {
    const rules = JSON.stringify(
      named(objectsOf({ alerts: { errorRate: 0.2, queueDepth: 7 } }), 'knative-alerts')?.spec,
    );
    expect(rules).toContain('> 0.2');
    expect(rules).toContain('> 7');
  });

  test('a Prometheus without its operator reads a file', () => {
    const { data } = named(objectsOf({ rulesFor: 'prometheus' }), 'knative-alerts') ?? {};
    expect(parse(data?.['knative.rules.yaml'] ?? '')).toMatchObject({ groups: [{ name: 'knative' }] });
    expect(named(objectsOf({ alerts: false }), 'knative-alerts')).toBeUndefined();
  });

  test('lines are sent under the name of their service', () => {
    const objects = objectsOf({ logs: { host: 'loki.logs' } });
    const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'log-collector');
    expect(config?.data?.['fluent-bit.conf']).toMatch(
      /Host loki\.logs\n.*\n.*service=\$kubernetes\['labels'\]\['serving\.knative\.dev\/service'\]/,
    );
    expect(objects.filter(({ metadata }) => metadata.name === 'log-collector').map(({ kind }) => kind)).toEqual([
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
      'ConfigMap',
      'DaemonSet',
    ]);
  });

  describe('traces are handed on', () => {
    const exportersOf = (traces: ObservabilityProps['traces']) => {
      const objects = objectsOf({ dashboards: [], alerts: false, traces });
      expect(objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual(
        ['ConfigMap', 'Service', 'Deployment'].map((kind) => [kind, 'observability', 'otel-collector']),
      );
      const { exporters, receivers, service } = parse(objects[0]?.data?.['config.yaml'] ?? '') as {
        exporters: Record<string, object>;
        receivers: { otlp: { protocols: object } };
        service: { pipelines: { traces: { exporters: string[] } } };
      };
      expect(service.pipelines.traces.exporters).toEqual(Object.keys(exporters));
      const { spec } = objects[1] as KubeObject<{ ports: { port: number }[] }>;
      const heard = Object.values(receivers.otlp.protocols).map(({ endpoint }) => Number(endpoint.split(':')[1]));
      expect(spec?.ports.map(({ port }) => port)).toEqual(heard);
      return exporters;
    };

    test.each<[NonNullable<ObservabilityProps['traces']>, object]>([
      [{ profile: 'zipkin' }, { zipkin: { endpoint: 'http://zipkin.istio-system:9411/api/v2/spans' } }],
      [
        { profile: 'jaeger' },
        { otlp: { endpoint: 'http://jaeger-collector.observability:4317', tls: { insecure: true } } },
      ],
      [{ profile: 'otlp', endpoint: 'https://tempo.example.com' }, { otlp: { endpoint: 'https://tempo.example.com' } }],
    ])('of %o', (traces, exporters) => {
      expect(exportersOf(traces)).toEqual(exporters);
    });

    test('by what the settings of the platform send them to', () => {
      const { tracingEndpoint = '' } = Telemetry.of({ tracing: { profile: 'zipkin' } }).serving;
      const { hostname } = new URL(tracingEndpoint);
      const service = objectsOf({ traces: { profile: 'zipkin' } }).find(({ kind }) => kind === 'Service');
      expect(hostname).toBe(`${service?.metadata.name}.${service?.metadata.namespace}`);
    });
  });

  test.each([
    [{ traces: { profile: 'otlp' } }, /KG0003 .*traces\.endpoint/],
    [{ traces: { profile: 'tempo' } }, /KG0004 .*traces\.profile/],
    [{ traces: { profile: 'zipkin', endpoint: 'zipkin:9411' } }, /KG0004 .*traces\.endpoint/],
    [{ traces: { profile: 'zipkin', url: 'http://a' } }, /KG0007 .*traces\.url/],
    [{ dashboards: ['request'] }, /KG0004 .*dashboards\[0\]/],
    [{ alerts: { errorRat: 1 } }, /KG0007 .*did you mean "errorRate"/],
    [{ rulesFor: 'grafana' }, /KG0004 .*rulesFor/],
  ])('refuses %o', (props, message) => {
    expect(() => objectsOf(props as ObservabilityProps)).toThrow(message);
  });
});

describe('what leaves the platform', () => {
  const configOf = (telemetry: Telemetry) => {
    const chart = new Chart(new App(), 'platform');
    new ClusterBootstrap(chart, 'platform', {
      install: Install.operator(),
      serving: { observability: telemetry.serving },
      eventing: { observability: telemetry.eventing },
      tekton: { observability: telemetry.tekton },
    });
    const serving = (chart.toJson() as Data[]).find(({ kind }) => kind === 'KnativeServing')!;
    return (serving.spec as { config: { observability: Record<string, string> } }).config.observability;
  };

  test('metrics are scraped unless told otherwise', () => {
    expect(configOf(Telemetry.of())).toEqual({
      'metrics-protocol': 'prometheus',
      'request-metrics-protocol': 'prometheus',
    });
  });

  test('metrics are pushed to a URL, and traces go to Jaeger by gRPC', () => {
    const url = 'http://prometheus.observability:9090/api/v1/otlp/v1/metrics';
    const tracing = { profile: 'jaeger', protocol: 'grpc', samplingRate: 1 } as const;
    expect(configOf(Telemetry.of({ metrics: { pushTo: url, every: Duration.seconds(30) }, tracing }))).toEqual({
      'metrics-protocol': 'http/protobuf',
      'metrics-endpoint': url,
      'metrics-export-interval': '30s',
      'request-metrics-protocol': 'http/protobuf',
      'request-metrics-endpoint': url,
      'tracing-protocol': 'grpc',
      'tracing-endpoint': 'http://jaeger-collector.observability:4317',
      'tracing-sampling-rate': '1',
    });
  });

  test("traces of Tekton's runs go by http/protobuf, whatever the others go by", () => {
    const runs = (tracing: NonNullable<Parameters<typeof Telemetry.of>[0]>['tracing']) =>
      Telemetry.of({ tracing }).runs;
    expect(runs({ profile: 'jaeger', protocol: 'grpc' })).toEqual({
      enabled: true,
      endpoint: 'http://jaeger-collector.observability:4318/v1/traces',
    });
    expect(runs({ endpoint: 'https://a.example.com/v1/traces' })?.endpoint).toBe('https://a.example.com/v1/traces');
    expect(runs({ endpoint: 'https://a.example.com:4317', protocol: 'grpc' })).toBeUndefined();
    expect(runs(undefined)).toBeUndefined();
  });

  test('a rate is a part', () => {
    expect(() => Telemetry.of({ tracing: { samplingRate: 10 } })).toThrow(/KG0004 .*samplingRate/);
  });
});
