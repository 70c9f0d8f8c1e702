import type { ObjectMeta } from '../../../lib/api/meta/v1';
import type {
  EventListenerKubernetesResource,
  EventListenerPod,
  EventListenerResources,
} from '../../../lib/api/triggers/v1beta1/event-listener-resources';
import type { Lowering } from '../../base/resource';
import { secretValue } from '../../eventing/secret-value';
import type { SecretRef } from '../../kubernetes/secret-reference';

/** The Service of a listener. */
export interface ListenerServiceProps {
  /** Its type. @default 'ClusterIP' */
  readonly type?: EventListenerKubernetesResource['serviceType'];
  /** Its port; for a NodePort that of the nodes too. @default 8080, or 8443 with `tls` */
  readonly port?: number;
  /** Which load balancer serves it, for the type LoadBalancer. @default - the cluster's */
  readonly loadBalancerClass?: string;
}

/** The pods of a listener, in Kubernetes' own words. */
export interface ListenerPodProps {
  /** Labels and annotations of the pods. @default - those of the listener */
  readonly metadata?: ObjectMeta;
  /** Where and how they run. @default - the container runs without root, as Tekton says */
  readonly spec?: EventListenerPod;
}

/** How a listener runs. */
export interface ListenerResourcesProps {
  /** How many pods. @default 1 */
  readonly replicas?: number;
  /** The Service that requests go to. @default - one of type ClusterIP, port 8080 */
  readonly service?: ListenerServiceProps;
  /** Certificate and key that the listener shows. @default - it listens without TLS */
  readonly tls?: { readonly certificate: SecretRef; readonly key: SecretRef };
  /** The pods. @default - as Tekton makes them */
  readonly pod?: ListenerPodProps;
  /** An object of another kind that runs the listener, such as a Knative Service: its apiVersion, kind and spec. @default - a Deployment and a Service */
  readonly customResource?: Readonly<Record<string, unknown>>;
}

export function lowerListenerResources(
  props: ListenerResourcesProps,
  lowering: Lowering,
): EventListenerResources | undefined {
  const { replicas, service, customResource } = props;
  const pod = podOf(props, lowering);
  const kubernetesResource = {
    replicas,
    serviceType: service?.type,
    servicePort: service?.port,
    serviceLoadBalancerClass: service?.loadBalancerClass,
    spec: pod && { template: pod },
  };
  const isSaid = Object.values(kubernetesResource).some((value) => value !== undefined);
  if (customResource === undefined) return isSaid ? { kubernetesResource } : undefined;
  if (isSaid)
    lowering.refuse(
      'exclusive',
      'customResource',
      'both customResource and settings of a Deployment are given',
      'say in customResource what its pods are to be',
    );
  return { customResource };
}

/** Where a listener is reached: what runs as an object of another kind has the port of its scheme. */
export function portOf({ service, tls, customResource }: ListenerResourcesProps): {
  readonly scheme: string;
  readonly port?: number;
} {
  if (customResource !== undefined) return { scheme: 'http' };
  return tls === undefined
    ? { scheme: 'http', port: service?.port ?? 8080 }
    : { scheme: 'https', port: service?.port ?? 8443 };
}

function podOf({ pod, tls }: ListenerResourcesProps, lowering: Lowering): ListenerPodProps | undefined {
  if (tls === undefined) return pod;
  const [container = {}, ...others] = pod?.spec?.containers ?? [];
  const variables = [
    { name: 'TLS_CERT', valueFrom: secretValue(tls.certificate, 'tls.certificate', lowering) },
    { name: 'TLS_KEY', valueFrom: secretValue(tls.key, 'tls.key', lowering) },
  ];
  const env = [...(container.env ?? []), ...variables];
  return { ...pod, spec: { ...pod?.spec, containers: [{ ...container, env }, ...others] } };
}
