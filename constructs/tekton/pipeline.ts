import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { Pipeline as kind, type PipelineSpec } from '../../lib/api/tekton/v1/pipeline';
import type { PipelineRef } from '../../lib/api/tekton/v1/reference';
import { assertKnownProps } from '../base/known-props';
import { assertPlainManifest, assertPlainProps } from '../base/plain-data';
import { Program } from '../base/program';
import { Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { AnyParam } from './param';
import { DescribedPipeline, type IPipeline, type PipelineSignature } from './pipeline-reference';
import {
  type AnyTaskOptions,
  type FinallyOrigin,
  lowerPipelineTask,
  type MatrixNames,
  type OrderOptions,
  PipelineTask,
  type TaskOptions,
  type TaskOrigin,
} from './pipeline-task';
import type { Resolver } from './resolver';
import type { Result } from './result';
import type { Rest } from './step';
import { type ITask, namedNear, type TaskUse } from './task-reference';
import { lowerParams } from './task-spec';
import { type AnyVariable, StringVariable } from './variable';
import type { Workspace } from './workspace';

/** What a pipeline takes. Its tasks are added to it. */
export interface PipelineProps<P extends AnyParam = AnyParam, W extends Workspace = Workspace>
  extends ResourceProps,
    PipelineSignature<P, W> {
  /** Name for people. @default - the pipeline's name */
  readonly displayName?: string;
  /** What it does, for people. @default - nothing is said */
  readonly description?: string;
}

/** What a result of a pipeline takes. */
export interface PipelineResultOptions {
  /** What it is, for people. @default - nothing is said */
  readonly description?: string;
}

/**
 * Tasks that run in the order in which they use each other: a task that is given the result of another waits for it, the
 * others run at the same time.
 *
 * What the tasks are told is checked by the compiler: that a param is there and of its type, that a workspace is bound,
 * that a variable has a value where it is used. The rest is checked when the program is synthesized.
 *
 * Becomes: one Pipeline.
 * @example
 * const repo = Param.string('repo');
 * const source = Workspace.of('source');
 * const pipeline = new Pipeline(chart, 'ci', { params: [repo], workspaces: [source] });
 * const cloned = pipeline.task('clone', clone, { params: { url: repo }, workspaces: { output: source } });
 * pipeline.task('build', build, { params: { tag: cloned.results.commit }, workspaces: { source } });
 */
export class Pipeline<P extends AnyParam = never, W extends Workspace = never>
  extends Resource<PipelineSpec>
  implements ITask<P, W, never>, IPipeline<P, W>
{
  /** A pipeline that is in the cluster and not in the program; what it declares is told for the compiler. */
  public static named<P extends AnyParam = never, W extends Workspace = never>(
    name: string,
    signature: PipelineSignature<P, W> = {},
  ): IPipeline<P, W> & ITask<P, W, never> {
    return new DescribedPipeline(signature, { pipelineRef: { name } });
  }

  /** A pipeline that is fetched from elsewhere when a run begins. */
  public static from<P extends AnyParam = never, W extends Workspace = never>(
    resolver: Resolver,
    signature: PipelineSignature<P, W> = {},
  ): IPipeline<P, W> & ITask<P, W, never> {
    return new DescribedPipeline(signature, { pipelineRef: resolver.reference });
  }

  /** A pipeline of one run alone, in the words of its API. */
  public static inline<P extends AnyParam = never, W extends Workspace = never>(
    spec: PipelineSpec,
    signature: PipelineSignature<P, W> = {},
  ): IPipeline<P, W> & ITask<P, W, never> {
    return new DescribedPipeline(signature, { pipelineSpec: spec });
  }

  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  /** Nothing: a pipeline that is a task of another tells nothing. */
  public readonly results: readonly never[] = [];
  readonly #parts: PipelineParts;
  readonly #lowering: Lowering;

  public constructor(scope: Construct, id: string, given: PipelineProps<P, W> = {}) {
    const props = watchedProps(given);
    const parts: PipelineParts = { tasks: [], finally: [], results: [] };
    super(scope, id, kind, props, () => {
      const head = headOf(props);
      // Tasks are added later.
      return { spec: Lazy.any({ produce: () => specOf(head, parts) }) as PipelineSpec };
    });
    this.#parts = parts;
    this.#lowering = new Lowering(this, this.name, this.namespace);
    this.params = given.params ?? [];
    this.workspaces = given.workspaces ?? [];
  }

  /**
   * Adds a task, which waits for those whose results it is given.
   *
   * @param name name in the pipeline
   * @param task what runs: a `Task`, one of a `Resolver`, or `Task.inline`
   * @param options what it is told, and how it runs; may be left out where it needs nothing
   */
  public task<TP extends AnyParam, TW extends Workspace, TR extends Result, InMatrix extends MatrixNames<TP> = never>(
    name: string,
    task: ITask<TP, TW, TR>,
    ...[options]: Rest<TaskOptions<TP, TW, InMatrix, TaskOrigin<P>, W> & OrderOptions>
  ): PipelineTask<TR, 'tasks.results', IsMatrix<InMatrix>> {
    return this.#add('tasks', name, task, options) as PipelineTask<TR, 'tasks.results', IsMatrix<InMatrix>>;
  }

  /**
   * Adds a task that runs when all others are done, whether or not they succeeded. Those in `finally` run at the same
   * time; they may ask how the others ended.
   *
   * @param name name in the pipeline
   * @param task what runs
   * @param options what it is told, and how it runs; may be left out where it needs nothing
   */
  public finally<
    TP extends AnyParam,
    TW extends Workspace,
    TR extends Result,
    InMatrix extends MatrixNames<TP> = never,
  >(
    name: string,
    task: ITask<TP, TW, TR>,
    ...[options]: Rest<TaskOptions<TP, TW, InMatrix, FinallyOrigin<P>, W>>
  ): PipelineTask<TR, 'finally.results', IsMatrix<InMatrix>> {
    return this.#add('finally', name, task, options) as PipelineTask<TR, 'finally.results', IsMatrix<InMatrix>>;
  }

  /**
   * Has the pipeline tell a result of one of its tasks.
   *
   * @param name name of the pipeline's result
   * @param value the task's result, or a text that holds some
   * @param options what people should know of it
   */
  public result(
    name: string,
    value: string | AnyVariable<'tasks.results' | 'finally.results'>,
    options: PipelineResultOptions = {},
  ): void {
    const { description } = options;
    const type = typeof value === 'string' ? undefined : value.type;
    this.#parts.results.push({ name, type, description, value: String(value) });
    Program.of(this).touch();
  }

  /** How the tasks ended together: `Succeeded`, `Failed`, `Completed` if some were skipped, `None`. For tasks in `finally`. */
  public get status(): StringVariable<'tasks.outcome'> {
    return new StringVariable({ kind: 'tasksOutcome' });
  }

  public toTaskUse(lowering: Lowering): TaskUse {
    return this.toPipelineUse(lowering);
  }

  public toPipelineUse(lowering: Lowering): { readonly pipelineRef: PipelineRef } {
    return { pipelineRef: { name: namedNear(this, lowering) } };
  }

  /** Whether there are tasks in `finally`. */
  public get hasFinally(): boolean {
    return this.#parts.finally.length > 0;
  }

  #add(section: 'tasks' | 'finally', name: string, task: ITask, given: AnyTaskOptions = {}): PipelineTask {
    const owner = `${this.node.path}/${name}`;
    const parts = this.#parts;
    if ([...parts.tasks, ...parts.finally].some((other) => other.name === name)) {
      this.#lowering.refuse('value', name, `there is a task "${name}" already`, 'give it another name');
    }
    assertPlainProps(given, owner);
    const options = watchedProps(given);
    const added = lowerPipelineTask(name, task, options, name, this.#lowering);
    assertPlainManifest(added, owner);
    assertKnownProps(options, owner);
    parts[section].push(added);
    Program.of(this).touch();
    return new PipelineTask(name, task.results, section, options.matrix !== undefined);
  }
}

type IsMatrix<InMatrix extends string> = [InMatrix] extends [never] ? false : true;

/** What is added to a pipeline one by one. */
type PipelineParts = {
  readonly [Part in 'tasks' | 'finally' | 'results']: NonNullable<PipelineSpec[Part]>[number][];
};

type PipelineHead = Pick<PipelineSpec, 'displayName' | 'description' | 'params' | 'workspaces'>;

function headOf({ displayName, description, params, workspaces }: PipelineProps): PipelineHead {
  return {
    displayName,
    description,
    params: lowerParams(params),
    workspaces: workspaces?.map(({ name, declaration: { description, optional } }) => ({
      name,
      description,
      optional,
    })),
  };
}

function specOf(head: PipelineHead, { tasks, finally: last, results }: PipelineParts): PipelineSpec {
  return {
    ...head,
    tasks,
    finally: last.length === 0 ? undefined : last,
    results: results.length === 0 ? undefined : results,
  };
}
