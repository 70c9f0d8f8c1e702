import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun, type PipelineRunSpec, type PipelineRunStatus } from '../../../api/tekton/v1/pipeline-run';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import type { Condition } from '../../../controller/conditions';
import { create, type Effect, normal, patch, remove, targetOf, tell, warning } from '../../../controller/effects';
import { timestampOf } from '../../../controller/moment';
import type { Outcome, Reconciler, Request, View } from '../../../controller/reconciler';
import { milliseconds } from '../../durations';
import { label, provenance } from '../../keys';
import { isDone, succeeded, succeededOf, toldOf, type Verdict } from '../../status';
import { assistants, boundWorkspaces, childNames, childrenOf, type Setting } from './children';
import {
  allTasks,
  appliedPipeline,
  faultOf,
  findPipeline,
  isCustom,
  type PipelineFound,
  type PipelineRunObject,
} from './pipeline-spec';
import { type Child, Progress } from './progress';

const CONTROLLER = 'tekton.dev/pipeline';
const DEFAULT_TIMEOUT = 3_600_000;

type Draft = { -readonly [Field in keyof PipelineRunStatus]?: PipelineRunStatus[Field] };

/** A PipelineRun becomes a TaskRun for each task whose turn it is, until none is left; then those of `finally`. */
export const pipelineRun: Reconciler<PipelineRunSpec, PipelineRunStatus> = {
  name: 'tekton/pipeline-run',
  kind: PipelineRun,
  accepts: ({ spec }) => spec?.managedBy === undefined || spec.managedBy === CONTROLLER,
  owns: [TaskRun, CustomRun, kubernetes.PersistentVolumeClaim, kubernetes.StatefulSet],
  reconcile(request: Request<PipelineRunSpec, PipelineRunStatus>): Outcome<PipelineRunStatus> {
    const { object, view } = request;
    if (isDone(object)) return { effects: view.children(kubernetes.StatefulSet).map((each) => remove(targetOf(each))) };
    return new Work(request).run();
  },
};

/** One look at a run that is not done. */
class Work {
  readonly #run: PipelineRunObject;
  readonly #before: Condition | undefined;
  readonly #view: View;
  readonly #now: Date;
  readonly #effects: Effect[] = [];

  public constructor({ object, view, now }: Request<PipelineRunSpec, PipelineRunStatus>) {
    this.#before = succeededOf(object);
    this.#view = view;
    this.#now = now;
    const isNew = object.status?.startTime === undefined;
    this.#run = isNew ? { ...object, status: { ...object.status, startTime: timestampOf(now) } } : object;
    if (this.#before === undefined) this.#effects.push(tell(normal('Started', '')));
  }

  public run(): Outcome<PipelineRunStatus> {
    const { spec, metadata } = this.#run;
    if (spec?.status === 'PipelineRunPending') {
      return this.#come(
        { status: 'Unknown', reason: 'PipelineRunPending', message: `PipelineRun "${metadata.name}" is pending` },
        {},
      );
    }
    const found = findPipeline(this.#run, this.#view);
    if (found.state === 'pending') return this.#come({ ...found, status: 'Unknown' }, {});
    this.#label(found);
    if (found.state === 'failed') return this.#fail(found, {});
    const fault = faultOf(this.#run, found, this.#view);
    if (fault !== undefined) return this.#fail(fault, { pipelineSpec: found.spec, provenance });
    return this.#advance(this.#run.status?.pipelineSpec ?? appliedPipeline(this.#run, found.spec, found.name));
  }

  #fail(
    { reason, message }: { readonly reason: string; readonly message: string },
    status: Draft,
  ): Outcome<PipelineRunStatus> {
    const outcome = this.#come({ status: 'False', reason, message: `[User error] ${message}` }, status);
    return { ...outcome, effects: [...(outcome.effects ?? []), tell(warning('InternalError', message))] };
  }

  #advance(pipeline: PipelineSpec): Outcome<PipelineRunStatus> {
    const { bindings, claims } = boundWorkspaces(this.#run);
    const setting: Setting = { run: this.#run, ...this.#marks, bindings };
    const children = this.#children(pipeline);
    const clock = this.#clock(pipeline, children);
    const status: Draft = { pipelineSpec: pipeline, provenance };

    const isCancelled = this.#run.spec?.status === 'Cancelled';
    if (isCancelled || clock.isOver) return this.#killed(pipeline, children, status, isCancelled);
    const progress = new Progress(pipeline, children, {
      ...clock,
      ...(this.#ending === undefined ? {} : { ending: this.#ending }),
    });
    this.#effects.push(...claims.map((claim) => create(claim)));
    if (!progress.isDone) this.#effects.push(...assistants(setting).map((each) => create(each)));
    if (clock.tasksTimedOut)
      this.#stop(
        (pipeline.tasks ?? []).flatMap(({ name }) => children.get(name) ?? []),
        TIMED_OUT,
      );
    if (this.#ending === 'CancelledRunFinally') {
      this.#stop(
        (pipeline.tasks ?? []).flatMap(({ name }) => children.get(name) ?? []),
        CANCELLED,
      );
    }
    const last = new Set((pipeline.finally ?? []).map(({ name }) => name));
    const started = progress.next.flatMap((task) =>
      childrenOf(setting, task, last.has(task.name)).map((child) => ({ task, child })),
    );
    this.#effects.push(...started.map(({ child }) => create(child)));
    if (progress.areTasksDone && last.size > 0 && this.#run.status?.finallyStartTime === undefined) {
      status.finallyStartTime = timestampOf(this.#now);
    }
    const references = this.#references(
      pipeline,
      children,
      progress,
      started.map(({ task }) => task.name),
    );
    if (references.length > 0) status.childReferences = references;
    const skipped = progress.skippedTasks;
    if (skipped.length > 0) status.skippedTasks = skipped;
    if (progress.isDone) Object.assign(status, this.#results(pipeline, progress));
    return this.#come(verdictOf(progress, this.#run, clock.tasksTimedOut), status, clock.left);
  }

  get #ending(): 'CancelledRunFinally' | 'StoppedRunFinally' | undefined {
    const asked = this.#run.spec?.status;
    return asked === 'CancelledRunFinally' || asked === 'StoppedRunFinally' ? asked : undefined;
  }

  /** Which of the run's times are up, and when the next one is: milliseconds. */
  #clock(pipeline: PipelineSpec, children: ReadonlyMap<string, readonly Child[]>) {
    const { timeouts = {} } = this.#run.spec ?? {};
    const whole = milliseconds(timeouts.pipeline) ?? DEFAULT_TIMEOUT;
    const rest = (given: number | undefined) =>
      whole === 0 || given === undefined || given === 0 ? undefined : whole - given;
    const tasks = milliseconds(timeouts.tasks) ?? rest(milliseconds(timeouts.finally));
    const last = milliseconds(timeouts.finally) ?? rest(milliseconds(timeouts.tasks));
    const since = (moment: string | undefined) => (moment === undefined ? 0 : this.#now.getTime() - Date.parse(moment));
    const { startTime, finallyStartTime } = this.#run.status ?? {};
    const isUp = (limit: number | undefined, moment: string | undefined) =>
      limit !== undefined && limit > 0 && moment !== undefined && since(moment) >= limit;
    const areTasksRunning = (pipeline.tasks ?? []).some(({ name }) => !(children.get(name) ?? [{}]).every(isDone));
    const lefts = [
      ...(whole > 0 ? [whole - since(startTime)] : []),
      ...(tasks !== undefined && tasks > 0 && finallyStartTime === undefined ? [tasks - since(startTime)] : []),
      ...(last !== undefined && last > 0 && finallyStartTime !== undefined ? [last - since(finallyStartTime)] : []),
    ].filter((left) => left > 0);
    return {
      isOver: isUp(whole, startTime),
      tasksTimedOut: areTasksRunning && isUp(tasks, startTime),
      finallyTimedOut: isUp(last, finallyStartTime),
      ...(lefts.length === 0 ? {} : { left: Math.min(...lefts) }),
    };
  }

  #children(pipeline: PipelineSpec): ReadonlyMap<string, readonly Child[]> {
    const { namespace } = this.#run.metadata;
    const references = this.#run.status?.childReferences ?? [];
    return new Map(
      allTasks(pipeline).map((task) => {
        const kind = isCustom(task) ? CustomRun : TaskRun;
        const known = references
          .filter(({ pipelineTaskName }) => pipelineTaskName === task.name)
          .map(({ name = '' }) => name);
        const names = known.length > 0 || task.matrix !== undefined ? known : childNames(this.#run, task);
        return [
          task.name,
          names.flatMap((name) => (this.#view.get(kind as typeof TaskRun, name, namespace) as Child | undefined) ?? []),
        ];
      }),
    );
  }

  #references(
    pipeline: PipelineSpec,
    children: ReadonlyMap<string, readonly Child[]>,
    progress: Progress,
    started: readonly string[],
  ): NonNullable<PipelineRunStatus['childReferences']> {
    return allTasks(pipeline).flatMap((task) => {
      const found = (children.get(task.name) ?? []).map(({ metadata }) => metadata.name ?? '');
      const resolved = progress.resolved(task);
      const names = found.length > 0 ? found : started.includes(task.name) ? childNames(this.#run, resolved) : [];
      const { apiVersion, kind } = isCustom(task) ? CustomRun : TaskRun;
      return names.map((name) => ({
        apiVersion,
        kind,
        name,
        pipelineTaskName: task.name,
        ...(task.displayName === undefined ? {} : { displayName: resolved.displayName }),
        ...(resolved.when === undefined ? {} : { whenExpressions: resolved.when }),
      }));
    });
  }

  #results(pipeline: PipelineSpec, progress: Progress): Draft {
    const results = (pipeline.results ?? []).flatMap(({ name, value }) => {
      const found = progress.resultOf(value);
      return found === undefined ? [] : [{ name, value: found }];
    });
    return results.length === 0 ? {} : { results };
  }

  /** Tells children to end that have not. */
  #stop(children: readonly Child[], message: string): void {
    for (const child of children.filter((each) => !isDone(each))) {
      const status = child.kind === TaskRun.kind ? 'TaskRunCancelled' : 'RunCancelled';
      this.#effects.push(patch(targetOf(child), { spec: { status, statusMessage: message } }));
    }
  }

  #killed(
    pipeline: PipelineSpec,
    children: ReadonlyMap<string, readonly Child[]>,
    status: Draft,
    isCancelled: boolean,
  ): Outcome<PipelineRunStatus> {
    const { name } = this.#run.metadata;
    this.#stop([...children.values()].flat(), isCancelled ? CANCELLED : TIMED_OUT);
    const progress = new Progress(pipeline, children, { tasksTimedOut: true, finallyTimedOut: true });
    const skipped = progress.skippedTasks.map((task) => ({ ...task, reason: 'PipelineRun timeout has been reached' }));
    const limit = this.#run.spec?.timeouts?.pipeline ?? '1h0m0s';
    return this.#come(
      isCancelled
        ? { status: 'False', reason: 'Cancelled', message: `PipelineRun "${name}" was cancelled` }
        : {
            status: 'False',
            reason: 'PipelineRunTimeout',
            message: `PipelineRun "${name}" failed to finish within "${limit}"`,
          },
      { ...status, ...(isCancelled || skipped.length === 0 ? {} : { skippedTasks: skipped }) },
    );
  }

  #marks: Pick<Setting, 'labels' | 'annotations'> = { labels: {}, annotations: {} };

  /** What everything that is made for the run is marked with. */
  #label(found: PipelineFound): void {
    const { metadata, spec } = this.#run;
    const pipeline = found.state === 'found' ? found.pipeline : undefined;
    const name = pipeline?.metadata.name ?? spec?.pipelineRef?.name ?? metadata.name ?? '';
    const labels = { ...pipeline?.metadata.labels, [label.pipeline]: name };
    const missing = Object.fromEntries(Object.entries(labels).filter(([key]) => metadata.labels?.[key] === undefined));
    const { ['kubectl.kubernetes.io/last-applied-configuration']: _applied, ...annotations } = {
      ...pipeline?.metadata.annotations,
      ...metadata.annotations,
    };
    this.#marks = { labels: { ...labels, ...metadata.labels }, annotations };
    this.#effects.push(
      patch(targetOf(this.#run), { metadata: { labels: missing, ...annotationsOf(pipeline, metadata) } }),
    );
  }

  /** What the run comes to now. */
  #come(verdict: Verdict, status: Draft, left?: number): Outcome<PipelineRunStatus> {
    const isEnd = verdict.status !== 'Unknown';
    this.#effects.push(...toldOf(this.#before, verdict));
    return {
      status: {
        ...this.#run.status,
        ...status,
        conditions: [succeeded(this.#before, verdict, this.#now)],
        ...(isEnd ? { completionTime: timestampOf(this.#now) } : {}),
      } as PipelineRunStatus,
      effects: this.#effects,
      ...(isEnd || left === undefined ? {} : { again: left }),
    };
  }
}

function annotationsOf(pipeline: KubeObject | undefined, metadata: KubeObject['metadata']): object {
  const missing = Object.entries(pipeline?.metadata.annotations ?? {}).filter(
    ([key]) => metadata.annotations?.[key] === undefined && !key.startsWith('kubectl.kubernetes.io/'),
  );
  return missing.length === 0 ? {} : { annotations: Object.fromEntries(missing) };
}

const CANCELLED = 'TaskRun cancelled as the PipelineRun it belongs to has been cancelled.';
const TIMED_OUT = 'TaskRun cancelled as the PipelineRun it belongs to has timed out.';

/** What a pipeline comes to at this point. */
function verdictOf(progress: Progress, { spec, metadata }: PipelineRunObject, tasksTimedOut: boolean): Verdict {
  const failed = progress.count('failed');
  const cancelled = progress.count('cancelled');
  const invalid = progress.count('invalid');
  const ignored = progress.count('ignored');
  const skipped = progress.count('skipped');
  const completed = progress.count('succeeded') + failed + cancelled + ignored;
  const incomplete = progress.count('open', 'running');
  const failures = ignored === 0 ? `${failed}` : `${failed + ignored} (Ignored: ${ignored})`;
  const counts = `Tasks Completed: ${completed} (Failed: ${failures}, Cancelled ${cancelled})`;
  const refused = invalid === 0 ? '' : `, Failed Validation: ${invalid}`;
  if (incomplete > 0) {
    const message = `${counts}, Incomplete: ${incomplete}, Skipped: ${skipped}${refused}`;
    return { status: 'Unknown', reason: runningReason(progress, spec, tasksTimedOut), message };
  }
  const message = `${counts}, Skipped: ${skipped}${refused}`;
  if (invalid > 0) return { status: 'False', reason: 'PipelineValidationFailed', message };
  if (failed > 0) return { status: 'False', reason: 'Failed', message };
  if (spec?.status === 'CancelledRunFinally' || spec?.status === 'StoppedRunFinally') {
    return { status: 'False', reason: 'Cancelled', message: `PipelineRun "${metadata.name}" was cancelled` };
  }
  if (cancelled > 0) return { status: 'False', reason: 'Cancelled', message };
  return { status: 'True', reason: skipped > 0 ? 'Completed' : 'Succeeded', message };
}

function runningReason(progress: Progress, spec: PipelineRunSpec | undefined, tasksTimedOut: boolean): string {
  if (tasksTimedOut) return 'PipelineRunTimeoutRunningFinally';
  if (spec?.status === 'CancelledRunFinally') return 'CancelledRunningFinally';
  if (spec?.status === 'StoppedRunFinally') return 'StoppedRunningFinally';
  return progress.count('failed', 'cancelled', 'invalid') > 0 ? 'PipelineRunStopping' : 'Running';
}
