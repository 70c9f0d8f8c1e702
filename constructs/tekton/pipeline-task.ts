import type { Duration } from 'cdk8s';
import type { PipelineTask as PipelineTaskSpec } from '../../lib/api/tekton/v1/pipeline-task';
import { brand } from '../base/brand';
import { goDuration } from '../base/duration';
import type { Lowering } from '../base/resource';
import { lowerMatrix, type MatrixProps } from './matrix';
import type { AnyParam, ArrayParam, ParamInputs } from './param';
import type { Result } from './result';
import { type CollectedVariables, type ResultVariables, resultVariables, variableOfType } from './result-variables';
import type { ITask } from './task-reference';
import { ArrayVariable, lowerValues, StringVariable, type ValueInput, type VariableOrigin } from './variable';
import { lowerWhen, type When } from './when';
import type { Workspace, WorkspacePart } from './workspace';

/** Variables that a task of a pipeline may use. */
export type TaskOrigin<P extends AnyParam> = `params.${P['name']}` | 'tasks.results' | 'context' | 'workspaces';

/** Variables that a task in `finally` may use. */
export type FinallyOrigin<P extends AnyParam> = TaskOrigin<P> | 'tasks.outcome';

/** What every task of a pipeline takes. */
export interface PipelineTaskOptions<Origin extends VariableOrigin = VariableOrigin> {
  /** Name for people; it may hold variables. @default - the task's name */
  readonly displayName?: string;
  /** What it does here, for people. @default - nothing is said */
  readonly description?: string;
  /** What must hold for it to run. Tasks that use its results are skipped with it. @default - it runs */
  readonly when?: readonly When<Origin>[];
  /** How often it is tried again after a failure; each try has the whole `timeout`. @default 0 */
  readonly retries?: number;
  /** How long each try may take. @default - 60 minutes, see `PipelineRunProps.timeouts` */
  readonly timeout?: Duration;
  /** Whether the pipeline goes on although it fails. @default 'stopAndFail' */
  readonly onError?: 'continue' | 'stopAndFail';
}

/** The values of params that are not in the matrix, by name. */
type ParamsOf<P extends AnyParam, InMatrix extends string, Origin extends VariableOrigin> =
  Record<never, never> extends ParamInputs<Exclude<P, { readonly name: InMatrix }>, Origin>
    ? {
        /** Values for the params of the task. */ readonly params?: ParamInputs<
          Exclude<P, { readonly name: InMatrix }>,
          Origin
        >;
      }
    : {
        /** Values for the params of the task. */ readonly params: ParamInputs<
          Exclude<P, { readonly name: InMatrix }>,
          Origin
        >;
      };

/** A directory for a workspace of a task; one that may be unbound is none for a task that needs it. */
type DirectoryFor<Needed extends Workspace, Offered extends Workspace> = Needed['isOptional'] extends true
  ? Offered | PartOf<Offered>
  : Exclude<Offered, { readonly isOptional: true }> | PartOf<Exclude<Offered, { readonly isOptional: true }>>;

type PartOf<W extends Workspace> =
  W extends Workspace<infer Name, infer Optional> ? WorkspacePart<Name, Optional> : never;

/** The pipeline's workspaces by the names that the task gives them: those that it needs must be there. */
type DirectoriesFor<Needed extends Workspace, Offered extends Workspace> = {
  readonly [Each in Needed as Each['isOptional'] extends true ? never : Each['name']]: DirectoryFor<Each, Offered>;
} & {
  readonly [Each in Needed as Each['isOptional'] extends true ? Each['name'] : never]?: DirectoryFor<Each, Offered>;
};

type WorkspacesOf<Needed extends Workspace, Offered extends Workspace> =
  Record<never, never> extends DirectoriesFor<Needed, Offered>
    ? {
        /** The pipeline's workspaces by the names that the task gives them. */ readonly workspaces?: DirectoriesFor<
          Needed,
          Offered
        >;
      }
    : {
        /** The pipeline's workspaces by the names that the task gives them. */ readonly workspaces: DirectoriesFor<
          Needed,
          Offered
        >;
      };

/** Names of the params that a matrix may give: texts, one for each run. */
export type MatrixNames<P extends AnyParam> = Exclude<P, ArrayParam>['name'];

/** How a pipeline uses a task. */
export type TaskOptions<
  P extends AnyParam,
  W extends Workspace,
  InMatrix extends string,
  Origin extends VariableOrigin,
  Offered extends Workspace,
> = PipelineTaskOptions<Origin> &
  ParamsOf<P, InMatrix, Origin> &
  WorkspacesOf<W, Offered> & {
    /** Runs the task once for each combination of values. @default - it runs once */
    readonly matrix?: MatrixProps<InMatrix, Origin>;
  };

/** Tasks that come before. */
export interface OrderOptions {
  /** Tasks of the pipeline that come before although nothing of theirs is used. @default - none */
  readonly runAfter?: readonly IPipelineTask[];
}

/** What is told of a task, whatever its types. */
export type AnyTaskOptions = PipelineTaskOptions &
  OrderOptions & {
    readonly params?: Readonly<Record<string, ValueInput | undefined>>;
    readonly workspaces?: Readonly<Record<string, Workspace | WorkspacePart | undefined>>;
    readonly matrix?: MatrixProps<string>;
  };

/** A task of a pipeline, whatever it tells. */
export interface IPipelineTask {
  /** Name of the task in its pipeline. */
  readonly name: string;
  /** How it ended. */
  readonly status: StringVariable<'tasks.outcome'>;
}

/** A task of a pipeline. Whatever of it is used in another task makes that one wait. */
export class PipelineTask<
  R extends Result = Result,
  Origin extends 'tasks.results' | 'finally.results' = 'tasks.results' | 'finally.results',
  IsMatrix extends boolean = boolean,
> implements IPipelineTask
{
  /** Results by name. Of a task with a matrix, each is a list of all its runs' results. */
  public readonly results: IsMatrix extends true ? CollectedVariables<R, Origin> : ResultVariables<R, Origin>;

  public constructor(
    /** Name of the task in its pipeline. */
    public readonly name: string,
    results: readonly R[],
    section: 'tasks' | 'finally',
    isMatrix: IsMatrix,
  ) {
    brand(this, 'Value');
    this.results = resultVariables(`task ${name}`, results, ({ name: result, type }) => {
      const variable = { kind: 'taskResult', section, task: name, name: result } as const;
      return isMatrix ? new ArrayVariable(variable) : variableOfType(type, variable);
    }) as PipelineTask<R, Origin, IsMatrix>['results'];
  }

  /** How it ended: `Succeeded`, `Failed`, or `None` if it did not run. For tasks in `finally`. */
  public get status(): StringVariable<'tasks.outcome'> {
    return new StringVariable({ kind: 'taskOutcome', task: this.name, field: 'status' });
  }

  /** Why it ended so, such as `TaskRunTimeout`. For tasks in `finally`. */
  public get reason(): StringVariable<'tasks.outcome'> {
    return new StringVariable({ kind: 'taskOutcome', task: this.name, field: 'reason' });
  }

  /** How many runs its matrix makes. */
  public get runs(): StringVariable<'tasks.results'> {
    return new StringVariable({ kind: 'matrixLength', task: this.name });
  }
}

export function lowerPipelineTask(
  name: string,
  task: ITask,
  options: AnyTaskOptions,
  path: string,
  lowering: Lowering,
): PipelineTaskSpec {
  const { displayName, description, params, workspaces, when, retries, timeout, onError, runAfter, matrix } = options;
  return {
    name,
    displayName,
    description,
    ...lowering.able(`${path}.task`, task, 'toTaskUse', 'a task').toTaskUse(lowering),
    params: lowerValues(params),
    matrix: matrix && lowerMatrix(matrix),
    workspaces: lowerDirectories(workspaces),
    when: lowerWhen(when, `${path}.when`, lowering),
    retries,
    timeout: timeout && goDuration(timeout),
    onError,
    runAfter: runAfter?.map(({ name: before }) => before),
  };
}

function lowerDirectories(directories: AnyTaskOptions['workspaces'] = {}): PipelineTaskSpec['workspaces'] {
  const bound = Object.entries(directories).filter((entry): entry is [string, Workspace | WorkspacePart] => {
    return entry[1] !== undefined;
  });
  if (bound.length === 0) return undefined;
  return bound.map(([name, given]) => ({
    name,
    workspace: given.name,
    subPath: 'subPath' in given ? String(given.subPath) : undefined,
  }));
}
