import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { SkippedTask } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import { soleVariable } from '../../../api/tekton/variables';
import { isDone, succeededOf } from '../../status';
import { type Lookup, selected, substitute } from '../../substitution';
import { allTasks, parentsOf, resultsUsedBy, taskResultsIn } from './graph';
import { combinationsOf, isEmpty } from './matrix';
import { holds } from './when';

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

const TIMEOUTS: readonly string[] = [skip.pipelineTimeout, skip.tasksTimeout, skip.finallyTimeout];

/** Told to children whose pipeline has no time left: such have failed. */
export const TIMED_OUT = 'TaskRun cancelled as the PipelineRun it belongs to has timed out.';
export const CUSTOM_TIMED_OUT = 'CustomRun cancelled as the PipelineRun it belongs to has timed out.';

interface ChildResult {
  readonly name: string;
  readonly value: ParamValue;
}

interface ChildStatus {
  readonly results?: readonly ChildResult[];
}

export type Child = KubeObject<{ readonly statusMessage?: string }, ChildStatus>;

export interface ProgressOptions {
  /** How the run was told to end early. */
  readonly ending?: 'CancelledRunFinally' | 'StoppedRunFinally';
  readonly isOver: boolean;
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
  readonly #skipped = new Map<string, string>();
  readonly #refused = new Map<string, string>();
  readonly #unordered: readonly string[];
  /**
   * Tekton asks whether `finally` may begin before it leaves out what comes after a task that it refused: where there is
   * such a thing, it waits, until the time of the run is up.
   */
  readonly #mayLastBegin: boolean;

  public constructor(spec: PipelineSpec, children: ReadonlyMap<string, readonly Child[]>, options: ProgressOptions) {
    this.#spec = spec;
    this.#children = children;
    this.#options = options;
    this.#parents = new Map((spec.tasks ?? []).map((task) => [task.name, parentsOf(task)]));
    for (const task of allTasks(spec)) this.#states.set(task.name, this.#started(task));
    this.#settleAll();
    this.#unordered = this.#unorderedTasks();
    for (const task of this.#ready) this.#refuse(task);
    this.#mayLastBegin = this.areTasksDone;
    this.#settleAll();
    if (this.areTasksDone) for (const task of spec.finally ?? []) this.#settleLast(task);
  }

  public stateOf(task: string): TaskState {
    return this.#states.get(task) ?? 'open';
  }

  public count(...states: readonly TaskState[]): number {
    return [...this.#states.values()].filter((state) => states.includes(state)).length;
  }

  /** Whether a task was left out because there was no time left for it. */
  public get isLate(): boolean {
    return [...this.#skipped.values()].some((reason) => TIMEOUTS.includes(reason));
  }

  public get skippedTasks(): readonly SkippedTask[] {
    const isLast = new Set((this.#spec.finally ?? []).map(({ name }) => name));
    return allTasks(this.#spec).flatMap((task) => {
      const reason = this.#skipped.get(task.name) ?? this.#reasonDespite(task);
      if (reason === undefined) return [];
      const { when } = this.resolved(task);
      // What comes last tells its conditions only where they are the reason.
      const tells = when !== undefined && (!isLast.has(task.name) || reason === skip.when);
      return [{ name: task.name, reason, ...(tells ? { whenExpressions: when } : {}) }];
    });
  }

  /** Tekton does not see that a pipeline in the place of a task has begun, and tells why it is left out though it is not. */
  #reasonDespite(task: PipelineTask): string | undefined {
    const isPipeline = task.pipelineRef !== undefined || task.pipelineSpec !== undefined;
    return isPipeline && this.#isStopping ? skip.stopping : undefined;
  }

  /** Whether all tasks but those of `finally` have come to an end, or never will begin. */
  public get areTasksDone(): boolean {
    return (this.#spec.tasks ?? []).every((task) => this.#isSettled(task));
  }

  /** Whether those of `finally` have; where there are none, they have. */
  public get areLastDone(): boolean {
    return (this.#spec.finally ?? []).every((task) => this.#isSettled(task));
  }

  /** Whether it is the turn of `finally`; a task of it that lacks results never gets so far, even to be left out. */
  public get isLastsTurn(): boolean {
    return (
      this.#mayLastBegin && (this.#spec.finally ?? []).some(({ name }) => this.#skipped.get(name) !== skip.results)
    );
  }

  public get isDone(): boolean {
    return allTasks(this.#spec).every((task) => this.#isSettled(task));
  }

  /** Whether any task has begun. */
  public get hasBegun(): boolean {
    return [...this.#children.values()].some((children) => children.length > 0);
  }

  #isSettled({ name }: PipelineTask): boolean {
    return !['open', 'running'].includes(this.stateOf(name));
  }

  /** Tasks whose results are missing though they are used, and what is said of each; by the names of those that use them. */
  public get refused(): ReadonlyMap<string, string> {
    return this.#refused;
  }

  /** Tasks that are left out though others before them still run, which Tekton takes for a fault of its own. */
  public get unordered(): readonly string[] {
    return this.#unordered;
  }

  /** Tasks to start now, with the results of others put into them. */
  public get next(): readonly PipelineTask[] {
    const last = this.#mayLastBegin
      ? (this.#spec.finally ?? []).filter(({ name }) => this.stateOf(name) === 'open')
      : [];
    // Where one is refused, none begins.
    return [...(this.#refused.size > 0 ? [] : this.#ready), ...last].map((task) => this.resolved(task));
  }

  /** What is wrong with elements of results that are referred to and not there; undefined where nothing is. */
  public get elementFault(): string | undefined {
    for (const { task, name, index } of allTasks(this.#spec).flatMap(resultsUsedBy)) {
      const value = typeof index === 'number' ? this.#result(task, name) : undefined;
      if (!Array.isArray(value) || (index as number) < value.length) continue;
      return `array Result Index ${index} for Task ${task} Result ${name} is out of bound of size ${value.length}`;
    }
    return undefined;
  }

  get #ready(): readonly PipelineTask[] {
    return (this.#spec.tasks ?? []).filter(({ name }) => this.stateOf(name) === 'open' && this.#areParentsDone(name));
  }

  #unorderedTasks(): readonly string[] {
    // Where it is told to cancel, Tekton does not look for what comes next.
    if (this.#options.ending === 'CancelledRunFinally') return [];
    const settled = (this.#spec.tasks ?? []).filter((task) => this.#isSettled(task)).map(({ name }) => name);
    const reached = new Set<string>();
    const isReached = (name: string) => {
      const parents = this.#parents.get(name) ?? [];
      return parents.length === 0 || parents.some((parent) => reached.has(parent));
    };
    for (let size = -1; size < reached.size; ) {
      size = reached.size;
      for (const name of settled) if (isReached(name)) reached.add(name);
    }
    return settled.filter((name) => !reached.has(name));
  }

  /** The task with what is known of others put into it. */
  public resolved(task: PipelineTask): PipelineTask {
    const { taskSpec, name, runAfter, ...rest } = task;
    return {
      name,
      ...(runAfter === undefined ? {} : { runAfter }),
      ...substitute(rest, this.#lookup(task)),
      ...(taskSpec === undefined ? {} : { taskSpec }),
    };
  }

  /** The task as the run tells of it: how others came out is put into what begins, and into nothing else. */
  public asTold(task: PipelineTask): PipelineTask {
    const { when, ...rest } = this.resolved(task);
    const lookup = this.#lookup(task);
    return when === undefined
      ? rest
      : {
          ...rest,
          when: substitute(task.when, (variable) => (OUTCOMES.includes(variable.kind) ? undefined : lookup(variable))),
        };
  }

  /** Results of tasks that have succeeded. */
  public get results(): Lookup {
    return (variable) =>
      variable.kind === 'taskResult' && this.stateOf(variable.task) === 'succeeded'
        ? selected(this.#result(variable.task, variable.name), variable)
        : undefined;
  }

  /**
   * The value of a result of the pipeline: undefined where it comes from a task that did not succeed, `missing` where a
   * task did and has no such result.
   */
  public resultOf(value: ParamValue): { readonly value: ParamValue } | 'missing' | undefined {
    const references = taskResultsIn(value);
    if (references.some(({ task }) => this.stateOf(task) !== 'succeeded')) return undefined;
    if (references.length === 0) return undefined;
    if (references.some((reference) => this.results(reference) === undefined)) return 'missing';
    const sole = typeof value === 'string' ? soleVariable(value) : undefined;
    const whole = sole === undefined ? substitute(value, this.results) : this.results(sole);
    return whole === undefined ? 'missing' : { value: whole };
  }

  #started(task: PipelineTask): TaskState {
    const children = this.#children.get(task.name) ?? [];
    if (children.length === 0) return 'open';
    if (!children.every(isDone)) return 'running';
    const failed = children.filter((child) => succeededOf(child)?.status === 'False');
    if (failed.length === 0) return 'succeeded';
    const cancelled = failed.filter((child) => CANCELLED.includes(succeededOf(child)?.reason ?? ''));
    if (cancelled.some(({ spec }) => LATE.includes(spec?.statusMessage ?? ''))) return 'failed';
    if (cancelled.length > 0) return 'cancelled';
    return task.onError === 'continue' ? 'ignored' : 'failed';
  }

  get #isStopping(): boolean {
    return (this.#spec.tasks ?? []).some(
      ({ name, onError }) => onError !== 'continue' && ['failed', 'cancelled', 'invalid'].includes(this.stateOf(name)),
    );
  }

  #areParentsDone(task: string): boolean {
    return (this.#parents.get(task) ?? []).every((parent) => !['open', 'running'].includes(this.stateOf(parent)));
  }

  #settleAll(): void {
    for (let isNew = true; isNew; ) isNew = (this.#spec.tasks ?? []).map((task) => this.#settle(task)).some(Boolean);
  }

  /** Decides whether a task that has not begun is left out. Says whether it is. */
  #settle(task: PipelineTask): boolean {
    if (this.stateOf(task.name) !== 'open') return false;
    return this.#leaveOut(task, this.#reasonToSkip(task));
  }

  #leaveOut({ name }: PipelineTask, why: string | undefined): boolean {
    if (why === undefined) return false;
    this.#states.set(name, 'skipped');
    this.#skipped.set(name, why);
    return true;
  }

  /** Refuses a task that would begin, if a result is missing that it uses. */
  #refuse(task: PipelineTask): void {
    const missing = this.#missingResult(task);
    if (missing === undefined) return;
    const { task: of, name } = missing;
    this.#states.set(task.name, 'invalid');
    this.#refused.set(
      task.name,
      this.stateOf(of) === 'succeeded'
        ? `task "${of}" completed successfully but did not emit the result "${name}", which is referenced by task "${task.name}"`
        : `Invalid task result reference: Could not find result with name ${name} for pipeline task ${of}`,
    );
  }

  #missingResult(task: PipelineTask) {
    return resultsUsedBy(task).find(({ task: of, name }) => this.#result(of, name) === undefined);
  }

  #reasonToSkip(task: PipelineTask): string | undefined {
    const { ending, isOver, tasksTimedOut } = this.#options;
    if (this.#isStopping) return skip.stopping;
    if (ending === 'CancelledRunFinally') return skip.gracefullyCancelled;
    if (ending === 'StoppedRunFinally') return skip.gracefullyStopped;
    const areParentsDone = this.#areParentsDone(task.name);
    if (areParentsDone && !this.#allows(task)) return skip.when;
    const left = (this.#parents.get(task.name) ?? []).filter(
      (parent) => this.stateOf(parent) === 'skipped' && this.#skipped.get(parent) !== skip.when,
    );
    if (left.length > 0) return skip.parent;
    if (!areParentsDone) return undefined;
    if (this.#isMissingResults(task, false)) return skip.results;
    if (isOver) return skip.pipelineTimeout;
    if (tasksTimedOut) return skip.tasksTimeout;
    return this.#isEmptyMatrix(task) ? skip.matrix : undefined;
  }

  #settleLast(task: PipelineTask): void {
    if (this.stateOf(task.name) !== 'open') return;
    const { isOver, finallyTimedOut } = this.#options;
    this.#leaveOut(
      task,
      (this.#isMissingResults(task, true) ? skip.results : undefined) ??
        (this.#allows(task) ? undefined : skip.when) ??
        (isOver ? skip.pipelineTimeout : undefined) ??
        (finallyTimedOut ? skip.finallyTimeout : undefined) ??
        (this.#isEmptyMatrix(task) ? skip.matrix : undefined),
    );
  }

  #isEmptyMatrix(task: PipelineTask): boolean {
    const { matrix } = this.resolved(task);
    return matrix !== undefined && isEmpty(matrix);
  }

  /** Whether all conditions of a task hold. */
  #allows(task: PipelineTask): boolean {
    const { when = [] } = this.resolved(task);
    return (when as readonly WhenExpression[]).every(holds);
  }

  /** Whether a task is left out since results are missing: one that may be; others are refused. */
  #isMissingResults(task: PipelineTask, isLast: boolean): boolean {
    const missing = this.#missingResult(task);
    return (
      missing !== undefined && (isLast || task.onError === 'continue' || this.#skipped.get(missing.task) === skip.when)
    );
  }

  /** A result of a task; of one that runs many times, all of them, in the order of the runs' names. */
  #result(task: string, name: string): ParamValue | undefined {
    const children = this.#children.get(task) ?? [];
    if (!children.every(isDone)) return undefined;
    const isMatrix = allTasks(this.#spec).find((each) => each.name === task)?.matrix !== undefined;
    const valueIn = (child: Child) => child.status?.results?.find((result) => result.name === name)?.value;
    if (!isMatrix) return children[0] === undefined ? undefined : asArray(valueIn(children[0]), children[0]);
    const sorted = [...children].sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
    const values = sorted.map(valueIn).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : values.map(String);
  }

  #lookup(task: PipelineTask): Lookup {
    // A result is known to a task that waits for it; to name it elsewhere, such as in a display name, is not enough.
    const awaited = new Set(resultsUsedBy(task).map(({ task: of, name }) => `${of} ${name}`));
    return (variable) => {
      switch (variable.kind) {
        case 'taskResult':
          if (!awaited.has(`${variable.task} ${variable.name}`)) return undefined;
          return selected(this.#result(variable.task, variable.name), variable);
        case 'taskOutcome':
          if (!this.areTasksDone) return undefined;
          return variable.field === 'status' ? this.#outcome(variable.task) : this.#reason(variable.task);
        case 'tasksOutcome':
          return this.areTasksDone ? this.#aggregate() : undefined;
        case 'matrixLength':
          return this.#matrixLength(variable.task, variable.result);
        case 'context':
          return variable.object === 'pipelineTask' ? String(task.retries ?? 0) : undefined;
        default:
          return undefined;
      }
    };
  }

  #matrixLength(name: string, result: string | undefined): string | undefined {
    const task = allTasks(this.#spec).find((each) => each.name === name);
    if (task?.matrix === undefined) return undefined;
    if (result === undefined) return String(combinationsOf(this.resolved(task).matrix ?? {}).length);
    const values = this.#result(name, result);
    return String(Array.isArray(values) ? values.length : 0);
  }

  #outcome(task: string): string {
    const state = this.stateOf(task);
    if (state === 'succeeded') return 'Succeeded';
    return ['failed', 'cancelled', 'ignored'].includes(state) ? 'Failed' : 'None';
  }

  /** Why a task's run came out as it did; of many, the first that did not succeed. */
  #reason(task: string): string {
    const children = this.#children.get(task) ?? [];
    const told = children.find((child) => succeededOf(child)?.status !== 'True') ?? children[0];
    return succeededOf(told ?? {})?.reason ?? '';
  }

  /** How all tasks together came out: only a run that left none out has simply succeeded. */
  #aggregate(): string {
    const states = (this.#spec.tasks ?? []).map(({ name }) => this.stateOf(name));
    if (states.some((state) => ['failed', 'cancelled', 'ignored'].includes(state))) return 'Failed';
    return states.includes('skipped') ? 'Completed' : 'Succeeded';
  }
}

const OUTCOMES: readonly string[] = ['taskOutcome', 'tasksOutcome'];
const CANCELLED: readonly string[] = ['TaskRunCancelled', 'CustomRunCancelled'];
const LATE: readonly string[] = [TIMED_OUT, CUSTOM_TIMED_OUT];

/** Custom runs write texts; one that is a JSON array of texts is taken for an array. */
function asArray(value: ParamValue | undefined, { kind }: KubeObject): ParamValue | undefined {
  if (kind !== 'CustomRun' || typeof value !== 'string' || !value.startsWith('[')) return value;
  try {
    const items: unknown = JSON.parse(value);
    const isList = Array.isArray(items) && items.length > 0 && items.every((item) => typeof item === 'string');
    return isList ? (items as readonly string[]) : value;
  } catch {
    return value;
  }
}
