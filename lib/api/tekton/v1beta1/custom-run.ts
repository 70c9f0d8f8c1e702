import type { Status } from '../../duck/v1/status';
import { conditionColumn, defineKind } from '../../kind';
import type { Integer, Time } from '../../meta/v1';
import type { Param } from '../v1/param';
import type { PipelineTaskMetadata } from '../v1/pipeline-task';
import type { TaskRef } from '../v1/reference';
import type { WorkspaceBinding } from '../v1/workspace';

/** What a custom controller runs, by reference. */
export interface CustomRef extends TaskRef {
  /** Image that holds it; the resolver `bundles` took its place. */
  readonly bundle?: string;
}

/** What a custom controller runs, itself. */
export interface EmbeddedCustomRunSpec {
  /** Group and version of the custom controller's kind. */
  readonly apiVersion?: string;
  /** The custom controller's kind. */
  readonly kind?: string;
  /** Labels and annotations. */
  readonly metadata?: PipelineTaskMetadata;
  /**
   * What the custom controller has to know.
   * @explicitPresence
   */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** One run of what a custom controller runs: exactly one of `customRef` and `customSpec`. */
export interface CustomRunSpec {
  /**
   * What is run, by reference.
   * @explicitPresence
   */
  readonly customRef?: CustomRef;
  /**
   * What is run, itself.
   * @explicitPresence
   */
  readonly customSpec?: EmbeddedCustomRunSpec;
  /**
   * Values for its params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * What is given for its workspaces.
   * @listType atomic
   */
  readonly workspaces?: readonly WorkspaceBinding[];
  /** Account that it acts as. @default - the cluster's `default-service-account`: `default` */
  readonly serviceAccountName?: string;
  /**
   * The longest that it may take, as a duration such as `90m`. @default - as the controller says
   * @goDuration
   * @explicitPresence
   */
  readonly timeout?: string;
  /** How often it is tried again after a failure. @default 0 */
  readonly retries?: Integer;
  /** Cancels the run. @default - it runs */
  readonly status?: 'RunCancelled';
  /** Why it has that status. */
  readonly statusMessage?: string;
}

/** A result that a custom controller's run has left. */
export interface CustomRunResult {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

/** What became of a run. */
export interface CustomRunStatus extends Status {
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
  /** Results that it left. */
  readonly results?: readonly CustomRunResult[];
  /**
   * What became of the tries before.
   * @untyped
   */
  readonly retriesStatus?: readonly Readonly<Record<string, unknown>>[];
  /** What the custom controller says besides. */
  readonly extraFields?: unknown;
}

export const CustomRun = defineKind<CustomRunSpec, CustomRunStatus>({
  group: 'tekton.dev',
  version: 'v1beta1',
  kind: 'CustomRun',
  plural: 'customruns',
  scope: 'Namespaced',
  categories: ['tekton', 'tekton-pipelines'],
  columns: {
    Succeeded: conditionColumn('Succeeded'),
    Reason: conditionColumn('Succeeded', 'reason'),
    StartTime: { jsonPath: '.status.startTime', type: 'date' },
    CompletionTime: { jsonPath: '.status.completionTime', type: 'date' },
  },
  decoding: 'strict',
});
