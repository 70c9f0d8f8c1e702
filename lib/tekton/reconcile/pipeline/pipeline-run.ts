import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import { ResolutionRequest } from '../../../api/resolution/v1beta1/resolution-request';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import {
  type ChildStatusReference,
  PipelineRun,
  type PipelineRunSpec,
  type PipelineRunStatus,
} from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import type { Condition } from '../../../controller/conditions';
import {
  create,
  type Effect,
  normal,
  patch,
  remove,
  target,
  targetOf,
  tell,
  warning,
} from '../../../controller/effects';
import { timestampOf } from '../../../controller/moment';
import type { Outcome, Reconciler, Request, View } from '../../../controller/reconciler';
import { annotation, label, withoutApplied } from '../../keys';
import { settingsOf, type TektonSettings } from '../../settings';
import { FOR_USERS, isDone, succeeded, succeededOf, toldOf, type Verdict } from '../../status';
import { slice } from '../params';
import type { Resolving } from '../resolution';
import { provenanceOf } from '../task-spec';
import { assistants, coscheduleOf } from './assistants';
import { childNames, childrenOf, type Setting } from './children';
import { type Clock, clockOf, verdictOf } from './ends';
import { type Fault, faultOf, referencesFault, type TaskSpecs, tasksFault, userFault } from './faults';
import { allTasks } from './graph';
import { matrixFault } from './matrix';
import { circleAbove, obstinateIn } from './nested';
import {
  appliedBindings,
  appliedPipeline,
  findPipeline,
  type PipelineFound,
  type PipelineRunObject,
  runKindOf,
  taskOf,
} from './pipeline-spec';
import { type Child, CUSTOM_TIMED_OUT, Progress, TIMED_OUT } from './progress';
import { referenceTo } from './references';
import { celFault } from './when';
import { boundWorkspaces, claimNames } from './workspaces';

const CONTROLLER = 'tekton.dev/pipeline';

type Draft = { -readonly [Field in keyof PipelineRunStatus]?: PipelineRunStatus[Field] };
type Children = ReadonlyMap<string, readonly Child[]>;

/** A PipelineRun becomes a TaskRun for each task whose turn it is, until none is left; then those of `finally`. */
export const pipelineRun: Reconciler<PipelineRunSpec, PipelineRunStatus> = {
  name: 'tekton/pipeline-run',
  kind: PipelineRun,
  accepts: ({ spec }) => spec?.managedBy === undefined || spec.managedBy === CONTROLLER,
  owns: [TaskRun, CustomRun, PipelineRun, ResolutionRequest, kubernetes.PersistentVolumeClaim, kubernetes.StatefulSet],
  reconcile(request: Request<PipelineRunSpec, PipelineRunStatus>): Outcome<PipelineRunStatus> {
    return isDone(request.object) ? { effects: leftovers(request) } : new Work(request).run();
  },
};

/** What nobody needs once a run is done: its assistants, and claims that were made for it alone. */
function leftovers({ object, view }: Request<PipelineRunSpec, PipelineRunStatus>): readonly Effect[] {
  const coschedule = coscheduleOf(settingsOf(view));
  const isTidied = object.metadata.annotations?.[annotation.autoCleanup] === 'true';
  const goes = coschedule === 'workspaces' ? isTidied : coschedule !== 'disabled';
  const claims = goes ? claimNames(object, coschedule) : [];
  return [
    ...view.children(kubernetes.StatefulSet).map((each) => remove(targetOf(each))),
    ...claims.flatMap((name) => {
      const claim = target(kubernetes.PersistentVolumeClaim, name, object.metadata.namespace);
      return [patch(claim, { metadata: { finalizers: null } }), remove(claim)];
    }),
  ];
}

/** One look at a run that is not done. */
class Work {
  readonly #run: PipelineRunObject;
  readonly #before: Condition | undefined;
  readonly #view: View;
  readonly #now: Date;
  readonly #settings: TektonSettings;
  readonly #effects: Effect[] = [];

  public constructor({ object, view, now }: Request<PipelineRunSpec, PipelineRunStatus>) {
    this.#before = succeededOf(object);
    this.#view = view;
    this.#now = now;
    this.#settings = settingsOf(view);
    const isNew = object.status?.startTime === undefined && object.spec?.status !== 'PipelineRunPending';
    this.#run = isNew ? { ...object, status: { ...object.status, startTime: timestampOf(now) } } : object;
    if (isNew) this.#effects.push(tell(normal('Started', '')));
  }

  public run(): Outcome<PipelineRunStatus> {
    const { spec, metadata } = this.#run;
    this.#label(undefined);
    if (spec?.status === 'PipelineRunPending') {
      const message = `PipelineRun "${metadata.name}" is pending`;
      return this.#come({ status: 'Unknown', reason: 'PipelineRunPending', message }, {});
    }
    if (spec?.status === 'Cancelled') return this.#cancelled();
    const resolving: Resolving = { view: this.#view, run: this.#run, effects: this.#effects };
    const found = findPipeline(this.#run, resolving);
    if (found.state === 'pending') return this.#awaits('ResolvingPipelineRef', {});
    if (found.state === 'failed') {
      const where = `Error retrieving pipeline for pipelinerun ${metadata.namespace}/${metadata.name}: `;
      return this.#fail({ reason: 'CouldntGetPipeline', message: where + found.message, cause: found.message }, {});
    }
    this.#label(found);
    return this.#ofPipeline(found, resolving);
  }

  #cancelled(): Outcome<PipelineRunStatus> {
    const { name, namespace } = this.#run.metadata;
    const references = this.#run.status?.childReferences ?? [];
    const children = references.flatMap((child) => {
      const kind = (child.kind === CustomRun.kind ? CustomRun : TaskRun) as typeof TaskRun;
      return (this.#view.get(kind, child.name ?? '', namespace) as Child | undefined) ?? [];
    });
    this.#stop(children, 'cancelled');
    const obstinate = obstinateIn(this.#run);
    if (obstinate !== undefined) return this.#unstopped('cancelled', obstinate, {});
    return this.#come({ status: 'False', reason: 'Cancelled', message: `PipelineRun "${name}" was cancelled` }, {});
  }

  #ofPipeline(found: Extract<PipelineFound, { state: 'found' }>, resolving: Resolving): Outcome<PipelineRunStatus> {
    const status: Draft = { ...provenanceOf(this.#settings), pipelineSpec: found.spec };
    const fault = faultOf(this.#run, found, this.#settings);
    if (fault !== undefined) return this.#fail(fault, status);
    const pipeline = appliedPipeline(this.#run, found.spec, found.name);
    if ('fault' in pipeline) {
      const where = `Validation failed for pipelinerun ${this.#run.metadata.name} with error `;
      return this.#fail(userFault('PipelineValidationFailed', where, pipeline.fault), status);
    }
    status.pipelineSpec = pipeline;
    const specs = this.#taskSpecs(found, pipeline, resolving);
    if (specs === 'pending') return this.#awaits('ResolvingTaskRef', status);
    if ('cause' in specs) return this.#fail(specs, status);
    const wrong = tasksFault(this.#run, pipeline, specs) ?? this.#celFault(pipeline);
    return wrong === undefined ? this.#advance(pipeline, specs, status) : this.#fail(wrong, status);
  }

  /** All tasks are looked up before any of them runs. */
  #taskSpecs(
    { name }: Extract<PipelineFound, { state: 'found' }>,
    pipeline: PipelineSpec,
    resolving: Resolving,
  ): TaskSpecs | 'pending' | Fault {
    const specs = new Map<string, { readonly spec: TaskSpec | undefined; readonly name: string }>();
    for (const task of allTasks(pipeline)) {
      const [asker] = childNames(this.#run, { ...task, matrix: undefined });
      const found = taskOf(task, { ...resolving, asker });
      if (found.state === 'pending') return 'pending';
      if (found.state === 'failed') {
        const [what, reason] =
          task.pipelineRef === undefined ? ['Tasks', 'CouldntGetTask'] : ['child Pipelines', 'CouldntGetPipeline'];
        const where = `Pipeline ${this.#run.metadata.namespace}/${name} can't be Run; it contains ${what} that don't exist: `;
        return { reason, message: where + found.message, cause: found.message };
      }
      specs.set(task.name, found);
    }
    return specs;
  }

  #celFault(pipeline: PipelineSpec): Fault | undefined {
    // What speaks of other tasks can be read only once these are over.
    const cause = (pipeline.tasks ?? []).map(celFault).find((each) => each !== undefined);
    return cause === undefined
      ? undefined
      : userFault('CELEvaluationFailed', `Error evaluating CEL ${this.#run.metadata.name}: `, cause);
  }

  #awaits(reason: string, status: Draft): Outcome<PipelineRunStatus> {
    const { namespace, name } = this.#run.metadata;
    const message = `PipelineRun ${namespace}/${name} awaiting remote resource`;
    return this.#come({ status: 'Unknown', reason, message }, status);
  }

  #fail({ reason, message, cause }: Fault, status: Draft): Outcome<PipelineRunStatus> {
    const outcome = this.#come({ status: 'False', reason, message }, status);
    return { ...outcome, effects: [...(outcome.effects ?? []), tell(warning('InternalError', cause))] };
  }

  /** What has begun stays known, in the order of the tasks' names, since nobody came to put it into that of the pipeline. */
  #failMidway(fault: Fault, status: Draft): Outcome<PipelineRunStatus> {
    const key = ({ pipelineTaskName, name }: ChildStatusReference) => `${pipelineTaskName} ${name}`;
    const known = [...(this.#run.status?.childReferences ?? [])].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    return this.#fail(fault, { ...status, ...(known.length === 0 ? {} : { childReferences: known }) });
  }

  #advance(pipeline: PipelineSpec, specs: TaskSpecs, status: Draft): Outcome<PipelineRunStatus> {
    const children = this.#children(pipeline);
    const clock = clockOf(this.#run, this.#now);
    const { ending } = this;
    const progress = new Progress(pipeline, children, { ...clock, ...(ending === undefined ? {} : { ending }) });
    if (!progress.hasBegun) {
      const fault = referencesFault(this.#run, pipeline, specs);
      if (fault !== undefined) return this.#fail(fault, status);
    }
    const element = progress.elementFault;
    if (element !== undefined) {
      const { namespace, name } = this.#run.metadata;
      const where = `PipelineRun ${namespace}/${name} can't be Run; couldn't resolve all references: `;
      return this.#failMidway(userFault('PipelineValidationFailed', where, element), status);
    }
    // What results are shows only once they are there.
    const resolved = {
      tasks: (pipeline.tasks ?? []).map((task) => progress.resolved(task)),
      finally: (pipeline.finally ?? []).map((task) => progress.resolved(task)),
    };
    const mistyped = tasksFault(this.#run, resolved, specs);
    if (mistyped !== undefined) return this.#failMidway(mistyped, status);
    const setting = this.#prepare(progress);
    this.#stopThoseOf(pipeline, children, clock);
    const obstinate = clock.isOver || ending === 'CancelledRunFinally' ? obstinateIn(this.#run) : undefined;
    if (obstinate !== undefined) return this.#unstopped(clock.isOver ? 'late' : 'cancelled', obstinate, status);
    if (progress.unordered.length > 0) return this.#unorderedTasks(progress.unordered);
    this.#refuse(progress);
    const begun = this.#begin(setting, pipeline, progress, specs, clock);
    if (progress.isLastsTurn && this.#run.status?.finallyStartTime === undefined) {
      status.finallyStartTime = timestampOf(this.#now);
    }
    if ('cause' in begun) return this.#failMidway(begun, status);
    this.#tellOf(pipeline, children, begun, progress, status);
    const verdict = verdictOf(progress, this.#run, clock);
    if (verdict.status === 'Unknown') return this.#come(verdict, status, clock.left);
    const { results, missing } = resultsOf(pipeline, progress);
    if (results.length > 0) status.results = results;
    if (missing.length === 0) return this.#come(verdict, status);
    const cause = `invalid pipelineresults ${slice(missing)}, the referenced results don't exist`;
    const where = `Failed to get PipelineResult from TaskRun Results for PipelineRun ${this.#run.metadata.name}: `;
    return this.#fail({ reason: 'CouldntGetPipelineResult', message: where + cause, cause }, status);
  }

  /** Tekton stumbles over such tasks, and looks again when something else has happened. */
  #unorderedTasks(names: readonly string[]): Outcome<PipelineRunStatus> {
    const message = `invalid list of done tasks; some tasks were indicated completed without ancestors being done: ${slice(names)}`;
    return { effects: [...this.#effects, tell(warning('InternalError', message))] };
  }

  #refuse({ refused }: Progress): void {
    for (const [name, why] of refused) {
      const message = `Task "${name}" failed result validation: ${why}`;
      this.#effects.push(tell(warning('ResultValidationFailed', message)));
    }
  }

  /** What the tasks need before they begin: claims, and assistants that keep their pods together. */
  #prepare(progress: Progress): Setting {
    const given = appliedBindings(this.#run, this.#run.spec?.workspaces ?? [], progress.results);
    const { bindings, claims } = boundWorkspaces(this.#run, given, coscheduleOf(this.#settings));
    const setting = {
      run: this.#run,
      ...this.#marks,
      bindings,
      settings: this.#settings,
      results: progress.results,
    };
    this.#effects.push(...claims.map((claim) => create(claim)));
    if (!progress.isDone) this.#effects.push(...assistants(setting).map((each) => create(each)));
    return setting;
  }

  public get ending(): 'CancelledRunFinally' | 'StoppedRunFinally' | undefined {
    const asked = this.#run.spec?.status;
    return asked === 'CancelledRunFinally' || asked === 'StoppedRunFinally' ? asked : undefined;
  }

  #stopThoseOf(pipeline: PipelineSpec, children: Children, { isOver, tasksTimedOut, finallyTimedOut }: Clock): void {
    const of = (tasks: PipelineSpec['tasks'] = []) => tasks.flatMap(({ name }) => children.get(name) ?? []);
    if (isOver) this.#stop([...children.values()].flat(), 'late');
    else if (tasksTimedOut) this.#stop(of(pipeline.tasks), 'late');
    else if (this.ending === 'CancelledRunFinally') this.#stop(of(pipeline.tasks), 'cancelled');
    if (finallyTimedOut) this.#stop(of(pipeline.finally), 'late');
  }

  #unstopped(why: 'cancelled' | 'late', fault: string, status: Draft): Outcome<PipelineRunStatus> {
    const { name } = this.#run.metadata;
    const [reason, what, how, doing] =
      why === 'late'
        ? ['PipelineRunCouldntTimeOut', 'was timed out', 'time out', 'timing out']
        : ['PipelineRunCouldntCancel', 'was cancelled', 'cancel', 'cancelling'];
    const message = `PipelineRun "${name}" ${what} but had errors trying to ${how} TaskRuns and/or Runs: ${fault}`;
    const outcome = this.#come({ status: 'Unknown', reason, message }, status);
    if (this.#before?.reason === reason) return outcome;
    const told = warning('InternalError', `error(s) from ${doing} TaskRun(s) from PipelineRun ${name}: ${fault}`);
    return { ...outcome, effects: [...(outcome.effects ?? []), tell(told)] };
  }

  /** Tells children to end that have not. */
  #stop(children: readonly Child[], why: 'cancelled' | 'late'): void {
    for (const child of children.filter(({ kind, ...each }) => kind !== PipelineRun.kind && !isDone(each))) {
      const isTask = child.kind === TaskRun.kind;
      const late = isTask ? TIMED_OUT : CUSTOM_TIMED_OUT;
      const cancelled = `${child.kind} cancelled as the PipelineRun it belongs to has been cancelled.`;
      const status = isTask ? 'TaskRunCancelled' : 'RunCancelled';
      const statusMessage = why === 'late' ? late : cancelled;
      this.#effects.push(patch(targetOf(child), { spec: { status, statusMessage } }));
    }
  }

  /** Lets those tasks begin whose turn it is: their children by the tasks' names. */
  #begin(
    setting: Setting,
    pipeline: PipelineSpec,
    progress: Progress,
    specs: TaskSpecs,
    { isOver }: Clock,
  ): ReadonlyMap<string, readonly KubeObject[]> | Fault {
    const begun = new Map<string, readonly KubeObject[]>();
    if (isOver) return begun;
    const last = new Set((pipeline.finally ?? []).map(({ name }) => name));
    const { name } = this.#run.metadata;
    for (const task of progress.next) {
      const matrix = matrixFault(task);
      if (matrix !== undefined) {
        // So Tekton says it: of the two texts that it has places for, it gives one.
        const message = `${FOR_USERS} Failed to validate matrix ${JSON.stringify(matrix)} with error %!v(MISSING)`;
        return { reason: 'InvalidMatrixParameterTypes', message, cause: matrix };
      }
      const cel = celFault(task);
      if (cel !== undefined) return userFault('CELEvaluationFailed', `Error evaluating CEL ${name}: `, cel);
      const found = specs.get(task.name);
      const beginning = { task, spec: found?.spec, name: found?.name ?? '', isLast: last.has(task.name) };
      const circle =
        task.pipelineRef === undefined ? undefined : circleAbove(this.#labelled, beginning.name, this.#view);
      const made = circle === undefined ? childrenOf(setting, beginning) : { fault: circle };
      if ('fault' in made) return this.#notCreated(task, made.fault);
      this.#effects.push(...made.map((child) => create(child)));
      begun.set(task.name, made);
    }
    return begun;
  }

  #notCreated(task: PipelineTask, fault: string): Fault {
    const [kind, reason] = CREATION_FAULTS[runKindOf(task).kind] ?? ['TaskRuns', 'TaskRunsCreationFailed'];
    const names = childNames(this.#run, task);
    const what = kind === 'PipelineRuns' ? `child (PIP) ${kind}` : kind;
    const quoted = slice(names.map((name) => `"${name}"`));
    this.#effects.push(tell(warning(reason, `Failed to create ${what} ${quoted}: ${fault}`)));
    const called = kind === 'PipelineRuns' ? `child ${kind}` : kind;
    const cause = `error creating ${called} called ${slice(names)} for PipelineTask ${task.name} from PipelineRun ${this.#run.metadata.name}: ${fault}`;
    return { reason: 'CreateRunFailed', message: fault, cause };
  }

  #children(pipeline: PipelineSpec): Children {
    const { namespace } = this.#run.metadata;
    const references = this.#run.status?.childReferences ?? [];
    return new Map(
      allTasks(pipeline).map((task) => {
        const kind = runKindOf(task);
        const known = references
          .filter(({ pipelineTaskName }) => pipelineTaskName === task.name)
          .map(({ name = '' }) => name)
          .sort();
        const names = known.length > 0 || task.matrix !== undefined ? known : childNames(this.#run, task);
        const found = names.flatMap(
          (name) => (this.#view.get(kind as typeof TaskRun, name, namespace) as Child | undefined) ?? [],
        );
        // Where one of many is gone, all are made again, of which the others are there.
        return [task.name, found.length === names.length ? found : []];
      }),
    );
  }

  #tellOf(
    pipeline: PipelineSpec,
    children: Children,
    begun: ReadonlyMap<string, readonly KubeObject[]>,
    progress: Progress,
    status: Draft,
  ): void {
    const references = allTasks(pipeline).flatMap((task) => {
      const runs = children.get(task.name) ?? [];
      const resolved = progress.asTold(task);
      return (runs.length > 0 ? runs : (begun.get(task.name) ?? [])).map((child) => referenceTo(child, resolved));
    });
    if (references.length > 0) status.childReferences = references;
    const skipped = progress.skippedTasks;
    if (skipped.length > 0) status.skippedTasks = skipped;
  }

  #marks: Pick<Setting, 'labels' | 'annotations'> = { labels: {}, annotations: {} };

  get #labelled(): KubeObject {
    return { ...this.#run, metadata: { ...this.#run.metadata, ...this.#marks } };
  }

  /** What everything that is made for the run is marked with. */
  #label(found: Extract<PipelineFound, { state: 'found' }> | undefined): void {
    const { metadata } = this.#run;
    const pipeline = found?.pipeline;
    const labels = { ...pipeline?.metadata.labels, [label.pipeline]: pipelineName(this.#run, pipeline) };
    const annotations = { ...withoutApplied(pipeline?.metadata.annotations), ...metadata.annotations };
    // A name that was generated says nothing of the pipeline; then what the run itself says of it counts.
    const isKept = metadata.generateName !== undefined && pipeline === undefined;
    const own = isKept ? metadata.labels : { ...metadata.labels, [label.pipeline]: labels[label.pipeline] };
    const { [label.pipeline]: _name, ...foreign } = metadata.labels ?? {};
    const present = isKept ? metadata.labels : foreign;
    this.#marks = { labels: { ...labels, ...own }, annotations };
    const missing = Object.fromEntries(Object.entries(labels).filter(([key]) => present?.[key] === undefined));
    const added = Object.entries(withoutApplied(pipeline?.metadata.annotations)).filter(
      ([key]) => metadata.annotations?.[key] === undefined,
    );
    const change = {
      labels: missing,
      ...(added.length === 0 ? {} : { annotations: Object.fromEntries(added) }),
    };
    this.#effects.push(patch(targetOf(this.#run), { metadata: change }));
  }

  /** What the run comes to now. */
  #come(verdict: Verdict, status: Draft, left?: number): Outcome<PipelineRunStatus> {
    const isEnd = verdict.status !== 'Unknown';
    // A run that begins has told so, and is no longer one that nothing is known of.
    const before = this.#before ?? (this.#run.status?.startTime === undefined ? undefined : STARTED);
    this.#effects.push(...toldOf(before, verdict));
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

/** What a run says where a child can't be made, by the child's kind: what it is, and the reason. */
const CREATION_FAULTS: Readonly<Record<string, readonly [string, string]>> = {
  [CustomRun.kind]: ['CustomRuns', 'RunsCreationFailed'],
  [PipelineRun.kind]: ['PipelineRuns', 'ChildPipelineRunsCreationFailed'],
};

const STARTED: Condition = { type: 'Succeeded', status: 'Unknown', reason: 'Started' };
const LONGEST_LABEL = 63;

/** What the pipeline of a run is called. */
function pipelineName({ metadata, spec }: PipelineRunObject, pipeline: KubeObject | undefined): string {
  const { pipelineRef, pipelineSpec } = spec ?? {};
  const known = pipeline?.metadata.name ?? pipelineRef?.name;
  if (known !== undefined && known !== '') return known;
  if (pipelineSpec !== undefined && metadata.generateName !== undefined) {
    return metadata.generateName.slice(0, LONGEST_LABEL).replace(/-+$/, '');
  }
  const given = (name: string) => pipelineRef?.params?.find((param) => param.name === name)?.value;
  return given('kind') === 'pipeline' ? String(given('name') ?? '') : (metadata.name ?? '');
}

/** The results of a pipeline that is over, and the names of those that nobody wrote. */
function resultsOf({ results = [] }: PipelineSpec, progress: Progress) {
  const found = results.map(({ name, value }) => ({ name, result: progress.resultOf(value) }));
  return {
    results: found.flatMap(({ name, result }) =>
      result === undefined || result === 'missing' ? [] : [{ name, value: result.value }],
    ),
    missing: found.filter(({ result }) => result === 'missing').map(({ name }) => name),
  };
}
