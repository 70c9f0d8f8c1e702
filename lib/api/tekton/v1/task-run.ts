import type { KubeResourceRequirements } from '../../core/v1/kube-container';
import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Integer, Time } from '../../meta/v1';
import type { Param } from './param';
import type { PodTemplate } from './pod-template';
import type { Provenance } from './provenance';
import type { TaskRef } from './reference';
import type { TaskRunResult } from './result';
import type { Artifacts, SidecarState, StepState } from './step-state';
import type { TaskSpec } from './task';
import type { WorkspaceBinding } from './workspace';

/** Requests and limits of one step or sidecar, in place of those that the task says. */
export interface ContainerResources {
  /** The step's or sidecar's name. */
  readonly name: string;
  /** Requests and limits. */
  readonly computeResources: KubeResourceRequirements;
}

/** Where a run halts for someone to look at it. */
export interface TaskBreakpoints {
  /** `enabled`: a step that fails keeps its container. */
  readonly onFailure?: 'enabled';
  /**
   * Steps before which the run halts.
   * @listType atomic
   */
  readonly beforeSteps?: readonly string[];
}

/** How a run is looked at. */
export interface TaskRunDebug {
  /**
   * Where it halts.
   * @explicitPresence
   */
  readonly breakpoints?: TaskBreakpoints;
}

/** One run of a task: exactly one of `taskRef` and `taskSpec`. It is fixed once it has started. */
export interface TaskRunSpec {
  /**
   * The task.
   * @explicitPresence
   */
  readonly taskRef?: TaskRef;
  /**
   * A task of its own.
   * @untyped
   * @explicitPresence
   */
  readonly taskSpec?: TaskSpec;
  /**
   * Values for the task's params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * What is given for the task's workspaces.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceBinding[];
  /** Account of the pod. @default - the cluster's `default-service-account`: `default` */
  readonly serviceAccountName?: string;
  /**
   * What the pod has besides. @default - the cluster's `default-pod-template`
   * @explicitPresence
   */
  readonly podTemplate?: PodTemplate;
  /**
   * The longest that it may take, as a duration such as `90m`; `0` is for ever. @default - the cluster's: 1h
   * @goDuration
   * @explicitPresence
   */
  readonly timeout?: string;
  /** How often it is tried again after a failure. @default 0 */
  readonly retries?: Integer;
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
  /** Cancels the run, or has it wait. @default - it runs */
  readonly status?: 'TaskRunCancelled' | 'TaskRunPending';
  /** Why it has that status. */
  readonly statusMessage?: string;
  /**
   * How it is looked at. Needs alpha features.
   * @explicitPresence
   */
  readonly debug?: TaskRunDebug;
  /**
   * Who acts on it; fixed once created. @default - Tekton's own controller
   * @explicitPresence
   */
  readonly managedBy?: string;
}

/** What became of a run. */
export interface TaskRunStatus extends Status {
  /** Its pod. */
  readonly podName: string;
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
   * Its steps.
   * @listType atomic
   */
  readonly steps?: readonly StepState[];
  /**
   * Its sidecars.
   * @listType atomic
   */
  readonly sidecars?: readonly SidecarState[];
  /**
   * Results that it left.
   * @listType atomic
   */
  readonly results?: readonly TaskRunResult[];
  /** What it read and made. */
  readonly artifacts?: Artifacts;
  /**
   * What became of the tries before.
   * @untyped
   */
  readonly retriesStatus?: readonly Readonly<Record<string, unknown>>[];
  /** The task as it was run. */
  readonly taskSpec?: TaskSpec;
  /** What the run was made of. */
  readonly provenance?: Provenance;
  /** The span that traces it, as headers. */
  readonly spanContext?: Readonly<Record<string, string>>;
}

export const TaskRun = defineKind<TaskRunSpec, TaskRunStatus>({
  group: 'tekton.dev',
  version: 'v1',
  alsoServed: ['v1beta1'],
  kind: 'TaskRun',
  plural: 'taskruns',
  scope: 'Namespaced',
  shortNames: ['tr', 'trs'],
  categories: ['tekton', 'tekton-pipelines'],
  columns: {
    Succeeded: conditionColumn('Succeeded'),
    Reason: conditionColumn('Succeeded', 'reason'),
    StartTime: { jsonPath: '.status.startTime', type: 'date' },
    CompletionTime: { jsonPath: '.status.completionTime', type: 'date' },
  },
  decoding: 'strict',
});
