import type { KubeResourceRequirements } from '../../core/v1/kube-container';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Time } from '../../meta/v1';
import type { Param } from './param';
import type { PipelineSpec } from './pipeline';
import type { PipelineTaskMetadata } from './pipeline-task';
import type { PodTemplate } from './pod-template';
import type { Provenance } from './provenance';
import type { PipelineRef } from './reference';
import type { PipelineRunResult } from './result';
import type { ContainerResources } from './task-run';
import type { WhenExpression } from './when';
import type { WorkspaceBinding } from './workspace';

/** The longest that a run and its parts may take, as durations such as `90m`; `0` is for ever. */
export interface PipelineRunTimeouts {
  /**
   * The whole run. @default - the cluster's: 1h
   * @goDuration
   * @explicitPresence
   */
  readonly pipeline?: string;
  /**
   * The tasks. @default - what `finally` leaves of `pipeline`
   * @goDuration
   * @explicitPresence
   */
  readonly tasks?: string;
  /**
   * The tasks at the end. @default - what `tasks` leaves of `pipeline`
   * @goDuration
   * @explicitPresence
   */
  readonly finally?: string;
}

/** What the runs of all tasks have. */
export interface PipelineTaskRunTemplate {
  /** Account of the pods. @default - the cluster's `default-service-account`: `default` */
  readonly serviceAccountName?: string;
  /**
   * What the pods have besides. @default - the cluster's `default-pod-template`
   * @explicitPresence
   */
  readonly podTemplate?: PodTemplate;
}

/** What the runs of one task have, in place of what holds for all. */
export interface PipelineTaskRunSpec {
  /**
   * The task, by its name in the pipeline.
   * @schemaOptional
   */
  readonly pipelineTaskName: string;
  /** Account of the pods. @default - as for all tasks */
  readonly serviceAccountName?: string;
  /**
   * What the pods have besides. @default - as for all tasks
   * @explicitPresence
   */
  readonly podTemplate?: PodTemplate;
  /**
   * Requests and limits of single steps.
   * @listType atomic
   */
  readonly stepSpecs?: readonly ContainerResources[];
  /**
   * Requests and limits of single sidecars.
   * @listType atomic
   */
  readonly sidecarSpecs?: readonly ContainerResources[];
  /**
   * Requests and limits of all steps together.
   * @explicitPresence
   */
  readonly computeResources?: KubeResourceRequirements;
  /**
   * Labels and annotations of the runs.
   * @explicitPresence
   */
  readonly metadata?: PipelineTaskMetadata;
  /**
   * The longest that a run may take, as a duration such as `90m`. @default - as the pipeline says
   * @goDuration
   * @explicitPresence
   */
  readonly timeout?: string;
}

/** One run of a pipeline: exactly one of `pipelineRef` and `pipelineSpec`. It is fixed once it has started. */
export interface PipelineRunSpec {
  /**
   * The pipeline.
   * @explicitPresence
   */
  readonly pipelineRef?: PipelineRef;
  /**
   * A pipeline of its own.
   * @untyped
   * @explicitPresence
   */
  readonly pipelineSpec?: PipelineSpec;
  /**
   * Values for the pipeline's params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * What is given for the pipeline's workspaces.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceBinding[];
  /** The longest that it and its parts may take. */
  readonly timeouts?: PipelineRunTimeouts;
  /** What the runs of all tasks have. */
  readonly taskRunTemplate?: PipelineTaskRunTemplate;
  /**
   * What the runs of single tasks have.
   * @listType atomic
   */
  readonly taskRunSpecs?: readonly PipelineTaskRunSpec[];
  /** Ends the run at once or by way of `finally`, or has it wait. @default - it runs */
  readonly status?: 'Cancelled' | 'CancelledRunFinally' | 'StoppedRunFinally' | 'PipelineRunPending';
  /**
   * Who acts on it; fixed once created. @default - Tekton's own controller
   * @explicitPresence
   */
  readonly managedBy?: string;
}

/** A run that the run of a pipeline made. */
export interface ChildStatusReference {
  /** Its group and version. */
  readonly apiVersion?: string;
  /** Its kind. */
  readonly kind?: string;
  /** Its name. */
  readonly name?: string;
  /** Its name for people. */
  readonly displayName?: string;
  /** The task, by its name in the pipeline. */
  readonly pipelineTaskName?: string;
  /**
   * Conditions that held.
   * @listType atomic
   */
  readonly whenExpressions?: readonly WhenExpression[];
}

/** A task that was not run. */
export interface SkippedTask {
  /** Its name. */
  readonly name: string;
  /** Why, as a sentence. */
  readonly reason: string;
  /**
   * Conditions of which one did not hold.
   * @listType atomic
   */
  readonly whenExpressions?: readonly WhenExpression[];
}

/** What became of the run of a pipeline. */
export interface PipelineRunStatus extends Status {
  /**
   * When it began.
   * @format date-time
   */
  readonly startTime?: Time;
  /**
   * When it ended.
   * @format date-time
   */
  readonly completionTime?: Time;
  /**
   * When the tasks at the end began.
   * @format date-time
   */
  readonly finallyStartTime?: Time;
  /**
   * Runs that it made.
   * @listType atomic
   */
  readonly childReferences?: readonly ChildStatusReference[];
  /**
   * Tasks that it did not run.
   * @listType atomic
   */
  readonly skippedTasks?: readonly SkippedTask[];
  /**
   * Results that it left.
   * @listType atomic
   */
  readonly results?: readonly PipelineRunResult[];
  /**
   * The pipeline as it was run.
   * @untyped
   */
  readonly pipelineSpec?: PipelineSpec;
  /** What the run was made of. */
  readonly provenance?: Provenance;
  /** The span that traces it, as headers. */
  readonly spanContext?: Readonly<Record<string, string>>;
}

export const PipelineRun = defineKind<PipelineRunSpec, PipelineRunStatus>({
  group: 'tekton.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'PipelineRun',
  plural: 'pipelineruns',
  scope: 'Namespaced',
  shortNames: ['pr', 'prs'],
  categories: ['tekton', 'tekton-pipelines'],
  columns: {
    Succeeded: conditionColumn('Succeeded'),
    Reason: conditionColumn('Succeeded', 'reason'),
    StartTime: { jsonPath: '.status.startTime', type: 'date' },
    CompletionTime: { jsonPath: '.status.completionTime', type: 'date' },
  },
  decoding: 'strict',
});
