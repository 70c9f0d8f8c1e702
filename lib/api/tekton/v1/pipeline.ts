import { defineKind } from '../../kind';
import type { ParamSpec } from './param';
import type { PipelineTask } from './pipeline-task';
import type { PipelineResult } from './result';
import type { PipelineWorkspaceDeclaration } from './workspace';

/** Tasks that run side by side, or one after another where one needs another's results. */
export interface PipelineSpec {
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
  readonly workspaces?: readonly PipelineWorkspaceDeclaration[];
  /**
   * The tasks.
   * @listType atomic
   */
  readonly tasks?: readonly PipelineTask[];
  /**
   * Tasks that run at the end, whatever became of the others.
   * @listType atomic
   */
  readonly finally?: readonly PipelineTask[];
  /**
   * Results that it leaves.
   * @listType atomic
   */
  readonly results?: readonly PipelineResult[];
}

export const Pipeline = defineKind<PipelineSpec>({
  group: 'tekton.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'Pipeline',
  plural: 'pipelines',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  decoding: 'strict',
});
