import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import { TaskRun as kind, type TaskRunSpec } from '../../lib/api/tekton/v1/task-run';
import { goDuration } from '../base/duration';
import { type Lowering, Resource } from '../base/resource';
import { resultIn } from '../base/status-field';
import { watchedProps } from '../base/watched-props';
import type { AnyParam, ParamInputs } from './param';
import type { RunNameProps } from './run-name';
import {
  accountName,
  type ContainerResourceOptions,
  lowerContainerResources,
  type PodOptions,
  podTemplateFor,
} from './run-options';
import { RunTemplate, type RunTemplateProps } from './run-template';
import type { ITask } from './task-reference';
import { lowerValues, type ValueInput } from './variable';
import type { Workspace } from './workspace';
import { type Bindings, lowerBindings } from './workspace-binding';

/** What a run of a task takes, whatever the task. */
export interface TaskRunOptions extends RunNameProps, PodOptions, ContainerResourceOptions {
  /** How long each try may take. @default - 60 minutes, as Tekton's config-defaults say */
  readonly timeout?: Duration;
  /** How often it is tried again after a failure. @default 0 */
  readonly retries?: number;
  /** Holds the run back, or ends it. @default - it runs */
  readonly status?: TaskRunSpec['status'];
  /** Why, for people; only with `status`. @default - nothing is said */
  readonly statusMessage?: string;
  /** Where a run is stopped for debugging. Needs `enable-api-fields: alpha`. @default - nowhere */
  readonly debug?: TaskRunSpec['debug'];
  /** Controller that runs it, fixed once created. @default - Tekton's own */
  readonly managedBy?: string;
}

/** A run of a task: values for its params, and what its workspaces are. */
export type TaskRunProps<P extends AnyParam = AnyParam, W extends Workspace = Workspace> = TaskRunOptions & {
  /** What runs. */
  readonly task: ITask<P, W>;
} & RunParams<P> &
  RunWorkspaces<W>;

/** A run of a task that is made for each event. */
export type TaskRunTemplateProps<P extends AnyParam, W extends Workspace> = Omit<TaskRunOptions, keyof RunNameProps> &
  RunTemplateProps & {
    /** What runs. */
    readonly task: ITask<P, W>;
  } & RunParams<P> &
  RunWorkspaces<W>;

/** Values for params, which may be left out where all have defaults. */
export type RunParams<P extends AnyParam> =
  Record<never, never> extends ParamInputs<P, never>
    ? { /** Values for the params. */ readonly params?: ParamInputs<P, never> }
    : { /** Values for the params. */ readonly params: ParamInputs<P, never> };

/** What workspaces are, which may be left out where none must be bound. */
export type RunWorkspaces<W extends Workspace> =
  Record<never, never> extends Bindings<W>
    ? { /** What the workspaces are. */ readonly workspaces?: Bindings<W> }
    : { /** What the workspaces are. */ readonly workspaces: Bindings<W> };

/**
 * One run of a task.
 *
 * Becomes: one TaskRun. With `generateName` it is in a file of its own, for `kubectl create`.
 * @example
 * new TaskRun(chart, 'hello-run', { task: hello, params: { who: 'Tekton' } });
 */
export class TaskRun<P extends AnyParam = AnyParam, W extends Workspace = Workspace> extends Resource<TaskRunSpec> {
  /**
   * A run that a `TriggerTemplate` makes for each event.
   *
   * @example
   * TaskRun.template({ task: hello, generateName: 'hello-', params: { who } })
   */
  public static template<P extends AnyParam, W extends Workspace>(given: TaskRunTemplateProps<P, W>): RunTemplate {
    return new RunTemplate(kind.apiVersion, kind.kind, given, (props, lowering) => {
      return lowerTaskRun(props as TaskRunProps & RunTemplateProps, lowering);
    });
  }

  public constructor(scope: Construct, id: string, given: TaskRunProps<P, W>) {
    const props = watchedProps(given);
    super(scope, id, kind, props, (lowering) => ({
      generateName: props.generateName,
      spec: lowerTaskRun(props as TaskRunProps, lowering),
    }));
  }

  /**
   * What the run tells as a result, in a program of Pulumi.
   *
   * @param name name of the result, as the task declares it
   * @throws SynthError KG0009 elsewhere: it is known when the run is done.
   */
  public result(name: string): string {
    return this.inStatus(`status.results[${name}]`, resultIn(name));
  }
}

function lowerTaskRun(props: TaskRunProps, lowering: Lowering): TaskRunSpec {
  const { task, params, workspaces, serviceAccount, podTemplate, timeout, retries } = props;
  const { status, statusMessage, debug, managedBy } = props;
  const bindings = workspaces as Bindings<Workspace> | undefined;
  return {
    ...useInRun(task, lowering),
    params: lowerValues(params as Readonly<Record<string, ValueInput>> | undefined),
    workspaces: lowerBindings(bindings, lowering),
    serviceAccountName: accountName(serviceAccount),
    podTemplate: podTemplateFor(podTemplate, bindings),
    ...lowerContainerResources(props),
    timeout: timeout && goDuration(timeout),
    retries,
    status,
    statusMessage,
    debug,
    managedBy,
  };
}

/** A task as a TaskRun holds it; what is no task of Tekton's own needs a run of another kind. */
function useInRun(task: ITask, lowering: Lowering): Pick<TaskRunSpec, 'taskRef' | 'taskSpec'> {
  const use = lowering.able('task', task, 'toTaskUse', 'a task').toTaskUse(lowering);
  if ('taskRef' in use && use.taskRef.apiVersion === undefined) return { taskRef: use.taskRef };
  if ('taskSpec' in use && use.taskSpec.steps !== undefined) {
    const { steps, metadata, apiVersion: _, kind: __, spec: ___, ...spec } = use.taskSpec;
    if (metadata === undefined) return { taskSpec: { ...spec, steps } };
    lowering.refuse('value', 'task.labels', 'the task is the run itself', 'give the labels and annotations to the run');
  }
  const [found, hint] =
    'pipelineRef' in use || 'pipelineSpec' in use
      ? ['a TaskRun runs a task, and this is a pipeline', 'make a PipelineRun']
      : ['a TaskRun runs no task of another kind', 'put it into a pipeline'];
  return lowering.refuse('reference', 'task', found, hint);
}
