import type { PodSecurityContext, SecurityContext } from './security-context';

/** Which profile of AppArmor holds. */
export interface AppArmorProfile {
  /** The runtime's own profile, one that is loaded on the node, or none at all. */
  readonly type: 'RuntimeDefault' | 'Localhost' | 'Unconfined';
  /**
   * Name of the profile on the node; for `Localhost` only.
   * @explicitPresence
   */
  readonly localhostProfile?: string;
}

/** The label of SELinux that processes have. */
export interface SELinuxOptions {
  /** The label's user. */
  readonly user?: string;
  /** The label's role. */
  readonly role?: string;
  /** The label's type. */
  readonly type?: string;
  /** The label's level. */
  readonly level?: string;
}

/** What holds for processes on Windows. */
export interface WindowsSecurityContextOptions {
  /**
   * Name of the credential spec of a group managed service account.
   * @explicitPresence
   */
  readonly gmsaCredentialSpecName?: string;
  /**
   * The credential spec itself.
   * @explicitPresence
   */
  readonly gmsaCredentialSpec?: string;
  /**
   * User of the processes. @default - the image's
   * @explicitPresence
   */
  readonly runAsUserName?: string;
  /**
   * Whether the container runs as a process of the node. @default false
   * @explicitPresence
   */
  readonly hostProcess?: boolean;
}

/** A setting of the kernel that holds for a pod. */
export interface Sysctl {
  /** The setting's name, such as `net.core.somaxconn`. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** What the processes of any container may do: all that Kubernetes knows. */
export interface KubeSecurityContext extends SecurityContext {
  /**
   * Whether the container has the node's rights. @default false
   * @explicitPresence
   */
  readonly privileged?: boolean;
  /**
   * Whether `/proc` shows all that it can. @default 'Default'
   * @explicitPresence
   */
  readonly procMount?: 'Default' | 'Unmasked';
  /**
   * Profile of AppArmor. @default - the pod's
   * @explicitPresence
   */
  readonly appArmorProfile?: AppArmorProfile;
  /**
   * Label of SELinux. @default - the pod's
   * @explicitPresence
   */
  readonly seLinuxOptions?: SELinuxOptions;
  /**
   * What holds on Windows. @default - the pod's
   * @explicitPresence
   */
  readonly windowsOptions?: WindowsSecurityContextOptions;
}

/** What the processes of all containers of any pod may do: all that Kubernetes knows. */
export interface KubePodSecurityContext extends PodSecurityContext {
  /**
   * Whether a volume's owner is set each time, or only if it is another. @default 'Always'
   * @explicitPresence
   */
  readonly fsGroupChangePolicy?: 'Always' | 'OnRootMismatch';
  /**
   * Whether the image's own groups count too. @default 'Merge'
   * @explicitPresence
   */
  readonly supplementalGroupsPolicy?: 'Merge' | 'Strict';
  /** Settings of the kernel. */
  readonly sysctls?: readonly Sysctl[];
  /**
   * Profile of AppArmor. @default - the runtime's own
   * @explicitPresence
   */
  readonly appArmorProfile?: AppArmorProfile;
  /**
   * Label of SELinux. @default - one of each container's own
   * @explicitPresence
   */
  readonly seLinuxOptions?: SELinuxOptions;
  /**
   * Whether a volume's label is set file by file or by how it is mounted.
   * @explicitPresence
   */
  readonly seLinuxChangePolicy?: 'Recursive' | 'MountOption';
  /**
   * What holds on Windows.
   * @explicitPresence
   */
  readonly windowsOptions?: WindowsSecurityContextOptions;
}
