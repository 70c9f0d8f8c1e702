import type { KubeObject } from '../../api/meta/v1';
import { nameOf } from '../../controller/client';
import { isWorkload } from '../../graph/webhooks';
import type { ComponentDefinition, ComponentName } from '../catalogue/component';
import { components } from '../catalogue/components';
import type { PreflightCheck, PreflightFinding } from './check';

/** A component that the objects install. */
interface Installed {
  readonly name: ComponentName;
  readonly title: string;
  /** As the release's labels say it. */
  readonly version: string;
  /** One of its workloads. */
  readonly workload: KubeObject;
  /** The oldest Kubernetes that it starts on. */
  readonly minimum?: string;
}

/** The server is new enough for every component, and no component skips a minor version that has migrations. */
export const versions: PreflightCheck = async ({ client, nodes, signal }) => {
  const { gitVersion } = await client.request<{ gitVersion: string }>({ method: 'GET', path: '/version', signal });
  const findings: PreflightFinding[] = [];
  for (const installed of componentsIn(nodes.map(({ object }) => object))) {
    const { title, version, minimum, workload } = installed;
    if (minimum !== undefined && compare(gitVersion, minimum) < 0) {
      findings.push({
        check: 'kubernetes-version',
        severity: 'error',
        message: `${title} ${version} needs Kubernetes ${minimum.replace(/^v/, '')}, this is ${gitVersion}: its Pods would end at once`,
        hint: 'upgrade the cluster, or take an older release',
      });
    }
    const live = await client.get(nameOf(workload), { signal });
    const before = live?.metadata.labels?.[VERSION];
    if (before !== undefined) findings.push(...stepFinding(installed, before));
  }
  return findings;
};

const VERSION = 'app.kubernetes.io/version';

/** The components whose workloads are among the objects, each once, with the version that its labels say. */
export function componentsIn(objects: readonly KubeObject[]): Installed[] {
  const found = new Map<ComponentName, Installed>();
  for (const workload of objects) {
    const version = workload.metadata.labels?.[VERSION];
    if (!isWorkload(workload) || version === undefined) continue;
    const name = componentOf(workload);
    if (name === undefined || found.has(name)) continue;
    const { title, minimumKubernetes } = components[name];
    const minimum = overriddenMinimum(workload) ?? minimumKubernetes(version.replace(/^v/, ''));
    found.set(name, { name, title, version, workload, minimum });
  }
  return [...found.values()];
}

function componentOf({ kind, metadata: { name, namespace } }: KubeObject): ComponentName | undefined {
  const named = Object.entries(components) as [ComponentName, ComponentDefinition][];
  return named.find(([, { readiness }]) =>
    readiness.workloads.some((each) => each.kind === kind && each.name === name && each.namespace === namespace),
  )?.[0];
}

/** Knative and Tekton start on an older Kubernetes where this variable says so. */
function overriddenMinimum({ spec }: KubeObject): string | undefined {
  const { template } = spec as {
    readonly template?: { readonly spec?: { readonly containers?: readonly { readonly env?: readonly Variable[] }[] } };
  };
  const variables = (template?.spec?.containers ?? []).flatMap(({ env = [] }) => env);
  return variables.find(({ name }) => name === 'KUBERNETES_MIN_VERSION')?.value;
}

interface Variable {
  readonly name: string;
  readonly value?: string;
}

/** Knative moves from one minor version to the next, and back by none. */
function stepFinding({ title, version }: Installed, before: string): PreflightFinding[] {
  const [from, to] = [numbersOf(before), numbersOf(version)];
  if (!title.startsWith('Knative') || from[0] !== to[0]) return [];
  const step = to[1] - from[1];
  if (step === 0 || step === 1) return [];
  return [
    {
      check: 'upgrade-step',
      severity: step < 0 ? 'error' : 'warning',
      message: `${title} ${before} is installed: to ${version} it ${step < 0 ? 'goes back' : `skips ${step - 1} of its minor versions`}`,
      hint:
        step < 0
          ? 'stored objects may be of versions that it does not know: restore a backup in place of that'
          : 'Knative is tested from one minor version to the next: apply those between first',
    },
  ];
}

/** Compares versions such as `v1.34.0-eks-1` and `1.34` by their numbers. */
function compare(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
}

function numbersOf(version: string): [major: number, minor: number, patch: number] {
  const [, major = 0, minor = 0, patch = 0] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major), Number(minor), Number(patch)];
}
