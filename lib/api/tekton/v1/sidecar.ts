import type { KubeContainerPort, KubeProbe, Lifecycle } from '../../core/v1/kube-container';
import type { TaskContainer } from './step';
import type { WorkspaceUsage } from './workspace';

/** A container that runs beside the steps for as long as they do. */
export interface TaskSidecar extends TaskContainer {
  /** Its name, unique in the task. @default - it has none */
  readonly name?: string;
  /** Text of a program, which is run in place of `command`: by the shell, or as its first line `#!` says. */
  readonly script?: string;
  /**
   * Ports that it listens on.
   * @listType map
   * @listMapKeys containerPort,protocol
   */
  readonly ports?: readonly KubeContainerPort[];
  /**
   * Whether it starts anew when it ends; `Always` makes it an init container that starts before the steps.
   * @explicitPresence
   */
  readonly restartPolicy?: 'Always' | 'OnFailure' | 'Never';
  /**
   * What is done when it starts and before it ends.
   * @explicitPresence
   */
  readonly lifecycle?: Lifecycle;
  /**
   * Whether it has to be restarted. @default - never
   * @explicitPresence
   */
  readonly livenessProbe?: KubeProbe;
  /**
   * Whether the steps can start. @default - as soon as it runs
   * @explicitPresence
   */
  readonly readinessProbe?: KubeProbe;
  /**
   * Whether it has started; the other probes wait for it. @default - started at once
   * @explicitPresence
   */
  readonly startupProbe?: KubeProbe;
  /** File from which the message of a container that ended is read. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** Whether the end of the log stands in for a missing message. @default 'File' */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /** Whether it has a standard input. @default false */
  readonly stdin?: boolean;
  /** Whether the standard input ends with the first who is attached. @default false */
  readonly stdinOnce?: boolean;
  /** Whether it has a terminal. @default false */
  readonly tty?: boolean;
  /**
   * Workspaces of the task that it sees.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceUsage[];
}
