import { goJson } from '../../controller/json';
import { label, SYSTEM_NAMESPACE } from '../keys';
import { type Container, isServing, type Probe, protocolOf, queuePort, userPortOf } from './containers';
import type { RevisionObject, RevisionSettings } from './deployment';
import { queueMounts } from './extra-volumes';
import { observabilityOf } from './observability';
import { queueResources } from './queue-resources';

const LOCALHOST = '127.0.0.1';

/** The container that stands before a revision's own: it counts, limits and drains requests. */
export function queueProxy(revision: RevisionObject, serving: Container, settings: RevisionSettings): object {
  const { deployment, features } = settings;
  const protocol = protocolOf(serving);
  const mounts = queueMounts(revision, settings);
  const hasProfiling = settings.observability['runtime-profiling'] === 'enabled';
  const port = (name: string, containerPort: number) => ({ name, containerPort });
  return {
    name: 'queue-proxy',
    image: deployment.queueSidecarImage,
    resources: queueResources(revision, serving, deployment, features),
    ports: [
      port('http-autometric', queuePort.metrics),
      port('http-usermetric', queuePort.requestMetrics),
      ...(hasProfiling ? [port('profiling-port', queuePort.profiling)] : []),
      port('queue-port', queuePort[protocol]),
      port('https-port', queuePort.https),
    ],
    ...(serving.readinessProbe === undefined
      ? {}
      : { readinessProbe: queueProbe(serving.readinessProbe, queuePort[protocol]) }),
    env: environment(revision, serving, settings),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}

/** Kubernetes asks queue-proxy, as often and as patiently as it would have asked the container. */
function queueProbe(probe: Probe, port: number): object {
  const { exec: _exec, httpGet: _http, tcpSocket: _tcp, grpc: _grpc, ...timings } = probe;
  return { ...timings, httpGet: { port, httpHeaders: [{ name: 'K-Network-Probe', value: 'queue' }] } };
}

function environment(revision: RevisionObject, serving: Container, settings: RevisionSettings): readonly object[] {
  const { metadata, spec } = revision;
  const { deployment, features, logging } = settings;
  const isEnabled = (flag: string) => features[flag]?.toLowerCase() === 'enabled';
  const from = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const text = (name: string, value: string | number | boolean) =>
    value === '' ? { name } : { name, value: String(value) };
  const fullDuplex = metadata.annotations?.['features.knative.dev/http-full-duplex']?.toLowerCase() === 'enabled';
  const userPort = userPortOf(serving);
  return [
    text('SERVING_NAMESPACE', metadata.namespace ?? ''),
    text('SERVING_SERVICE', metadata.labels?.[label.service] ?? ''),
    text('SERVING_CONFIGURATION', metadata.labels?.[label.configuration] ?? ''),
    text('SERVING_REVISION', metadata.name ?? ''),
    text('QUEUE_SERVING_PORT', queuePort[protocolOf(serving)]),
    text('QUEUE_SERVING_TLS_PORT', queuePort.https),
    text('CONTAINER_CONCURRENCY', spec?.containerConcurrency ?? 0),
    text('REVISION_TIMEOUT_SECONDS', spec?.timeoutSeconds ?? 0),
    text('REVISION_RESPONSE_START_TIMEOUT_SECONDS', spec?.responseStartTimeoutSeconds ?? 0),
    text('REVISION_IDLE_TIMEOUT_SECONDS', spec?.idleTimeoutSeconds ?? 0),
    from('SERVING_POD', 'metadata.name'),
    from('SERVING_POD_IP', 'status.podIP'),
    text('SERVING_LOGGING_CONFIG', logging['zap-logger-config'] ?? ''),
    text('SERVING_LOGGING_LEVEL', logging['loglevel.queueproxy'] ?? ''),
    text('USER_PORT', userPort),
    text('SYSTEM_NAMESPACE', SYSTEM_NAMESPACE),
    text('SERVING_READINESS_PROBE', readinessProbes(revision, serving, isEnabled('multi-container-probing'))),
    from('HOST_IP', 'status.hostIP'),
    text('ENABLE_HTTP2_AUTO_DETECTION', isEnabled('autodetect-http2')),
    text('ENABLE_HTTP_FULL_DUPLEX', fullDuplex),
    text('ROOT_CA', deployment.rootCa),
    text('QUEUE_PROXY_TLS_MIN_VERSION', deployment.tls.min),
    text('QUEUE_PROXY_TLS_MAX_VERSION', deployment.tls.max),
    text('QUEUE_PROXY_TLS_CIPHER_SUITES', deployment.tls.suites),
    text('QUEUE_PROXY_TLS_CURVE_PREFERENCES', deployment.tls.curves),
    text('ENABLE_MULTI_CONTAINER_PROBES', isEnabled('multi-container-probing')),
    text('OBSERVABILITY_CONFIG', observabilityOf(settings.observability)),
  ];
}

/** What queue-proxy is to ask before it says that the pod is ready: its container, or all that can be asked from beside them. */
function readinessProbes(revision: RevisionObject, serving: Container, asksAll: boolean): string {
  if (!asksAll) {
    return serving.readinessProbe === undefined ? '' : goJson(encoded(serving.readinessProbe, userPortOf(serving)));
  }
  const all = (revision.spec?.containers ?? []) as readonly Container[];
  const probes = all.flatMap((container) => {
    const { readinessProbe: probe } = container;
    const serves = isServing(container, all);
    // A command runs where it was written; only the container that serves is known to listen.
    if (probe === undefined || (!serves && probe.exec !== undefined)) return [];
    return [encoded(probe, serves ? userPortOf(container) : 0)];
  });
  return probes.length === 0 ? '' : goJson(probes);
}

/** A container's own readiness probe, for queue-proxy to run: at the port that the container listens on, from beside it. */
function encoded(probe: Probe, userPort: number): object {
  const { exec, httpGet, tcpSocket, grpc, ...timings } = probe;
  const port = portOf(httpGet?.port ?? tcpSocket?.port ?? grpc?.port, userPort);
  return {
    ...(httpGet === undefined
      ? {}
      : {
          httpGet: {
            ...(httpGet.path === undefined ? {} : { path: httpGet.path }),
            port,
            host: LOCALHOST,
            scheme: httpGet.scheme ?? 'HTTP',
            ...(httpGet.httpHeaders === undefined ? {} : { httpHeaders: httpGet.httpHeaders }),
          },
        }),
    ...(tcpSocket === undefined && exec === undefined ? {} : { tcpSocket: { port, host: LOCALHOST } }),
    ...(grpc === undefined ? {} : { grpc: { port, service: grpc.service ?? null } }),
    ...inGoOrder(timings),
  };
}

/** A port that is named or 0 is the container's own. */
function portOf(port: number | string | undefined, userPort: number): number {
  return typeof port === 'number' && port !== 0 ? port : userPort;
}

const TIMINGS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
] as const;

/** As Go writes the struct: in the order of its fields, zeros left out. */
function inGoOrder(timings: Probe): object {
  return Object.fromEntries(TIMINGS.flatMap((field) => (timings[field] ? [[field, timings[field]]] : [])));
}
