import type { Int32, Int64, ObjectMeta, Quantity } from '../../meta/v1';
import type { Affinity } from './affinity';
import type { KubeContainer, KubeResourceRequirements } from './kube-container';
import type { KubePodSecurityContext } from './kube-security-context';
import type { KubeVolume } from './kube-volume';
import type { HostAlias, PodDNSConfig } from './pod';
import type { LocalObjectReference } from './reference';
import type { Toleration, TopologySpreadConstraint } from './scheduling';

/** The operating system of a pod. */
export interface PodOS {
  /** Its name. */
  readonly name: 'linux' | 'windows';
}

/** A condition that must hold before a pod counts as ready. */
export interface PodReadinessGate {
  /** The condition's type. */
  readonly conditionType: string;
}

/** Something that must go before a pod is scheduled. */
export interface PodSchedulingGate {
  /** Its name. */
  readonly name: string;
}

/** Devices that are claimed for a pod: exactly one of the claim and its template. */
export interface PodResourceClaim {
  /** Name, unique in the pod, that containers use. */
  readonly name: string;
  /**
   * The claim.
   * @explicitPresence
   */
  readonly resourceClaimName?: string;
  /**
   * Template of the claim that is made.
   * @explicitPresence
   */
  readonly resourceClaimTemplateName?: string;
}

/** A pod as Kubernetes has it, wider than what a revision of Knative may have. */
export interface KubePodSpec {
  /** The containers, one or more. */
  readonly containers: readonly KubeContainer[];
  /** Containers that run before, one after another. */
  readonly initContainers?: readonly KubeContainer[];
  /** Containers that people add to a pod that runs; a template can't have any. */
  readonly ephemeralContainers?: readonly Readonly<Record<string, unknown>>[];
  /** Files that the containers can mount. */
  readonly volumes?: readonly KubeVolume[];
  /** Account that the pod acts as. @default 'default' */
  readonly serviceAccountName?: string;
  /** The account by its old name. */
  readonly serviceAccount?: string;
  /**
   * Whether the account's token is mounted. @default - as the account says: true
   * @explicitPresence
   */
  readonly automountServiceAccountToken?: boolean;
  /** Secrets with which images are pulled. */
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  /**
   * Whether each Service of the namespace becomes environment variables. @default true
   * @explicitPresence
   */
  readonly enableServiceLinks?: boolean;
  /** Whether containers that end are started anew; a Job's are `Never` or `OnFailure`. @default 'Always' */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  /**
   * Seconds from when the pod is told to end to when it is killed. @default 30
   * @explicitPresence
   */
  readonly terminationGracePeriodSeconds?: Int64;
  /**
   * Seconds after which the pod is killed, whatever it does. @default - no limit
   * @explicitPresence
   */
  readonly activeDeadlineSeconds?: Int64;
  /**
   * What the processes may do.
   * @explicitPresence
   */
  readonly securityContext?: KubePodSecurityContext;
  /**
   * Requests and limits of all containers together.
   * @explicitPresence
   */
  readonly resources?: KubeResourceRequirements;
  /** Devices that are claimed. */
  readonly resourceClaims?: readonly PodResourceClaim[];
  /** What the runtime itself needs, by resource. */
  readonly overhead?: Readonly<Record<string, Quantity>>;
  /**
   * Which nodes suit the pod.
   * @explicitPresence
   */
  readonly affinity?: Affinity;
  /** Labels that a node must have. */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** The node, past the scheduler. */
  readonly nodeName?: string;
  /** Taints that do not keep the pod off a node. */
  readonly tolerations?: readonly Toleration[];
  /** How evenly pods are spread. */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /**
   * Which runtime runs the containers. @default - the node's
   * @explicitPresence
   */
  readonly runtimeClassName?: string;
  /** Which pods go first. @default - the cluster's */
  readonly priorityClassName?: string;
  /**
   * The priority as a number, as its class says.
   * @explicitPresence
   */
  readonly priority?: Int32;
  /**
   * Whether the pod drives out others of a lower priority. @default 'PreemptLowerPriority'
   * @explicitPresence
   */
  readonly preemptionPolicy?: 'PreemptLowerPriority' | 'Never';
  /** Which scheduler places the pod. @default 'default-scheduler' */
  readonly schedulerName?: string;
  /** What must go before the pod is scheduled. */
  readonly schedulingGates?: readonly PodSchedulingGate[];
  /** Conditions that must hold before the pod counts as ready. */
  readonly readinessGates?: readonly PodReadinessGate[];
  /**
   * The operating system. @default - any
   * @explicitPresence
   */
  readonly os?: PodOS;
  /** The pod's host name. @default - its name */
  readonly hostname?: string;
  /**
   * The pod's host name, whatever `hostname` and `subdomain` say.
   * @explicitPresence
   */
  readonly hostnameOverride?: string;
  /** The pod's domain below the namespace's, which a Service of that name makes. */
  readonly subdomain?: string;
  /**
   * Whether the host name is the full domain name. @default false
   * @explicitPresence
   */
  readonly setHostnameAsFQDN?: boolean;
  /** Where names are looked up. @default 'ClusterFirst' */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /**
   * Settings of the resolver.
   * @explicitPresence
   */
  readonly dnsConfig?: PodDNSConfig;
  /** Names in the hosts file. */
  readonly hostAliases?: readonly HostAlias[];
  /** Whether the pod has the node's network. @default false */
  readonly hostNetwork?: boolean;
  /** Whether the pod sees the node's processes. @default false */
  readonly hostPID?: boolean;
  /** Whether the pod shares the node's IPC. @default false */
  readonly hostIPC?: boolean;
  /**
   * Whether the pod's users are those of the node. @default true
   * @explicitPresence
   */
  readonly hostUsers?: boolean;
  /**
   * Whether the containers see each other's processes. @default false
   * @explicitPresence
   */
  readonly shareProcessNamespace?: boolean;
}

/** What a pod will be. */
export interface PodTemplateSpec {
  /** Labels and annotations of the pod. */
  readonly metadata?: ObjectMeta;
  /** Containers, volumes and the like. */
  readonly spec: KubePodSpec;
}
