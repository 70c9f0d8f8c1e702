import type { ComponentDefinition, PublishedFile } from './component';
import { deployments, ISTIO, minorOf, ready, services } from './definitions';
import { githubRelease, knativeRelease, sourceFile } from './publishers';

/** The files that Serving's own tests install beside it, at the commit of Knative 1.23. */
const servingTested = (path: string) =>
  sourceFile('knative/serving', '98e5ef90aa7033797aa0a61ef97f3ff7e49a3944', `third_party/${path}`);

/** Istio is published as charts only; net-istio's releases carry it rendered, for a mesh on request. */
const ISTIO_RENDERED: Readonly<Record<string, readonly PublishedFile[] | undefined>> = {
  '1.29.2': knativeRelease('knative-extensions/net-istio', ['istio.yaml'])('1.22.0'),
};

/** What Knative stands on: APIs of Kubernetes, certificates, the mesh. */
export const foundations = {
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
} as const satisfies Readonly<Record<string, ComponentDefinition>>;
