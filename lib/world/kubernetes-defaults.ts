import { hash } from 'node:crypto';
import type { KubeObject } from '../api/meta/v1';

type Fields = Readonly<Record<string, unknown>>;

const DEFAULT_MODE = 420;

/** The object as Kubernetes' API server stores it: what it fills in for its own kinds. */
export function withKubernetesDefaults(object: KubeObject): KubeObject {
  const fill = defaults[`${object.apiVersion}/${object.kind}`];
  return fill === undefined ? object : fill(object);
}

type Fill = (object: KubeObject) => KubeObject;

const spec =
  (fill: (spec: Fields, object: KubeObject) => Fields): Fill =>
  (object) => ({ ...object, spec: fill((object.spec ?? {}) as Fields, object) });

const template = (value: unknown) => {
  const { metadata, spec: pod } = (value ?? {}) as { metadata?: object; spec?: Fields };
  return { ...(metadata === undefined ? {} : { metadata }), spec: podSpec(pod ?? {}) };
};

const defaults: Readonly<Record<string, Fill>> = {
  'v1/Service': (object) => ({ ...spec(serviceSpec)(object), status: object.status ?? { loadBalancer: {} } }),
  'v1/Pod': spec((fields, { metadata }) => podSpec(asAdmitted(fields, metadata.name ?? ''))),
  'v1/PersistentVolumeClaim': (object) => ({
    ...spec((fields) => ({ volumeMode: 'Filesystem', ...fields }))(object),
    metadata: { ...object.metadata, finalizers: object.metadata.finalizers ?? ['kubernetes.io/pvc-protection'] },
  }),
  'v1/Secret': (object) => ({ type: 'Opaque', ...object }) as KubeObject,
  'apps/v1/Deployment': spec((fields) => ({
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...fields,
    strategy: strategy(fields.strategy),
    template: template(fields.template),
  })),
  'apps/v1/StatefulSet': spec((fields) => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    ...fields,
    template: template(fields.template),
  })),
  'autoscaling/v2/HorizontalPodAutoscaler': spec((fields) => ({
    ...fields,
    minReplicas: fields.minReplicas ?? 1,
    metrics: fields.metrics ?? [AVERAGE_CPU],
    ...(fields.behavior === undefined ? {} : { behavior: scalingBehavior(fields.behavior as Fields) }),
  })),
  'batch/v1/Job': spec((fields) => ({ ...fields, template: template(fields.template) })),
};

const AVERAGE_CPU: Fields = {
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
};

function scalingBehavior({ scaleUp, scaleDown }: Fields): Fields {
  const quarter = { periodSeconds: 15 };
  const percent = { type: 'Percent', value: 100, ...quarter };
  const common = { selectPolicy: 'Max' };
  return {
    scaleUp: {
      ...common,
      stabilizationWindowSeconds: 0,
      policies: [{ type: 'Pods', value: 4, ...quarter }, percent],
      ...(scaleUp as Fields | undefined),
    },
    scaleDown: { ...common, policies: [percent], ...(scaleDown as Fields | undefined) },
  };
}

function strategy(value: unknown): Fields {
  const { type = 'RollingUpdate', rollingUpdate } = (value ?? {}) as { type?: string; rollingUpdate?: Fields };
  if (type !== 'RollingUpdate') return { type };
  return { type, rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%', ...rollingUpdate } };
}

function serviceSpec(fields: Fields): Fields {
  const {
    type = 'ClusterIP',
    ports,
    clusterIP,
  } = fields as { type?: string; ports?: readonly Fields[]; clusterIP?: string };
  const common = {
    type,
    sessionAffinity: 'None',
    ...fields,
    ...(ports === undefined
      ? {}
      : { ports: ports.map((port) => ({ protocol: 'TCP', targetPort: port.port, ...port })) }),
  };
  if (type === 'ExternalName') return withoutAddress(common);
  const address = clusterIP ?? CLUSTER_IP;
  return {
    ...common,
    clusterIP: address,
    clusterIPs: [address],
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    internalTrafficPolicy: 'Cluster',
  };
}

/** What stands for the address that a cluster would give. */
const CLUSTER_IP = '10.96.0.1';
const ADDRESS_FIELDS: readonly string[] = [
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'internalTrafficPolicy',
];

function withoutAddress(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !ADDRESS_FIELDS.includes(key)));
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const TOLERATION_SECONDS = 300;
const TOKEN_SECONDS = 3607;

/** What the API server's plugins and the scheduler add to a pod: access for its account, a node, and patience with it. */
function asAdmitted(fields: Fields, name: string): Fields {
  if (fields.nodeName !== undefined) return fields;
  const access = `kube-api-access-${hash('md5', name).slice(0, 5)}`;
  const mounted = (container: Fields) => ({
    ...container,
    volumeMounts: [
      ...((container.volumeMounts ?? []) as readonly Fields[]),
      { name: access, readOnly: true, mountPath: SERVICE_ACCOUNT },
    ],
  });
  const { containers, initContainers, volumes } = fields as Readonly<Record<string, readonly Fields[] | undefined>>;
  const tolerated = (condition: string) => ({
    key: `node.kubernetes.io/${condition}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: TOLERATION_SECONDS,
  });
  return {
    serviceAccountName: 'default',
    enableServiceLinks: true,
    priority: 0,
    preemptionPolicy: 'PreemptLowerPriority',
    ...fields,
    nodeName: 'node-0',
    tolerations: [
      ...((fields.tolerations ?? []) as readonly Fields[]),
      tolerated('not-ready'),
      tolerated('unreachable'),
    ],
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(mounted) }),
    containers: (containers ?? []).map(mounted),
    volumes: [...(volumes ?? []), { name: access, projected: { sources: tokenSources } }],
  };
}

const tokenSources: readonly Fields[] = [
  { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
  {
    downwardAPI: {
      items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
    },
  },
];

/** What is filled into every pod. */
export function podSpec(fields: Fields): Fields {
  const { containers, initContainers, volumes, serviceAccountName } = fields as {
    containers?: readonly Fields[];
    initContainers?: readonly Fields[];
    volumes?: readonly Fields[];
    serviceAccountName?: string;
  };
  return {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    ...fields,
    // The old name of the field is kept beside it.
    ...(serviceAccountName === undefined ? {} : { serviceAccount: serviceAccountName }),
    ...(volumes === undefined ? {} : { volumes: volumes.map(volume) }),
    ...(initContainers === undefined ? {} : { initContainers: initContainers.map(container) }),
    containers: (containers ?? []).map(container),
  };
}

function container(fields: Fields): Fields {
  const { ports, env, livenessProbe, readinessProbe, startupProbe, lifecycle, image } = fields as {
    ports?: readonly Fields[];
    env?: readonly Fields[];
    livenessProbe?: Fields;
    readinessProbe?: Fields;
    startupProbe?: Fields;
    lifecycle?: Fields;
    image?: string;
  };
  return {
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    imagePullPolicy: pullPolicy(image ?? ''),
    ...fields,
    ...(ports === undefined ? {} : { ports: ports.map((port) => ({ protocol: 'TCP', ...port })) }),
    ...(env === undefined ? {} : { env: env.map(variable) }),
    ...(livenessProbe === undefined ? {} : { livenessProbe: probe(livenessProbe) }),
    ...(readinessProbe === undefined ? {} : { readinessProbe: probe(readinessProbe) }),
    ...(startupProbe === undefined ? {} : { startupProbe: probe(startupProbe) }),
    ...(lifecycle === undefined ? {} : { lifecycle: mapped(lifecycle, handler) }),
  };
}

/** A tag that may move is asked for each time. */
function pullPolicy(image: string): string {
  const [name = '', digest] = image.split('@');
  if (digest !== undefined) return 'IfNotPresent';
  const tag = /:([^/:]+)$/.exec(name)?.[1];
  return tag === undefined || tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** An empty value is the same as none. */
function variable({ value, ...rest }: Fields): Fields {
  const fields: Fields = value === undefined || value === '' ? rest : { ...rest, value };
  const { valueFrom } = fields as { valueFrom?: { fieldRef?: Fields } };
  if (valueFrom?.fieldRef === undefined) return fields;
  return { ...fields, valueFrom: { ...valueFrom, fieldRef: { apiVersion: 'v1', ...valueFrom.fieldRef } } };
}

function probe(fields: Fields): Fields {
  const { timeoutSeconds, periodSeconds, successThreshold, failureThreshold } = fields;
  return {
    ...handler(fields),
    timeoutSeconds: timeoutSeconds || 1,
    periodSeconds: periodSeconds || 10,
    successThreshold: successThreshold || 1,
    failureThreshold: failureThreshold || 3,
  };
}

function handler(fields: Fields): Fields {
  const { httpGet, grpc } = fields as { httpGet?: Fields; grpc?: Fields };
  if (httpGet !== undefined) return { ...fields, httpGet: { path: '/', scheme: 'HTTP', ...httpGet } };
  return grpc === undefined ? fields : { ...fields, grpc: { service: '', ...grpc } };
}

function volume(fields: Fields): Fields {
  return mapped(fields, (source, name) => {
    if (!['secret', 'configMap', 'downwardAPI', 'projected'].includes(name)) return source;
    const { sources } = source as { sources?: readonly Fields[] };
    return {
      defaultMode: DEFAULT_MODE,
      ...projection(source, name),
      ...(sources === undefined ? {} : { sources: sources.map((each) => mapped(each, projection)) }),
    };
  });
}

/** How long a token is good for where nobody says. */
const AN_HOUR = 3600;

function projection(source: Fields, name: string): Fields {
  if (name === 'serviceAccountToken') return { expirationSeconds: AN_HOUR, ...source };
  const { items } = source as { items?: readonly Fields[] };
  return name === 'downwardAPI' && items !== undefined ? { ...source, items: items.map(downwardItem) } : source;
}

function downwardItem(item: Fields): Fields {
  const { fieldRef } = item as { fieldRef?: Fields };
  return fieldRef === undefined ? item : { ...item, fieldRef: { apiVersion: 'v1', ...fieldRef } };
}

/** The same fields, with each one that is a map seen to. */
function mapped(fields: Fields, change: (value: Fields, key: string) => Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? change(value as Fields, key) : value,
    ]),
  );
}
