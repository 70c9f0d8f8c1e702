import { App, Chart } from 'cdk8s';
import { ClusterBootstrap, Ingress, Install, Namespace, Observability, Telemetry } from 'cdk8s-knative';

export function program(app: App): void {
  // Metrics are scraped, those of requests are pushed, and a tenth of the requests are traced.
  const telemetry = Telemetry.of({
    requestMetrics: 'http://prometheus.observability:9090/api/v1/otlp/v1/metrics',
    tracing: { profile: 'zipkin', samplingRate: 0.1 },
  });
  new ClusterBootstrap(new Chart(app, 'platform'), 'platform', {
    install: Install.operator(),
    ingress: Ingress.kourier(),
    serving: { observability: telemetry.serving },
    eventing: { observability: telemetry.eventing },
    tekton: { observability: telemetry.tekton, tracing: telemetry.runs },
  });

  const chart = new Chart(app, 'observability');
  new Namespace(chart, 'observability');
  new Observability(chart, 'knative', {
    dashboards: ['autoscaling'],
    // The rule of the book: more than three lines with ERROR in a minute.
    alerts: { errorLinesPerMinute: 3, errorRate: 0.05 },
    logs: { host: 'loki.observability' },
    // Zipkin speaks no OTLP: a collector stands before it.
    traces: { profile: 'zipkin' },
  });
}

if (require.main === module) {
  const app = new App();
  program(app);
  app.synth();
}
