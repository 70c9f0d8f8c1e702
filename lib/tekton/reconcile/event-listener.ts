import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import {
  EventListener,
  type EventListenerSpec,
  type EventListenerStatus,
} from '../../api/triggers/v1beta1/event-listener';
import type { EventListenerPod } from '../../api/triggers/v1beta1/event-listener-resources';
import { type Condition, Conditions, conditionOf } from '../../controller/conditions';
import { apply, controllerReference, type Effect, isControlledBy } from '../../controller/effects';
import type { AnyKind, Outcome, Reconciler, Request, View } from '../../controller/reconciler';

type Listener = KubeObject<EventListenerSpec, EventListenerStatus>;

const IMAGE = 'ghcr.io/tektoncd/triggers/eventlistenersink-7ad1faa98cddbcb0c24990303b220bb8:v0.37.0';
const HTTP_PORT = 8080;
const HTTPS_PORT = 8443;
const METRICS_PORT = 9000;
/** The user that nobody is. */
const NONROOT = 65532;
const TLS = ['TLS_CERT', 'TLS_KEY'] as const;
/** Seconds that a listener waits: to read a request, to answer it, for the next one, and for its triggers. */
const TIMEOUTS = { readtimeout: 5, writetimeout: 40, idletimeout: 120, timeouthandler: 30 } as const;

/** An EventListener is a workload that takes requests and a service before it, or a Knative Service. */
export const eventListener: Reconciler<EventListenerSpec, EventListenerStatus> = {
  name: 'triggers/event-listener',
  kind: EventListener,
  owns: [kubernetes.Deployment, kubernetes.Service],
  reconcile(request: Request<EventListenerSpec, EventListenerStatus>): Outcome<EventListenerStatus> {
    const { object, view } = request;
    return object.spec?.resources?.customResource === undefined
      ? withDeployment(request)
      : withCustomResource(request, view);
  },
};

const nameOf = ({ metadata }: Listener) => `el-${metadata.name}`;

function labelsOf({ metadata }: Listener): Record<string, string> {
  return {
    ...metadata.labels,
    'app.kubernetes.io/managed-by': 'EventListener',
    'app.kubernetes.io/part-of': 'Triggers',
    eventlistener: metadata.name ?? '',
  };
}

function withDeployment({
  object,
  view,
  now,
}: Request<EventListenerSpec, EventListenerStatus>): Outcome<EventListenerStatus> {
  const { namespace } = object.metadata;
  const name = nameOf(object);
  const deployment = view.get(kubernetes.Deployment, name, namespace);
  const service = view.get(kubernetes.Service, name, namespace);
  const foreign = [deployment, service].find((found) => found !== undefined && !isControlledBy(found, object));
  const conditions = new Conditions({ sum: 'Ready', parts: ['Service', 'Deployment'] }, before(object), now);
  conditions.initialize();
  if (foreign !== undefined) {
    const fault = `There is an existing ${foreign.kind} "${name}" that we do not own.`;
    conditions.markFalse(foreign.kind, 'NotOwned', fault);
    return { status: statusOf(object, conditions), failure: fault };
  }
  if (service === undefined) conditions.markUnknown('Service');
  else conditions.markTrue('Service', { reason: 'Service exists' });
  const available = conditionOf(deployment, 'Available');
  for (const type of ['Available', 'Progressing']) conditions.report(type, conditionOf(deployment, type));
  if (deployment === undefined) conditions.markUnknown('Deployment');
  else if (available?.status === 'True') conditions.markTrue('Deployment', { reason: 'Deployment exists' });
  else conditions.markFalse('Deployment', available?.reason ?? 'DeploymentUnavailable', available?.message);
  const { port, scheme } = entranceOf(object);
  const url = `${scheme}://${name}.${namespace}.svc.cluster.local:${port}`;
  return {
    status: { ...statusOf(object, conditions), address: { url }, configuration: { generatedName: name } },
    effects: [apply(deploymentOf(object, name)), apply(serviceOf(object, name))],
  };
}

function before({ status }: Listener): readonly Condition[] | undefined {
  return status?.conditions as readonly Condition[] | undefined;
}

function statusOf({ status, metadata }: Listener, conditions: Conditions): EventListenerStatus {
  return { ...status, conditions: conditions.list(), observedGeneration: metadata.generation } as EventListenerStatus;
}

function podOf({ spec }: Listener): EventListenerPod {
  return spec?.resources?.kubernetesResource?.spec?.template?.spec ?? {};
}

/** A listener with a certificate listens for HTTPS. */
function isSecure(listener: Listener): boolean {
  const env = podOf(listener).containers?.[0]?.env ?? [];
  return TLS.every((name) => env.some((each) => each.name === name));
}

function entranceOf(listener: Listener) {
  const { servicePort } = listener.spec?.resources?.kubernetesResource ?? {};
  return isSecure(listener)
    ? { name: 'https-listener', scheme: 'https', port: servicePort ?? HTTPS_PORT, target: HTTPS_PORT }
    : { name: 'http-listener', scheme: 'http', port: servicePort ?? HTTP_PORT, target: HTTP_PORT };
}

function metadataOf(object: Listener, name: string): KubeObject['metadata'] {
  const { namespace, annotations } = object.metadata;
  return {
    name,
    namespace,
    labels: labelsOf(object),
    ...(annotations === undefined ? {} : { annotations }),
    ownerReferences: [controllerReference(object)],
  };
}

function deploymentOf(object: Listener, name: string): KubeObject {
  const resource = object.spec?.resources?.kubernetesResource;
  const { containers: _containers, ...pod } = podOf(object);
  const { metadata: own } = resource?.spec?.template ?? {};
  const labels = { ...labelsOf(object), ...own?.labels };
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: metadataOf(object, name),
    spec: {
      replicas: resource?.replicas ?? 1,
      selector: { matchLabels: labelsOf(object) },
      template: {
        metadata: { labels, ...(own?.annotations === undefined ? {} : { annotations: own.annotations }) },
        spec: {
          ...pod,
          serviceAccountName: pod.serviceAccountName ?? object.spec?.serviceAccountName ?? 'default',
          securityContext: pod.securityContext ?? {
            runAsNonRoot: true,
            runAsUser: NONROOT,
            runAsGroup: NONROOT,
            fsGroup: NONROOT,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [containerOf(object)],
        },
      },
    },
  };
}

function containerOf(object: Listener): object {
  const { metadata } = object;
  const {
    env = [],
    resources,
    securityContext,
    readinessProbe,
    livenessProbe,
    startupProbe,
  } = podOf(object).containers?.[0] ?? {};
  const { target, scheme } = entranceOf(object);
  const probe = (own: object | undefined) => ({
    ...own,
    httpGet: { path: '/live', port: target, ...(scheme === 'https' ? { scheme: 'HTTPS' } : {}) },
  });
  const files = isSecure(object) ? [`--tls-cert=/etc/triggers/tls/tls.crt`, `--tls-key=/etc/triggers/tls/tls.key`] : [];
  return {
    name: 'event-listener',
    image: IMAGE,
    args: [
      `--el-name=${metadata.name}`,
      `--el-namespace=${metadata.namespace}`,
      `--port=${target}`,
      ...Object.entries(TIMEOUTS).map(([flag, seconds]) => `--${flag}=${seconds}`),
      `--is-multi-ns=${isWide(object)}`,
      `--payload-validation=${metadata.annotations?.['tekton.dev/payload-validation'] ?? 'true'}`,
      ...files,
    ],
    ports: [{ name: 'http-metrics', containerPort: METRICS_PORT }, { containerPort: target }],
    env: [
      ...env,
      { name: 'NAMESPACE', value: metadata.namespace },
      { name: 'NAME', value: metadata.name },
      { name: 'EL_EVENT', value: 'disable' },
      { name: 'K_SINK_TIMEOUT', value: String(TIMEOUTS.timeouthandler) },
      { name: 'SYSTEM_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
    ],
    ...(resources === undefined ? {} : { resources }),
    livenessProbe: probe(livenessProbe),
    readinessProbe: probe(readinessProbe),
    ...(startupProbe === undefined ? {} : { startupProbe: probe(startupProbe) }),
    securityContext: securityContext ?? {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
  };
}

/** Whether the listener takes triggers of other namespaces than its own. */
function isWide({ spec, metadata }: Listener): boolean {
  return (spec?.namespaceSelector?.matchNames ?? []).some((name) => name !== metadata.namespace);
}

function serviceOf(object: Listener, name: string): KubeObject {
  const {
    serviceType = 'ClusterIP',
    serviceLoadBalancerClass,
    servicePort,
  } = object.spec?.resources?.kubernetesResource ?? {};
  const { name: entrance, port, target } = entranceOf(object);
  const nodePort = serviceType === 'NodePort' && servicePort !== undefined ? { nodePort: servicePort } : {};
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadataOf(object, name),
    spec: {
      type: serviceType,
      selector: labelsOf(object),
      ...(serviceLoadBalancerClass === undefined ? {} : { loadBalancerClass: serviceLoadBalancerClass }),
      ports: [
        { name: entrance, protocol: 'TCP', port, targetPort: target, ...nodePort },
        { name: 'http-metrics', protocol: 'TCP', port: METRICS_PORT, targetPort: METRICS_PORT },
      ],
    },
  } as KubeObject;
}

/** The listener runs as what the custom resource says, with its container filled in, and is ready when that is. */
function withCustomResource(
  { object, now }: Request<EventListenerSpec, EventListenerStatus>,
  view: View,
): Outcome<EventListenerStatus> {
  const given = object.spec?.resources?.customResource as unknown as KubeObject;
  const name = given.metadata?.name ?? nameOf(object);
  const kind = { apiVersion: given.apiVersion, kind: given.kind, scope: 'Namespaced' } as AnyKind;
  const found = view.get(kind, name, object.metadata.namespace);
  const conditions = new Conditions({ sum: 'Ready', parts: [] }, before(object), now).initialize();
  const ready = conditionOf(found, 'Ready');
  if (ready !== undefined) conditions.markSum(ready.status, ready.reason, ready.message);
  const url = (found?.status as { url?: string; address?: { url?: string } } | undefined)?.address?.url;
  const template = (given.spec as { template?: { metadata?: object; spec?: object } } | undefined)?.template;
  const effects: readonly Effect[] = [
    apply({
      ...given,
      metadata: { ...given.metadata, ...metadataOf(object, name) },
      spec: {
        ...(given.spec as object),
        template: { ...template, spec: { ...template?.spec, containers: [knativeContainer(object)] } },
      },
    }),
  ];
  return {
    status: {
      ...statusOf(object, conditions),
      ...(url === undefined ? {} : { address: { url } }),
      configuration: { generatedName: name },
    },
    effects,
  };
}

/** A Knative Service names no probes and no port of metrics: it brings its own. */
function knativeContainer(object: Listener): object {
  const {
    livenessProbe: _live,
    readinessProbe: _ready,
    ports: _ports,
    env,
    ...container
  } = containerOf(object) as {
    env: readonly { name: string; valueFrom?: object }[];
    livenessProbe: object;
    readinessProbe: object;
    ports: object;
  };
  return {
    ...container,
    ports: [{ containerPort: HTTP_PORT }],
    // Without the flag for field references the namespace is written out.
    env: env.map((each) =>
      each.name === 'SYSTEM_NAMESPACE' ? { name: each.name, value: object.metadata.namespace } : each,
    ),
  };
}
