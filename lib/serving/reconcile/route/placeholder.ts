import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { IngressStatus, LoadBalancerStatus } from '../../../api/networking/v1alpha1/ingress';
import {
  applyContent,
  controllerReference,
  type Effect,
  isControlledBy,
  normal,
  remove,
  target,
} from '../../../controller/effects';
import type { View } from '../../../controller/reconciler';
import { label, pick } from '../../keys';
import type { Entrance } from './ingress';
import type { RouteObject } from './traffic';

interface ServiceSpec {
  readonly type?: string;
  readonly externalName?: string;
  readonly clusterIP?: string;
}

type Service = KubeObject<ServiceSpec>;

const PORT = { name: 'http2', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c', port: 80, targetPort: 80 };

/**
 * The services by which a route and its tags are called inside the cluster: each leads to the ingress, or, while nobody
 * knows where that is, to the host outside.
 */
export function placeholders(
  route: RouteObject,
  entrances: readonly Entrance[],
  ingress: IngressStatus | undefined,
  view: View,
): readonly Effect[] {
  const { namespace, name = '' } = route.metadata;
  const kept = new Set(entrances.map(({ hostName }) => hostName));
  const stale = view
    .list(kubernetes.Service, { namespace, labels: { [label.route]: name } })
    .filter((service) => isControlledBy(service, route) && !kept.has(service.metadata.name ?? ''));
  return [
    ...entrances.flatMap((entrance) => placeholder(route, entrance, ingress, view)),
    ...stale.map(({ metadata }) => remove(target(kubernetes.Service, metadata.name ?? '', namespace))),
  ];
}

/** The first of the route's names that somebody else has. */
export function takenName(route: RouteObject, entrances: readonly Entrance[], view: View): string | undefined {
  const { namespace } = route.metadata;
  return entrances.find(({ hostName }) => {
    const found = view.get(kubernetes.Service, hostName, namespace);
    return found !== undefined && !isControlledBy(found, route);
  })?.hostName;
}

function placeholder(
  route: RouteObject,
  entrance: Entrance,
  ingress: IngressStatus | undefined,
  view: View,
): readonly Effect[] {
  const { namespace, annotations, labels, name = '' } = route.metadata;
  const { hostName, localHost, publicHost } = entrance;
  const existing = view.get(kubernetes.Service, hostName, namespace) as Service | undefined;
  const spec = specOf(ingress, publicHost ?? localHost, existing?.spec);
  const service: KubeObject = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: hostName,
      namespace,
      labels: { ...pick(labels, (key) => key !== label.visibility), [label.route]: name },
      ...(annotations === undefined ? {} : { annotations }),
      ownerReferences: [controllerReference(route)],
    },
    spec,
  };
  const created = normal('Created', `Created placeholder service "${hostName}"`);
  // Kubernetes does not turn one of these kinds of service into another.
  const isReplaced = existing !== undefined && kindOf(existing.spec) !== kindOf(spec as ServiceSpec);
  const removal = isReplaced ? [remove(target(kubernetes.Service, hostName, namespace))] : [];
  return [...removal, applyContent(service, isReplaced ? {} : { created })];
}

function kindOf(spec: ServiceSpec | undefined): string {
  return spec?.type === 'ExternalName' ? 'name' : spec?.clusterIP === 'None' ? 'headless' : 'address';
}

function specOf(ingress: IngressStatus | undefined, outside: string, existing: ServiceSpec | undefined): object {
  const balancer = only(ingress?.privateLoadBalancer) ?? only(ingress?.publicLoadBalancer);
  if (balancer?.ip !== undefined && balancer.ip !== '') return { clusterIP: 'None', ports: [PORT] };
  if (balancer?.meshOnly === true) {
    return { type: 'ClusterIP', ports: [{ name: 'http', protocol: 'TCP', port: 80, targetPort: 80 }] };
  }
  const host = balancer?.domainInternal ?? balancer?.domain ?? existing?.externalName ?? outside;
  return { type: 'ExternalName', externalName: host, sessionAffinity: 'None', ports: [PORT] };
}

function only(balancer: LoadBalancerStatus | undefined) {
  return balancer?.ingress?.length === 1 ? balancer.ingress[0] : undefined;
}
