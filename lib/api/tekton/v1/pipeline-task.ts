import type { Integer } from '../../meta/v1';
import type { Param } from './param';
import type { PipelineSpec } from './pipeline';
import type { PipelineRef, TaskRef } from './reference';
import type { TaskSpec } from './task';
import type { WhenExpression } from './when';
import type { PipelineTaskWorkspace } from './workspace';

/** Labels and annotations of the runs of a task. */
export interface PipelineTaskMetadata {
  /** Short values to select objects by. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Longer values that people and tools attach. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * What a custom controller has to know. It is an object; Tekton itself reads none of it.
 * @anyValue
 */
export type CustomTaskSpec = Readonly<Record<string, unknown>>;

/** A task that stands in a pipeline itself, or what a custom controller runs in its place. */
export interface EmbeddedTask extends Omit<TaskSpec, 'steps'> {
  /**
   * The steps, one or more; none for a custom controller.
   * @listType atomic
   */
  readonly steps?: TaskSpec['steps'];
  /** Labels and annotations of its runs. */
  readonly metadata?: PipelineTaskMetadata;
  /** Group and version of a custom controller's kind. */
  readonly apiVersion?: string;
  /** A custom controller's kind. */
  readonly kind?: string;
  /**
   * What the custom controller has to know.
   * @explicitPresence
   */
  readonly spec?: CustomTaskSpec;
}

/** One combination of a matrix besides, or params for those that it fits. */
export interface MatrixInclude {
  /** Its name. */
  readonly name?: string;
  /**
   * Texts for params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
}

/** Runs a task once for each combination of values. */
export interface Matrix {
  /**
   * Params with a list of values each; all combinations are run.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * Combinations besides, or params for those that they fit.
   * @listType atomic
   */
  readonly include?: readonly MatrixInclude[];
}

/** One task of a pipeline: exactly one of `taskRef`, `taskSpec`, `pipelineRef` and `pipelineSpec`. */
export interface PipelineTask {
  /**
   * Its name, unique in the pipeline; others refer to it as `$(tasks.NAME.results.RESULT)`.
   * @schemaOptional
   */
  readonly name: string;
  /** Its name for people. */
  readonly displayName?: string;
  /** What it does. */
  readonly description?: string;
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
  readonly taskSpec?: EmbeddedTask;
  /**
   * A whole pipeline in place of a task. Needs alpha features.
   * @explicitPresence
   */
  readonly pipelineRef?: PipelineRef;
  /**
   * A whole pipeline of its own in place of a task. Needs alpha features.
   * @untyped
   * @explicitPresence
   */
  readonly pipelineSpec?: PipelineSpec;
  /**
   * Values for the task's params.
   * @listType atomic
   */
  readonly params?: readonly Param[];
  /**
   * Runs the task once for each combination of values.
   * @explicitPresence
   */
  readonly matrix?: Matrix;
  /**
   * What of the pipeline's workspaces the task gets.
   * @listType atomic
   */
  readonly workspaces?: readonly PipelineTaskWorkspace[];
  /** Conditions without which it is skipped; all must hold. @default - it runs */
  readonly when?: readonly WhenExpression[];
  /**
   * Tasks that it waits for, besides those whose results it uses.
   * @listType atomic
   */
  readonly runAfter?: readonly string[];
  /** How often it is tried again after a failure. @default 0 */
  readonly retries?: Integer;
  /**
   * The longest that it may take, as a duration such as `90m`. @default - the cluster's: 1h
   * @goDuration
   * @explicitPresence
   */
  readonly timeout?: string;
  /** Whether the pipeline goes on when it fails: `continue` or `stopAndFail`, or a param. @default 'stopAndFail' */
  readonly onError?: string;
}
