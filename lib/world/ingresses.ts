import { Metric } from '../api/autoscaling/v1alpha1/metric';
import { Ingress, type IngressSpec, type IngressStatus } from '../api/networking/v1alpha1/ingress';
import { living } from '../controller/conditions';
import { livingReconciler } from '../controller/living';
import type { AnyReconciler } from '../controller/reconciler';
import type { Conduct } from './conduct';

/** Where an ingress controller of Istio's listens: outside, and inside the cluster. */
const GATEWAYS = {
  public: 'istio-ingressgateway.istio-system.svc.cluster.local',
  private: 'knative-local-gateway.istio-system.svc.cluster.local',
} as const;

/** Takes each Ingress into service at once, or leaves it waiting. */
export function ingresses(conduct: Conduct): AnyReconciler {
  return livingReconciler<IngressSpec, IngressStatus>({
    name: 'world/ingresses',
    kind: Ingress,
    conditionSet: living('NetworkConfigured', 'LoadBalancerReady'),
    reconcile({ object, conditions }) {
      const way = conduct.of(object);
      if (way === 'fails') {
        conditions.markFalse(
          'LoadBalancerReady',
          'ReconcileVirtualServiceFailed',
          'The load balancer does not come up.',
        );
        return {};
      }
      conditions.markTrue('NetworkConfigured');
      if (way === 'waits') {
        conditions.markUnknown('LoadBalancerReady', 'Uninitialized', 'Waiting for load balancer to be ready');
        return {};
      }
      conditions.markTrue('LoadBalancerReady');
      const at = (domainInternal: string) => ({ ingress: [{ domainInternal }] });
      return { status: { publicLoadBalancer: at(GATEWAYS.public), privateLoadBalancer: at(GATEWAYS.private) } };
    },
  });
}

/** Something measures what a Metric asks for. */
export const metrics: AnyReconciler = livingReconciler({
  name: 'world/metrics',
  kind: Metric,
  conditionSet: living(),
  reconcile({ conditions }) {
    conditions.markSum('True');
    return {};
  },
});
