import type { ComponentDefinition, Readiness } from './component';
import { deployments, ISTIO, ready, statefulSets } from './definitions';
import { sourceFile } from './publishers';

const ADDON = { byDefault: true, creates: [], uses: [ISTIO], requires: ['istio'], minimumKubernetes: () => undefined };

/** Istio's samples of observability. */
export const istioAddons = {
  prometheus: addon('Prometheus', 'prometheus.yaml', deployments(ISTIO, 'prometheus')),
  grafana: addon('Grafana', 'grafana.yaml', deployments(ISTIO, 'grafana')),
  jaeger: addon('Jaeger', 'jaeger.yaml', deployments(ISTIO, 'jaeger')),
  zipkin: {
    ...addon('Zipkin, in place of Jaeger', 'extras/zipkin.yaml', deployments(ISTIO, 'zipkin')),
    byDefault: false,
  },
  loki: addon('Loki', 'loki.yaml', statefulSets(ISTIO, 'loki')),
  kiali: addon('Kiali', 'kiali.yaml', deployments(ISTIO, 'kiali')),
} as const satisfies Readonly<Record<string, ComponentDefinition>>;

/** Istio's samples of observability, at a tag of Istio's. */
function addon(title: string, path: string, workloads: Readiness['workloads']): ComponentDefinition {
  const files = (version: string) => sourceFile('istio/istio', version, `samples/addons/${path}`);
  return { ...ADDON, title, files, readiness: ready(workloads) };
}
