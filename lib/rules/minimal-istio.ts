import type { KubeObject } from '../api/meta/v1';

/** Minimal objects of Istio, and of the namespaces that it looks at. */
export const minimalIstio: Readonly<Record<string, KubeObject>> = {
  'networking.istio.io/v1/VirtualService': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      hosts: ['shop.example.com'],
      gateways: ['shop'],
      http: [{ route: [{ destination: { host: 'shop.default.svc.cluster.local' } }] }],
    },
  },
  'networking.istio.io/v1/Gateway': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'shop-tls' },
        },
      ],
    },
  },
  'networking.istio.io/v1/DestinationRule': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { host: 'shop.default.svc.cluster.local' },
  },
  'networking.istio.io/v1/ServiceEntry': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'ServiceEntry',
    metadata: { name: 'api', namespace: 'default' },
    spec: {
      hosts: ['api.example.com'],
      ports: [{ number: 443, name: 'tls', protocol: 'TLS' }],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
    },
  },
  'networking.istio.io/v1/Sidecar': {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { workloadSelector: { labels: { app: 'shop' } }, egress: [{ hosts: ['./*', 'istio-system/*'] }] },
  },
  'networking.istio.io/v1alpha3/EnvoyFilter': {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      workloadSelector: { labels: { app: 'shop' } },
      configPatches: [
        {
          applyTo: 'CLUSTER',
          match: { context: 'SIDECAR_OUTBOUND', cluster: { service: 'db.default.svc.cluster.local' } },
          patch: { operation: 'MERGE', value: { connect_timeout: '1s' } },
        },
      ],
    },
  },
  'security.istio.io/v1/PeerAuthentication': {
    apiVersion: 'security.istio.io/v1',
    kind: 'PeerAuthentication',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'shop' } }, mtls: { mode: 'STRICT' } },
  },
  'security.istio.io/v1/AuthorizationPolicy': {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      rules: [{ from: [{ source: { namespaces: ['default'] } }] }],
    },
  },
  'security.istio.io/v1/RequestAuthentication': {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'shop', namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'shop' } }, jwtRules: [{ issuer: 'https://accounts.example.com' }] },
  },
  'v1/Namespace': { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  'telemetry.istio.io/v1/Telemetry': {
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'shop', namespace: 'default' },
    spec: {
      selector: { matchLabels: { app: 'shop' } },
      tracing: [{ providers: [{ name: 'zipkin' }], randomSamplingPercentage: 10 }],
    },
  },
};
