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
import { annotation } from '../../keys';
import { settingsOf, type TektonSettings } from '../../settings';
import { isDone, succeeded, succeededOf, toldOf, type Verdict } from '../../status';
import { slice } from '../params';
import type { Resolving } from '../resolution';
import { provenanceOf } from '../task-spec';
import { assistants, coscheduleOf } from './assistants';
import { beginTasks } from './beginning';
import { childNames, type Setting } from './children';
import { clockOf } from './clock';
import { verdictOf } from './ends';
import { childrenOfTasks, knownChildren } from './existing-children';
import { type Fault, faultOf, referencesFault, type TaskSpecs, tasksFault, userFault } from './faults';
import { allTasks } from './graph';
import { type Marks, marksOf } from './marks';
import { obstinateIn } from './nested';
import {
  appliedBindings,
  appliedPipeline,
  findPipeline,
  type PipelineFound,
  type PipelineRunObject,
  taskOf,
} from './pipeline-spec';
import { Progress } from './progress';
import { referenceTo } from './references';
import { endingOf, stopped, stoppedInTime, unstopped } from './stopping';
import type { Children } from './task-state';
import { celFault } from './when';
import { boundWorkspaces, claimNames } from './workspaces';

const CONTROLLER = 'tekton.dev/pipeline';

type Draft = { -readonly [Field in keyof PipelineRunStatus]?: PipelineRunStatus[Field] };

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
  #marks: Marks = { labels: {}, annotations: {} };

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
    const { name } = this.#run.metadata;
    this.#effects.push(...stopped(knownChildren(this.#run, this.#view), 'cancelled'));
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
    const children = childrenOfTasks(this.#run, pipeline, this.#view);
    const clock = clockOf(this.#run, this.#now);
    const ending = endingOf(this.#run);
    const progress = new Progress(pipeline, children, { ...clock, ...(ending === undefined ? {} : { ending }) });
    if (!progress.hasBegun) {
      const fault = referencesFault(this.#run, pipeline, specs);
      if (fault !== undefined) return this.#fail(fault, status);
    }
    const element = progress.results.elementFault;
    if (element !== undefined) {
      const { namespace, name } = this.#run.metadata;
      const where = `PipelineRun ${namespace}/${name} can't be Run; couldn't resolve all references: `;
      return this.#failMidway(userFault('PipelineValidationFailed', where, element), status);
    }
    // What results are shows only once they are there.
    const resolved = {
      tasks: (pipeline.tasks ?? []).map((task) => progress.results.resolved(task)),
      finally: (pipeline.finally ?? []).map((task) => progress.results.resolved(task)),
    };
    const mistyped = tasksFault(this.#run, resolved, specs);
    if (mistyped !== undefined) return this.#failMidway(mistyped, status);
    const setting = this.#prepare(progress);
    this.#effects.push(...stoppedInTime(pipeline, children, clock, ending));
    const obstinate = clock.isOver || ending === 'CancelledRunFinally' ? obstinateIn(this.#run) : undefined;
    if (obstinate !== undefined) return this.#unstopped(clock.isOver ? 'late' : 'cancelled', obstinate, status);
    if (progress.unordered.length > 0) return this.#unorderedTasks(progress.unordered);
    this.#refuse(progress);
    const begun = beginTasks(clock.isOver ? [] : progress.next, pipeline, specs, setting, this.#view);
    this.#effects.push(...begun.effects);
    if (progress.isLastsTurn && this.#run.status?.finallyStartTime === undefined) {
      status.finallyStartTime = timestampOf(this.#now);
    }
    if (begun.fault !== undefined) return this.#failMidway(begun.fault, status);
    this.#tellOf(pipeline, children, begun.children, progress, status);
    const verdict = verdictOf(progress, this.#run, clock);
    if (verdict.status === 'Unknown') return this.#come(verdict, status, clock.left);
    const { results, missing } = progress.results.ofPipeline;
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
    const given = appliedBindings(this.#run, this.#run.spec?.workspaces ?? [], progress.results.ofSucceeded);
    const { bindings, claims } = boundWorkspaces(this.#run, given, coscheduleOf(this.#settings));
    const setting = {
      run: this.#run,
      ...this.#marks,
      bindings,
      settings: this.#settings,
      results: progress.results.ofSucceeded,
    };
    this.#effects.push(...claims.map((claim) => create(claim)));
    if (!progress.isDone) this.#effects.push(...assistants(setting).map((each) => create(each)));
    return setting;
  }

  #unstopped(why: 'cancelled' | 'late', fault: string, status: Draft): Outcome<PipelineRunStatus> {
    const { verdict, event } = unstopped(this.#run, why, fault);
    const outcome = this.#come(verdict, status);
    if (this.#before?.reason === verdict.reason) return outcome;
    return { ...outcome, effects: [...(outcome.effects ?? []), tell(event)] };
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
      const resolved = progress.results.asTold(task);
      return (runs.length > 0 ? runs : (begun.get(task.name) ?? [])).map((child) => referenceTo(child, resolved));
    });
    if (references.length > 0) status.childReferences = references;
    const skipped = progress.skippedTasks;
    if (skipped.length > 0) status.skippedTasks = skipped;
  }

  /** Marks the run as everything will be that is made for it. */
  #label(found: Extract<PipelineFound, { state: 'found' }> | undefined): void {
    const { marks, metadata } = marksOf(this.#run, found?.pipeline);
    this.#marks = marks;
    this.#effects.push(patch(targetOf(this.#run), { metadata }));
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

const STARTED: Condition = { type: 'Succeeded', status: 'Unknown', reason: 'Started' };
