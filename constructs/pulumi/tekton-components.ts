import { type Output, output } from '@pulumi/pulumi';
import type { Chart } from 'cdk8s';
import type { Lowering } from '../base/resource';
import { resultIn } from '../base/status-field';
import type { AnyParam } from '../tekton/param';
import { Pipeline as PipelineConstruct, type PipelineProps } from '../tekton/pipeline';
import type { IPipeline, PipelineUse } from '../tekton/pipeline-reference';
import { PipelineRun as PipelineRunConstruct, type PipelineRunProps } from '../tekton/pipeline-run';
import type { Result } from '../tekton/result';
import { Task as TaskConstruct, type TaskProps } from '../tekton/task';
import type { ITask, TaskUse } from '../tekton/task-reference';
import { TaskRun as TaskRunConstruct, type TaskRunProps } from '../tekton/task-run';
import type { Workspace } from '../tekton/workspace';
import { ConstructComponent, isNeeded } from './construct-component';
import type { ProgramOptions } from './program';

/**
 * Steps that run one after the other in one pod. As the construct of that name, which tells more.
 *
 * @example
 * const hello = new kn.Task('hello', { steps: [{ name: 'greet', image: 'alpine:3.22', script: 'echo Hello' }] });
 */
export class Task<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>
  extends ConstructComponent<TaskConstruct<P, W, R>, Record<never, never>>
  implements ITask<P, W, R>
{
  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  public readonly results: readonly R[];

  public constructor(name: string, args: TaskProps<P, W, R>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new TaskConstruct<P, W, R>(scope, name, args);
    super(name, { type: 'Task', args, make, outputs: () => ({}) }, options);
    this.params = this.construct.params;
    this.workspaces = this.construct.workspaces;
    this.results = this.construct.results;
  }

  public toTaskUse(lowering: Lowering): TaskUse {
    isNeeded(this);
    return this.construct.toTaskUse(lowering);
  }
}

/** What a pipeline takes as a component: its tasks are added before it is deployed. */
export interface PipelineArgs<P extends AnyParam = AnyParam, W extends Workspace = Workspace>
  extends PipelineProps<P, W> {
  /** Adds the tasks, and says what the pipeline tells. */
  readonly build: (pipeline: PipelineConstruct<P, W>) => void;
}

/**
 * Tasks that run in the order in which they use each other. As the construct of that name, which tells more.
 *
 * @example
 * const ci = new kn.Pipeline('ci', {
 *   params: [repo],
 *   workspaces: [source],
 *   build: (pipeline) => {
 *     const cloned = pipeline.task('clone', clone, { params: { url: repo }, workspaces: { output: source } });
 *     pipeline.task('build', build, { params: { tag: cloned.results.commit }, workspaces: { source } });
 *   },
 * });
 */
export class Pipeline<P extends AnyParam = never, W extends Workspace = never>
  extends ConstructComponent<PipelineConstruct<P, W>, Record<never, never>>
  implements IPipeline<P, W>, ITask<P, W, never>
{
  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  /** Nothing: a pipeline that is a task of another tells nothing. */
  public readonly results: readonly never[] = [];

  public constructor(name: string, args: PipelineArgs<P, W>, options: ProgramOptions = {}) {
    const { build, ...props } = args;
    const make = (scope: Chart) => {
      const pipeline = new PipelineConstruct<P, W>(scope, name, props as unknown as PipelineProps<P, W>);
      build(pipeline);
      return pipeline;
    };
    super(name, { type: 'Pipeline', args: props, make, outputs: () => ({}) }, options);
    this.params = this.construct.params;
    this.workspaces = this.construct.workspaces;
  }

  /** Whether there are tasks in `finally`. */
  public get hasFinally(): boolean {
    return this.construct.hasFinally;
  }

  public toPipelineUse(lowering: Lowering): PipelineUse {
    isNeeded(this);
    return this.construct.toPipelineUse(lowering);
  }

  public toTaskUse(lowering: Lowering): TaskUse {
    isNeeded(this);
    return this.construct.toTaskUse(lowering);
  }
}

/**
 * One run of a task. Pulumi waits until it is done. As the construct of that name, which tells more.
 *
 * @example
 * const run = new kn.TaskRun('hello-1', { task: hello });
 * export const commit = run.result('commit');
 */
export class TaskRun<P extends AnyParam = AnyParam, W extends Workspace = Workspace> extends ConstructComponent<
  TaskRunConstruct<P, W>,
  Record<never, never>
> {
  public constructor(name: string, args: TaskRunProps<P, W>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new TaskRunConstruct<P, W>(scope, name, args);
    super(name, { type: 'TaskRun', args, make, outputs: () => ({}) }, options);
  }

  /** What the run tells as a result, once it is done. */
  public result(name: string): Output<string> {
    return resultOf(this, name);
  }
}

/**
 * One run of a pipeline. Pulumi waits until it is done. As the construct of that name, which tells more.
 *
 * @example
 * const run = new kn.PipelineRun('ci-1', { pipeline: ci, params: { repo: 'https://github.com/example/shop' } });
 */
export class PipelineRun<P extends AnyParam = AnyParam, W extends Workspace = Workspace> extends ConstructComponent<
  PipelineRunConstruct<P, W>,
  Record<never, never>
> {
  public constructor(name: string, args: PipelineRunProps<P, W>, options: ProgramOptions = {}) {
    const make = (scope: Chart) => new PipelineRunConstruct<P, W>(scope, name, args);
    super(name, { type: 'PipelineRun', args, make, outputs: () => ({}) }, options);
  }

  /** What the run tells as a result, once it is done. */
  public result(name: string): Output<string> {
    return resultOf(this, name);
  }
}

function resultOf(
  run: ConstructComponent<TaskRunConstruct | PipelineRunConstruct, object>,
  name: string,
): Output<string> {
  const status = run.resourceOf(run.construct).status ?? output({});
  return status.apply((known) => resultIn(name)((known ?? {}) as Readonly<Record<string, unknown>>) as string);
}
