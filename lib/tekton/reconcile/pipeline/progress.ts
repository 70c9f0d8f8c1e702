import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { SkippedTask } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import type { Clock } from './clock';
import { allTasks, parentsOf } from './graph';
import { isEmpty } from './matrix';
import type { Ending } from './stopping';
import { TaskResults, type TaskStates } from './task-results';
import { type Children, stateOf, type TaskState } from './task-state';
import { holds } from './when';

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

/** What ends a pipeline before all its tasks are through. */
export interface ProgressOptions extends Pick<Clock, 'isOver' | 'tasksTimedOut' | 'finallyTimedOut'> {
  /** How the run was told to end early. */
  readonly ending?: Ending;
}

/** How far a pipeline has come: what ran, what is left out, and what comes next. */
export class Progress implements TaskStates {
  readonly #spec: PipelineSpec;
  readonly #children: Children;
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
  /** What its tasks know of each other. */
  public readonly results: TaskResults;

  public constructor(spec: PipelineSpec, children: Children, options: ProgressOptions) {
    this.#spec = spec;
    this.#children = children;
    this.#options = options;
    this.results = new TaskResults(spec, children, this);
    this.#parents = new Map((spec.tasks ?? []).map((task) => [task.name, parentsOf(task)]));
    for (const task of allTasks(spec)) this.#states.set(task.name, stateOf(task, children.get(task.name) ?? []));
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
      const { when } = this.results.resolved(task);
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
    return [...(this.#refused.size > 0 ? [] : this.#ready), ...last].map((task) => this.results.resolved(task));
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
    const missing = this.results.missingFor(task);
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
    const { matrix } = this.results.resolved(task);
    return matrix !== undefined && isEmpty(matrix);
  }

  /** Whether all conditions of a task hold. */
  #allows(task: PipelineTask): boolean {
    const { when = [] } = this.results.resolved(task);
    return (when as readonly WhenExpression[]).every(holds);
  }

  /** Whether a task is left out since results are missing: one that may be; others are refused. */
  #isMissingResults(task: PipelineTask, isLast: boolean): boolean {
    const missing = this.results.missingFor(task);
    return (
      missing !== undefined && (isLast || task.onError === 'continue' || this.#skipped.get(missing.task) === skip.when)
    );
  }
}
