import type { Affinity } from '../../core/v1/affinity';
import type { KubeEnvVar } from '../../core/v1/kube-container';
import type { KubePodSecurityContext } from '../../core/v1/kube-security-context';
import type { KubeVolume } from '../../core/v1/kube-volume';
import type { HostAlias, PodDNSConfig } from '../../core/v1/pod';
import type { LocalObjectReference } from '../../core/v1/reference';
import type { Toleration, TopologySpreadConstraint } from '../../core/v1/scheduling';

/** What the pods of a run have besides what their tasks say. */
export interface PodTemplate {
  /**
   * Environment variables of each step and sidecar.
   * @listType atomic
   */
  readonly env?: readonly KubeEnvVar[];
  /**
   * Files that containers can mount.
   * @untyped
   */
  readonly volumes?: readonly KubeVolume[];
  /**
   * What the processes may do.
   * @untyped
   * @explicitPresence
   */
  readonly securityContext?: KubePodSecurityContext;
  /**
   * Whether the account's token is mounted. @default - as the account says: true
   * @explicitPresence
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Secrets with which images are pulled.
   * @listType atomic
   */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  /** Labels that a node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints that do not keep the pod off a node.
   * @listType atomic
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * Which nodes suit the pod.
   * @untyped
   * @explicitPresence
   */
  readonly affinity?: Affinity;
  /**
   * How evenly pods are spread.
   * @listType atomic
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /**
   * Which runtime runs the containers. @default - the node's
   * @explicitPresence
   */
  readonly runtimeClassName?: string;
  /** Which scheduler places the pod. @default 'default-scheduler' */
  readonly schedulerName?: string;
  /**
   * Which pods go first. @default - the cluster's
   * @explicitPresence
   */
  readonly priorityClassName?: string;
  /**
   * Whether each Service of the namespace becomes environment variables. @default true
   * @explicitPresence
   */
  readonly enableServiceLinks?: boolean;
  /**
   * Where names are looked up. @default 'ClusterFirst'
   * @explicitPresence
   */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /**
   * Settings of the resolver.
   * @explicitPresence
   */
  readonly dnsConfig?: PodDNSConfig;
  /**
   * Names in the hosts file.
   * @listType atomic
   */
  readonly hostAliases?: readonly HostAlias[];
  /** Whether the pod has the node's network. @default false */
  readonly hostNetwork?: boolean;
  /**
   * Whether the pod's users are those of the node. @default true
   * @explicitPresence
   */
  readonly hostUsers?: boolean;
}
