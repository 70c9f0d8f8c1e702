import type { PipelineSpec } from '../../lib/api/tekton/v1/pipeline';
import type { PipelineRef } from '../../lib/api/tekton/v1/reference';
import { brand } from '../base/brand';
import type { Lowering } from '../base/resource';
import type { AnyParam } from './param';
import type { ITask } from './task-reference';
import type { Workspace } from './workspace';

/** What a pipeline is told, and what it is given. */
export interface PipelineSignature<P extends AnyParam = AnyParam, W extends Workspace = Workspace> {
  /** What it is told. @default - nothing */
  readonly params?: readonly P[];
  /** The directories that its tasks share. @default - none */
  readonly workspaces?: readonly W[];
}

/** A pipeline as runs use it: one of the program, of the cluster, of a repository, or their own. */
export interface IPipeline<P extends AnyParam = AnyParam, W extends Workspace = Workspace>
  extends Required<PipelineSignature<P, W>> {
  /** Whether there are tasks in `finally`; undefined where that is not known. */
  readonly hasFinally?: boolean;
  /** What a run holds in its place. */
  toPipelineUse(lowering: Lowering): PipelineUse;
}

/** A pipeline where it is used. */
export type PipelineUse = { readonly pipelineRef: PipelineRef } | { readonly pipelineSpec: PipelineSpec };

/** A pipeline that is no construct. */
export class DescribedPipeline<P extends AnyParam, W extends Workspace> implements IPipeline<P, W>, ITask<P, W, never> {
  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  /** Nothing: a pipeline that is a task of another tells nothing. */
  public readonly results: readonly never[] = [];
  public readonly hasFinally: boolean | undefined;

  public constructor(
    { params = [], workspaces = [] }: PipelineSignature<P, W>,
    private readonly use: PipelineUse,
  ) {
    brand(this, 'Value');
    this.params = params;
    this.workspaces = workspaces;
    this.hasFinally = 'pipelineSpec' in use ? (use.pipelineSpec.finally ?? []).length > 0 : undefined;
  }

  public toPipelineUse(): PipelineUse {
    return this.use;
  }

  public toTaskUse(): PipelineUse {
    return this.use;
  }
}
