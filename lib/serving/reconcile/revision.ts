import {
  PodAutoscaler,
  type PodAutoscalerSpec,
  type PodAutoscalerStatus,
} from '../../api/autoscaling/v1alpha1/pod-autoscaler';
import { Image } from '../../api/caching/v1alpha1/image';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { Revision, type RevisionStatus } from '../../api/serving/v1/revision';
import { type Condition, type Conditions, conditionOf, isObserved, living } from '../../controller/conditions';
import {
  apply,
  controllerReference,
  create,
  type Effect,
  isControlledBy,
  normal,
  tell,
} from '../../controller/effects';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { AUTOSCALING, annotation } from '../keys';
import { autoscaler, defaults, deployment, type NetworkSettings, network, settingsOf } from '../settings';
import { certificateOf } from './certificates';
import type { Container } from './containers';
import {
  childAnnotations,
  childLabels,
  deploymentName,
  deploymentOf,
  initialScale,
  plainAnnotations,
  protocolOfRevision,
  type RevisionObject,
  type RevisionSettings,
  reachabilityOf,
} from './deployment';
import { SERVING_CERTIFICATE } from './extra-volumes';
import { type Resolve, resolveImages } from './images';

/** What a Deployment says of its pods. */
interface DeploymentView {
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly conditions?: readonly Condition[];
}

/** A Revision becomes a Deployment that runs it, an autoscaler that says how many pods, and images to keep at hand. */
export const revision = livingReconciler({
  name: 'serving/revision',
  kind: Revision,
  owns: [kubernetes.Deployment, PodAutoscaler, Image],
  conditionSet: living('ResourcesAvailable', 'ContainerHealthy'),
  reconcile({ object, view, conditions, inputs }: RevisionRequest) {
    const settings = settingsFrom(view);
    const { conditions: _conditions, observedGeneration: _observed, logUrl: _logUrl, ...before } = object.status ?? {};
    const wasReady = conditions.is('Ready', 'True');
    let status: RevisionStatus = { ...before, ...logUrl(object, settings) };

    const images = imagesOf(object, settings, inputs);
    if (images.state === 'failed') {
      conditions.markFalse('ContainerHealthy', 'ContainerMissing', images.message);
      return { status, failure: images.message };
    }
    if (images.state === 'pending') {
      conditions.markUnknown('ResourcesAvailable', 'ResolvingDigests');
      return { status };
    }
    status = { ...status, ...images.value };

    const effects: Effect[] = [];
    if (settings.network.internalTls) {
      const lacking = reconcileCertificate(object, settings.network, view, effects);
      if (lacking !== undefined) return { status, effects, failure: lacking };
    }
    const resolved: RevisionObject = { ...object, status };
    const unowned = reconcileDeployment(resolved, settings, { view, conditions, effects });
    if (unowned !== undefined) return { status, effects, failure: unowned };
    for (const image of cachedImages(resolved)) effects.push(create(image));
    const found = reconcileAutoscaler(resolved, settings, { view, conditions, effects });
    if (found === 'unowned') {
      return {
        status,
        effects,
        failure: `revision: "${object.metadata.name}" does not own PodAutoscaler: "${object.metadata.name}"`,
      };
    }
    status = { ...status, ...replicasOf(found) };
    if (!wasReady && conditions.is('Ready', 'True')) {
      effects.push(tell(normal('RevisionReady', 'Revision becomes ready upon all resources being ready')));
    }
    return { status, effects };
  },
});

/** What Serving asks of the world outside for a revision. */
export interface RevisionInputs {
  readonly digest: Resolve;
  readonly [name: string]: (question: never) => ReturnType<Resolve>;
}

interface RevisionRequest {
  readonly object: RevisionObject;
  readonly view: View;
  readonly conditions: Conditions;
  readonly inputs: RevisionInputs;
}

interface Work {
  readonly view: View;
  readonly conditions: Conditions;
  readonly effects: Effect[];
}

function settingsFrom(view: View): RevisionSettings {
  return {
    deployment: deployment(settingsOf(view, 'config-deployment')),
    autoscaler: autoscaler(settingsOf(view, 'config-autoscaler')),
    defaults: defaults(settingsOf(view, 'config-defaults')),
    features: settingsOf(view, 'config-features'),
    observability: settingsOf(view, 'config-observability'),
    logging: settingsOf(view, 'config-logging'),
    network: network(settingsOf(view, 'config-network')),
  };
}

function logUrl(object: RevisionObject, { observability }: RevisionSettings): Pick<RevisionStatus, 'logUrl'> {
  const template = observability['logging.revision-url-template'] ?? '';
  return template === '' ? {} : { logUrl: template.replace(/\$\{REVISION_UID\}/g, object.metadata.uid ?? '') };
}

function imagesOf(object: RevisionObject, settings: RevisionSettings, inputs: RevisionInputs) {
  const { namespace = '' } = object.metadata;
  const { containers, initContainers, serviceAccountName, imagePullSecrets } = object.spec!;
  const ask = (image: string) =>
    inputs.digest({
      image,
      namespace,
      serviceAccount: serviceAccountName,
      pullSecrets: (imagePullSecrets ?? []).map(({ name }) => name ?? ''),
    });
  const resolve = (of: readonly unknown[]) =>
    resolveImages(of as readonly Container[], settings.deployment.skippedRegistries, ask);
  const own = resolve(containers ?? []);
  if (own.state !== 'known') return own;
  const initial = resolve(initContainers ?? []);
  if (initial.state !== 'known') return initial;
  return {
    state: 'known',
    value: {
      containerStatuses: own.value,
      ...(initial.value.length === 0 ? {} : { initContainerStatuses: initial.value }),
    },
  } as const;
}

/** The names under which queue proxies show themselves to the activator and to the ingress. */
const OLD_NAME = 'data-plane.knative.dev';

/** One certificate for all queue proxies of the namespace. Says what is in the way, if something is. */
function reconcileCertificate(
  { metadata }: RevisionObject,
  settings: NetworkSettings,
  view: View,
  effects: Effect[],
): string | undefined {
  const { namespace = '' } = metadata;
  const owner = view.get(kubernetes.Namespace, namespace);
  const wanted = certificateOf({
    name: SERVING_CERTIFICATE,
    namespace,
    type: 'system-internal',
    dnsNames: [`kn-user-${namespace}`, OLD_NAME],
    certificateClass: settings.certificateClass,
    labels: {},
    owners: owner === undefined ? [] : [controllerReference(owner)],
  });
  effects.push(apply(wanted));
  const secret = view.get(kubernetes.Secret, SERVING_CERTIFICATE, namespace) as
    | { readonly data?: Readonly<Record<string, string>> }
    | undefined;
  const { 'tls.crt': certificate = '', 'tls.key': key = '' } = secret?.data ?? {};
  return certificate === '' || key === ''
    ? `certificate secret ${namespace}/${SERVING_CERTIFICATE} is not ready`
    : undefined;
}

/** Says what is in the way, if something is. */
function reconcileDeployment(object: RevisionObject, settings: RevisionSettings, work: Work): string | undefined {
  const { view, conditions, effects } = work;
  const { name = '', namespace } = object.metadata;
  const existing = view.get(kubernetes.Deployment, deploymentName(name), namespace);
  if (existing !== undefined && !isControlledBy(existing, object)) {
    const message = `There is an existing Deployment "${deploymentName(name)}" that we do not own.`;
    conditions.markFalse('ResourcesAvailable', 'NotOwned', message);
    return `revision: "${name}" does not own Deployment: "${deploymentName(name)}"`;
  }
  const replicas = initialScale(object, settings.autoscaler);
  effects.push(apply(deploymentOf(object, settings), { initially: { spec: { replicas } } }));
  if (existing === undefined) {
    conditions.markUnknown('ResourcesAvailable', 'Deploying');
    conditions.markUnknown('ContainerHealthy', 'Deploying');
    return undefined;
  }
  const status = (existing.status ?? {}) as DeploymentView;
  propagateDeployment(status, conditions);
  if (((existing.spec as DeploymentView | undefined)?.replicas ?? 0) > 0 && (status.availableReplicas ?? 0) === 0) {
    explainPods(object, status, settings, work);
  }
  if ((status.readyReplicas ?? 0) > 0) conditions.markTrue('ContainerHealthy');
  return undefined;
}

/** A Deployment that does not progress, or can't make pods, leaves the revision without resources. */
function propagateDeployment({ conditions: said = [] }: DeploymentView, conditions: Conditions): void {
  const progressing = said.find(({ type }) => type === 'Progressing');
  const failure = said.find(({ type }) => type === 'ReplicaFailure');
  const isFailing = failure?.status === 'True';
  if (isFailing) {
    conditions.markFalse('ResourcesAvailable', failure.reason ?? '', failure.message);
  } else if (progressing === undefined) {
    conditions.markUnknown('ResourcesAvailable', 'Deploying');
  } else if (progressing.status === 'True') {
    conditions.markTrue('ResourcesAvailable');
  } else {
    conditions.mirror('ResourcesAvailable', progressing);
  }
}

interface PodView {
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly {
    readonly name?: string;
    readonly lastState?: { readonly terminated?: { readonly exitCode?: number; readonly message?: string } };
    readonly state?: { readonly waiting?: { readonly reason?: string; readonly message?: string } };
  }[];
}

/** Where no pod is available, one of them says why. */
function explainPods(object: RevisionObject, deployed: DeploymentView, settings: RevisionSettings, work: Work): void {
  const { view, conditions } = work;
  const { namespace, uid = '' } = object.metadata;
  const [pod] = view.list(kubernetes.Pod, { namespace, labels: { 'serving.knative.dev/revisionUID': uid } });
  const said = pod?.status as PodView | undefined;
  if (said === undefined) return;
  const scheduled = said.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False' && !settings.deployment.alwaysSchedulable) {
    conditions.markFalse('ResourcesAvailable', scheduled.reason ?? '', scheduled.message);
  }
  const container = said.containerStatuses?.find(({ name }) => name !== 'queue-proxy');
  const ended = container?.lastState?.terminated;
  const waiting = container?.state?.waiting;
  const progressing = deployed.conditions?.find(({ type }) => type === 'Progressing');
  if (ended !== undefined) {
    const code = ended.exitCode ?? 0;
    const message = ended.message ?? (code === 0 ? 'container exited with no error' : '');
    conditions.markFalse('ContainerHealthy', `ExitCode${code}`, `Container failed with: ${message}`);
  } else if (waiting !== undefined && progressing?.reason === 'ProgressDeadlineExceeded') {
    conditions.markFalse('ResourcesAvailable', waiting.reason ?? '', waiting.message);
  }
}

/** One object for each image that nodes should have at hand. */
function cachedImages(object: RevisionObject): readonly KubeObject[] {
  const { name = '', namespace } = object.metadata;
  const { serviceAccountName, imagePullSecrets } = object.spec!;
  const statuses = [...(object.status?.containerStatuses ?? []), ...(object.status?.initContainerStatuses ?? [])];
  return statuses.map((container) => ({
    apiVersion: Image.apiVersion,
    kind: Image.kind,
    metadata: {
      name: childName(`${name}-cache`, `-${container.name}`),
      namespace,
      labels: childLabels(object),
      ...withAnnotations(plainAnnotations(object)),
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      image: container.imageDigest ?? '',
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }),
    },
  }));
}

type Autoscaler = KubeObject<PodAutoscalerSpec, PodAutoscalerStatus>;

function reconcileAutoscaler(
  object: RevisionObject,
  settings: RevisionSettings,
  { view, conditions, effects }: Work,
): Autoscaler | 'unowned' | undefined {
  const { name = '', namespace } = object.metadata;
  const existing = view.get(PodAutoscaler, name, namespace);
  if (existing !== undefined && !isControlledBy(existing, object)) {
    conditions.markFalse(
      'ResourcesAvailable',
      'NotOwned',
      `There is an existing PodAutoscaler "${name}" that we do not own.`,
    );
    return 'unowned';
  }
  effects.push(apply(autoscalerOf(object, settings, view, conditions)));
  propagateAutoscaler(existing, conditions);
  return existing;
}

function autoscalerOf(
  object: RevisionObject,
  { autoscaler: config }: RevisionSettings,
  view: View,
  conditions: Conditions,
): KubeObject<PodAutoscalerSpec> {
  const { name = '', namespace, annotations } = object.metadata;
  const { containerConcurrency } = object.spec!;
  const scaling = Object.entries(annotations ?? {}).filter(([key]) => key.startsWith(AUTOSCALING));
  return {
    apiVersion: PodAutoscaler.apiVersion,
    kind: PodAutoscaler.kind,
    metadata: {
      name,
      namespace,
      labels: childLabels(object),
      annotations: {
        [annotation.autoscalerClass]: config.podAutoscalerClass,
        ...childAnnotations(object),
        ...Object.fromEntries(scaling),
      },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      ...(containerConcurrency ? { containerConcurrency } : {}),
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deploymentName(name) },
      protocolType: protocolOfRevision(object),
      ...reachability(object, view, conditions),
    },
  };
}

/** A revision whose pods never came up can't be reached, whatever its routes say. */
function reachability(
  object: RevisionObject,
  view: View,
  conditions: Conditions,
): Pick<PodAutoscalerSpec, 'reachability'> {
  const { name = '', namespace } = object.metadata;
  const isBroken = conditions.is('ResourcesAvailable', 'False') || conditions.is('ContainerHealthy', 'False');
  if (isBroken) {
    const found = view.get(kubernetes.Deployment, deploymentName(name), namespace);
    const asked = (found?.spec as DeploymentView | undefined)?.replicas ?? 0;
    const ready = (found?.status as DeploymentView | undefined)?.readyReplicas ?? 0;
    if (asked > 0 && ready === 0) return { reachability: 'Unreachable' };
  }
  const reachable = reachabilityOf(object);
  return reachable === '' ? {} : { reachability: reachable };
}

/** What the autoscaler says of its pods decides whether a revision has them. */
function propagateAutoscaler(found: Autoscaler | undefined, conditions: Conditions): void {
  const ready = conditionOf(found, 'Ready');
  const isBroken = () => conditions.is('ResourcesAvailable', 'False') || conditions.is('ContainerHealthy', 'False');
  if (found === undefined || ready === undefined || !isObserved(found)) {
    conditions.markUnknown('Active', 'Deploying');
    if (!isBroken()) conditions.markUnknown('ResourcesAvailable', 'Deploying');
    return;
  }
  const isInitialized = conditionOf(found, 'ScaleTargetInitialized')?.status === 'True';
  const hasService = (found.status?.serviceName ?? '') !== '';
  if (isInitialized && !isBroken()) {
    conditions.markTrue('ResourcesAvailable');
    conditions.markTrue('ContainerHealthy');
  }
  if (conditions.is('ResourcesAvailable', 'True') && (!hasService || !isInitialized)) {
    conditions.markUnknown('ResourcesAvailable', 'Deploying');
  }
  if (ready.status === 'Unknown') {
    conditions.markUnknown('Active', ready.reason, ready.message);
  } else if (ready.status === 'True') {
    conditions.markTrue('Active');
  } else {
    if (!isInitialized && !isBroken() && hasService) {
      conditions.markFalse('ResourcesAvailable', 'ProgressDeadlineExceeded', 'Initial scale was never achieved');
    }
    conditions.markFalse('Active', ready.reason ?? '', ready.message);
  }
}

function replicasOf(found: Autoscaler | undefined): Pick<RevisionStatus, 'actualReplicas' | 'desiredReplicas'> {
  const { actualScale, desiredScale } = found?.status ?? {};
  return {
    actualReplicas: actualScale !== undefined && actualScale >= 0 ? actualScale : undefined,
    desiredReplicas: desiredScale !== undefined && desiredScale >= 0 ? desiredScale : undefined,
  };
}

function withAnnotations(annotations: Readonly<Record<string, string>>) {
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}
