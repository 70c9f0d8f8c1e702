import type { ParamType, ParamValue, PropertySpec } from './param';

/** A result that a step leaves for others of its task. */
export interface StepResult {
  /** Its name: the step writes the file `$(step.results.NAME.path)`. */
  readonly name: string;
  /** What its value is. @default 'string' */
  readonly type?: ParamType;
  /** The keys of an object, each with its type. */
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  /** What it says. */
  readonly description?: string;
}

/** A result that a task leaves for others. */
export interface TaskResult {
  /** Its name: a step writes the file `$(results.NAME.path)`. */
  readonly name: string;
  /** What its value is. @default - `object` with `properties`, else `string` */
  readonly type?: ParamType;
  /** The keys of an object, each with its type. */
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  /** What it says. */
  readonly description?: string;
  /**
   * The step's result that it repeats, as `$(steps.STEP.results.NAME)`. @default - what a step writes
   * @explicitPresence
   */
  readonly value?: ParamValue;
}

/** A result of a whole pipeline. */
export interface PipelineResult {
  /** Its name. */
  readonly name: string;
  /** What its value is. @default - as the result that it repeats */
  readonly type?: ParamType;
  /** What it says. */
  readonly description?: string;
  /**
   * Its value, with one result of a task in it at least, as `$(tasks.TASK.results.NAME)`.
   * @neverMissing
   */
  readonly value: ParamValue;
}

/** A result that a run has left. */
export interface TaskRunResult {
  /** Its name. */
  readonly name: string;
  /** What its value is. */
  readonly type?: ParamType;
  /** Its value. */
  readonly value: ParamValue;
}

/** A result that the run of a pipeline has left. */
export interface PipelineRunResult {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: ParamValue;
}
