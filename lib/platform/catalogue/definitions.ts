import type { NamedObject, Readiness } from './component';

// Namespaces that components live in.
export const SERVING = 'knative-serving';
export const EVENTING = 'knative-eventing';
export const SOURCES = 'knative-sources';
export const ISTIO = 'istio-system';
export const TEKTON = 'tekton-pipelines';

/** The oldest minor of Kubernetes that each minor of Knative starts on; it is compiled in. */
const KNATIVE_ON: Readonly<Record<string, string>> = {
  '1.23': '1.34',
  '1.22': '1.34',
  '1.21': '1.33',
  '1.20': '1.32',
  '1.19': '1.32',
};

/** What must hold before others may rely on a component: nothing, where it runs nothing. */
export function ready(workloads: Readiness['workloads'], webhooks: readonly NamedObject[] = []): Readiness {
  return { workloads, webhooks };
}

export function deployments(namespace: string, ...names: readonly string[]) {
  return names.map((name) => ({ kind: 'Deployment' as const, namespace, name }));
}

export function statefulSets(namespace: string, ...names: readonly string[]) {
  return names.map((name) => ({ kind: 'StatefulSet' as const, namespace, name }));
}

export function services(namespace: string, ...names: readonly string[]): NamedObject[] {
  return names.map((name) => ({ namespace, name }));
}

/** Of a version of Knative; undefined where its minor is none that is known. */
export function knativeMinimum(version: string): string | undefined {
  return KNATIVE_ON[minorOf(version)];
}

/** The minor of a version, such as `1.23` of `1.23.0`. */
export function minorOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
