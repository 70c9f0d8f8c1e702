import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { IntOrString } from '../../meta/v1';

/** What a header must be. */
export interface HeaderMatch {
  /** The value, to the letter. */
  readonly exact: string;
}

/** A share of a path's traffic and the service that gets it. */
export interface IngressBackendSplit {
  /** Namespace of the service, which is that of the ingress. */
  readonly serviceNamespace: string;
  /** Name of the service. */
  readonly serviceName: string;
  /** Port of the service, by number or name. */
  readonly servicePort: IntOrString;
  /**
   * Share of the traffic, 0 to 100; all shares of a path add up to 100.
   * @asType integer
   * @default 100, of a single split
   */
  readonly percent?: number;
  /** Headers that requests to this service are given. */
  readonly appendHeaders?: Readonly<Record<string, string>>;
}

/** Requests of one kind and where they go. */
export interface HTTPIngressPath {
  /** Beginning of the path. @default - any */
  readonly path?: string;
  /** Host name that requests go on with. @default - the one they came with */
  readonly rewriteHost?: string;
  /** Headers that a request must have, by name. */
  readonly headers?: Readonly<Record<string, HeaderMatch>>;
  /** Headers that requests are given, by name. */
  readonly appendHeaders?: Readonly<Record<string, string>>;
  /** Services that the requests are shared out among, one or more. */
  readonly splits: readonly IngressBackendSplit[];
}

/** The paths of some hosts. */
export interface HTTPIngressRuleValue {
  /** Kinds of requests, the first that fits wins; one or more. */
  readonly paths: readonly HTTPIngressPath[];
}

/** Some host names and what becomes of their requests. */
export interface IngressRule {
  /** Host names. */
  readonly hosts?: readonly string[];
  /** Whether the hosts are reached from outside the cluster too. @default 'ExternalIP' */
  readonly visibility?: 'ExternalIP' | 'ClusterLocal';
  /** What becomes of requests. */
  readonly http?: HTTPIngressRuleValue;
}

/** A certificate and the host names that it is for. */
export interface IngressTLS {
  /** Host names. */
  readonly hosts?: readonly string[];
  /** Secret that holds the certificate and its key. */
  readonly secretName?: string;
  /** Namespace of the secret. */
  readonly secretNamespace?: string;
}

/** Asks an ingress controller to bring requests to services. */
export interface IngressSpec {
  /** Host names and what becomes of their requests. */
  readonly rules?: readonly IngressRule[];
  /** Certificates. @default - no TLS */
  readonly tls?: readonly IngressTLS[];
  /** Whether plain HTTP is served, or sent on to HTTPS. @default 'Enabled' */
  readonly httpOption?: 'Enabled' | 'Redirected';
}

/** One way to reach a load balancer. */
export interface LoadBalancerIngressStatus {
  /** Its address. */
  readonly ip?: string;
  /** Its name outside the cluster. */
  readonly domain?: string;
  /** Its name within the cluster. */
  readonly domainInternal?: string;
  /** Whether there is none, because the service mesh does its work. */
  readonly meshOnly?: boolean;
}

/** The ways to reach a load balancer. */
export interface LoadBalancerStatus {
  /** The ways. */
  readonly ingress?: readonly LoadBalancerIngressStatus[];
}

/** What became of an ingress. */
export interface IngressStatus extends Status {
  /** The load balancer for requests from outside. */
  readonly publicLoadBalancer?: LoadBalancerStatus;
  /** The load balancer for requests from within the cluster. */
  readonly privateLoadBalancer?: LoadBalancerStatus;
}

export const Ingress = defineKind<IngressSpec, IngressStatus>({
  group: 'networking.internal.knative.dev',
  version: 'v1alpha1',
  kind: 'Ingress',
  plural: 'ingresses',
  scope: 'Namespaced',
  shortNames: ['kingress', 'king'],
  categories: ['knative-internal', 'networking'],
  columns: {
    Ready: conditionColumn('Ready'),
    Reason: conditionColumn('Ready', 'reason'),
  },
});
