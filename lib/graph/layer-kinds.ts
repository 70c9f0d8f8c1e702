import type { KubeObject } from '../api/meta/v1';
import { groupOf } from './object-ref';
import { fields } from './reference-fields';

/** The layers of a platform and what runs on it, lowest first. Each is complete and ready before the next begins. */
export const layerNames = [
  'namespaces',
  'crds',
  'operators',
  'configuration',
  'secrets',
  'brokers',
  'services',
  'triggers',
  'sources',
  'pipelines',
  'runs',
] as const;

export type LayerName = (typeof layerNames)[number];

/** What each layer holds, in the words of a heading. */
export const layerTitles: Readonly<Record<LayerName, string>> = {
  namespaces: 'namespaces',
  crds: 'custom resource definitions',
  operators: 'operators and their webhooks',
  configuration: 'configuration, accounts, roles and policies',
  secrets: 'secrets and what makes them',
  brokers: 'brokers and channels',
  services: 'services and routes to them',
  triggers: 'triggers, subscriptions and flows',
  sources: 'sources of events',
  pipelines: 'pipelines, tasks and listeners',
  runs: 'runs',
};

/** The layer of a group's kinds: one for all, or one for each kind and another for the rest. */
type GroupLayers = LayerName | { readonly [kind: string]: LayerName; readonly others: LayerName };

const runs: GroupLayers = { TaskRun: 'runs', PipelineRun: 'runs', CustomRun: 'runs', others: 'pipelines' };

/**
 * The layer that a kind's objects are of, unless they refer to one of a later layer. Routes to services go with these;
 * sources come after those who take their events, runs after what they run.
 */
const GROUPS: Readonly<Record<string, GroupLayers>> = {
  '': {
    Namespace: 'namespaces',
    Secret: 'secrets',
    Service: 'services',
    Endpoints: 'services',
    Pod: 'services',
    ReplicationController: 'services',
    others: 'configuration',
  },
  apps: 'services',
  batch: 'services',
  autoscaling: 'services',
  policy: 'services',
  'networking.k8s.io': { Ingress: 'services', others: 'configuration' },
  'gateway.networking.k8s.io': {
    HTTPRoute: 'services',
    GRPCRoute: 'services',
    TCPRoute: 'services',
    TLSRoute: 'services',
    UDPRoute: 'services',
    others: 'configuration',
  },
  'apiextensions.k8s.io': 'crds',
  'admissionregistration.k8s.io': 'operators',
  'apiregistration.k8s.io': 'operators',
  'external-secrets.io': 'secrets',
  'generators.external-secrets.io': 'secrets',
  'bitnami.com': 'secrets',
  'isindir.github.com': 'secrets',
  'secrets-store.csi.x-k8s.io': 'secrets',
  'cert-manager.io': 'secrets',
  'serving.knative.dev': 'services',
  'networking.internal.knative.dev': { Certificate: 'configuration', others: 'services' },
  'autoscaling.internal.knative.dev': 'services',
  'eventing.knative.dev': {
    Broker: 'brokers',
    RabbitmqBrokerConfig: 'brokers',
    KafkaSink: 'services',
    EventTransform: 'services',
    RequestReply: 'services',
    others: 'triggers',
  },
  'messaging.knative.dev': { Subscription: 'triggers', others: 'brokers' },
  'flows.knative.dev': 'triggers',
  'sinks.knative.dev': 'services',
  'sources.knative.dev': { SinkBinding: 'services', others: 'sources' },
  'bindings.knative.dev': 'services',
  'camel.apache.org': { Integration: 'services', Pipe: 'sources', KameletBinding: 'sources', others: 'configuration' },
  'tekton.dev': runs,
  'resolution.tekton.dev': 'runs',
  'triggers.tekton.dev': { ClusterInterceptor: 'configuration', others: 'pipelines' },
  'pipelinesascode.tekton.dev': 'pipelines',
  'networking.istio.io': { VirtualService: 'services', DestinationRule: 'services', others: 'configuration' },
  'monitoring.coreos.com': 'services',
  'keda.sh': 'services',
};

/** The layer of an object by its kind alone. A kind that nobody here knows is a source if it has a sink. */
export function layerOfKind({ apiVersion, kind, spec }: KubeObject): LayerName {
  const layers = GROUPS[groupOf(apiVersion)];
  if (layers === undefined) return fields(fields(spec).sink).ref === undefined ? 'configuration' : 'sources';
  if (typeof layers === 'string') return layers;
  return Object.hasOwn(layers, kind) ? layers[kind]! : layers.others;
}
