import type { Duration } from 'cdk8s';
import type { Lowering, Manifest } from '../base/resource';
import { durationText } from '../pod/seconds';

/** How a service or route is reached. */
export interface NetworkingProps {
  /** Whether it is reached from outside of the cluster, or from within only. @default 'public' */
  readonly visibility?: 'public' | 'cluster-local';
  /** How long traffic takes to move over to a new latest revision, in whole seconds. @default - as config-network says: at once */
  readonly rolloutDuration?: Duration;
  /** Which network layer serves it, such as `istio.ingress.networking.knative.dev`. @default - as config-network says */
  readonly ingressClass?: string;
  /** Which controller gets its certificates. @default - as config-network says */
  readonly certificateClass?: string;
  /** Whether it gets certificates for its outer host names. @default - as config-network says */
  readonly externalDomainTls?: boolean;
  /** What plain HTTP gets: the service, or a redirect to HTTPS. @default - as config-network says: `enabled` */
  readonly httpProtocol?: 'enabled' | 'redirected';
}

/** The labels and annotations that say how a service or route is reached. */
export function networkingMetadata(
  props: NetworkingProps,
  lowering: Lowering,
): Pick<Manifest<unknown>, 'labels' | 'annotations'> {
  const { visibility, rolloutDuration, ingressClass, certificateClass, externalDomainTls, httpProtocol } = props;
  return {
    labels: { 'networking.knative.dev/visibility': visibility === 'public' ? undefined : visibility },
    annotations: {
      'serving.knative.dev/rollout-duration': durationText(rolloutDuration, 'rolloutDuration', lowering),
      'networking.knative.dev/ingress-class': ingressClass,
      'networking.knative.dev/certificate-class': certificateClass,
      'networking.knative.dev/disable-external-domain-tls':
        externalDomainTls === undefined ? undefined : String(!externalDomainTls),
      'networking.knative.dev/http-protocol':
        httpProtocol && (httpProtocol === 'redirected' ? 'Redirected' : 'Enabled'),
    },
  };
}
