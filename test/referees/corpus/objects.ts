import type { KubeObject } from '../../../lib/api/meta/v1';
import { minimalContainer } from '../../../lib/rules/minimal';

const metadata = { name: 'hello', namespace: 'default' };
const template = { metadata: { labels: { app: 'hello' } }, spec: { containers: [minimalContainer] } };
const serviceReference = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'hello' };
const deploymentReference = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'hello-00001-deployment' };

/** A sound object of each kind that is modelled, and a ConfigMap and a kind of nobody's in its stead, by name. */
export const objects = {
  Service: { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata, spec: { template } },
  Configuration: { apiVersion: 'serving.knative.dev/v1', kind: 'Configuration', metadata, spec: { template } },
  Revision: {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Revision',
    metadata,
    spec: { containers: [minimalContainer] },
  },
  Route: {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Route',
    metadata,
    spec: { traffic: [{ configurationName: 'hello', percent: 100 }] },
  },
  DomainMapping: {
    apiVersion: 'serving.knative.dev/v1beta1',
    kind: 'DomainMapping',
    metadata: { name: 'hello.example.com', namespace: 'default' },
    spec: { ref: serviceReference },
  },
  Ingress: {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'Ingress',
    metadata,
    spec: {
      rules: [
        {
          hosts: ['hello.default.example.com'],
          visibility: 'ExternalIP',
          http: {
            paths: [
              { splits: [{ serviceNamespace: 'default', serviceName: 'hello-00001', servicePort: 80, percent: 100 }] },
            ],
          },
        },
      ],
    },
  },
  ServerlessService: {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'ServerlessService',
    metadata,
    spec: { mode: 'Serve', objectRef: deploymentReference, protocolType: 'http1' },
  },
  Certificate: {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'Certificate',
    metadata,
    spec: { dnsNames: ['hello.example.com'], secretName: 'hello-tls' },
  },
  ClusterDomainClaim: {
    apiVersion: 'networking.internal.knative.dev/v1alpha1',
    kind: 'ClusterDomainClaim',
    metadata: { name: 'hello.example.com' },
    spec: { namespace: 'default' },
  },
  PodAutoscaler: {
    apiVersion: 'autoscaling.internal.knative.dev/v1alpha1',
    kind: 'PodAutoscaler',
    metadata,
    spec: { scaleTargetRef: deploymentReference, protocolType: 'http1' },
  },
  Metric: {
    apiVersion: 'autoscaling.internal.knative.dev/v1alpha1',
    kind: 'Metric',
    metadata,
    spec: { stableWindow: 60_000_000_000, panicWindow: 6_000_000_000, scrapeTarget: 'hello-00001-private' },
  },
  Image: {
    apiVersion: 'caching.internal.knative.dev/v1alpha1',
    kind: 'Image',
    metadata,
    spec: { image: 'ghcr.io/example/hello' },
  },
  Broker: { apiVersion: 'eventing.knative.dev/v1', kind: 'Broker', metadata, spec: {} },
  Trigger: {
    apiVersion: 'eventing.knative.dev/v1',
    kind: 'Trigger',
    metadata,
    spec: {
      broker: 'default',
      filter: { attributes: { type: 'order.created' } },
      subscriber: { ref: serviceReference },
    },
  },
  PingSource: {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'PingSource',
    metadata,
    spec: {
      schedule: '*/2 * * * *',
      contentType: 'application/json',
      data: '{"a":1}',
      sink: { ref: serviceReference },
    },
  },
  ApiServerSource: {
    apiVersion: 'sources.knative.dev/v1',
    kind: 'ApiServerSource',
    metadata,
    spec: {
      serviceAccountName: 'events',
      mode: 'Resource',
      resources: [{ apiVersion: 'v1', kind: 'Event' }],
      sink: { ref: serviceReference },
    },
  },
  ConfigMap: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1' } },
  Role: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [] },
  Namespace: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
} as const satisfies Readonly<
  Record<string, KubeObject & { readonly data?: object; readonly rules?: readonly object[] }>
>;

export type ObjectName = keyof typeof objects;
