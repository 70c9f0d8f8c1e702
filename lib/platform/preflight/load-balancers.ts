import type { KubeObject } from '../../api/meta/v1';
import type { PreflightCheck } from './check';

type Service = KubeObject<
  { readonly type?: string; readonly loadBalancerClass?: string },
  { readonly loadBalancer?: { readonly ingress?: readonly unknown[] } }
>;
type Node = KubeObject<{ readonly providerID?: string }>;

/** Nodes that no cloud provider runs, whatever they say of themselves. */
const NO_CLOUD = /^(kind|k3s|minikube|microk8s|k0s|rke2?):/;

/** Workloads that give Services addresses where no cloud does. */
const BALANCERS = /metallb|kube-vip|purelb|openelb|svclb-|cloud-provider-kind|cilium-operator|kube-router/;

/**
 * Something in the cluster gives Services of type LoadBalancer an address: one has an address by now, the nodes are a
 * cloud's, or a balancer of one's own runs. Without one, the platform is reachable by NodePort only.
 */
export const loadBalancers: PreflightCheck = async ({ client, nodes, signal }) => {
  const wanting = nodes.filter(({ ref, object }) => ref.kind === 'Service' && ref.group === '' && isBalanced(object));
  if (wanting.length === 0) return [];
  const services = await client.list<Service>('v1', 'Service', { signal });
  if (services.some(({ status }) => (status?.loadBalancer?.ingress ?? []).length > 0)) return [];
  const machines = await client.list<Node>('v1', 'Node', { signal });
  if (machines.some(({ spec }) => spec?.providerID !== undefined && !NO_CLOUD.test(spec.providerID))) return [];
  for (const kind of ['Deployment', 'DaemonSet']) {
    const workloads = await client.list('apps/v1', kind, { metadataOnly: true, signal });
    if (workloads.some(({ metadata: { name, namespace } }) => BALANCERS.test(`${namespace}/${name}`))) return [];
  }
  const names = wanting.map(({ ref }) => `${ref.namespace}/${ref.name}`).join(', ');
  return [
    {
      check: 'load-balancer',
      severity: 'warning',
      message: `nothing seems to give the LoadBalancer Service ${names} an address`,
      hint: 'use NodePort (serviceType), or install a load balancer such as MetalLB',
    },
  ];
};

function isBalanced({ spec }: KubeObject): boolean {
  return (spec as Service['spec'])?.type === 'LoadBalancer';
}
