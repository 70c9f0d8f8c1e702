import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { soleVariable } from '../../../api/tekton/variables';
import { isDone, succeededOf } from '../../status';
import { type Lookup, selected, substitute } from '../../substitution';
import { allTasks, resultsUsedBy, taskResultsIn } from './graph';
import { combinationsOf } from './matrix';
import type { Child, Children, TaskState } from './task-state';

/** Where tasks are, while it is being found out. */
export interface TaskStates {
  stateOf(task: string): TaskState;
  /** Whether all tasks but those of `finally` have come to an end, or never will begin. */
  readonly areTasksDone: boolean;
}

const OUTCOMES: readonly string[] = ['taskOutcome', 'tasksOutcome'];

/** What tasks of a pipeline know of each other: results, how each came out, and how often it ran. */
export class TaskResults {
  readonly #spec: PipelineSpec;
  readonly #children: Children;
  readonly #states: TaskStates;

  public constructor(spec: PipelineSpec, children: Children, states: TaskStates) {
    this.#spec = spec;
    this.#children = children;
    this.#states = states;
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
  public get ofSucceeded(): Lookup {
    return (variable) =>
      variable.kind === 'taskResult' && this.#states.stateOf(variable.task) === 'succeeded'
        ? selected(this.#result(variable.task, variable.name), variable)
        : undefined;
  }

  /** The results of the pipeline, and the names of those that a task was to write that succeeded without it. */
  public get ofPipeline() {
    const found = (this.#spec.results ?? []).map(({ name, value }) => ({ name, result: this.#ofPipeline(value) }));
    return {
      results: found.flatMap(({ name, result }) =>
        result === undefined || result === 'missing' ? [] : [{ name, value: result.value }],
      ),
      missing: found.filter(({ result }) => result === 'missing').map(({ name }) => name),
    };
  }

  /** A result that a task uses and that is not there. */
  public missingFor(task: PipelineTask): { readonly task: string; readonly name: string } | undefined {
    return resultsUsedBy(task).find(({ task: of, name }) => this.#result(of, name) === undefined);
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

  /** Undefined where the value comes from a task that did not succeed, `missing` where one did and has no such result. */
  #ofPipeline(value: ParamValue): { readonly value: ParamValue } | 'missing' | undefined {
    const references = taskResultsIn(value);
    if (references.length === 0) return undefined;
    if (references.some(({ task }) => this.#states.stateOf(task) !== 'succeeded')) return undefined;
    const lookup = this.ofSucceeded;
    if (references.some((reference) => lookup(reference) === undefined)) return 'missing';
    const sole = typeof value === 'string' ? soleVariable(value) : undefined;
    const whole = sole === undefined ? substitute(value, lookup) : lookup(sole);
    return whole === undefined ? 'missing' : { value: whole };
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
          if (!this.#states.areTasksDone) return undefined;
          return variable.field === 'status' ? this.#outcome(variable.task) : this.#reason(variable.task);
        case 'tasksOutcome':
          return this.#states.areTasksDone ? this.#aggregate() : undefined;
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
    const state = this.#states.stateOf(task);
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
    const states = (this.#spec.tasks ?? []).map(({ name }) => this.#states.stateOf(name));
    if (states.some((state) => ['failed', 'cancelled', 'ignored'].includes(state))) return 'Failed';
    return states.includes('skipped') ? 'Completed' : 'Succeeded';
  }
}

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
