import type { Construct } from 'constructs';
import { Task as kind, type TaskSpec } from '../../lib/api/tekton/v1/task';
import { assertKnownProps } from '../base/known-props';
import { assertPlainManifest } from '../base/plain-data';
import { type Lowering, Resource, type ResourceProps } from '../base/resource';
import { watchedProps } from '../base/watched-props';
import type { AnyParam } from './param';
import type { Resolver } from './resolver';
import type { Result } from './result';
import { DescribedTask, type ITask, referenceToTask, type TaskSignature, type TaskUse } from './task-reference';
import { lowerTaskSpec, type TaskSpecProps } from './task-spec';
import type { Workspace } from './workspace';

/** What a task takes. */
export interface TaskProps<P extends AnyParam = AnyParam, W extends Workspace = Workspace, R extends Result = Result>
  extends TaskSpecProps<P, W, R>,
    ResourceProps {}

/** What a task takes that is part of a pipeline or a run. */
export interface InlineTaskProps<
  P extends AnyParam = AnyParam,
  W extends Workspace = Workspace,
  R extends Result = Result,
> extends TaskSpecProps<P, W, R> {
  /** Labels of its TaskRuns in a pipeline. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of its TaskRuns in a pipeline. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A task of another kind: an object of that kind by name, or what it is. */
export interface CustomTaskProps {
  /** Group and version of the kind. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /** Name of the object. @default - there is none: what is to be done stands in `spec` */
  readonly name?: string;
  /** What is to be done, in the words of the kind. @default - an object says so, or the params alone */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/**
 * Steps that run one after the other in one pod. The params, workspaces and results that it declares are part of its type:
 * who uses the task with others does not compile.
 *
 * Steps run without root and without capabilities, as user 65532, unless `securityContext` says otherwise.
 *
 * Becomes: one Task.
 * @example
 * const who = Param.string('who', { default: 'World' });
 * new Task(chart, 'hello', {
 *   params: [who],
 *   steps: [{ name: 'greet', image: 'alpine:3.22', env: { WHO: who }, script: 'echo "Hello $WHO"' }],
 * });
 */
export class Task<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>
  extends Resource<TaskSpec>
  implements ITask<P, W, R>
{
  /**
   * A task of one pipeline or one run alone, which becomes part of it.
   *
   * @example
   * pipeline.task('lint', Task.inline({ steps: [{ name: 'lint', image: 'node:24', script: 'npm run lint' }] }));
   */
  public static inline<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>(
    given: InlineTaskProps<P, W, R>,
  ): ITask<P, W, R> {
    return new DescribedTask(given, (lowering) => {
      const props = watchedProps(given);
      const { labels, annotations } = props;
      const metadata = labels === undefined && annotations === undefined ? undefined : { labels, annotations };
      const taskSpec = { metadata, ...lowerTaskSpec(props, lowering) };
      const owner = lowering.scope.node.path;
      // Reads all of it, also what is given in the words of the API: what was not read after that is misspelt.
      assertPlainManifest(taskSpec, owner);
      assertKnownProps(props, owner);
      return { taskSpec };
    });
  }

  /** A task that is in the cluster and not in the program; what it declares is told for the compiler. */
  public static named<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>(
    name: string,
    signature: TaskSignature<P, W, R> = {},
  ): ITask<P, W, R> {
    return new DescribedTask(signature, () => ({ taskRef: { name, kind: kind.kind } }));
  }

  /**
   * A task that is fetched from elsewhere when a run begins.
   *
   * @example
   * Task.from(Resolver.git({ url: 'https://github.com/example/tasks', revision: 'v1', pathInRepo: 'lint.yaml' }))
   */
  public static from<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>(
    resolver: Resolver,
    signature: TaskSignature<P, W, R> = {},
  ): ITask<P, W, R> {
    return new DescribedTask(signature, () => ({ taskRef: resolver.reference }));
  }

  /**
   * A task that a controller other than Tekton's carries out, by a kind of its own. Its results are texts.
   *
   * @example
   * Task.custom({ apiVersion: 'cel.tekton.dev/v1alpha1', kind: 'CEL', spec: { expression: 'true' } })
   */
  public static custom<P extends AnyParam = never, W extends Workspace = never, R extends Result = never>(
    given: CustomTaskProps,
    signature: TaskSignature<P, W, R> = {},
  ): ITask<P, W, R> {
    const { apiVersion, kind, name, spec } = given;
    const use = spec === undefined ? { taskRef: { apiVersion, kind, name } } : { taskSpec: { apiVersion, kind, spec } };
    return new DescribedTask(signature, () => use);
  }

  public readonly params: readonly P[];
  public readonly workspaces: readonly W[];
  public readonly results: readonly R[];

  public constructor(scope: Construct, id: string, given: TaskProps<P, W, R>) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({ spec: lowerTaskSpec(props, lowering) }));
    this.params = given.params ?? [];
    this.workspaces = given.workspaces ?? [];
    this.results = given.results ?? [];
  }

  public toTaskUse(lowering: Lowering): TaskUse {
    return { taskRef: referenceToTask(this, lowering) };
  }
}
