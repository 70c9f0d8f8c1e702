import type { KubeObject } from '../api/meta/v1';

/** A workload of a control plane's own: the rest of its specification is nobody's business here. */
function workload(namespace: string, name: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels: { app: name } }, spec: { containers: [] } },
    },
  } as KubeObject;
}

interface Port {
  readonly name: string;
  readonly port: number;
  readonly targetPort: number;
}

function serviceOf(
  namespace: string,
  name: string,
  selector: Readonly<Record<string, string>>,
  ports: readonly Port[],
): KubeObject {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace }, spec: { selector, ports } } as KubeObject;
}

const settings = (namespace: string, name: string, data: Readonly<Record<string, string>>) =>
  ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }) as unknown as KubeObject;

/** What vouches for one of Eventing's own workloads, once it speaks TLS. */
function authority(workload: string): KubeObject {
  const text = `-----BEGIN CERTIFICATE-----\n${workload}\n-----END CERTIFICATE-----\n`;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: `${workload}-server-tls`, namespace: EVENTING },
    type: 'kubernetes.io/tls',
    data: { 'ca.crt': Buffer.from(text).toString('base64') },
  } as KubeObject;
}

const SERVING = 'knative-serving';
const EVENTING = 'knative-eventing';
const EVENTING_VERSION = '1.23.0';
const HTTP: readonly Port[] = [{ name: 'http', port: 80, targetPort: 8080 }];

/** How Eventing's own workloads log, as it ships it. */
const LOGGER = {
  level: 'info',
  development: false,
  outputPaths: ['stdout'],
  errorOutputPaths: ['stderr'],
  encoding: 'json',
  encoderConfig: {
    timeKey: 'ts',
    levelKey: 'level',
    nameKey: 'logger',
    callerKey: 'caller',
    messageKey: 'msg',
    stacktraceKey: 'stacktrace',
    lineEnding: '',
    levelEncoder: '',
    timeEncoder: 'iso8601',
    durationEncoder: '',
    callerEncoder: '',
  },
} as const;

/** As the settings have it: two spaces to a level, lists in one line. */
const loggerText = `${JSON.stringify(LOGGER, null, 2).replace(/\[\s+("\w+")\s+\]/g, '[$1]')}\n`;

const partOf = (component: string) => ({
  'app.kubernetes.io/component': component,
  'app.kubernetes.io/name': EVENTING,
  'app.kubernetes.io/version': EVENTING_VERSION,
});

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
} as const;

const release = (image: string, digest: string) => `gcr.io/knative-releases/${image}@sha256:${digest}`;

/** The adapter of all PingSources, as it is before there is one. */
const pingAdapter = (() => {
  const selector = { 'eventing.knative.dev/source': 'ping-source-controller', 'sources.knative.dev/role': 'adapter' };
  const probe = (path: string) => ({
    httpGet: { path, port: 'probes', scheme: 'HTTP' },
    initialDelaySeconds: 20,
    periodSeconds: 10,
    timeoutSeconds: 5,
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'pingsource-mt-adapter',
      namespace: EVENTING,
      labels: { ...partOf('pingsource-mt-adapter'), 'bindings.knative.dev/exclude': 'true' },
    },
    spec: {
      replicas: 0,
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...partOf('pingsource-mt-adapter'), ...selector } },
        spec: {
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 100,
                  podAffinityTerm: {
                    labelSelector: { matchLabels: selector },
                    topologyKey: 'kubernetes.io/hostname',
                  },
                },
              ],
            },
          },
          serviceAccountName: 'pingsource-mt-adapter',
          enableServiceLinks: false,
          containers: [
            {
              name: 'dispatcher',
              image: release(
                'knative.dev/eventing/cmd/mtping',
                '2fc8713fb4807df0f5d8f9506d03c16c168eed61f19c04e04092266248bd0353',
              ),
              ports: [
                { name: 'metrics', containerPort: 9090 },
                { name: 'probes', containerPort: 8080 },
              ],
              resources: { requests: { cpu: '125m', memory: '64Mi' }, limits: { cpu: '1', memory: '2Gi' } },
              livenessProbe: probe('/health'),
              readinessProbe: probe('/readiness'),
              securityContext: RESTRICTED,
            },
          ],
        },
      },
    },
  } as unknown as KubeObject;
})();

/** The workload that waits for the answers of all RequestReplies. */
const requestReply = (() => {
  const selector = { 'eventing.knative.dev/part-of': 'request-reply' };
  const own = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'request-reply', namespace: EVENTING, labels: partOf('request-reply') },
    spec: {
      replicas: 1,
      serviceName: '',
      selector: { matchLabels: selector },
      template: {
        metadata: { labels: { ...partOf('request-reply'), ...selector } },
        spec: {
          serviceAccountName: 'request-reply',
          volumes: [{ name: 'aes-keys', secret: { secretName: 'request-reply-keys' } }],
          containers: [
            {
              name: 'request-reply',
              image: release(
                'knative.dev/eventing/cmd/requestreply',
                '0e9e6d121e9bcd57b01beb33124bb5387b70d4820caebe326264db92db1e1336',
              ),
              ports: [
                { name: 'http', containerPort: 8080 },
                { name: 'https', containerPort: 8443 },
              ],
              env: [
                own('SYSTEM_NAMESPACE', 'metadata.namespace'),
                own('POD_INDEX', "metadata.labels['apps.kubernetes.io/pod-index']"),
                { name: 'HTTP_PORT', value: '8080' },
                { name: 'HTTPS_PORT', value: '8443' },
                { name: 'SECRETS_PATH', value: '/etc/secrets' },
                { name: 'CONFIG_LOGGING_NAME', value: 'config-logging' },
                { name: 'CONFIG_OBSERVABILITY_NAME', value: 'config-observability' },
              ],
              volumeMounts: [{ name: 'aes-keys', mountPath: '/etc/secrets' }],
            },
          ],
        },
      },
    },
  } as unknown as KubeObject;
})();

/** Images of Eventing's connectors, as 1.23.0 ships them. */
const connectorImages = {
  'timer-source': release('timer-source', '45af6d4df89c379656ef482f048d559cd8d8d4e286b3e440ef9a6c94fcc8d920'),
  'aws-s3-source': release('aws-s3-source', '33c9493835b27b75e86b29ca863d205577d7940b0f42b3597c60a8fecf43e1fa'),
  'aws-sqs-source': release('aws-sqs-source', '853297af896258e3ac6a88a9a753343d0348fa1aa2a8c7092ff189c5b26e3550'),
  'aws-ddb-streams-source': release(
    'aws-ddb-streams-source',
    'a39dbc38c68c102864ac4cb928d26d0404ccd11fcc4438a2d90d857fefdece6d',
  ),
  'aws-s3-sink': release('aws-s3-sink', 'd708b2e9f39eb499493d8d826a9c234512389f9c94bde5e04b5d22ffd8085e9b'),
  'aws-sqs-sink': release('aws-sqs-sink', '108dd5bbbab656c91b27fd6bcc21b9b9020e20d09a3dfe93030d7342e4ac5d98'),
  'aws-sns-sink': release('aws-sns-sink', '9ed7021806261d40bf2cf4ee7aaf28a613c7f5dff3b3e8fe340c5fd1dae2874a'),
  'log-sink': release('log-sink', 'cb037ddb2cc71d369983e223cdeef3b30f1045e827200fc33bcccac4f3cf993b'),
} as const;

/** What a small cluster has of Serving and Eventing before anybody puts anything in. */
export const systemObjects: readonly KubeObject[] = [
  workload(SERVING, 'activator'),
  serviceOf(SERVING, 'activator-service', { app: 'activator' }, [
    { name: 'http', port: 80, targetPort: 8012 },
    { name: 'http2', port: 81, targetPort: 8013 },
    { name: 'https', port: 443, targetPort: 8112 },
  ]),
  ...['mt-broker-ingress', 'mt-broker-filter', 'imc-dispatcher', 'job-sink'].map((name) => workload(EVENTING, name)),
  serviceOf(EVENTING, 'broker-ingress', { app: 'mt-broker-ingress' }, HTTP),
  serviceOf(EVENTING, 'broker-filter', { app: 'mt-broker-filter' }, HTTP),
  serviceOf(EVENTING, 'imc-dispatcher', { app: 'imc-dispatcher' }, HTTP),
  serviceOf(EVENTING, 'job-sink', { app: 'job-sink' }, HTTP),
  pingAdapter,
  requestReply,
  serviceOf(EVENTING, 'request-reply', { 'eventing.knative.dev/part-of': 'request-reply' }, HTTP),
  ...['mt-broker-ingress', 'mt-broker-filter', 'imc-dispatcher', 'job-sink', 'request-reply'].map(authority),
  settings(EVENTING, 'config-br-default-channel', {
    'channel-template-spec': 'apiVersion: messaging.knative.dev/v1\nkind: InMemoryChannel\n',
  }),
  settings(EVENTING, 'config-logging', { 'zap-logger-config': loggerText }),
  settings(EVENTING, 'eventing-integrations-images', connectorImages),
  settings(EVENTING, 'eventing-transformations-images', {
    'transform-jsonata': release(
      'transform-jsonata',
      '39c98808cb212b6b2fa61e0f449cac9b21bf7319fb81efe9ce4ba5926f2cafa0',
    ),
  }),
];
