import type { KubeObject } from '../api/meta/v1';
import type { LayerName } from './layer-kinds';
import { groupOf } from './object-ref';

/** The parts of a layer, in order: each is complete and ready before the next begins. */
const PHASES: Readonly<Partial<Record<LayerName, readonly string[]>>> = {
  operators: ['roles', 'bindings', 'settings', 'webhooks', 'workloads', 'ingress'],
  services: ['services', 'jobs'],
};

/** What phases hold, in the words of a heading. A layer without phases has its own title. */
export const phaseTitles: Readonly<Record<string, string>> = {
  roles: 'accounts and roles',
  bindings: 'bindings of roles to accounts',
  settings: 'configuration, secrets and services of the operators',
  webhooks: 'webhook configurations',
  workloads: 'operators, until their webhooks answer',
  ingress: 'ingress: gateways and what configures them',
  jobs: 'post-install jobs',
};

const RBAC = 'rbac.authorization.k8s.io';

/** Who sends requests in from outside says so by a label; gateways of Istio by another. */
const INGRESS_LABEL = 'networking.knative.dev/ingress-provider';
const ISTIO_GATEWAYS: readonly unknown[] = ['ingressgateway', 'egressgateway'];

/** The names of a layer's phases; one without a name where it has none. */
export function phasesOf(layer: LayerName): readonly (string | undefined)[] {
  return PHASES[layer] ?? [undefined];
}

/**
 * The phase of its layer that an object goes in, as an index. Roles come before bindings, since nobody may bind what
 * isn't there; webhooks before workloads, since those of an earlier, broken installation would refuse these; gateways
 * after the webhook that injects their proxies; jobs that move stored objects to new versions last.
 */
export function phaseOf(layer: LayerName, object: KubeObject, isControlPlane: boolean): number {
  const name = layer === 'operators' ? operatorPhase(object) : isControlPlane && isJob(object) ? 'jobs' : 'services';
  return Math.max(0, phasesOf(layer).indexOf(name));
}

function operatorPhase(object: KubeObject): string {
  const group = groupOf(object.apiVersion);
  switch (group) {
    case RBAC:
      return object.kind.endsWith('Binding') ? 'bindings' : 'roles';
    case 'admissionregistration.k8s.io':
    case 'apiregistration.k8s.io':
      return isIngress(object) ? 'ingress' : 'webhooks';
    case 'apps':
    case 'autoscaling':
    case 'policy':
      return isIngress(object) ? 'ingress' : 'workloads';
    case '':
      if (object.kind === 'ServiceAccount') return 'roles';
      return object.kind === 'Pod' ? 'workloads' : 'settings';
    default:
      return 'settings';
  }
}

function isIngress({ metadata: { labels = {} } }: KubeObject): boolean {
  return labels[INGRESS_LABEL] !== undefined || ISTIO_GATEWAYS.includes(labels.istio);
}

function isJob({ apiVersion, kind }: KubeObject): boolean {
  return groupOf(apiVersion) === 'batch' && kind === 'Job';
}
