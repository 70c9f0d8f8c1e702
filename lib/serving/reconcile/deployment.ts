import { hash } from 'node:crypto';
import type { AutoscalerConfig, ConfigSettings, DefaultsConfig } from '../../api/config';
import { parseGoDuration } from '../../api/config/duration';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { RevisionSpec, RevisionStatus } from '../../api/serving/v1/revision';
import { controllerReference } from '../../controller/effects';
import { isSame } from '../../controller/json';
import { childName } from '../../controller/names';
import { autoscalingAnnotation } from '../../rules/serving/autoscaling-keys';
import { AUTOSCALING, annotation, label, pick, routing } from '../keys';
import type { DeploymentSettings, NetworkSettings } from '../settings';
import { type Container, isServing, protocolOf, userPortOf } from './containers';
import { collectsLogs, extraVolumes, logMount } from './extra-volumes';
import { queueProxy } from './queue-proxy';

export type RevisionObject = KubeObject<RevisionSpec, RevisionStatus>;

/** All settings that a revision's Deployment is made of. */
export interface RevisionSettings {
  readonly deployment: DeploymentSettings;
  readonly autoscaler: AutoscalerConfig;
  readonly defaults: DefaultsConfig;
  readonly features: ConfigSettings;
  readonly observability: ConfigSettings;
  readonly logging: ConfigSettings;
  readonly network: NetworkSettings;
}

/** Where containers are told that they will be stopped: queue-proxy answers once its requests are through. */
const DRAIN = { httpGet: { path: '/wait-for-drain', port: 8022 } };
const NANOSECONDS = 1e9;

const NOT_FOR_CHILDREN: readonly string[] = [
  annotation.lastPinned,
  annotation.noGarbageCollection,
  annotation.routingStateModified,
  annotation.routes,
];
const NOT_LABELS_OF_CHILDREN: readonly string[] = [label.route, label.routingState];

/** The name of the Deployment that runs a revision. */
export const deploymentName = (revision: string) => childName(revision, '-deployment');

/** Labels of everything that a revision is made into. */
export function childLabels({ metadata }: RevisionObject): Record<string, string> {
  const { name = '', uid = '', labels } = metadata;
  return {
    [label.app]: name,
    ...pick(labels, (key) => !NOT_LABELS_OF_CHILDREN.includes(key)),
    [label.revision]: name,
    [label.revisionUid]: uid,
  };
}

/** Annotations of everything that a revision is made into. */
export function childAnnotations({ metadata }: RevisionObject): Record<string, string> {
  return pick(metadata.annotations, (key) => !NOT_FOR_CHILDREN.includes(key));
}

/** The same, without what is for autoscalers. */
export function plainAnnotations(revision: RevisionObject): Record<string, string> {
  return pick(childAnnotations(revision), (key) => !key.startsWith(AUTOSCALING));
}

/** How many pods a revision starts with. */
export function initialScale({ metadata }: { metadata: KubeObject['metadata'] }, config: AutoscalerConfig): number {
  const asked = Number(autoscalingAnnotation(metadata.annotations, 'initial-scale')?.value ?? Number.NaN);
  return Number.isInteger(asked) && (asked > 0 || config.allowZeroInitialScale) ? asked : config.initialScale;
}

interface Rendered {
  readonly revision: RevisionObject;
  readonly settings: RevisionSettings;
  readonly deployment: KubeObject;
}

/** By what a revision is and says of its images: a revision is looked at often, and seldom is anything new. */
const rendered = new WeakMap<object, Rendered>();

/** The Deployment that runs a revision; how many pods it has is the autoscaler's to say. */
export function deploymentOf(revision: RevisionObject, settings: RevisionSettings): KubeObject {
  const known = rendered.get(revision.metadata);
  if (known !== undefined && isSameRevision(known.revision, revision) && isSameSettings(known.settings, settings)) {
    return known.deployment;
  }
  const deployment = render(revision, settings);
  rendered.set(revision.metadata, { revision, settings, deployment });
  return deployment;
}

function isSameRevision(a: RevisionObject, b: RevisionObject): boolean {
  return a.spec === b.spec && isSame(a.status?.containerStatuses, b.status?.containerStatuses);
}

function isSameSettings(a: RevisionSettings, b: RevisionSettings): boolean {
  return (Object.keys(a) as (keyof RevisionSettings)[]).every((part) => a[part] === b[part]);
}

function render(revision: RevisionObject, settings: RevisionSettings): KubeObject {
  const { name = '', namespace } = revision.metadata;
  const labels = childLabels(revision);
  const annotations = plainAnnotations(revision);
  const spec = {
    selector: { matchLabels: { [label.revisionUid]: labels[label.revisionUid]! } },
    progressDeadlineSeconds: progressDeadline(revision, settings.deployment),
    revisionHistoryLimit: 0,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } },
    template: {
      metadata: {
        labels,
        annotations: { ...annotations, [annotation.defaultContainer]: servingContainer(revision).name },
      },
      spec: podSpec(revision, settings),
    },
  };
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: {
      name: deploymentName(name),
      namespace,
      labels: { ...labels, [label.deploymentHash]: digest({ spec, annotations, labels }) },
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
      ownerReferences: [controllerReference(revision)],
    },
    spec,
  };
}

function progressDeadline({ metadata }: RevisionObject, settings: DeploymentSettings): number {
  const asked = metadata.annotations?.[annotation.progressDeadline];
  const nanoseconds = asked === undefined ? undefined : parseGoDuration(asked);
  return nanoseconds === undefined ? settings.progressDeadline : nanoseconds / NANOSECONDS;
}

/** The container that takes requests: the only one, or the only one with a port. */
export function servingContainer({ spec }: RevisionObject): Container {
  const containers = (spec?.containers ?? []) as readonly Container[];
  return containers.find((container) => isServing(container, containers)) ?? containers[0]!;
}

function podSpec(revision: RevisionObject, settings: RevisionSettings): Record<string, unknown> {
  const { name = '' } = revision.metadata;
  const {
    containers,
    containerConcurrency: _cc,
    timeoutSeconds,
    responseStartTimeoutSeconds: _rs,
    idleTimeoutSeconds: _is,
    ...pod
  } = revision.spec!;
  const all = containers as unknown as readonly Container[];
  const volumes = [...(pod.volumes ?? []), ...extraVolumes(revision, settings)];
  const runtimeClassName = pod.runtimeClassName ?? settings.deployment.runtimeClassFor(revision.metadata.labels);
  const enableServiceLinks = pod.enableServiceLinks ?? settings.defaults.enableServiceLinks;
  return {
    ...pod,
    ...(volumes.length === 0 ? {} : { volumes }),
    ...(runtimeClassName === undefined ? {} : { runtimeClassName }),
    ...(enableServiceLinks === undefined ? {} : { enableServiceLinks }),
    containers: [
      ...all.map((container) => userContainer(revision, container, isServing(container, all), settings)),
      queueProxy(revision, servingContainer(revision), settings),
    ],
    terminationGracePeriodSeconds: timeoutSeconds,
    ...(pod.affinity === undefined && settings.deployment.spreads ? { affinity: spread(name) } : {}),
  };
}

/** Pods of a revision would rather not be on one node. */
function spread(revision: string): object {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchLabels: { [label.revision]: revision } },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  };
}

function userContainer(
  revision: RevisionObject,
  container: Container,
  serves: boolean,
  settings: RevisionSettings,
): object {
  const { metadata, status } = revision;
  const probesAll = settings.features['multi-container-probing']?.toLowerCase() === 'enabled';
  const digestOf = status?.containerStatuses?.find(({ name }) => name === container.name)?.imageDigest;
  const port = userPortOf(container);
  const { readinessProbe, livenessProbe, ports: _ports, ...rest } = container;
  const logs = collectsLogs(settings);
  return {
    ...rest,
    image: digestOf !== undefined && digestOf !== '' ? digestOf : container.image,
    ...(serves ? { ports: [{ name: 'user-port', containerPort: port }] } : {}),
    env: [
      ...(container.env ?? []),
      ...(serves ? [{ name: 'PORT', value: String(port) }] : []),
      { name: 'K_REVISION', value: metadata.name ?? '' },
      { name: 'K_CONFIGURATION', value: metadata.labels?.[label.configuration] ?? '' },
      { name: 'K_SERVICE', value: metadata.labels?.[label.service] ?? '' },
      ...(logs
        ? [
            { name: 'K_INTERNAL_POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
            { name: 'K_INTERNAL_POD_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
          ]
        : []),
    ],
    ...(logs ? { volumeMounts: [...(container.volumeMounts ?? []), logMount(container.name ?? '')] } : {}),
    // What asks over the network is asked of queue-proxy; a command can only run where it was written.
    ...(readinessProbe?.exec === undefined ? {} : { readinessProbe }),
    ...(livenessProbe === undefined
      ? {}
      : { livenessProbe: serves ? atPort(livenessProbe, port, probesAll) : livenessProbe }),
    lifecycle: { preStop: DRAIN },
    terminationMessagePolicy: container.terminationMessagePolicy ?? 'FallbackToLogsOnError',
  };
}

/** The probe at the port that the container listens on, whatever it says; unless its own port is to count. */
function atPort(probe: NonNullable<Container['livenessProbe']>, port: number, keepsOwn: boolean): object {
  const own = probe.httpGet?.port ?? probe.tcpSocket?.port;
  if (keepsOwn && own !== undefined && own !== 0) return probe;
  if (probe.httpGet !== undefined) return { ...probe, httpGet: { ...probe.httpGet, port } };
  if (probe.tcpSocket !== undefined) return { ...probe, tcpSocket: { ...probe.tcpSocket, port } };
  return probe;
}

/** Tells by one short text whether a Deployment is the one that its revision and the settings make. */
function digest(content: unknown): string {
  const hex = hash('sha256', JSON.stringify(content));
  return Number.parseInt(hex.slice(0, 12), 16).toString(36);
}

/** What the revision's pods speak: `h2c` where the port says so. */
export const protocolOfRevision = (revision: RevisionObject) => protocolOf(servingContainer(revision));

/** What a revision's label says of its routes. */
export function reachabilityOf(revision: RevisionObject): '' | 'Reachable' | 'Unreachable' {
  const state = revision.metadata.labels?.[label.routingState];
  if (state === routing.active) return 'Reachable';
  return state === routing.reserve ? 'Unreachable' : '';
}
