import type { Container } from '../api/core/v1/container';
import type { KubeObject } from '../api/meta/v1';
import type { FeatureFlags } from './features';
import { minimalConnectors } from './minimal-connectors';
import { minimalIstio } from './minimal-istio';
import { minimalTekton } from './minimal-tekton';
import { minimalTriggers } from './minimal-triggers';

/** A container that no rule has anything to say about. */
export const minimalContainer = {
  image: 'ghcr.io/example/hello',
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
} as const satisfies Container;

/** Objects by `apiVersion/Kind`, each with as little as its kind needs: free of any diagnostic. */
export const minimalObjects: Readonly<Record<string, KubeObject>> = {
  ...minimalConnectors,
  ...minimalTekton,
  ...minimalTriggers,
  ...minimalIstio,
  'serving.knative.dev/v1/Service': {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { template: { spec: { containers: [minimalContainer] } } },
  },
  'serving.knative.dev/v1/Configuration': {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Configuration',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { template: { spec: { containers: [minimalContainer] } } },
  },
  'serving.knative.dev/v1/Revision': {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Revision',
    metadata: { name: 'hello-00001', namespace: 'default' },
    spec: { containers: [minimalContainer] },
  },
  'serving.knative.dev/v1/Route': {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Route',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { traffic: [{ configurationName: 'hello', percent: 100 }] },
  },
  'serving.knative.dev/v1beta1/DomainMapping': {
    apiVersion: 'serving.knative.dev/v1beta1',
    kind: 'DomainMapping',
    metadata: { name: 'hello.example.com', namespace: 'default' },
    spec: { ref: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'hello' } },
  },
  'autoscaling.internal.knative.dev/v1alpha1/PodAutoscaler': {
    apiVersion: 'autoscaling.internal.knative.dev/v1alpha1',
    kind: 'PodAutoscaler',
    metadata: { name: 'hello-00001', namespace: 'default' },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello-00001-deployment' },
      protocolType: 'http1',
    },
  },
  'autoscaling.internal.knative.dev/v1alpha1/Metric': {
    apiVersion: 'autoscaling.internal.knative.dev/v1alpha1',
    kind: 'Metric',
    metadata: { name: 'hello-00001', namespace: 'default' },
    spec: { stableWindow: 60_000_000_000, panicWindow: 6_000_000_000, scrapeTarget: 'hello-00001-private' },
  },
  'networking.internal.knative.dev/v1alpha1/Ingress': {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'Ingress',
    metadata: { name: 'hello', namespace: 'default' },
    spec: {
      rules: [
        {
          hosts: ['hello.default.example.com'],
          http: { paths: [{ splits: [{ serviceNamespace: 'default', serviceName: 'hello-00001', servicePort: 80 }] }] },
        },
      ],
    },
  },
  'networking.internal.knative.dev/v1alpha1/ServerlessService': {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'ServerlessService',
    metadata: { name: 'hello-00001', namespace: 'default' },
    spec: {
      mode: 'Serve',
      objectRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello-00001-deployment' },
      protocolType: 'http1',
    },
  },
  'networking.internal.knative.dev/v1alpha1/Certificate': {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'Certificate',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { dnsNames: ['hello.example.com'], secretName: 'hello-tls' },
  },
  'eventing.knative.dev/v1/Broker': {
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Broker',
    metadata: { name: 'default', namespace: 'default' },
  },
  'eventing.knative.dev/v1/Trigger': {
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Trigger',
    metadata: { name: 'display', namespace: 'default' },
    spec: { broker: 'default', subscriber: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } },
  },
  'sources.knative.dev/v1/PingSource': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'PingSource',
    metadata: { name: 'tick', namespace: 'default' },
    spec: { sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } },
  },
  'sources.knative.dev/v1/ApiServerSource': {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'ApiServerSource',
    metadata: { name: 'changes', namespace: 'default' },
    spec: {
      resources: [{ apiVersion: 'v1', kind: 'Event' }],
      serviceAccountName: 'watcher',
      sink: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'v1/ConfigMap': {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'default' },
  },
  'messaging.knative.dev/v1/Channel': {
    apiVersion: 'messaging.knative.dev/v1',
    kind: 'Channel',
    metadata: { name: 'orders', namespace: 'default' },
  },
  'messaging.knative.dev/v1/InMemoryChannel': {
    apiVersion: 'messaging.knative.dev/v1',
    kind: 'InMemoryChannel',
    metadata: { name: 'orders', namespace: 'default' },
  },
  'messaging.knative.dev/v1/Subscription': {
    apiVersion: 'messaging.knative.dev/v1',
    kind: 'Subscription',
    metadata: { name: 'display', namespace: 'default' },
    spec: {
      channel: { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: 'orders' },
      subscriber: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } },
    },
  },
  'flows.knative.dev/v1/Sequence': {
    apiVersion: 'flows.knative.dev/v1',
    kind: 'Sequence',
    metadata: { name: 'checkout', namespace: 'default' },
    spec: { steps: [{ ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } }] },
  },
  'flows.knative.dev/v1/Parallel': {
    apiVersion: 'flows.knative.dev/v1',
    kind: 'Parallel',
    metadata: { name: 'checkout', namespace: 'default' },
    spec: { branches: [{ subscriber: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } }] },
  },
  'eventing.knative.dev/v1beta3/EventType': {
    apiVersion: 'eventing.knative.dev/v1beta3',
    kind: 'EventType',
    metadata: { name: 'order.created', namespace: 'default' },
    spec: {
      attributes: [
        { name: 'type', value: 'order.created', required: true },
        { name: 'source', required: true },
        { name: 'specversion', value: '1.0', required: true },
        { name: 'id', required: true },
      ],
    },
  },
  'eventing.knative.dev/v1alpha1/EventPolicy': {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'EventPolicy',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { from: [{ sub: 'system:serviceaccount:shop:web' }] },
  },
  'eventing.knative.dev/v1alpha1/EventTransform': {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'EventTransform',
    metadata: { name: 'shorten', namespace: 'default' },
    spec: { jsonata: { expression: '$merge([$, { "type": "order.short" }])' } },
  },
  'eventing.knative.dev/v1alpha1/RequestReply': {
    apiVersion: 'eventing.knative.dev/v1alpha1',
    kind: 'RequestReply',
    metadata: { name: 'orders', namespace: 'default' },
    spec: { brokerRef: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', name: 'default' } },
  },
};

/** Features without which a cluster refuses the minimal object of a kind. */
export const minimalFeatures: Readonly<Record<string, FeatureFlags>> = {
  'eventing.knative.dev/v1alpha1/EventPolicy': { 'authentication-oidc': 'enabled' },
};
