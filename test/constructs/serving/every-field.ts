import { type Chart, Duration, Size } from 'cdk8s';
import {
  type ContainerProps,
  EnvValue,
  type FeatureFlags,
  FeaturesConfig,
  KnativeService,
  type KnativeServiceProps,
  Probe,
  type ProbeOptions,
  Volume,
} from '../../../constructs';
import { featureDefinitions } from '../../../lib/rules/features';

const seconds = (amount: number) => Duration.seconds(amount);
const selector = {
  matchLabels: { app: 'a' },
  matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }],
} as const;
const timings: ProbeOptions = {
  initialDelay: seconds(1),
  period: seconds(2),
  timeout: seconds(1),
  successThreshold: 1,
  failureThreshold: 3,
};
const amounts = { cpu: 0.5, memory: Size.mebibytes(128) };
const podTerm = {
  labelSelector: selector,
  matchLabelKeys: ['a'],
  mismatchLabelKeys: ['b'],
  namespaces: ['n'],
  namespaceSelector: selector,
  topologyKey: 'zone',
};
const nodeTerm = {
  matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }],
  matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n'] }],
} as const;

const http = Probe.http('/', { port: 8080, host: 'h', scheme: 'HTTP', headers: { a: 'b' }, ...timings });
const tcp = Probe.tcp({ port: 8080, host: 'h', ...timings });
const exec = Probe.exec(['true'], timings);
const grpc = Probe.grpc({ port: 8080, service: 's', ...timings });

const securityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsGroup: 1000,
  runAsNonRoot: true,
  runAsUser: 1000,
  seccompProfile: { type: 'Localhost', localhostProfile: 'p.json' },
} as const;

/** Properties that any container has. */
const common = {
  image: 'example.com/main:v1',
  imagePullPolicy: 'Always',
  command: ['a'],
  args: ['b'],
  workingDir: '/w',
  env: {
    PLAIN: EnvValue.plain('a'),
    SECRET: EnvValue.fromSecret('s', 'k', { optional: true }),
    CONFIG: EnvValue.fromConfigMap('c', 'k', { optional: true }),
    FIELD: EnvValue.fromField('metadata.name', { apiVersion: 'v1' }),
    RESOURCE: EnvValue.fromResource('limits.cpu', { container: 'main', divisor: '1m' }),
  },
  envFrom: [
    { secret: 's', prefix: 'S_', optional: true },
    { configMap: 'c', prefix: 'C_', optional: true },
  ],
  resources: { requests: amounts, limits: amounts },
  securityContext,
  terminationMessagePath: '/t',
  terminationMessagePolicy: 'File',
} as const satisfies Partial<ContainerProps>;

const file = { 'a.txt': { key: 'k', mode: 0o400 } };
const cache = Volume.emptyDir({ name: 'cache', medium: 'Memory', sizeLimit: Size.gibibytes(1) });
const volumes: KnativeServiceProps['volumes'] = {
  '/secret': Volume.secret('s', { files: file, mode: 0o400, optional: true }),
  '/config': Volume.configMap('c', { files: file, mode: 0o400, optional: true }),
  '/projected': Volume.projected(
    [
      { secret: 's', files: file, optional: true },
      { configMap: 'c', files: file, optional: true },
      { accountToken: { path: 't', audience: 'a', expiration: Duration.hours(1) } },
      {
        podFacts: {
          labels: { field: 'metadata.labels', apiVersion: 'v1', mode: 0o400 },
          cpu: { resource: 'limits.cpu', container: 'main', divisor: '1m' },
        },
      },
    ],
    { mode: 0o400 },
  ),
  '/cache': { volume: cache, subPath: 'a', readOnly: false, mountPropagation: 'HostToContainer' },
  '/claim': Volume.persistentVolumeClaim('p', { readOnly: true }),
  '/host': Volume.hostPath('/var/log', { type: 'Directory' }),
  '/csi': Volume.csi('d', { fsType: 'ext4', secret: 's', readOnly: true, attributes: { a: 'b' } }),
  '/ephemeral': Volume.ephemeral({
    metadata: { labels: { a: 'b' } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      dataSource: { apiGroup: 'g', kind: 'K', name: 'n' },
      dataSourceRef: { apiGroup: 'g', kind: 'K', name: 'n', namespace: 'x' },
      resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
      selector,
      storageClassName: 's',
      volumeAttributesClassName: 'v',
      volumeMode: 'Filesystem',
      volumeName: 'v',
    },
  }),
  '/image': Volume.image('example.com/files:v1', { pullPolicy: 'Always' }),
};

const everything: KnativeServiceProps = {
  ...common,
  volumes,
  containerName: 'main',
  port: { containerPort: 8080, protocol: 'http1', transport: 'TCP' },
  readiness: http,
  liveness: tcp,
  startup: exec,
  containers: [
    { ...common, name: 'side', volumes: { '/cache': cache }, readiness: grpc, liveness: grpc, startup: grpc },
  ],
  initContainers: [
    {
      ...common,
      name: 'init',
      port: { containerPort: 81, name: 'web', transport: 'TCP' },
      volumes: { '/cache': { volume: cache, subPath: 'a', readOnly: true, mountPropagation: 'None' } },
    },
  ],
  serviceAccount: 'a',
  automountServiceAccountToken: false,
  imagePullSecrets: ['pull'],
  enableServiceLinks: false,
  podSecurityContext: {
    fsGroup: 1,
    runAsGroup: 1,
    runAsNonRoot: true,
    runAsUser: 1,
    seccompProfile: { type: 'Localhost', localhostProfile: 'p.json' },
    supplementalGroups: [1],
  },
  nodeSelector: { disk: 'ssd' },
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [nodeTerm] },
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: nodeTerm }],
    },
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [podTerm],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: podTerm }],
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [podTerm],
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: podTerm }],
    },
  },
  tolerations: [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoExecute', tolerationSeconds: 5 }],
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: selector,
      matchLabelKeys: ['a'],
      minDomains: 1,
      nodeAffinityPolicy: 'Honor',
      nodeTaintsPolicy: 'Honor',
    },
  ],
  runtimeClassName: 'r',
  priorityClassName: 'p',
  schedulerName: 's',
  dnsPolicy: 'None',
  dnsConfig: { nameservers: ['10.0.0.1'], searches: ['a.b'], options: [{ name: 'ndots', value: '2' }] },
  hostAliases: [{ ip: '10.0.0.1', hostnames: ['a'] }],
  hostIPC: false,
  hostPID: false,
  hostNetwork: false,
  shareProcessNamespace: true,
  revision: 'v1',
  revisionLabels: { a: 'b' },
  revisionAnnotations: { 'example.com/a': 'b' },
  containerConcurrency: 10,
  timeout: seconds(60),
  responseStartTimeout: seconds(30),
  idleTimeout: seconds(10),
  traffic: [
    { revision: 'v1', percent: 90, tag: 'v1' },
    { latest: true, percent: 10 },
  ],
};

const features = Object.fromEntries(
  Object.entries(featureDefinitions)
    .filter(([name, { component }]) => component === 'serving' && name !== 'secure-pod-defaults')
    .map(([name]) => [name, 'enabled']),
) as FeatureFlags;

/** Services that together set every field there is, in a cluster that lets them. */
export function everyField(chart: Chart): void {
  new FeaturesConfig(chart, 'features', { features });
  new KnativeService(chart, 'everything', everything);
  // Actions of a probe exclude each other.
  const others = { readiness: grpc, liveness: http, startup: tcp };
  new KnativeService(chart, 'other-probes', {
    image: 'first',
    port: 8080,
    ...others,
    containers: [{ image: 'second', readiness: http, liveness: tcp, startup: exec }],
  });
  const third = { readiness: tcp, liveness: exec, startup: http };
  new KnativeService(chart, 'more-probes', {
    image: 'first',
    port: 8080,
    ...third,
    containers: [{ image: 'second', ...third }],
  });
  new KnativeService(chart, 'last-probes', { image: 'first', readiness: exec, liveness: grpc, startup: grpc });
}
