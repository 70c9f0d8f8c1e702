import type { Int32, Int64, Quantity } from '../../meta/v1';
import type { ContainerPort, VolumeMount } from './container';
import type { EnvFromSource, EnvVar, EnvVarSource, ObjectFieldSelector, ResourceFieldSelector } from './env';
import type { KubeSecurityContext } from './kube-security-context';
import type { ExecAction, HTTPGetAction, Probe, TCPSocketAction } from './probe';
import type { ResourceRequirements } from './resources';

/** A port that any container listens on. */
export interface KubeContainerPort extends ContainerPort {
  /** Port number, 1 to 65535. */
  readonly containerPort: Int32;
  /** Name by which probes and Services can choose the port. */
  readonly name?: string;
  /** Port of the node that leads here, 1 to 65535. @default - none */
  readonly hostPort?: Int32;
  /** Address of the node that `hostPort` is bound to. @default - all */
  readonly hostIP?: string;
}

/**
 * A variable that is read from a file of a volume.
 * @mapType atomic
 */
export interface FileKeySelector {
  /** The volume. */
  readonly volumeName: string;
  /** Path of the file in the volume. */
  readonly path: string;
  /** The variable in the file. */
  readonly key: string;
  /**
   * Whether the container starts even if the file or the variable is absent.
   * @schemaDefault false
   * @explicitPresence
   */
  readonly optional?: boolean;
}

/** Where any variable takes its value from: exactly one of these. */
export interface KubeEnvVarSource extends EnvVarSource {
  /**
   * A field of the pod.
   * @explicitPresence
   */
  readonly fieldRef?: ObjectFieldSelector;
  /**
   * A request or limit of a container.
   * @explicitPresence
   */
  readonly resourceFieldRef?: ResourceFieldSelector;
  /**
   * A file of a volume.
   * @explicitPresence
   */
  readonly fileKeyRef?: FileKeySelector;
}

/** An environment variable of any container. */
export interface KubeEnvVar extends EnvVar {
  /** The variable's name. */
  readonly name: string;
  /**
   * Where the value comes from, in place of `value`.
   * @explicitPresence
   */
  readonly valueFrom?: KubeEnvVarSource;
}

/** A device that was claimed for the pod. */
export interface ResourceClaim {
  /** Name of one of the pod's `resourceClaims`. */
  readonly name: string;
  /** The part of the claim that is meant. @default - all of it */
  readonly request?: string;
}

/** What any container needs, and what it may not exceed. */
export interface KubeResourceRequirements extends ResourceRequirements {
  /** What the scheduler keeps free for the container, by resource such as `cpu` and `memory`. */
  readonly requests?: Readonly<Record<string, Quantity>>;
  /**
   * Devices that the container uses.
   * @listType map
   * @listMapKeys name
   */
  readonly claims?: readonly ResourceClaim[];
}

/** Whether a container starts anew when its resources are changed. */
export interface ContainerResizePolicy {
  /** The resource, `cpu` or `memory`. */
  readonly resourceName: string;
  /** Whether it does. */
  readonly restartPolicy: 'NotRequired' | 'RestartContainer';
}

/** Exit codes of a container. */
export interface ContainerRestartRuleExitCodes {
  /** Whether a code has to be among `values` or not. */
  readonly operator: 'In' | 'NotIn';
  /** Exit codes. */
  readonly values?: readonly Int32[];
}

/** What is done when a container ends in one way. */
export interface ContainerRestartRule {
  /** What is done: the container or the whole pod starts anew. */
  readonly action: 'Restart' | 'RestartAllContainers';
  /**
   * The exit codes that are meant.
   * @explicitPresence
   */
  readonly exitCodes?: ContainerRestartRuleExitCodes;
}

/** Does nothing for a while. */
export interface SleepAction {
  /** Seconds. */
  readonly seconds: Int64;
}

/** What is done at a moment of a container's life: exactly one of these. */
export interface LifecycleHandler {
  /**
   * Runs a command in the container.
   * @explicitPresence
   */
  readonly exec?: ExecAction;
  /**
   * Asks over HTTP.
   * @explicitPresence
   */
  readonly httpGet?: HTTPGetAction;
  /**
   * Waits.
   * @explicitPresence
   */
  readonly sleep?: SleepAction;
  /**
   * Opens a TCP connection, in old releases.
   * @explicitPresence
   */
  readonly tcpSocket?: TCPSocketAction;
}

/** What is done when a container starts and before it ends. */
export interface Lifecycle {
  /**
   * Done at once after the start.
   * @explicitPresence
   */
  readonly postStart?: LifecycleHandler;
  /**
   * Done before the container is told to end.
   * @explicitPresence
   */
  readonly preStop?: LifecycleHandler;
  /**
   * Signal that tells the container to end, such as `SIGINT`. @default - the image's
   * @explicitPresence
   */
  readonly stopSignal?: string;
}

/** How to find out whether any container is well: exactly one action, and how often to try it. */
export interface KubeProbe extends Probe {
  /** Seconds from one try to the next, 1 or more. @default 10 */
  readonly periodSeconds?: Int32;
  /**
   * Seconds that the container has to end after a failure. @default - the pod's
   * @explicitPresence
   */
  readonly terminationGracePeriodSeconds?: Int64;
}

/** Where any container sees a volume. */
export interface KubeVolumeMount extends Omit<VolumeMount, 'mountPropagation'> {
  /** Whether the container can't write there. @default false */
  readonly readOnly?: boolean;
  /**
   * Whether mounts below can't be written to either, with `readOnly`. @default 'Disabled'
   * @explicitPresence
   */
  readonly recursiveReadOnly?: 'Disabled' | 'IfPossible' | 'Enabled';
  /** Path in the volume that is mounted, in which `$(VARIABLE)` stands for one of the container's. */
  readonly subPathExpr?: string;
  /**
   * Whether mounts pass between node and container. @default 'None'
   * @explicitPresence
   */
  readonly mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional';
}

/** Where a container sees a volume as a bare device. */
export interface VolumeDevice {
  /** Name of one of the pod's volumes. */
  readonly name: string;
  /** Path of the device in the container. */
  readonly devicePath: string;
}

/** A container as Kubernetes has it, wider than what a revision of Knative may have. */
export interface KubeContainer {
  /** Name, unique in the pod. */
  readonly name?: string;
  /** Image reference. */
  readonly image: string;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** The program, in place of the image's entry point; there is no shell in between. */
  readonly command?: readonly string[];
  /** Arguments, in place of the image's. */
  readonly args?: readonly string[];
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /** Environment variables. */
  readonly env?: readonly KubeEnvVar[];
  /** ConfigMaps and Secrets that become environment variables; `env` wins over them. */
  readonly envFrom?: readonly EnvFromSource[];
  /** Ports that the container listens on. */
  readonly ports?: readonly KubeContainerPort[];
  /** Requests and limits. */
  readonly resources?: KubeResourceRequirements;
  /** Whether the container starts anew when its resources are changed. */
  readonly resizePolicy?: readonly ContainerResizePolicy[];
  /**
   * Whether the container starts anew when it ends; for an init container, `Always` makes it a sidecar.
   * @explicitPresence
   */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  /** What is done when the container ends in certain ways. */
  readonly restartPolicyRules?: readonly ContainerRestartRule[];
  /**
   * What is done when the container starts and before it ends.
   * @explicitPresence
   */
  readonly lifecycle?: Lifecycle;
  /**
   * Whether the container has to be restarted. @default - never
   * @explicitPresence
   */
  readonly livenessProbe?: KubeProbe;
  /**
   * Whether the container is sent traffic. @default - always
   * @explicitPresence
   */
  readonly readinessProbe?: KubeProbe;
  /**
   * Whether the container has started; the other probes wait for it. @default - started at once
   * @explicitPresence
   */
  readonly startupProbe?: KubeProbe;
  /**
   * What the container's processes may do.
   * @explicitPresence
   */
  readonly securityContext?: KubeSecurityContext;
  /** File from which the message of a container that ended is read. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** Whether the end of the log stands in for a missing message. @default 'File' */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /** Volumes that the container sees. */
  readonly volumeMounts?: readonly KubeVolumeMount[];
  /** Volumes that the container sees as bare devices. */
  readonly volumeDevices?: readonly VolumeDevice[];
  /** Whether the container has a standard input. @default false */
  readonly stdin?: boolean;
  /** Whether the standard input ends with the first who is attached. @default false */
  readonly stdinOnce?: boolean;
  /** Whether the container has a terminal. @default false */
  readonly tty?: boolean;
}
