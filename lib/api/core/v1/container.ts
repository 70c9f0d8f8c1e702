import type { Int32 } from '../../meta/v1';
import type { EnvFromSource, EnvVar } from './env';
import type { Probe } from './probe';
import type { ResourceRequirements } from './resources';
import type { SecurityContext } from './security-context';

/** The port that a container listens on. */
export interface ContainerPort {
  /** Port number, 1 to 65535; 8008, 8012, 8013, 8022, 9090 and 9091 are Knative's own. @default 8080 */
  readonly containerPort?: Int32;
  /** What is spoken there: HTTP/1, or HTTP/2 without TLS. @default 'http1' */
  readonly name?: string;
  /**
   * Transport; a serving port is always TCP.
   * @schemaDefault "TCP"
   */
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP';
}

/** Where a container sees a volume. */
export interface VolumeMount {
  /** Name of one of the pod's volumes. */
  readonly name: string;
  /** Absolute path in the container; each path is used once. */
  readonly mountPath: string;
  /** Whether the container can't write there. @default - true for volumes that can only be read */
  readonly readOnly?: boolean;
  /** Path in the volume that is mounted. @default '' */
  readonly subPath?: string;
  /**
   * Whether mounts pass between node and container. Needs the feature `kubernetes.podspec-volumes-mount-propagation`.
   * @explicitPresence
   */
  readonly mountPropagation?: 'None' | 'HostToContainer';
}

/** A container that runs to its end before the others start. */
export interface InitContainer {
  /** Name, unique in the pod; `queue-proxy` is Knative's own. */
  readonly name?: string;
  /**
   * Image reference. A tag is resolved to a digest once for each revision.
   * @schemaOptional
   */
  readonly image: string;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * The program, in place of the image's entry point; there is no shell in between.
   * @listType atomic
   */
  readonly command?: readonly string[];
  /**
   * Arguments, in place of the image's.
   * @listType atomic
   */
  readonly args?: readonly string[];
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /**
   * Environment variables.
   * @listType map
   * @listMapKeys name
   */
  readonly env?: readonly EnvVar[];
  /**
   * ConfigMaps and Secrets that become environment variables; `env` wins over them.
   * @listType atomic
   */
  readonly envFrom?: readonly EnvFromSource[];
  /** The port that the container listens on; one container of a revision has one. */
  readonly ports?: readonly ContainerPort[];
  /** Requests and limits. @default - those of config-defaults */
  readonly resources?: ResourceRequirements;
  /**
   * What the container's processes may do.
   * @explicitPresence
   */
  readonly securityContext?: SecurityContext;
  /** File from which the message of a container that ended is read. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** Whether the end of the log stands in for a missing message. @default 'File' */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /**
   * Volumes that the container sees.
   * @listType map
   * @listMapKeys mountPath
   */
  readonly volumeMounts?: readonly VolumeMount[];
}

/** A container as Knative accepts it: Kubernetes' own without the fields that a revision can't have. */
export interface Container extends InitContainer {
  /**
   * Whether the container has to be restarted. @default - never
   * @explicitPresence
   */
  readonly livenessProbe?: Probe;
  /** Whether the container takes requests. @default - a TCP connection to the serving port */
  readonly readinessProbe?: Probe;
  /**
   * Whether the container has started; the liveness probe waits for it. @default - started at once
   * @explicitPresence
   */
  readonly startupProbe?: Probe;
}
