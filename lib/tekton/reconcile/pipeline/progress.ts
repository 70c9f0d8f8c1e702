import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import { soleVariable, variablesIn } from '../../../api/tekton/variables';
import { isDone, succeededOf } from '../../status';
import { type Lookup, selected, substitute } from '../../substitution';
import { allTasks } from './pipeline-spec';

/** Where a task of a pipeline is. */
export type TaskState = 'open' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'ignored' | 'skipped' | 'invalid';

/** Why a task was left out, in Tekton's own words. */
export const skip = {
  when: 'When Expressions evaluated to false',
  parent: 'Parent Tasks were skipped',
  stopping: 'PipelineRun was stopping',
  gracefullyCancelled: 'PipelineRun was gracefully cancelled',
  gracefullyStopped: 'PipelineRun was gracefully stopped',
  results: 'Results were missing',
  pipelineTimeout: 'PipelineRun timeout has been reached',
  tasksTimeout: 'PipelineRun Tasks timeout has been reached',
  finallyTimeout: 'PipelineRun Finally timeout has been reached',
  matrix: 'Matrix Parameters have an empty array',
} as const;

interface Skipped {
  readonly reason: string;
  readonly when?: readonly WhenExpression[];
}

interface ChildResult {
  readonly name: string;
  readonly value: ParamValue;
}

interface ChildStatus {
  readonly results?: readonly ChildResult[];
}

export type Child = KubeObject<unknown, ChildStatus>;

export interface ProgressOptions {
  /** How the run was told to end early. */
  readonly ending?: 'CancelledRunFinally' | 'StoppedRunFinally';
  readonly tasksTimedOut: boolean;
  readonly finallyTimedOut: boolean;
}

/** How far a pipeline has come: what ran, what is left out, and what comes next. */
export class Progress {
  readonly #spec: PipelineSpec;
  readonly #children: ReadonlyMap<string, readonly Child[]>;
  readonly #options: ProgressOptions;
  readonly #parents: ReadonlyMap<string, readonly string[]>;
  readonly #states = new Map<string, TaskState>();
  readonly #skipped = new Map<string, Skipped>();

  public constructor(spec: PipelineSpec, children: ReadonlyMap<string, readonly Child[]>, options: ProgressOptions) {
    this.#spec = spec;
    this.#children = children;
    this.#options = options;
    this.#parents = new Map((spec.tasks ?? []).map((task) => [task.name, parentsOf(task)]));
    for (const task of allTasks(spec)) this.#states.set(task.name, this.#started(task));
    for (let isNew = true; isNew; ) isNew = (spec.tasks ?? []).map((task) => this.#settle(task)).some(Boolean);
    if (this.areTasksDone) for (const task of spec.finally ?? []) this.#settleLast(task);
  }

  public stateOf(task: string): TaskState {
    return this.#states.get(task) ?? 'open';
  }

  public count(...states: readonly TaskState[]): number {
    return [...this.#states.values()].filter((state) => states.includes(state)).length;
  }

  public get skippedTasks(): readonly {
    readonly name: string;
    readonly reason: string;
    readonly whenExpressions?: readonly WhenExpression[];
  }[] {
    return allTasks(this.#spec).flatMap(({ name }) => {
      const found = this.#skipped.get(name);
      if (found === undefined) return [];
      return [{ name, reason: found.reason, ...(found.when === undefined ? {} : { whenExpressions: found.when }) }];
    });
  }

  /** Whether all tasks but those of `finally` have come to an end, or never will begin. */
  public get areTasksDone(): boolean {
    return (this.#spec.tasks ?? []).every(({ name }) => !['open', 'running'].includes(this.stateOf(name)));
  }

  public get isDone(): boolean {
    return allTasks(this.#spec).every(({ name }) => !['open', 'running'].includes(this.stateOf(name)));
  }

  /** Tasks to start now, with the results of others put into them. */
  public get next(): readonly PipelineTask[] {
    const ready = (this.#spec.tasks ?? []).filter(
      ({ name }) => this.stateOf(name) === 'open' && this.#areParentsDone(name),
    );
    const last = this.areTasksDone
      ? (this.#spec.finally ?? []).filter(({ name }) => this.stateOf(name) === 'open')
      : [];
    return [...ready, ...last].map((task) => this.resolved(task));
  }

  /** The task with what is known of others put into it. */
  public resolved(task: PipelineTask): PipelineTask {
    const { taskSpec, ...rest } = task;
    return { ...substitute(rest, this.#lookup(task)), ...(taskSpec === undefined ? {} : { taskSpec }) };
  }

  /** The value of a result of the pipeline; undefined where it comes from a task that did not succeed. */
  public resultOf(value: ParamValue): ParamValue | undefined {
    const references = textsOf(value).flatMap((text) => variablesIn(text));
    const lookup: Lookup = (variable) =>
      variable.kind === 'taskResult' && this.stateOf(variable.task) === 'succeeded'
        ? selected(this.#result(variable.task, variable.name), variable)
        : undefined;
    if (references.some(({ variable }) => variable === undefined || lookup(variable) === undefined)) return undefined;
    const sole = typeof value === 'string' ? soleVariable(value) : undefined;
    return sole === undefined ? substitute(value, lookup) : lookup(sole);
  }

  #started(task: PipelineTask): TaskState {
    const children = this.#children.get(task.name) ?? [];
    if (children.length === 0) return 'open';
    if (!children.every(isDone)) return 'running';
    const failed = children.filter((child) => succeededOf(child)?.status === 'False');
    if (failed.length === 0) return 'succeeded';
    if (task.onError === 'continue') return 'ignored';
    return failed.every((child) =>
      ['TaskRunCancelled', 'CustomRunCancelled'].includes(succeededOf(child)?.reason ?? ''),
    )
      ? 'cancelled'
      : 'failed';
  }

  get #isStopping(): boolean {
    return (this.#spec.tasks ?? []).some(({ name }) => ['failed', 'cancelled', 'invalid'].includes(this.stateOf(name)));
  }

  #areParentsDone(task: string): boolean {
    return (this.#parents.get(task) ?? []).every((parent) => !['open', 'running'].includes(this.stateOf(parent)));
  }

  /** Decides whether a task that has not begun is left out. Says whether it is. */
  #settle(task: PipelineTask): boolean {
    if (this.stateOf(task.name) !== 'open') return false;
    const why = this.#reasonToSkip(task);
    if (why === undefined) return false;
    if (why === 'invalid') this.#states.set(task.name, 'invalid');
    else {
      this.#states.set(task.name, 'skipped');
      this.#skipped.set(task.name, why);
    }
    return true;
  }

  #reasonToSkip(task: PipelineTask): Skipped | 'invalid' | undefined {
    const { ending, tasksTimedOut } = this.#options;
    if (this.#isStopping) return { reason: skip.stopping };
    if (ending === 'CancelledRunFinally') return { reason: skip.gracefullyCancelled };
    if (ending === 'StoppedRunFinally') return { reason: skip.gracefullyStopped };
    if (tasksTimedOut) return { reason: skip.tasksTimeout };
    if (!this.#areParentsDone(task.name)) return undefined;
    const when = this.#when(task);
    if (when !== undefined) return { reason: skip.when, when };
    const parents = this.#parents.get(task.name) ?? [];
    const left = parents.filter(
      (parent) => this.stateOf(parent) === 'skipped' && this.#skipped.get(parent)?.reason !== skip.when,
    );
    if (left.length > 0) return { reason: skip.parent };
    return this.#missingResults(task, false);
  }

  #settleLast(task: PipelineTask): void {
    if (this.stateOf(task.name) !== 'open') return;
    const missing = this.#missingResults(task, true);
    const when = this.#when(task);
    const why =
      (missing as Skipped | undefined) ??
      (when === undefined ? undefined : { reason: skip.when, when }) ??
      (this.#options.finallyTimedOut ? { reason: skip.finallyTimeout } : undefined);
    if (why === undefined) return;
    this.#states.set(task.name, 'skipped');
    this.#skipped.set(task.name, why);
  }

  /** The conditions of a task, as they come out, where one of them does not hold. */
  #when(task: PipelineTask): readonly WhenExpression[] | undefined {
    const { when } = this.resolved(task);
    return when === undefined || when.every(holds) ? undefined : when;
  }

  #missingResults(task: PipelineTask, isLast: boolean): Skipped | 'invalid' | undefined {
    const missing = resultsUsedBy(task).filter(({ task: of, name }) => this.#result(of, name) === undefined);
    if (missing.length === 0) return undefined;
    const isMild =
      isLast || task.onError === 'continue' || missing.every(({ task: of }) => this.stateOf(of) === 'skipped');
    return isMild ? { reason: skip.results } : 'invalid';
  }

  /** A result of a task; of one that runs many times, all of them. */
  #result(task: string, name: string): ParamValue | undefined {
    const children = this.#children.get(task) ?? [];
    const values = children.map((child) => child.status?.results?.find((result) => result.name === name)?.value);
    if (values.length === 0 || values.some((value) => value === undefined)) return undefined;
    const isMatrix = allTasks(this.#spec).find((each) => each.name === task)?.matrix !== undefined;
    return isMatrix ? values.map(String) : values[0];
  }

  #lookup(task: PipelineTask): Lookup {
    return (variable) => {
      switch (variable.kind) {
        case 'taskResult':
          return selected(this.#result(variable.task, variable.name), variable);
        case 'taskOutcome':
          return variable.field === 'status' ? this.#outcome(variable.task) : this.#reason(variable.task);
        case 'tasksOutcome':
          return this.#aggregate();
        case 'matrixLength':
          return String(this.#children.get(variable.task)?.length ?? 0);
        case 'context':
          return variable.object === 'pipelineTask' ? String(task.retries ?? 0) : undefined;
        default:
          return undefined;
      }
    };
  }

  #outcome(task: string): string {
    const state = this.stateOf(task);
    if (state === 'succeeded') return 'Succeeded';
    return ['failed', 'cancelled', 'ignored', 'invalid'].includes(state) ? 'Failed' : 'None';
  }

  #reason(task: string): string {
    return succeededOf(this.#children.get(task)?.[0] ?? {})?.reason ?? '';
  }

  /** How all tasks together came out: only a run that left none out has simply succeeded. */
  #aggregate(): string {
    const states = (this.#spec.tasks ?? []).map(({ name }) => this.stateOf(name));
    if (states.some((state) => ['failed', 'cancelled', 'invalid'].includes(state))) return 'Failed';
    if (states.includes('skipped')) return 'Completed';
    return states.every((state) => state === 'succeeded' || state === 'ignored') ? 'Succeeded' : 'None';
  }
}

/** Tasks that have to be over before this one. */
function parentsOf(task: PipelineTask): readonly string[] {
  return [...new Set([...(task.runAfter ?? []), ...resultsUsedBy(task).map(({ task: name }) => name)])];
}

function resultsUsedBy({ params, when, matrix, workspaces, taskRef }: PipelineTask) {
  return textsOf([params, when, matrix, workspaces, taskRef]).flatMap((text) =>
    variablesIn(text).flatMap(({ variable }) => (variable?.kind === 'taskResult' ? [variable] : [])),
  );
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** Whether a condition holds. What is written in CEL is left to a cluster: here it holds. */
function holds({ input = '', operator, values = [], cel }: WhenExpression): boolean {
  if (cel !== undefined) return true;
  return values.includes(input) === (operator === 'in');
}
