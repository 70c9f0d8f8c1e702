import type { LabelValue } from './scalars';

/** Picks Pods by their labels, in the namespace of the object. */
export interface IstioWorkloadSelector {
  /**
   * Labels and the values that a Pod must have.
   * @maxProperties 256
   */
  readonly labels?: Readonly<Record<string, LabelValue>>;
}

/** Picks Pods by their labels, in the namespace of the object; of the whole mesh, in the root namespace. */
export interface IstioLabelSelector {
  /**
   * Labels and the values that a Pod must have.
   * @maxProperties 4096
   */
  readonly matchLabels?: Readonly<Record<string, LabelValue>>;
}

/** An object of the same namespace that a policy is attached to, such as a Gateway of the Gateway API or a Service. */
export interface PolicyTargetReference {
  /**
   * API group of the object; empty for Kubernetes' core group.
   * @maxLength 253
   * @pattern ^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$
   * @means an API group such as "gateway.networking.k8s.io"
   */
  readonly group?: string;
  /**
   * Kind of the object.
   * @minLength 1
   * @maxLength 63
   * @pattern ^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$
   * @means a kind such as "Gateway"
   */
  readonly kind: string;
  /**
   * Name of the object.
   * @minLength 1
   * @maxLength 253
   */
  readonly name: string;
  /** Must be left out: policies reach into no other namespace. */
  readonly namespace?: string;
}
