import type { KubeObject } from '../../../api/meta/v1';
import type { EventListenerSpec, EventListenerStatus } from '../../../api/triggers/v1beta1/event-listener';
import type { EventListenerPod } from '../../../api/triggers/v1beta1/event-listener-resources';
import type { ListenerSettings } from './settings';

export type Listener = KubeObject<EventListenerSpec, EventListenerStatus>;

const IMAGE = 'ghcr.io/tektoncd/triggers/eventlistenersink-7ad1faa98cddbcb0c24990303b220bb8:v0.37.0';
export const PORT = 8080;
export const METRICS_PORT = 9000;
const OLDEST_KUBERNETES = 'v1.28.0';
const TLS_FOLDER = '/etc/triggers/tls';
const TLS_VOLUME = 'https-connection';

/** Seconds that a listener waits, as Triggers ships it: for requests, their handling, and for those that it asks itself. */
const TIMEOUTS = {
  readtimeout: 5,
  writetimeout: 40,
  idletimeout: 120,
  timeouthandler: 30,
  'httpclient-readtimeout': 30,
  'httpclient-keep-alive': 30,
  'httpclient-tlshandshaketimeout': 10,
  'httpclient-responseheadertimeout': 10,
  'httpclient-expectcontinuetimeout': 1,
} as const;

interface Variable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

/** The name of a listener's objects. */
export const nameOf = ({ metadata }: Listener) => `el-${metadata.name}`;

/** What a listener's pods are found by. */
export const selectorOf = ({ metadata }: Listener): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/managed-by': 'EventListener',
  'app.kubernetes.io/part-of': 'Triggers',
  eventlistener: metadata.name ?? '',
});

/** Labels of a listener's objects: its own, and what they are found by. */
export function labelsOf(listener: Listener, { excluded }: ListenerSettings): Readonly<Record<string, string>> {
  const own = Object.entries(listener.metadata.labels ?? {}).filter(([key]) => excluded?.test(key) !== true);
  return { ...Object.fromEntries(own), ...selectorOf(listener) };
}

export function podOf({ spec }: Listener): EventListenerPod {
  return spec?.resources?.kubernetesResource?.spec?.template?.spec ?? {};
}

interface SecretKey {
  readonly name: string;
  readonly key: string;
}

/** The certificate that a listener is given, and its key: then it listens for HTTPS. */
export function certificateOf(listener: Listener): { readonly cert: SecretKey; readonly key: SecretKey } | undefined {
  const env = (podOf(listener).containers?.[0]?.env ?? []) as readonly Variable[];
  const secret = (name: string) => {
    const source = env.find((each) => each.name === name)?.valueFrom;
    return (source as { readonly secretKeyRef?: SecretKey } | undefined)?.secretKeyRef;
  };
  const [cert, key] = [secret('TLS_CERT'), secret('TLS_KEY')];
  return cert === undefined || key === undefined ? undefined : { cert, key };
}

/** Volumes of a listener's pod. */
export function volumesOf(listener: Listener): readonly object[] {
  const certificate = certificateOf(listener);
  return certificate === undefined ? [] : [{ name: TLS_VOLUME, secret: { secretName: certificate.cert.name } }];
}

/** What all listeners' containers have in common, whatever runs them. */
function common(listener: Listener): { readonly args: readonly string[]; readonly env: readonly Variable[] } {
  const { metadata, spec } = listener;
  return {
    args: [
      `--el-name=${metadata.name}`,
      `--el-namespace=${metadata.namespace}`,
      `--port=${PORT}`,
      ...Object.entries(TIMEOUTS).map(([flag, seconds]) => `--${flag}=${seconds}`),
      `--is-multi-ns=${isWide(listener)}`,
      `--payload-validation=${metadata.annotations?.['tekton.dev/payload-validation'] !== 'false'}`,
      `--cloudevent-uri=${spec?.cloudEventURI ?? ''}`,
    ],
    env: [
      { name: 'NAMESPACE', value: metadata.namespace },
      { name: 'NAME', value: metadata.name },
      { name: 'EL_EVENT', value: 'disable' },
      { name: 'K_SINK_TIMEOUT', value: String(TIMEOUTS.timeouthandler) },
    ],
  };
}

const LATER: readonly Variable[] = [
  { name: 'METRICS_PROMETHEUS_PORT', value: String(METRICS_PORT) },
  { name: 'KUBERNETES_MIN_VERSION', value: OLDEST_KUBERNETES },
];

/** Whether a listener takes triggers of namespaces that it names. */
function isWide({ spec }: Listener): boolean {
  const selectors = [
    spec?.namespaceSelector,
    ...(spec?.triggerGroups ?? []).map((group) => group.triggerSelector?.namespaceSelector),
  ];
  return selectors.some((selector) => (selector?.matchNames ?? []).length > 0);
}

function securityOf(settings: ListenerSettings): object {
  const { runAsNonRoot, runAsUser, runAsGroup } = settings;
  return {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot,
    seccompProfile: { type: 'RuntimeDefault' },
    readOnlyRootFilesystem: true,
    ...(runAsUser === undefined ? {} : { runAsUser }),
    ...(runAsGroup === undefined ? {} : { runAsGroup }),
  };
}

/** The container of a listener that a Deployment runs. */
export function deployedContainer(listener: Listener, settings: ListenerSettings): object {
  const own = podOf(listener).containers?.[0];
  const certificate = certificateOf(listener);
  const { args, env } = common(listener);
  const probe = {
    httpGet: { path: '/live', scheme: certificate === undefined ? 'HTTP' : 'HTTPS', port: PORT },
    periodSeconds: 10,
    failureThreshold: 3,
  };
  return {
    name: 'event-listener',
    image: IMAGE,
    ports: [
      { containerPort: PORT, protocol: 'TCP' },
      { containerPort: METRICS_PORT, protocol: 'TCP' },
    ],
    args: [
      ...args,
      `--tls-cert=${certificate === undefined ? '' : `${TLS_FOLDER}/${certificate.cert.key}`}`,
      `--tls-key=${certificate === undefined ? '' : `${TLS_FOLDER}/${certificate.key.key}`}`,
    ],
    env: [
      ...env,
      ...((own?.env ?? []) as readonly Variable[]),
      { name: 'SYSTEM_NAMESPACE', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } } },
      ...LATER,
    ],
    ...(own?.resources === undefined ? {} : { resources: own.resources }),
    ...(certificate === undefined
      ? {}
      : { volumeMounts: [{ name: TLS_VOLUME, readOnly: true, mountPath: TLS_FOLDER }] }),
    livenessProbe: own?.livenessProbe ?? probe,
    readinessProbe: own?.readinessProbe ?? probe,
    ...(own?.startupProbe === undefined ? {} : { startupProbe: own.startupProbe }),
    securityContext: own?.securityContext ?? securityOf(settings),
  };
}

/** The container of a listener that something else runs, such as a Knative Service, which finds out the port itself. */
export function customContainer(
  listener: Listener,
  own: { readonly env?: readonly Variable[]; readonly resources?: object } | undefined,
  settings: ListenerSettings,
): object {
  const { args, env } = common(listener);
  return {
    name: 'event-listener',
    image: IMAGE,
    ports: [{ containerPort: PORT, protocol: 'TCP' }],
    args,
    // Without a flag of Serving's, fields of the pod can't be referred to.
    env: [...env, ...(own?.env ?? []), { name: 'SYSTEM_NAMESPACE', value: listener.metadata.namespace }, ...LATER],
    ...(own?.resources === undefined ? {} : { resources: own.resources }),
    readinessProbe: { httpGet: { path: '/live', scheme: 'HTTP' }, successThreshold: 1 },
    securityContext: securityOf(settings),
  };
}
