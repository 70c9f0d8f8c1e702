import type { Int64 } from '../../meta/v1';

/** Linux capabilities of a container's processes, by names without `CAP_`. */
export interface Capabilities {
  /**
   * Capabilities beyond the runtime's defaults. A revision needs the feature `kubernetes.containerspec-addcapabilities`.
   * @listType atomic
   */
  readonly add?: readonly string[];
  /**
   * Capabilities to take away; `ALL` stands for every one.
   * @listType atomic
   */
  readonly drop?: readonly string[];
}

/** Which system calls are let through. */
export interface SeccompProfile {
  /** The runtime's own profile, a file on the node, or no filter at all. */
  readonly type: 'RuntimeDefault' | 'Localhost' | 'Unconfined';
  /**
   * File of the profile, relative to the kubelet's folder of profiles; for `Localhost` only.
   * @explicitPresence
   */
  readonly localhostProfile?: string;
}

/** What a container's processes may do. */
export interface SecurityContext {
  /**
   * Whether a process may gain more rights than its parent.
   * @explicitPresence
   */
  readonly allowPrivilegeEscalation?: boolean;
  /**
   * Linux capabilities that are added and dropped.
   * @explicitPresence
   */
  readonly capabilities?: Capabilities;
  /**
   * Whether the container has the node's rights; Knative accepts only false. @default false
   * @explicitPresence
   */
  readonly privileged?: boolean;
  /**
   * Whether the container's root file system can't be written to. @default false
   * @explicitPresence
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * Group id of the processes, 0 to 2147483647. @default - the image's
   * @explicitPresence
   */
  readonly runAsGroup?: Int64;
  /**
   * Whether a container that would run as root is refused.
   * @explicitPresence
   */
  readonly runAsNonRoot?: boolean;
  /**
   * User id of the processes, 0 to 2147483647. @default - the image's
   * @explicitPresence
   */
  readonly runAsUser?: Int64;
  /**
   * System calls that are let through. @default - the pod's
   * @explicitPresence
   */
  readonly seccompProfile?: SeccompProfile;
}

/** What the processes of all containers of a pod may do: the part of it that Knative accepts. */
export interface PodSecurityContext {
  /**
   * Group that owns the pod's volumes, 0 to 2147483647.
   * @explicitPresence
   */
  readonly fsGroup?: Int64;
  /**
   * Group id of the processes, 0 to 2147483647. @default - the image's
   * @explicitPresence
   */
  readonly runAsGroup?: Int64;
  /**
   * Whether a container that would run as root is refused.
   * @explicitPresence
   */
  readonly runAsNonRoot?: boolean;
  /**
   * User id of the processes, 0 to 2147483647. @default - the image's
   * @explicitPresence
   */
  readonly runAsUser?: Int64;
  /**
   * System calls that are let through.
   * @explicitPresence
   */
  readonly seccompProfile?: SeccompProfile;
  /** Further groups of the processes, each 0 to 2147483647. */
  readonly supplementalGroups?: readonly Int64[];
}
