import type { KubeContainer } from '../../core/v1/kube-container';
import type { KubePodSpec } from '../../core/v1/kube-pod';
import type { Int32, ObjectMeta } from '../../meta/v1';

/** The container of a listener: `resources`, `env` from Secrets, probes and `securityContext` may be set. */
export interface EventListenerContainer extends Omit<KubeContainer, 'image'> {
  /** Not to be set: the listener brings its own. */
  readonly image?: string;
}

/** The pod of a listener, of which only a part may be set. */
export interface EventListenerPod extends Omit<KubePodSpec, 'containers'> {
  /** One container at most. */
  readonly containers?: readonly EventListenerContainer[];
}

/** The pod of a listener. */
export interface EventListenerPodTemplate {
  /** Labels and annotations of the pod. */
  readonly metadata?: ObjectMeta;
  /** Where and how it runs. */
  readonly spec?: EventListenerPod;
}

/** What is said of a listener's pod. */
export interface EventListenerPodSpec {
  /** The pod. */
  readonly template?: EventListenerPodTemplate;
}

/** A Deployment and a Service for the listener. */
export interface EventListenerKubernetesResource {
  /**
   * How many pods. 0 counts as 1. @default 1
   * @explicitPresence
   */
  readonly replicas?: Int32;
  /** Type of the Service. @default 'ClusterIP' */
  readonly serviceType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /**
   * Port of the Service, and the nodes' port for a NodePort. @default 8080, or 8443 with a certificate
   * @explicitPresence
   */
  readonly servicePort?: Int32;
  /**
   * Which load balancer serves a Service of type LoadBalancer. @default - the cluster's
   * @explicitPresence
   */
  readonly serviceLoadBalancerClass?: string;
  /** The pod. */
  readonly spec?: EventListenerPodSpec;
}

/** What runs a listener: one of the two. */
export interface EventListenerResources {
  /**
   * A Deployment and a Service.
   * @explicitPresence
   */
  readonly kubernetesResource?: EventListenerKubernetesResource;
  /**
   * Another kind that runs pods and has an address, such as a Knative Service, with apiVersion and kind.
   * @explicitPresence
   */
  readonly customResource?: Readonly<Record<string, unknown>>;
}
