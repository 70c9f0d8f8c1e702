import type { KubeEnvVar, KubeVolumeMount } from '../../core/v1/kube-container';
import type { KubeSecurityContext } from '../../core/v1/kube-security-context';
import { defineKind } from '../../kind';
import type { ParamSpec } from '../v1/param';
import type { StepResult } from '../v1/result';

/** A program that steps of several tasks can do. */
export interface StepActionSpec {
  /** What it does. */
  readonly description?: string;
  /**
   * Params that it takes.
   * @listType atomic
   */
  readonly params?: readonly ParamSpec[];
  /**
   * Results that it leaves.
   * @listType atomic
   */
  readonly results?: readonly StepResult[];
  /**
   * Image reference.
   * @schemaOptional
   */
  readonly image: string;
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
  /**
   * Environment variables.
   * @listType atomic
   */
  readonly env?: readonly KubeEnvVar[];
  /** Text of a program, which is run in place of `command`. It takes no params: environment variables do. */
  readonly script?: string;
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /**
   * What the container's processes may do.
   * @explicitPresence
   */
  readonly securityContext?: KubeSecurityContext;
  /**
   * Volumes of the task that the program sees; each name is a param, as `$(params.NAME)`.
   * @listType atomic
   */
  readonly volumeMounts?: readonly KubeVolumeMount[];
}

export const StepAction = defineKind<StepActionSpec>({
  group: 'tekton.dev',
  version: 'v1beta1',
  alsoServed: ['v1alpha1'],
  kind: 'StepAction',
  plural: 'stepactions',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  decoding: 'strict',
});
