import type { ComponentDefinition } from './component';
import { deployments, ISTIO, knativeMinimum, ready, SERVING, services } from './definitions';
import { knativeRelease } from './publishers';

/** Knative Serving, its extensions, and what makes its routes. */
export const servingComponents = {
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
} as const satisfies Readonly<Record<string, ComponentDefinition>>;
