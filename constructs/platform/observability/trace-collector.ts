import type { KubeObject } from '../../../lib/api/meta/v1';
import type { Refusing } from '../../base/known-props';
import { yamlText } from '../../kubernetes/yaml-text';

/** Where a collector hands traces on to. */
export interface TraceOptions {
  /** What keeps traces: `zipkin` is told in its own protocol, `jaeger` and any other receiver by OTLP over gRPC. */
  readonly profile: 'otlp' | 'jaeger' | 'zipkin';
  /**
   * URL of what keeps them; `otlp` must have one.
   * @default - http://zipkin.istio-system:9411/api/v2/spans, or http://jaeger-collector.NAMESPACE:4317
   */
  readonly endpoint?: string;
  /** How many Pods of the collector there are. @default 1 */
  readonly replicas?: number;
  /** Image of the collector of OpenTelemetry. @default - a version of its own registry, with all exporters */
  readonly image?: string;
}

/** As `Telemetry` sends traces to. */
const NAME = 'otel-collector';
const IMAGE = 'docker.io/otel/opentelemetry-collector-contrib:0.150.1';
const CONFIG = '/etc/otel';
const HEALTH = 13133;
const PORTS = { grpc: 4317, http: 4318 } as const;

/** A collector that takes traces by OTLP, which is all that Knative and Tekton speak, and hands them on in batches. */
export function traceCollector(namespace: string, options: TraceOptions, by: Refusing): KubeObject[] {
  const { profile, endpoint, replicas = 1, image = IMAGE } = options;
  const exporter = exporterOf(profile, endpoint, namespace, by);
  const labels = { 'app.kubernetes.io/name': NAME };
  const metadata = { name: NAME, namespace, labels };
  const ports = Object.entries(PORTS).map(([protocol, port]) => ({ name: `${protocol}-otlp`, port }));
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'config.yaml': yamlText(configOf(exporter)) } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            containers: [
              {
                name: NAME,
                image,
                args: [`--config=${CONFIG}/config.yaml`],
                ports: ports.map(({ name, port }) => ({ name, containerPort: port })),
                readinessProbe: { httpGet: { path: '/', port: HEALTH } },
                resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } },
                securityContext: {
                  runAsNonRoot: true,
                  runAsUser: 10001,
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                  readOnlyRootFilesystem: true,
                  seccompProfile: { type: 'RuntimeDefault' },
                },
                volumeMounts: [{ name: 'config', mountPath: CONFIG, readOnly: true }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: NAME } }],
          },
        },
      },
    },
  ] as KubeObject[];
}

type Exporter = Readonly<Record<string, object>>;

function exporterOf(profile: string, endpoint: string | undefined, namespace: string, by: Refusing): Exporter {
  if (endpoint !== undefined && !/^https?:\/\//.test(endpoint)) {
    by.refuse('value', 'traces.endpoint', `"${endpoint}" is no URL`, 'write one with http:// or https://');
  }
  switch (profile) {
    case 'zipkin':
      return { zipkin: { endpoint: endpoint ?? 'http://zipkin.istio-system:9411/api/v2/spans' } };
    case 'jaeger':
      return otlp(endpoint ?? `http://jaeger-collector.${namespace}:${PORTS.grpc}`);
    case 'otlp':
      return otlp(
        endpoint ?? by.refuse('missing', 'traces.endpoint', 'nobody is named that keeps traces', 'give a URL'),
      );
    default:
      return by.refuse('value', 'traces.profile', `there is no "${profile}"`, 'write otlp, jaeger or zipkin');
  }
}

function otlp(endpoint: string): Exporter {
  return { otlp: { endpoint, ...(endpoint.startsWith('http:') && { tls: { insecure: true } }) } };
}

function configOf(exporters: Exporter): object {
  const everywhere = (port: number) => ({ endpoint: `0.0.0.0:${port}` });
  return {
    extensions: { health_check: everywhere(HEALTH) },
    receivers: { otlp: { protocols: { grpc: everywhere(PORTS.grpc), http: everywhere(PORTS.http) } } },
    processors: { memory_limiter: { check_interval: '1s', limit_percentage: 80 }, batch: {} },
    exporters,
    service: {
      extensions: ['health_check'],
      pipelines: {
        traces: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'batch'],
          exporters: Object.keys(exporters),
        },
      },
    },
  };
}
