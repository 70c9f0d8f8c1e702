import type { KubeVolume } from '../../core/v1/kube-volume';
import { defineKind } from '../../kind';
import type { ParamSpec } from './param';
import type { TaskResult } from './result';
import type { TaskSidecar } from './sidecar';
import type { Step, StepTemplate } from './step';
import type { WorkspaceDeclaration } from './workspace';

/** Steps that run one after another in one pod. */
export interface TaskSpec {
  /** Its name for people. */
  readonly displayName?: string;
  /** What it does. */
  readonly description?: string;
  /**
   * Params that it takes.
   * @listType atomic
   */
  readonly params?: readonly ParamSpec[];
  /**
   * Directories that it takes.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceDeclaration[];
  /**
   * Results that it leaves.
   * @listType atomic
   */
  readonly results?: readonly TaskResult[];
  /**
   * The steps, one or more.
   * @listType atomic
   * @schemaOptional
   */
  readonly steps: readonly Step[];
  /**
   * What each step has that doesn't say otherwise.
   * @explicitPresence
   */
  readonly stepTemplate?: StepTemplate;
  /**
   * Containers that run beside the steps.
   * @listType atomic
   */
  readonly sidecars?: readonly TaskSidecar[];
  /**
   * Files that the containers can mount.
   * @untyped
   */
  readonly volumes?: readonly KubeVolume[];
}

export const Task = defineKind<TaskSpec>({
  group: 'tekton.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'Task',
  plural: 'tasks',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  decoding: 'strict',
});
