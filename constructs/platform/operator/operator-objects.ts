import type { ConfigSettings } from '../../../lib/api/config/key';
import type { KubeObject } from '../../../lib/api/meta/v1';
import type { PlatformRelease } from '../../../lib/platform/catalogue/releases';
import { accountWithPullSecret } from '../../../lib/platform/images/pull-secrets';
import { loadRelease } from '../../../lib/platform/load';
import type { Refusing } from '../../base/known-props';
import type { ClusterBootstrapProps } from '../bootstrap-props';
import type { Choice } from '../cluster-bootstrap';
import { sourceNames } from '../components';
import type { Ingress } from '../ingress';
import type { ConfiguredMap } from '../platform-config';
import { type OperatorImages, operatorImages } from './registry';
import { tektonConfig } from './tekton-config';

/** A choice, with what it is made of. */
export interface OperatorChoice extends Choice {
  readonly release: PlatformRelease;
  /** The folder that `platform vendor` filled: only images at a mirror need it. */
  readonly dir: string;
}

/**
 * What tells upstream's operators to install the same: `KnativeServing`, `KnativeEventing` and `TektonConfig`, with the
 * namespaces that they stand in. Refuses what the operators can't be told.
 */
export function operatorObjects(choice: OperatorChoice): KubeObject[] {
  const { props, ingress, by } = choice;
  assertExpressible(props, ingress, by);
  const { name: secret, namespaces = [] } = props.images?.pullSecret ?? { name: '' };
  return [
    ...namespaces.map((each) => accountWithPullSecret(each, secret)),
    ...(props.serving ? [namespace('knative-serving', props), knativeServing(choice)] : []),
    ...(props.eventing ? [namespace('knative-eventing', props), knativeEventing(choice)] : []),
    ...(props.tekton ? [tektonConfig(choice)] : []),
  ];
}

function knativeServing(choice: OperatorChoice): KubeObject {
  const { props, ingress, config, release, by } = choice;
  const images = imagesOf(choice, 'knative-serving');
  return {
    apiVersion: 'operator.knative.dev/v1beta1',
    kind: 'KnativeServing',
    metadata: { name: 'knative-serving', namespace: 'knative-serving' },
    spec: {
      version: release.component('serving').version,
      ingress: { [ingress.kind]: { enabled: true, ...ingressFields(ingress) } },
      ...(images && { registry: images.registry }),
      config: withImages(configOf(config, 'knative-serving', by), images),
      ...workloads(props, ['activator', 'autoscaler', 'controller', 'webhook', 'autoscaler-hpa']),
    },
  };
}

function knativeEventing(choice: OperatorChoice): KubeObject {
  const { props, config, release, by } = choice;
  const images = imagesOf(choice, 'knative-eventing');
  const { sources = [], sinkBindingSelectionMode } = props.eventing ?? {};
  const settings = withImages(configOf(config, 'knative-eventing', by), images);
  // The CRD demands each of them once there is one.
  const enabled = Array.from(sources, String);
  const source = Object.fromEntries(sourceNames.map((name) => [name, { enabled: enabled.includes(name) }]));
  return {
    apiVersion: 'operator.knative.dev/v1beta1',
    kind: 'KnativeEventing',
    metadata: { name: 'knative-eventing', namespace: 'knative-eventing' },
    spec: {
      version: release.component('eventing').version,
      ...(images && { registry: images.registry }),
      ...(Object.keys(settings).length > 0 && { config: settings }),
      ...(enabled.length > 0 && { source }),
      ...(sinkBindingSelectionMode !== undefined && { sinkBindingSelectionMode }),
      ...workloads(props, [
        'eventing-controller',
        'eventing-webhook',
        'imc-controller',
        'imc-dispatcher',
        'mt-broker-controller',
        'mt-broker-filter',
        'mt-broker-ingress',
      ]),
    },
  };
}

/** Texts by ConfigMap, whose names the operator takes without `config-`. */
function configOf(
  config: readonly ConfiguredMap[],
  namespaceName: string,
  by: Refusing,
): Record<string, ConfigSettings> {
  const settings: Record<string, ConfigSettings> = {};
  for (const { namespace: place, name, path, needsShipped, data } of config) {
    if (place !== namespaceName) continue;
    if (needsShipped) {
      by.refuse(
        'operator',
        path,
        'it can only replace all of these settings',
        'leave it out, or install from manifests',
      );
    }
    const short = name.replace(/^config-/, '');
    settings[short] = { ...settings[short], ...data({}) };
  }
  return settings;
}

/** What the operator is not going to install, or not by the object of Serving or Eventing. */
const OTHERS: readonly string[] = ['istio', 'gateway-api'];

/** Its images come from files of the same releases that the operator carries. */
function imagesOf(
  { props, components, release, dir, by }: OperatorChoice,
  what: 'knative-serving' | 'knative-eventing',
): OperatorImages | undefined {
  if (props.images === undefined) return undefined;
  const names = components.filter(({ name }) => !OTHERS.includes(name)).map(({ name }) => name);
  const ofServing = (name: string) => /^(?:serving|net-|kourier)/.test(name);
  const chosen = names.filter((name) => ofServing(name) === (what === 'knative-serving'));
  const { objects } = loadRelease(release, { dir, components: chosen });
  return operatorImages(
    objects.map(({ object }) => object),
    props.images,
    by,
  );
}

/** Settings of the program win: who names a sidecar's image there means it. */
function withImages(
  settings: Record<string, ConfigSettings>,
  images: OperatorImages | undefined,
): Record<string, ConfigSettings> {
  const all = { ...settings };
  for (const [name, texts] of Object.entries(images?.config ?? {})) {
    const short = name.replace(/^config-/, '');
    all[short] = { ...texts, ...all[short] };
  }
  return all;
}

function ingressFields({ kind, needs }: Ingress): Readonly<Record<string, unknown>> {
  const { serviceType, httpPort, httpsPort, loadBalancerIP } = needs.service;
  if (kind === 'kourier') {
    return {
      ...(serviceType !== undefined && { 'service-type': serviceType }),
      ...(httpPort !== undefined && { 'http-port': httpPort }),
      ...(httpsPort !== undefined && { 'https-port': httpsPort }),
      ...(loadBalancerIP !== undefined && { 'service-load-balancer-ip': loadBalancerIP }),
    };
  }
  if (needs.pods === undefined || Object.entries(needs.pods.selector).join() === 'istio,ingressgateway') return {};
  const gateway = { selector: needs.pods.selector };
  return { 'knative-ingress-gateway': gateway, 'knative-local-gateway': gateway };
}

function workloads({ kubernetesMinVersion }: ClusterBootstrapProps, names: readonly string[]): object {
  if (kubernetesMinVersion === undefined) return {};
  const envVars = [{ name: 'KUBERNETES_MIN_VERSION', value: `v${kubernetesMinVersion.replace(/^v/, '')}` }];
  return { workloads: names.map((name) => ({ name, env: [{ container: containerOf(name), envVars }] })) };
}

/** A container is called like its Deployment, but for a few. */
const CONTAINERS: Readonly<Record<string, string>> = {
  'imc-controller': 'controller',
  'imc-dispatcher': 'dispatcher',
  'mt-broker-filter': 'filter',
  'mt-broker-ingress': 'ingress',
};

function containerOf(deployment: string): string {
  return CONTAINERS[deployment] ?? deployment;
}

function namespace(name: string, { mesh }: ClusterBootstrapProps): KubeObject {
  const isInjected = mesh?.inject?.includes(name) ?? false;
  const labels = isInjected ? { labels: { 'istio-injection': 'enabled' } } : {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...labels } };
}

/** Each thing that the program may ask for, and that no field of the operators' kinds says. */
function assertExpressible(props: ClusterBootstrapProps, ingress: Ingress, by: Refusing): void {
  const refuse = (path: string, found: string, hint = 'install from manifests, or leave it out') =>
    by.refuse('operator', path, found, hint);
  const { serving, eventing, tekton, certManager, addons, images, mesh, kubernetesMinVersion } = props;
  if (certManager) refuse('certManager', 'it does not install cert-manager', 'install it first, and leave this out');
  if (addons !== undefined && addons.length > 0) refuse('addons', 'it installs no samples of Istio');
  if (images !== undefined && tekton !== undefined) {
    refuse(
      'images',
      "Tekton's operator takes images from variables of its own Deployment only, and adds components of its own",
      'set IMAGE_PIPELINES_… and IMAGE_TRIGGERS_… there and leave this out, or install from manifests',
    );
  }
  if (mesh?.strict) refuse('mesh.strict', 'it lets nobody in to webhooks');
  if (serving?.hpa === false) refuse('serving.hpa', 'it always installs the autoscaler by CPU and memory');
  if (kubernetesMinVersion !== undefined && tekton !== undefined) {
    refuse('kubernetesMinVersion', "Tekton's operator sets no such variable");
  }
  assertGateway(ingress, refuse);
  const { kafka, rabbitmqBroker, redis } = eventing ?? {};
  for (const part of ['broker', 'channel', 'sink'] as const) {
    if (kafka?.[part]) refuse(`eventing.kafka.${part}`, "it has Kafka's sources only");
  }
  if (rabbitmqBroker) refuse('eventing.rabbitmqBroker', "it has RabbitMQ's sources only");
  if (redis !== undefined) refuse('eventing.redis', 'it reaches no ConfigMap in knative-sources');
}

function assertGateway({ kind, needs }: Ingress, refuse: (path: string, found: string, hint?: string) => never): void {
  const { service, install, localGateway } = needs;
  if (kind === 'istio' && Object.keys(service).length > 0) {
    const [field = ''] = Object.keys(service);
    refuse(`ingress.${field}`, 'it does not install Istio, nor its Service', 'set it where Istio is installed');
  }
  if (kind !== 'kourier' && install) {
    refuse(
      'ingress.install',
      `it does not install ${kind === 'istio' ? 'Istio' : 'the Gateway API'}`,
      'install it first, and set install to false',
    );
  }
  if (localGateway !== undefined && localGateway !== 'knative-local-gateway') {
    refuse('ingress.localGateway', 'it does not rename the Service');
  }
  for (const field of ['loadBalancerClass', 'annotations'] as const) {
    if (service[field] !== undefined) refuse(`ingress.${field}`, "it does not say so of Kourier's Service");
  }
}
