import { Duration, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ObjectMeta } from '../../lib/api/meta/v1';
import {
  PipelineRun as kind,
  type PipelineRunSpec,
  type PipelineTaskRunSpec,
} from '../../lib/api/tekton/v1/pipeline-run';
import type { PodTemplate } from '../../lib/api/tekton/v1/pod-template';
import { goDuration } from '../base/duration';
import { type Lowering, Resource } from '../base/resource';
import { resultIn } from '../base/status-field';
import { watchedProps } from '../base/watched-props';
import type { INamed } from '../kubernetes/named';
import type { AnyParam } from './param';
import type { IPipeline } from './pipeline-reference';
import type { RunNameProps } from './run-name';
import {
  accountName,
  type ContainerResourceOptions,
  lowerContainerResources,
  type PodOptions,
  podTemplateFor,
} from './run-options';
import { RunTemplate, type RunTemplateProps } from './run-template';
import type { RunParams, RunWorkspaces } from './task-run';
import { lowerValues, type ValueInput } from './variable';
import type { Workspace } from './workspace';
import { type Bindings, lowerBindings } from './workspace-binding';

/** How long a run and its parts may take; a duration of 0 sets no limit. */
export interface PipelineRunTimeouts {
  /** All of it. @default - 60 minutes, as Tekton's config-defaults say */
  readonly pipeline?: Duration;
  /**
   * All tasks that are not in `finally`. A task that says no timeout of its own may take as long as all of them.
   * @default - what the others leave of `pipeline`, if that is more than 60 minutes; else each task has 60 minutes
   */
  readonly tasks?: Duration;
  /** All tasks in `finally`. @default - what `tasks` leaves of `pipeline` */
  readonly finally?: Duration;
}

/** How one task of a pipeline runs here. */
export interface TaskRunSettings extends ContainerResourceOptions {
  /** Account that its pod acts as. @default - the run's */
  readonly serviceAccount?: string | INamed;
  /** What is said of its pod. @default - what the run says */
  readonly podTemplate?: PodTemplate;
  /** How long it may take. @default - as the pipeline says */
  readonly timeout?: Duration;
  /** Labels and annotations of its TaskRun. @default - none */
  readonly metadata?: Pick<ObjectMeta, 'labels' | 'annotations'>;
}

/** What a run of a pipeline takes, whatever the pipeline. */
export interface PipelineRunOptions extends RunNameProps, PodOptions {
  /** How long it may take. @default - 60 minutes */
  readonly timeouts?: PipelineRunTimeouts;
  /** How single tasks run, by their name in the pipeline. @default - as the run and the pipeline say */
  readonly tasks?: Readonly<Record<string, TaskRunSettings>>;
  /** Holds the run back, or ends it. @default - it runs */
  readonly status?: PipelineRunSpec['status'];
  /** Controller that runs it, fixed once created. @default - Tekton's own */
  readonly managedBy?: string;
}

/** A run of a pipeline: values for its params, and what its workspaces are. */
export type PipelineRunProps<P extends AnyParam = AnyParam, W extends Workspace = Workspace> = PipelineRunOptions & {
  /** What runs. */
  readonly pipeline: IPipeline<P, W>;
} & RunParams<P> &
  RunWorkspaces<W>;

/** A run of a pipeline that is made for each event. */
export type PipelineRunTemplateProps<P extends AnyParam, W extends Workspace> = Omit<
  PipelineRunOptions,
  keyof RunNameProps
> &
  RunTemplateProps & {
    /** What runs. */
    readonly pipeline: IPipeline<P, W>;
  } & RunParams<P> &
  RunWorkspaces<W>;

/**
 * One run of a pipeline.
 *
 * Becomes: one PipelineRun. With `generateName` it is in a file of its own, for `kubectl create`.
 * @example
 * new PipelineRun(chart, 'run', {
 *   pipeline,
 *   generateName: 'ci-',
 *   params: { repo: 'https://github.com/example/shop' },
 *   workspaces: { source: WorkspaceBinding.claimTemplate({ storage: Size.gibibytes(1) }) },
 * });
 */
export class PipelineRun<
  P extends AnyParam = AnyParam,
  W extends Workspace = Workspace,
> extends Resource<PipelineRunSpec> {
  /**
   * A run that a `TriggerTemplate` makes for each event.
   *
   * @example
   * PipelineRun.template({ pipeline, generateName: 'ci-', params: { revision }, workspaces: { source } })
   */
  public static template<P extends AnyParam, W extends Workspace>(given: PipelineRunTemplateProps<P, W>): RunTemplate {
    return new RunTemplate(kind.apiVersion, kind.kind, given, (props, lowering) => {
      return lowerPipelineRun(props as PipelineRunProps & RunTemplateProps, lowering);
    });
  }

  public constructor(scope: Construct, id: string, given: PipelineRunProps<P, W>) {
    const props = watchedProps(given) as PipelineRunProps;
    super(scope, id, kind, props, (lowering) => {
      return { generateName: props.generateName, spec: lowerPipelineRun(props, lowering) };
    });
  }

  /**
   * What the run tells as a result, in a program of Pulumi.
   *
   * @param name name of the result, as the pipeline declares it
   * @throws SynthError KG0009 elsewhere: it is known when the run is done.
   */
  public result(name: string): string {
    return this.inStatus(`status.results[${name}]`, resultIn(name));
  }
}

/** The spec of a run. */
function lowerPipelineRun(props: PipelineRunProps, lowering: Lowering): PipelineRunSpec {
  const { pipeline, params, workspaces, serviceAccount, podTemplate, tasks, status, managedBy } = props;
  const bindings = workspaces as Bindings<Workspace> | undefined;
  const template = {
    serviceAccountName: accountName(serviceAccount),
    podTemplate: podTemplateFor(podTemplate, bindings),
  };
  const saysPods = Object.values(template).some((value) => value !== undefined);
  return {
    ...lowering.able('pipeline', pipeline, 'toPipelineUse', 'a pipeline').toPipelineUse(lowering),
    params: lowerValues(params as Readonly<Record<string, ValueInput>> | undefined),
    workspaces: lowerBindings(bindings, lowering),
    taskRunTemplate: saysPods ? template : undefined,
    timeouts: lowerTimeouts(props, lowering),
    taskRunSpecs: tasks && Object.entries(tasks).map(lowerTaskSettings),
    status,
    managedBy,
  };
}

function lowerTaskSettings([pipelineTaskName, settings]: [string, TaskRunSettings]): PipelineTaskRunSpec {
  const { serviceAccount, podTemplate, timeout, metadata } = settings;
  return {
    pipelineTaskName,
    serviceAccountName: accountName(serviceAccount),
    podTemplate,
    ...lowerContainerResources(settings),
    timeout: timeout && goDuration(timeout),
    metadata,
  };
}

/** What each task has at most where nothing is said: setting only the time of the whole does not lift it. */
const TASK_DEFAULT = Duration.minutes(60);

/** The timeouts, with the one for tasks where the whole is to take longer than a task may by default. */
function lowerTimeouts({ timeouts, pipeline }: PipelineRunProps, lowering: Lowering): PipelineRunSpec['timeouts'] {
  if (timeouts === undefined) return undefined;
  const { pipeline: whole, tasks, finally: last } = timeouts;
  const isLong = whole !== undefined && whole.toMilliseconds() > TASK_DEFAULT.toMilliseconds();
  return {
    pipeline: whole && goDuration(whole),
    tasks: tasks === undefined ? (isLong ? tasksShare(whole, last, pipeline, lowering) : undefined) : goDuration(tasks),
    finally: last && goDuration(last),
  };
}

/** What is left of the whole for tasks. Whether there are others, in `finally`, shows when all were added. */
function tasksShare(whole: Duration, last: Duration | undefined, pipeline: IPipeline, lowering: Lowering): string {
  if (last !== undefined) return goDuration(Duration.millis(whole.toMilliseconds() - last.toMilliseconds()));
  const produce = () => {
    if (pipeline.hasFinally === false) return goDuration(whole);
    const found = `all may take ${goDuration(whole)}, and each task no more than 60 minutes of it`;
    return lowering.refuse('missing', 'timeouts.tasks', found, 'say how long the tasks may take, or those in finally');
  };
  return Lazy.any({ produce }) as string;
}
