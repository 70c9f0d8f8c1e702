import type { ComponentDefinition, NamedObject, PublishedFile, Readiness } from './component';
import { githubRelease, knativeRelease, sourceFile, tektonRelease } from './publishers';

const SERVING = 'knative-serving';
const EVENTING = 'knative-eventing';
const SOURCES = 'knative-sources';
const ISTIO = 'istio-system';
const TEKTON = 'tekton-pipelines';

/** The oldest minor of Kubernetes that each minor of Knative starts on; it is compiled in. */
const KNATIVE_ON: Readonly<Record<string, string>> = {
  '1.23': '1.34',
  '1.22': '1.34',
  '1.21': '1.33',
  '1.20': '1.32',
  '1.19': '1.32',
};

/** The files that Serving's own tests install beside it, at the commit of Knative 1.23. */
const servingTested = (path: string) =>
  sourceFile('knative/serving', '98e5ef90aa7033797aa0a61ef97f3ff7e49a3944', `third_party/${path}`);

/** Istio is published as charts only; net-istio's releases carry it rendered, for a mesh on request. */
const ISTIO_RENDERED: Readonly<Record<string, readonly PublishedFile[] | undefined>> = {
  '1.29.2': knativeRelease('knative-extensions/net-istio', ['istio.yaml'])('1.22.0'),
};

const ADDON = { byDefault: true, creates: [], uses: [ISTIO], requires: ['istio'], minimumKubernetes: () => undefined };

/** What can be installed, in an order in which each stands behind what it requires. */
export const components = {
  'gateway-api': {
    title: 'Gateway API (CRDs)',
    byDefault: true,
    files: (version) =>
      version === '1.4.1'
        ? servingTested('gateway-api-latest/gateway-api.yaml')
        : githubRelease('kubernetes-sigs/gateway-api', 'v', ['experimental-install.yaml'])(version),
    creates: [],
    uses: [],
    requires: [],
    readiness: ready([]),
    minimumKubernetes: () => '1.26',
  },
  'cert-manager': {
    title: 'cert-manager',
    byDefault: true,
    files: (version) =>
      version === '1.18.0'
        ? servingTested('cert-manager-latest/cert-manager.yaml')
        : githubRelease('cert-manager/cert-manager', 'v', ['cert-manager.yaml'])(version),
    creates: ['cert-manager'],
    uses: ['kube-system'],
    requires: [],
    readiness: ready(
      deployments('cert-manager', 'cert-manager', 'cert-manager-cainjector', 'cert-manager-webhook'),
      services('cert-manager', 'cert-manager-webhook'),
    ),
    minimumKubernetes: () => '1.29',
  },
  istio: {
    title: 'Istio',
    byDefault: true,
    files: (version) => ISTIO_RENDERED[version] ?? [],
    creates: [ISTIO],
    uses: [],
    requires: [],
    readiness: ready(deployments(ISTIO, 'istiod', 'istio-ingressgateway'), services(ISTIO, 'istiod')),
    minimumKubernetes: (version) => (minorOf(version) === '1.30' ? '1.32' : '1.30'),
  },
  serving: {
    title: 'Knative Serving',
    byDefault: true,
    files: knativeRelease('knative/serving', [
      'serving-core.yaml',
      { name: 'serving-post-install-jobs.yaml', phase: 'post-install' },
    ]),
    creates: [SERVING],
    uses: [],
    requires: [],
    readiness: ready(
      deployments(SERVING, 'activator', 'autoscaler', 'controller', 'webhook'),
      services(SERVING, 'webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'serving-hpa': {
    title: 'Serving: autoscaling by CPU and memory',
    byDefault: true,
    files: knativeRelease('knative/serving', ['serving-hpa.yaml']),
    creates: [],
    uses: [SERVING],
    requires: ['serving'],
    readiness: ready(deployments(SERVING, 'autoscaler-hpa')),
    minimumKubernetes: knativeMinimum,
  },
  'serving-default-domain': {
    title: 'Serving: the job that sets a domain of sslip.io',
    byDefault: false,
    files: knativeRelease('knative/serving', ['serving-default-domain.yaml']),
    creates: [],
    uses: [SERVING],
    requires: ['serving'],
    readiness: ready([]),
    minimumKubernetes: knativeMinimum,
  },
  'net-istio': {
    title: "Serving's routes by Istio",
    byDefault: true,
    files: knativeRelease('knative-extensions/net-istio', ['net-istio.yaml']),
    creates: [],
    uses: [SERVING, ISTIO],
    requires: ['serving', 'istio'],
    readiness: ready(
      deployments(SERVING, 'net-istio-controller', 'net-istio-webhook'),
      services(SERVING, 'net-istio-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  kourier: {
    title: "Serving's routes by Kourier",
    byDefault: true,
    files: knativeRelease('knative-extensions/net-kourier', ['kourier.yaml']),
    creates: ['kourier-system'],
    uses: [SERVING],
    requires: ['serving'],
    readiness: ready([
      ...deployments(SERVING, 'net-kourier-controller'),
      ...deployments('kourier-system', '3scale-kourier-gateway'),
    ]),
    minimumKubernetes: knativeMinimum,
  },
  'net-gateway-api': {
    title: "Serving's routes by the Gateway API",
    byDefault: true,
    files: knativeRelease('knative-extensions/net-gateway-api', ['net-gateway-api.yaml']),
    creates: [],
    uses: [SERVING],
    requires: ['serving', 'gateway-api'],
    readiness: ready(
      deployments(SERVING, 'net-gateway-api-controller', 'net-gateway-api-webhook'),
      services(SERVING, 'net-gateway-api-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'net-contour': {
    title: "Serving's routes by Contour",
    byDefault: false,
    files: knativeRelease('knative-extensions/net-contour', ['contour.yaml', 'net-contour.yaml']),
    creates: ['contour-external', 'contour-internal'],
    uses: [SERVING],
    requires: ['serving'],
    readiness: ready(deployments(SERVING, 'net-contour-controller')),
    minimumKubernetes: knativeMinimum,
  },
  eventing: {
    title: 'Knative Eventing',
    byDefault: true,
    files: knativeRelease('knative/eventing', [
      'eventing-core.yaml',
      { name: 'eventing-post-install.yaml', phase: 'post-install' },
    ]),
    creates: [EVENTING],
    uses: [],
    requires: [],
    readiness: ready(
      [
        ...deployments(EVENTING, 'eventing-controller', 'job-sink', 'eventing-webhook'),
        ...statefulSets(EVENTING, 'request-reply'),
      ],
      services(EVENTING, 'eventing-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'eventing-tls': {
    title: "Eventing: certificates for addresses within the cluster, of cert-manager's",
    byDefault: false,
    files: knativeRelease('knative/eventing', ['eventing-tls-networking.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing', 'cert-manager'],
    readiness: ready([]),
    minimumKubernetes: knativeMinimum,
  },
  'in-memory-channel': {
    title: 'Eventing: channels in memory',
    byDefault: true,
    files: knativeRelease('knative/eventing', ['in-memory-channel.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(
      deployments(EVENTING, 'imc-controller', 'imc-dispatcher'),
      services(EVENTING, 'inmemorychannel-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'mt-channel-broker': {
    title: 'Eventing: brokers on channels',
    byDefault: true,
    files: knativeRelease('knative/eventing', ['mt-channel-broker.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(deployments(EVENTING, 'mt-broker-filter', 'mt-broker-ingress', 'mt-broker-controller')),
    minimumKubernetes: knativeMinimum,
  },
  'kafka-controller': {
    title: 'Kafka: the controller of brokers, channels, sinks and sources',
    byDefault: true,
    files: knativeRelease('knative-extensions/eventing-kafka-broker', [
      'eventing-kafka-controller.yaml',
      { name: 'eventing-kafka-post-install.yaml', phase: 'post-install' },
    ]),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing'],
    readiness: ready(
      deployments(EVENTING, 'kafka-controller', 'kafka-webhook-eventing'),
      services(EVENTING, 'kafka-webhook-eventing'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  // Dispatchers are scaled from zero by the controller: they are never waited for.
  'kafka-broker': kafkaPart('brokers', 'eventing-kafka-broker.yaml', 'kafka-broker-receiver'),
  'kafka-channel': kafkaPart('channels', 'eventing-kafka-channel.yaml', 'kafka-channel-receiver'),
  'kafka-sink': kafkaPart('sinks', 'eventing-kafka-sink.yaml', 'kafka-sink-receiver'),
  'kafka-source': kafkaPart('sources', 'eventing-kafka-source.yaml'),
  'rabbitmq-source': sourcesOf('RabbitMQ: sources', 'eventing-rabbitmq', 'rabbitmq-source.yaml', {
    byDefault: true,
    requires: ['eventing'],
    readiness: ready(
      deployments(SOURCES, 'rabbitmq-controller-manager', 'rabbitmq-webhook'),
      services(SOURCES, 'rabbitmq-webhook'),
    ),
  }),
  'rabbitmq-broker': {
    title: "RabbitMQ: brokers; needs RabbitMQ's cluster operator and topology operator",
    byDefault: false,
    files: knativeRelease('knative-extensions/eventing-rabbitmq', ['rabbitmq-broker.yaml']),
    creates: [],
    uses: [EVENTING],
    requires: ['eventing', 'cert-manager'],
    readiness: ready(
      deployments(EVENTING, 'rabbitmq-broker-controller', 'rabbitmq-broker-webhook'),
      services(EVENTING, 'rabbitmq-broker-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'github-source': sourcesOf('GitHub: sources and bindings', 'eventing-github', 'github.yaml', {
    byDefault: true,
    requires: ['eventing', 'serving'],
    readiness: ready(
      [...statefulSets(SOURCES, 'github-controller-manager'), ...deployments(SOURCES, 'github-webhook')],
      services(SOURCES, 'github-webhook'),
    ),
  }),
  'gitlab-source': sourcesOf('GitLab: sources and bindings', 'eventing-gitlab', 'gitlab.yaml', {
    byDefault: false,
    requires: ['eventing', 'serving'],
    readiness: ready(
      deployments(SOURCES, 'gitlab-controller-manager', 'gitlab-webhook'),
      services(SOURCES, 'gitlab-webhook'),
    ),
  }),
  'redis-source': sourcesOf('Redis: sources of streams', 'eventing-redis', 'redis-source.yaml', {
    byDefault: false,
    requires: ['eventing'],
    readiness: ready(statefulSets(SOURCES, 'redis-controller-manager')),
  }),
  'ceph-source': {
    ...sourcesOf('Ceph: sources of notifications', 'eventing-ceph', 'ceph.yaml', {
      byDefault: false,
      requires: ['eventing'],
      readiness: ready(
        deployments('knative-source', 'ceph-controller', 'ceph-webhook'),
        services('knative-source', 'ceph-webhook'),
      ),
    }),
    creates: ['knative-source'],
  },
  'tekton-pipelines': {
    title: 'Tekton Pipelines',
    byDefault: true,
    files: tektonRelease('pipeline', ['release.yaml']),
    creates: [TEKTON, 'tekton-pipelines-resolvers'],
    uses: [],
    requires: [],
    readiness: ready(
      [
        ...deployments(TEKTON, 'tekton-pipelines-controller', 'tekton-events-controller', 'tekton-pipelines-webhook'),
        ...deployments('tekton-pipelines-resolvers', 'tekton-pipelines-remote-resolvers'),
      ],
      services(TEKTON, 'tekton-pipelines-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
  'tekton-triggers': {
    title: 'Tekton Triggers',
    byDefault: true,
    files: tektonRelease('triggers', ['release.yaml', 'interceptors.yaml']),
    creates: [],
    uses: [TEKTON],
    requires: ['tekton-pipelines'],
    readiness: ready(
      deployments(TEKTON, 'tekton-triggers-controller', 'tekton-triggers-webhook', 'tekton-triggers-core-interceptors'),
      services(TEKTON, 'tekton-triggers-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
  'tekton-dashboard': dashboard('Tekton Dashboard, to look only', 'release.yaml', true),
  'tekton-dashboard-full': dashboard('Tekton Dashboard, to look and to write', 'release-full.yaml', false),
  prometheus: addon('Prometheus', 'prometheus.yaml', deployments(ISTIO, 'prometheus')),
  grafana: addon('Grafana', 'grafana.yaml', deployments(ISTIO, 'grafana')),
  jaeger: addon('Jaeger', 'jaeger.yaml', deployments(ISTIO, 'jaeger')),
  zipkin: {
    ...addon('Zipkin, in place of Jaeger', 'extras/zipkin.yaml', deployments(ISTIO, 'zipkin')),
    byDefault: false,
  },
  loki: addon('Loki', 'loki.yaml', statefulSets(ISTIO, 'loki')),
  kiali: addon('Kiali', 'kiali.yaml', deployments(ISTIO, 'kiali')),
  'knative-operator': {
    title: 'Knative Operator',
    byDefault: false,
    files: knativeRelease('knative/operator', ['operator.yaml']),
    creates: ['knative-operator'],
    uses: [],
    requires: [],
    readiness: ready(
      deployments('knative-operator', 'knative-operator', 'operator-webhook'),
      services('knative-operator', 'operator-webhook'),
    ),
    minimumKubernetes: knativeMinimum,
  },
  'tekton-operator': {
    title: 'Tekton Operator',
    byDefault: false,
    files: tektonRelease('operator', ['release.yaml']),
    creates: ['tekton-operator'],
    uses: [],
    requires: [],
    readiness: ready(
      deployments('tekton-operator', 'tekton-operator', 'tekton-operator-webhook'),
      services('tekton-operator', 'tekton-operator-webhook'),
    ),
    minimumKubernetes: () => '1.28',
  },
} as const satisfies Readonly<Record<string, ComponentDefinition>>;

function kafkaPart(what: string, file: string, ...receivers: readonly string[]): ComponentDefinition {
  return {
    title: `Kafka: the data plane of ${what}`,
    byDefault: true,
    files: knativeRelease('knative-extensions/eventing-kafka-broker', [file]),
    creates: [],
    uses: [EVENTING],
    requires: ['kafka-controller'],
    readiness: ready(deployments(EVENTING, ...receivers)),
    minimumKubernetes: knativeMinimum,
  };
}

/** What differs between the sources that live in a namespace of their own. */
type SourceSpecifics = Pick<ComponentDefinition, 'byDefault' | 'requires' | 'readiness'>;

function sourcesOf(title: string, project: string, file: string, specifics: SourceSpecifics): ComponentDefinition {
  return {
    title,
    files: knativeRelease(`knative-extensions/${project}`, [file]),
    creates: [SOURCES],
    uses: [],
    minimumKubernetes: knativeMinimum,
    ...specifics,
  };
}

function dashboard(title: string, file: string, byDefault: boolean): ComponentDefinition {
  return {
    title,
    byDefault,
    files: tektonRelease('dashboard', [file]),
    creates: [],
    uses: [TEKTON],
    requires: ['tekton-pipelines', 'tekton-triggers'],
    readiness: ready(deployments(TEKTON, 'tekton-dashboard')),
    minimumKubernetes: () => '1.31',
  };
}

/** Istio's samples of observability, at a tag of Istio's. */
function addon(title: string, path: string, workloads: Readiness['workloads']): ComponentDefinition {
  const files = (version: string) => sourceFile('istio/istio', version, `samples/addons/${path}`);
  return { ...ADDON, title, files, readiness: ready(workloads) };
}

function ready(workloads: Readiness['workloads'], webhooks: readonly NamedObject[] = []): Readiness {
  return { workloads, webhooks };
}

function deployments(namespace: string, ...names: readonly string[]) {
  return names.map((name) => ({ kind: 'Deployment' as const, namespace, name }));
}

function statefulSets(namespace: string, ...names: readonly string[]) {
  return names.map((name) => ({ kind: 'StatefulSet' as const, namespace, name }));
}

function services(namespace: string, ...names: readonly string[]): NamedObject[] {
  return names.map((name) => ({ namespace, name }));
}

function knativeMinimum(version: string): string | undefined {
  return KNATIVE_ON[minorOf(version)];
}

function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
