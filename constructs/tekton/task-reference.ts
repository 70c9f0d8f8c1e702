import type { PipelineSpec } from '../../lib/api/tekton/v1/pipeline';
import type { EmbeddedTask } from '../../lib/api/tekton/v1/pipeline-task';
import type { PipelineRef, TaskRef } from '../../lib/api/tekton/v1/reference';
import { brand } from '../base/brand';
import type { Lowering, Resource } from '../base/resource';
import type { AnyParam } from './param';
import type { Result } from './result';
import type { Workspace } from './workspace';

/** What a task is told, what it is given, and what it tells. */
export interface TaskSignature<
  P extends AnyParam = AnyParam,
  W extends Workspace = Workspace,
  R extends Result = Result,
> {
  /** What it is told. @default - nothing */
  readonly params?: readonly P[];
  /** The directories that it needs. @default - none */
  readonly workspaces?: readonly W[];
  /** What it tells. @default - nothing */
  readonly results?: readonly R[];
}

/** A task as pipelines and runs use it: one of the program, of the cluster, of a repository, or their own. */
export interface ITask<P extends AnyParam = AnyParam, W extends Workspace = Workspace, R extends Result = Result>
  extends Required<TaskSignature<P, W, R>> {
  /** What a pipeline or a run holds in its place. */
  toTaskUse(lowering: Lowering): TaskUse;
}

/** A task where it is used. */
export type TaskUse =
  | { readonly taskRef: TaskRef }
  | { readonly taskSpec: EmbeddedTask }
  | { readonly pipelineRef: PipelineRef }
  | { readonly pipelineSpec: PipelineSpec };

/** A task that is no construct: it is part of whoever uses it, or outside of the program. */
export class DescribedTask<P extends AnyParam, W extends Workspace, R extends Result> implements ITask<P, W, R> {
  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  public readonly results: readonly R[];

  public constructor(
    { params = [], workspaces = [], results = [] }: TaskSignature<P, W, R>,
    public readonly toTaskUse: ITask['toTaskUse'],
  ) {
    brand(this, 'Value');
    this.params = params;
    this.workspaces = workspaces;
    this.results = results;
  }
}

/** The reference to an object by its name alone: it must be in the namespace of whoever refers to it. */
export function referenceToTask(task: Resource<unknown>, lowering: Lowering): TaskRef {
  return { name: namedNear(task, lowering), kind: task.kind };
}

/** Name of an object that is referred to without a namespace. */
export function namedNear({ name, kind, namespace }: Resource<unknown>, lowering: Lowering): string {
  if (namespace === lowering.namespace) return name;
  const found = `the ${kind} ${name} is in namespace "${namespace ?? ''}", and a reference has no namespace`;
  return lowering.refuse('reference', '', found, `put both into one, or use Resolver.cluster`);
}
