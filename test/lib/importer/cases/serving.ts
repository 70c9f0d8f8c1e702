import type { UpgradeCase } from './case';

const template = `
  template:
    spec:
      containers:
        - image: registry.example.com/shop:v2`;

const old = 'apiVersion: serving.knative.dev/v1alpha1';
const now = 'apiVersion: serving.knative.dev/v1';

const configuration = `
    configuration:
      revisionTemplate:
        spec:
          container:
            image: registry.example.com/shop:v2`;

/** The codes of a service whose configuration has the shape of v1alpha1. */
const shape = ['KU1001', 'KU1105', 'KU1106'];

export const servingCases: readonly UpgradeCase[] = [
  {
    title: 'a Service in the mode runLatest',
    old: `${old}
kind: Service
metadata: {name: shop}
spec:
  runLatest:${configuration}
`,
    now: `${now}
kind: Service
metadata: {name: shop}
spec:${template}
  traffic: [{latestRevision: true, percent: 100}]
`,
    codes: ['KU1101', ...shape],
  },
  {
    title: 'a Service in the mode pinned',
    old: `${old}
kind: Service
metadata: {name: shop}
spec:
  pinned:
    revisionName: shop-00001${configuration}
`,
    now: `${now}
kind: Service
metadata: {name: shop}
spec:${template}
  traffic: [{revisionName: shop-00001, percent: 100}]
`,
    codes: ['KU1102', ...shape],
  },
  {
    title: 'a Service in the mode release with two revisions',
    old: `${old}
kind: Service
metadata: {name: shop}
spec:
  release:
    revisions: [shop-00001, shop-00002]
    rolloutPercent: 20${configuration}
`,
    now: `${now}
kind: Service
metadata: {name: shop}
spec:${template}
  traffic:
    - {revisionName: shop-00001, percent: 80, tag: current}
    - {revisionName: shop-00002, percent: 20, tag: candidate}
    - {latestRevision: true, percent: 0, tag: latest}
`,
    codes: ['KU1103', ...shape],
  },
  {
    title: 'a Service in the mode release whose only revision is @latest',
    old: `${old}
kind: Service
metadata: {name: shop}
spec:
  release:
    revisions: ['@latest']${configuration}
`,
    now: `${now}
kind: Service
metadata: {name: shop}
spec:${template}
  traffic:
    - {latestRevision: true, percent: 100, tag: current}
    - {latestRevision: true, percent: 0, tag: latest}
`,
    codes: ['KU1103', ...shape],
  },
  {
    title: 'a Service in the mode manual',
    old: `${old}
kind: Service
metadata: {name: shop}
spec:
  manual: {}
`,
    now: '',
    codes: ['KU1104'],
  },
  {
    title: 'a Configuration with containers of both shapes, the model of concurrency and what the server kept',
    old: `${old}
kind: Configuration
metadata:
  name: shop
  generation: 3
  uid: 0b6a
  creationTimestamp: null
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{}'
spec:
  generation: 3
  revisionTemplate:
    metadata:
      annotations: {sidecar.istio.io/inject: true}
    spec:
      concurrencyModel: Single
      servingState: Active
      serviceAccountName: shop
      timeoutSeconds: 300
      container: {image: registry.example.com/old:v1}
      containers:
        - image: registry.example.com/shop:v2
status:
  latestReadyRevisionName: shop-00001
`,
    now: `${now}
kind: Configuration
metadata: {name: shop}
spec:
  template:
    metadata:
      annotations: {sidecar.istio.io/inject: 'true'}
    spec:
      serviceAccountName: shop
      timeoutSeconds: 300
      containers:
        - image: registry.example.com/shop:v2
      containerConcurrency: 1
`,
    codes: ['KU1001', 'KU1003', 'KU1004', 'KU1105', 'KU1107', 'KU1108', 'KU1109'],
  },
  {
    title: 'a Configuration whose concurrency has no limit',
    old: `${old}
kind: Configuration
metadata: {name: shop}
spec:
  revisionTemplate:
    spec:
      concurrencyModel: Multi
      container: {image: registry.example.com/shop:v2}
`,
    now: `${now}
kind: Configuration
metadata: {name: shop}
spec:
  template:
    spec:
      containers: [{image: registry.example.com/shop:v2}]
      containerConcurrency: 0
`,
    codes: ['KU1108', ...shape],
  },
  {
    title: 'a Configuration with a build of its own',
    old: `${old}
kind: Configuration
metadata: {name: shop, namespace: default}
spec:
  build:
    serviceAccountName: builder
    steps:
      - name: build
        image: registry.example.com/kaniko:v1
        args: [--destination=registry.example.com/shop:v2]
  revisionTemplate:
    spec:
      container: {image: registry.example.com/shop:v2}
`,
    now: `${now}
kind: Configuration
metadata: {name: shop, namespace: default}
spec:${template}
---
apiVersion: tekton.dev/v1
kind: TaskRun
metadata: {name: shop-build, namespace: default}
spec:
  taskSpec:
    steps:
      - name: build
        image: registry.example.com/kaniko:v1
        args: [--destination=registry.example.com/shop:v2]
  serviceAccountName: builder
`,
    codes: ['KU1113', 'KU1114', ...shape],
  },
  {
    title: 'a Configuration that refers to a build',
    old: `${old}
kind: Configuration
metadata: {name: shop}
spec:
  build: {apiVersion: pipelines.example.com/v1, kind: Pipeline, metadata: {name: ci}}
  revisionTemplate:
    spec:
      buildName: shop-00001
      container: {image: registry.example.com/shop:v2}
`,
    now: `${now}
kind: Configuration
metadata: {name: shop}
spec:${template}
`,
    codes: ['KU1115', ...shape],
  },
  {
    title: 'a Route whose targets have names',
    old: `${old}
kind: Route
metadata: {name: shop}
spec:
  traffic:
    - {configurationName: shop, percent: 100}
    - {configurationName: shop, name: next}
    - {percent: 0}
`,
    now: `${now}
kind: Route
metadata: {name: shop}
spec:
  traffic:
    - {configurationName: shop, percent: 100}
    - {configurationName: shop, tag: next, percent: 0}
    - {percent: 0}
`,
    codes: ['KU1001', 'KU1110', 'KU1111', 'KU1112'],
  },
  {
    title: 'a ClusterIngress',
    old: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: ClusterIngress
metadata:
  name: shop
  labels: {serving.knative.dev/route: shop, serving.knative.dev/routeNamespace: default}
spec:
  rules:
    - hosts: [shop.default.example.com]
      visibility: ExternalIP
      http:
        paths:
          - retries: {attempts: 3, perTryTimeout: 10m0s}
            timeout: 10m0s
            splits:
              - {serviceName: shop-00001, serviceNamespace: default, servicePort: 80, percent: 100}
`,
    now: `apiVersion: networking.internal.knative.dev/v1alpha1
kind: Ingress
metadata:
  name: shop
  labels: {serving.knative.dev/route: shop, serving.knative.dev/routeNamespace: default}
  namespace: default
spec:
  rules:
    - hosts: [shop.default.example.com]
      visibility: ExternalIP
      http:
        paths:
          - splits:
              - {serviceName: shop-00001, serviceNamespace: default, servicePort: 80, percent: 100}
`,
    codes: ['KU1001', 'KU1116'],
  },
  {
    title: 'a Service with old annotations in the wrong place, and the old label of visibility',
    old: `${now}
kind: Service
metadata:
  name: shop
  labels: {serving.knative.dev/visibility: cluster-local}
  annotations:
    autoscaling.knative.dev/minScale: '1'
    serving.knative.dev/rolloutDuration: 60s
    networking.knative.dev/disableAutoTLS: 'true'
    networking.knative.dev/ingress.class: istio.ingress.networking.knative.dev
    networking.knative.dev/certificate.class: cert-manager.certificate.networking.knative.dev
    networking.knative.dev/httpOption: Redirected
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/maxScale: '10'
        autoscaling.knative.dev/initialScale: '2'
        autoscaling.knative.dev/scaleDownDelay: 1m
        autoscaling.knative.dev/targetBurstCapacity: '200'
        autoscaling.knative.dev/targetUtilizationPercentage: '70'
        autoscaling.knative.dev/panicWindowPercentage: '10'
        autoscaling.knative.dev/panicThresholdPercentage: '200'
        autoscaling.knative.dev/scaleToZeroPodRetentionPeriod: 1m
        autoscaling.knative.dev/metricAggregationAlgorithm: linear
        autoscaling.knative.dev/target: '10'
        autoscaling.knative.dev/class: kpa.autoscaling.knative.dev
        queue.sidecar.serving.knative.dev/resourcePercentage: '10'
    spec:
      containers: [{image: registry.example.com/shop:v2}]
`,
    now: `${now}
kind: Service
metadata:
  name: shop
  labels: {networking.knative.dev/visibility: cluster-local}
  annotations:
    serving.knative.dev/rollout-duration: 60s
    networking.knative.dev/disable-external-domain-tls: 'true'
    networking.knative.dev/ingress-class: istio.ingress.networking.knative.dev
    networking.knative.dev/certificate-class: cert-manager.certificate.networking.knative.dev
    networking.knative.dev/http-protocol: Redirected
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/max-scale: '10'
        autoscaling.knative.dev/initial-scale: '2'
        autoscaling.knative.dev/scale-down-delay: 1m
        autoscaling.knative.dev/target-burst-capacity: '200'
        autoscaling.knative.dev/target-utilization-percentage: '70'
        autoscaling.knative.dev/panic-window-percentage: '10'
        autoscaling.knative.dev/panic-threshold-percentage: '200'
        autoscaling.knative.dev/scale-to-zero-pod-retention-period: 1m
        autoscaling.knative.dev/metric-aggregation-algorithm: linear
        autoscaling.knative.dev/target: '10'
        autoscaling.knative.dev/class: kpa.autoscaling.knative.dev
        queue.sidecar.serving.knative.dev/resource-percentage: '10'
        autoscaling.knative.dev/min-scale: '1'
    spec:
      containers: [{image: registry.example.com/shop:v2}]
`,
    codes: ['KU1201', 'KU1202', 'KU1203'],
  },
  {
    title: 'a Revision with what routes wrote',
    old: `${old}
kind: Revision
metadata:
  name: shop-00001
  labels: {serving.knative.dev/route: shop, app: shop}
  annotations: {serving.knative.dev/lastPinned: '1547000000'}
spec:
  container: {image: registry.example.com/shop:v2}
`,
    now: `${now}
kind: Revision
metadata:
  name: shop-00001
  labels: {app: shop}
spec:
  containers: [{image: registry.example.com/shop:v2}]
`,
    codes: ['KU1001', 'KU1106', 'KU1204'],
  },
  {
    title: 'the settings of Knative under their old keys',
    old: `apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data:
  multi-concurrency-target: '50'
  single-concurrency-target: '1'
  stable-window: 60s
  panic-window: 6s
  tick-interval: 2s
  scale-to-zero-threshold: 5m
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-network, namespace: knative-serving}
data:
  clusteringress.class: istio.ingress.networking.knative.dev
  domainTemplate: '{{.Name}}.{{.Domain}}'
  autoTLS: Enabled
  internal-encryption: 'true'
  istio.sidecar.includeOutboundIPRanges: '*'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-gc, namespace: knative-serving}
data:
  stale-revision-create-delay: 24h
  stale-revision-timeout: 15h
  stale-revision-minimum-generations: '1'
  stale-revision-lastpinned-debounce: 5h
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-controller, namespace: knative-serving}
data:
  queueSidecarImage: registry.example.com/queue:v1
  registriesSkippingTagResolving: ko.local
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-observability, namespace: knative-serving}
data:
  metrics.backend-destination: prometheus
  metrics.request-metrics-backend-destination: stackdriver
  metrics.stackdriver-project-id: shop
  profiling.enable: 'true'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-istio, namespace: knative-serving}
data:
  gateway.knative-shared-gateway: knative-ingressgateway.istio-system.svc.cluster.local
  local-gateway.cluster-local-gateway: cluster-local-gateway.istio-system.svc.cluster.local
---
apiVersion: v1
kind: ConfigMap
metadata: {name: default-channel-webhook, namespace: knative-eventing}
data:
  default-channel-config: |
    clusterdefault: {apiversion: eventing.knative.dev/v1alpha1, kind: ClusterChannelProvisioner, name: in-memory}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-artifact-pvc, namespace: tekton-pipelines}
data: {size: 5Gi}
`,
    now: `apiVersion: v1
kind: ConfigMap
metadata: {name: config-autoscaler, namespace: knative-serving}
data:
  container-concurrency-target-default: '50'
  stable-window: 60s
  panic-window-percentage: '10'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-network, namespace: knative-serving}
data:
  ingress-class: istio.ingress.networking.knative.dev
  domain-template: '{{.Name}}.{{.Domain}}'
  external-domain-tls: Enabled
  system-internal-tls: enabled
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-gc, namespace: knative-serving}
data:
  retain-since-create-time: 24h
  retain-since-last-active-time: 15h
  min-non-active-revisions: '1'
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-deployment, namespace: knative-serving}
data:
  queue-sidecar-image: registry.example.com/queue:v1
  registries-skipping-tag-resolving: ko.local
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-observability, namespace: knative-serving}
data:
  runtime-profiling: enabled
  metrics-protocol: prometheus
---
apiVersion: v1
kind: ConfigMap
metadata: {name: config-istio, namespace: knative-serving}
data:
  gateway.knative-ingress-gateway: istio-ingressgateway.istio-system.svc.cluster.local
  local-gateway.knative-local-gateway: knative-local-gateway.istio-system.svc.cluster.local
---
apiVersion: v1
kind: ConfigMap
metadata: {name: default-ch-webhook, namespace: knative-eventing}
data:
  default-ch-config: |
    clusterDefault:
      apiVersion: messaging.knative.dev/v1
      kind: InMemoryChannel
`,
    codes: ['KU1301', 'KU1302', 'KU1303', 'KU1304', 'KU1305', 'KU1306', 'KU1307'],
  },
  {
    title: "a route of Istio through Knative's old gateway",
    old: `apiVersion: networking.istio.io/v1alpha3
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  gateways: [knative-shared-gateway.knative-serving.svc.cluster.local]
  http:
    - route:
        - destination: {host: knative-ingressgateway.istio-system.svc.cluster.local}
          weight: 100
`,
    now: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [shop.example.com]
  gateways: [knative-ingress-gateway.knative-serving.svc.cluster.local]
  http:
    - route:
        - destination: {host: istio-ingressgateway.istio-system.svc.cluster.local}
          weight: 100
`,
    codes: ['KU1001', 'KU1306'],
  },
  {
    title: 'old versions of kinds of Kubernetes, and a Secret with its values',
    old: `apiVersion: v1
kind: Secret
metadata: {name: tokens}
stringData: {shop: <your token>}
---
apiVersion: extensions/v1beta1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: registry.example.com/shop:v2}]}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: shop}
spec: {backend: {serviceName: shop, servicePort: 80}}
---
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {name: queues.example.com}
spec: {group: example.com, version: v1, names: {kind: Queue, plural: queues}}
`,
    now: `apiVersion: v1
kind: Secret
metadata: {name: tokens}
stringData: {shop: <your token>}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec: {containers: [{name: shop, image: registry.example.com/shop:v2}]}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: shop}
spec: {backend: {serviceName: shop, servicePort: 80}}
---
apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: {name: queues.example.com}
spec: {group: example.com, version: v1, names: {kind: Queue, plural: queues}}
`,
    codes: ['KU1001', 'KU1005', 'KU1006', 'KU1007', 'KU1008'],
  },
  {
    title: 'a Service whose revision has a name',
    old: `${now}
kind: Service
metadata: {name: shop}
spec:
  template:
    metadata: {name: shop-v2}
    spec:
      containers:
        - image: registry.example.com/shop:v2
`,
    now: `${now}
kind: Service
metadata: {name: shop}
spec:
  template:
    metadata: {name: shop-v2}
    spec:
      containers:
        - image: registry.example.com/shop:v2
          name: user-container
          readinessProbe: {successThreshold: 1, tcpSocket: {port: 0}}
`,
    codes: ['KU1117'],
  },
];
