import type { Construct } from 'constructs';
import { kubernetes } from '../../lib/api/kubernetes';
import { Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';

/** Clouds whose load balancers can be kept inside of their network. */
export type Cloud = 'alibaba' | 'aws' | 'azure' | 'gcp';

/** By which annotations each cloud makes a load balancer without an address in the internet. */
export const INTERNAL_ANNOTATIONS: Readonly<Record<Cloud, Readonly<Record<string, string>>>> = {
  alibaba: { 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type': 'intranet' },
  aws: {
    'service.beta.kubernetes.io/aws-load-balancer-type': 'external',
    'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'instance',
    'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal',
  },
  azure: { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' },
  gcp: { 'networking.gke.io/load-balancer-type': 'Internal' },
};

/** A load balancer in front of a gateway's Pods. */
export interface InternalLoadBalancerProps extends ResourceProps {
  /** The cloud, for its annotations; none for those in `annotations` alone. */
  readonly cloud: Cloud | undefined;
  /** Labels of the Pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Port of the load balancer, and of the Pods behind it. */
  readonly port: { readonly name: string; readonly number: number; readonly target: number };
}

/** The Service of a load balancer without an address in the internet. */
export class InternalLoadBalancer extends Resource<unknown> {
  public constructor(scope: Construct, id: string, given: InternalLoadBalancerProps) {
    const props = watchedProps(given);
    super(scope, id, kubernetes.Service, props, () => {
      const { cloud, selector, port } = props;
      return {
        // Istio would listen at the Service's number instead, which is that of another server.
        labels: { 'experimental.istio.io/disable-gateway-port-translation': 'true' },
        annotations: cloud && INTERNAL_ANNOTATIONS[cloud],
        spec: {
          type: 'LoadBalancer',
          selector,
          ports: [{ name: port.name, port: port.number, protocol: 'TCP', targetPort: port.target }],
        },
      };
    });
  }
}
