import type { Affinity } from './affinity';
import type { Container, InitContainer } from './container';
import type { LocalObjectReference } from './reference';
import type { Toleration, TopologySpreadConstraint } from './scheduling';
import type { PodSecurityContext } from './security-context';
import type { Volume } from './volume';

/** Names that the pod's hosts file gives to an address. */
export interface HostAlias {
  /** The address. */
  readonly ip: string;
  /**
   * Its names.
   * @listType atomic
   */
  readonly hostnames?: readonly string[];
}

/** An option of the resolver, such as `ndots`. */
export interface PodDNSConfigOption {
  /**
   * The option's name.
   * @schemaOptional
   */
  readonly name: string;
  /**
   * Its value, if it takes one.
   * @explicitPresence
   */
  readonly value?: string;
}

/** Settings of the pod's resolver, on top of those that `dnsPolicy` makes. */
export interface PodDNSConfig {
  /**
   * Addresses of name servers.
   * @listType atomic
   */
  readonly nameservers?: readonly string[];
  /**
   * Domains in which short names are looked up.
   * @listType atomic
   */
  readonly searches?: readonly string[];
  /**
   * Options of the resolver.
   * @listType atomic
   */
  readonly options?: readonly PodDNSConfigOption[];
}

/** A pod as Knative accepts it: Kubernetes' own without the fields that a revision can't have. */
export interface PodSpec {
  /** The containers; of several, the one with a port is served and the others stand beside it. */
  readonly containers: readonly Container[];
  /**
   * Containers that run before. Needs the feature `kubernetes.podspec-init-containers`.
   * @opaqueItems
   */
  readonly initContainers?: readonly InitContainer[];
  /**
   * Files that the containers can mount; each must be mounted.
   * @listType map
   * @listMapKeys name
   */
  readonly volumes?: readonly Volume[];
  /** Account that the pod acts as. @default 'default' */
  readonly serviceAccountName?: string;
  /**
   * Whether the account's token is mounted; Knative accepts only false.
   * @explicitPresence
   */
  readonly automountServiceAccountToken?: boolean;
  /**
   * Secrets with which images are pulled.
   * @listType map
   * @listMapKeys name
   */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  /**
   * Whether each Service of the namespace becomes environment variables. @default - as config-defaults says: false
   * @explicitPresence
   */
  readonly enableServiceLinks?: boolean;
  /**
   * Which nodes suit the pod. Needs the feature `kubernetes.podspec-affinity`.
   * @opaque
   * @explicitPresence
   */
  readonly affinity?: Affinity;
  /**
   * Labels that a node must have. Needs the feature `kubernetes.podspec-nodeselector`.
   * @mapType atomic
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * Taints that do not keep the pod off a node. Needs the feature `kubernetes.podspec-tolerations`.
   * @opaqueItems
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * How evenly pods are spread. Needs the feature `kubernetes.podspec-topologyspreadconstraints`.
   * @opaqueItems
   */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /**
   * Which runtime runs the containers. Needs the feature `kubernetes.podspec-runtimeclassname`.
   * @explicitPresence
   */
  readonly runtimeClassName?: string;
  /** Which pods go first. Needs the feature `kubernetes.podspec-priorityclassname`. */
  readonly priorityClassName?: string;
  /** Which scheduler places the pod. Needs the feature `kubernetes.podspec-schedulername`. */
  readonly schedulerName?: string;
  /**
   * What the processes may do. Needs the feature `kubernetes.podspec-securitycontext`.
   * @opaque
   * @explicitPresence
   */
  readonly securityContext?: PodSecurityContext;
  /**
   * Whether the containers see each other's processes. Needs the feature `kubernetes.podspec-shareprocessnamespace`.
   * @explicitPresence
   */
  readonly shareProcessNamespace?: boolean;
  /** Where names are looked up. Needs the feature `kubernetes.podspec-dnspolicy`. @default 'ClusterFirst' */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /**
   * Settings of the resolver. Needs the feature `kubernetes.podspec-dnsconfig`.
   * @opaque
   * @explicitPresence
   */
  readonly dnsConfig?: PodDNSConfig;
  /**
   * Names in the hosts file. Needs the feature `kubernetes.podspec-hostaliases`.
   * @opaqueItems
   */
  readonly hostAliases?: readonly HostAlias[];
  /** Whether the pod shares the node's IPC. Needs the feature `kubernetes.podspec-hostipc`. @default false */
  readonly hostIPC?: boolean;
  /** Whether the pod sees the node's processes. Needs the feature `kubernetes.podspec-hostpid`. @default false */
  readonly hostPID?: boolean;
  /** Whether the pod has the node's network. Needs the feature `kubernetes.podspec-hostnetwork`. @default false */
  readonly hostNetwork?: boolean;
}
