import type { EnvFromSource } from '../../core/v1/env';
import type { KubeEnvVar, KubeResourceRequirements, KubeVolumeMount, VolumeDevice } from '../../core/v1/kube-container';
import type { KubeSecurityContext } from '../../core/v1/kube-security-context';
import type { Param } from './param';
import type { ResolverRef } from './reference';
import type { StepResult } from './result';
import type { WhenExpression } from './when';
import type { WorkspaceUsage } from './workspace';

/** What steps, their template and sidecars have in common: a container of Kubernetes. */
export interface TaskContainer {
  /** Image reference. */
  readonly image?: string;
  /**
   * The program, in place of the image's entry point; there is no shell in between.
   * @listType atomic
   */
  readonly command?: readonly string[];
  /**
   * Arguments, in place of the image's; of the script, if there is one.
   * @listType atomic
   */
  readonly args?: readonly string[];
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /**
   * Environment variables.
   * @listType atomic
   */
  readonly env?: readonly KubeEnvVar[];
  /**
   * ConfigMaps and Secrets that become environment variables; `env` wins over them.
   * @listType atomic
   */
  readonly envFrom?: readonly EnvFromSource[];
  /** Requests and limits. */
  readonly computeResources?: KubeResourceRequirements;
  /**
   * Volumes that the container sees, besides the workspaces.
   * @listType atomic
   */
  readonly volumeMounts?: readonly KubeVolumeMount[];
  /**
   * Volumes that the container sees as bare devices.
   * @listType atomic
   */
  readonly volumeDevices?: readonly VolumeDevice[];
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /**
   * What the container's processes may do.
   * @explicitPresence
   */
  readonly securityContext?: KubeSecurityContext;
}

/** What each step has that doesn't say otherwise; variables and mounts are added to its own. */
export interface StepTemplate extends TaskContainer {}

/** A file that takes what a step writes. */
export interface StepOutputConfig {
  /** Path of the file. */
  readonly path?: string;
}

/** One program of a task; each waits for the one before. */
export interface Step extends TaskContainer {
  /** Its name, unique in the task; others refer to it as `$(steps.NAME.results.RESULT)`. @default - it has none */
  readonly name?: string;
  /** Its name for people. */
  readonly displayName?: string;
  /** Text of a program, which is run in place of `command`: by the shell, or as its first line `#!` says. */
  readonly script?: string;
  /**
   * The action that it does, in place of an image and a program of its own.
   * @explicitPresence
   */
  readonly ref?: ResolverRef;
  /**
   * Values for the action's params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * Results that it leaves for later steps.
   * @listType atomic
   */
  readonly results?: readonly StepResult[];
  /** Conditions without which it is skipped; all must hold. @default - it runs */
  readonly when?: readonly WhenExpression[];
  /** Whether its task goes on when it fails: `continue` or `stopAndFail`, or a param. @default 'stopAndFail' */
  readonly onError?: string;
  /**
   * The longest that it may take, as a duration such as `5m`. @default - as long as the task
   * @goDuration
   * @explicitPresence
   */
  readonly timeout?: string;
  /**
   * Workspaces that this step sees and others don't.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceUsage[];
  /**
   * File that takes its standard output. Needs alpha features.
   * @explicitPresence
   */
  readonly stdoutConfig?: StepOutputConfig;
  /**
   * File that takes its standard error. Needs alpha features.
   * @explicitPresence
   */
  readonly stderrConfig?: StepOutputConfig;
}
