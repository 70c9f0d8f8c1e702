import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import { ResolutionRequest } from '../../api/resolution/v1beta1/resolution-request';
import type { TaskSpec } from '../../api/tekton/v1/task';
import { TaskRun, type TaskRunSpec, type TaskRunStatus } from '../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import type { Condition } from '../../controller/conditions';
import { create, type Effect, normal, patch, remove, target, targetOf, tell, warning } from '../../controller/effects';
import { timestampOf } from '../../controller/moment';
import type { Outcome, Reconciler, Request, View } from '../../controller/reconciler';
import { milliseconds } from '../durations';
import { annotation, images, label, RELEASE, withoutApplied } from '../keys';
import { settingsOf, type TektonSettings } from '../settings';
import { FOR_USERS, isDone, succeeded, succeededOf, toldOf, type Verdict } from '../status';
import { claimOf } from './claims';
import { valuesOf } from './params';
import { stepContainerName } from './pod/containers';
import { podName, podOf } from './pod/pod';
import {
  endedStates,
  isOver,
  resultsFault,
  resultsOf,
  sidecarStates,
  statusOf,
  stepStates,
  verdictOf,
} from './pod/status';
import type { Resolving } from './resolution';
import { withStepActions } from './step-actions';
import {
  applied,
  type Fault,
  faultOf,
  findTask,
  provenanceOf,
  type TaskFound,
  type TaskRunObject,
  withCredentialsPath,
  withDefaultBindings,
  withParamsInBindings,
} from './task-spec';

const CONTROLLER = 'tekton.dev/pipeline';
const DEFAULT_TIMEOUT = '1h0m0s';
const BEGUN: Condition = { type: 'Succeeded', status: 'Unknown', reason: 'Started' };

/** What a run goes through anyway. */
const ORDINARY: readonly string[] = ['Started', 'Running', 'Pending'];

type Draft = { -readonly [Field in keyof TaskRunStatus]?: TaskRunStatus[Field] };

/** A TaskRun becomes a pod whose containers are the steps of its task; its status tells what they came to. */
export const taskRun: Reconciler<TaskRunSpec, TaskRunStatus> = {
  name: 'tekton/task-run',
  kind: TaskRun,
  accepts: ({ spec }) => spec?.managedBy === undefined || spec.managedBy === CONTROLLER,
  owns: [kubernetes.Pod, kubernetes.PersistentVolumeClaim, ResolutionRequest],
  reconcile(request: Request<TaskRunSpec, TaskRunStatus>): Outcome<TaskRunStatus> {
    const { object, now } = request;
    if (isDone(object)) return afterwards(object, request.view);
    const before = succeededOf(object);
    const isNew = before === undefined || before.reason === 'ToBeRetried' || before.reason === 'TaskRunPending';
    const isWaiting = object.spec?.status === 'TaskRunPending';
    const started: TaskRunObject =
      object.status?.startTime === undefined && !isWaiting
        ? { ...object, status: { ...object.status!, startTime: timestampOf(now) } }
        : object;
    const work = new Work(started, before ?? (isWaiting ? undefined : BEGUN), request);
    if (before === undefined && !isWaiting) work.effects.push(tell(normal('Started', '')));
    return work.run(isNew);
  },
};

/** One look at a run that is not done. */
class Work {
  readonly effects: Effect[] = [];
  readonly #run: TaskRunObject;
  readonly #before: Condition | undefined;
  readonly #view: View;
  readonly #now: Date;
  readonly #settings: TektonSettings;

  public constructor(
    run: TaskRunObject,
    before: Condition | undefined,
    { view, now }: Request<TaskRunSpec, TaskRunStatus>,
  ) {
    this.#run = run;
    this.#before = before;
    this.#view = view;
    this.#now = now;
    this.#settings = settingsOf(view);
  }

  public run(isNew: boolean): Outcome<TaskRunStatus> {
    const ended = this.#cancelled() ?? this.#pending() ?? this.#timedOut();
    if (ended !== undefined) return ended;
    const resolving: Resolving = {
      view: this.#view,
      run: this.#run,
      effects: this.effects,
    };
    const found = findTask(this.#run, resolving);
    this.#label(found);
    if (found.state === 'pending') return this.#awaits('ResolvingTaskRef', 'remote resource', {});
    if (found.state === 'failed') return this.#unresolved(found.message, {});
    const values = valuesOf(found.spec.params ?? [], this.#run.spec?.params ?? []);
    const acted = withStepActions(found.spec, values, resolving);
    const known: Draft = { taskSpec: found.spec, ...provenanceOf(this.#settings) };
    if (acted.state === 'pending') return this.#awaits('ResolvingStepActionRef', 'remote StepAction', known);
    if (acted.state === 'failed') return this.#unresolved(acted.message, known);
    const task = { ...found.spec, steps: acted.steps };
    const run = withDefaultBindings(this.#run, task, this.#settings);
    const fault = faultOf(run, { spec: task, name: found.name }, this.#settings);
    if (fault !== undefined) return this.#invalid(task, fault);
    return this.#withPod(run, task, found.name, isNew);
  }

  #cancelled(): Outcome<TaskRunStatus> | undefined {
    const { spec, metadata } = this.#run;
    if (spec?.status !== 'TaskRunCancelled') return undefined;
    const message = `TaskRun "${metadata.name}" was cancelled. ${spec.statusMessage ?? ''}`;
    return this.#killed({ status: 'False', reason: 'TaskRunCancelled', message: message + this.#formerly });
  }

  #pending(): Outcome<TaskRunStatus> | undefined {
    const { spec, metadata } = this.#run;
    if (spec?.status !== 'TaskRunPending') return undefined;
    this.#label({ state: 'pending' });
    const message = `TaskRun "${metadata.name}" is pending`;
    return this.#come({ status: 'Unknown', reason: 'TaskRunPending', message }, {});
  }

  #timedOut(): Outcome<TaskRunStatus> | undefined {
    const left = this.#timeLeft();
    if (left === undefined || left > 0) return undefined;
    const { spec, metadata } = this.#run;
    const message = `TaskRun "${metadata.name}" failed to finish within "${spec?.timeout ?? DEFAULT_TIMEOUT}"`;
    return this.#killed({ status: 'False', reason: 'TaskRunTimeout', message: message + this.#formerly });
  }

  /** What the run waited for when it was ended from outside, if it was something that people should know. */
  get #formerly(): string {
    const { reason = '', message } = this.#before ?? {};
    return message === undefined || ORDINARY.includes(reason) ? '' : `\nPrevious status: [${reason}] ${message}`;
  }

  /** Milliseconds that the attempt still has; undefined where it has as many as it likes. */
  #timeLeft(): number | undefined {
    const { spec, status } = this.#run;
    const limit = milliseconds(spec?.timeout ?? DEFAULT_TIMEOUT) ?? 0;
    if (limit === 0 || status?.startTime === undefined) return undefined;
    return Date.parse(status.startTime) + limit - this.#now.getTime();
  }

  /** The pod goes, and its steps with it; or it is told to end, where such pods are kept. */
  #killed(verdict: Verdict): Outcome<TaskRunStatus> {
    const { metadata, status } = this.#run;
    const pod = status?.podName ?? '';
    if (pod === '') return this.#retriedOr(verdict, {});
    const place = target(kubernetes.Pod, pod, metadata.namespace);
    const isKept = verdict.reason === 'TaskRunCancelled' && this.#settings.platform.isEnabled('keep-pod-on-cancel');
    this.effects.push(
      isKept ? patch(place, { metadata: { annotations: { [annotation.cancel]: 'CANCEL' } } }) : remove(place),
    );
    const steps = endedStates(status?.steps ?? [], pod, verdict.reason, timestampOf(this.#now));
    return this.#retriedOr(verdict, { steps: steps as TaskRunStatus['steps'] });
  }

  #awaits(reason: string, what: string, status: Draft): Outcome<TaskRunStatus> {
    const { namespace, name } = this.#run.metadata;
    const message = `TaskRun ${namespace}/${name} awaiting ${what}`;
    const outcome = this.#come({ status: 'Unknown', reason, message }, status);
    // That it waits is told by its condition, and not by an event.
    return { ...outcome, effects: (outcome.effects ?? []).filter((effect) => !tells(effect, reason)) };
  }

  #unresolved(message: string, status: Draft): Outcome<TaskRunStatus> {
    return this.#come({ status: 'False', reason: 'TaskRunResolutionFailed', message }, status, message);
  }

  #invalid(spec: TaskSpec, { reason, message }: Fault): Outcome<TaskRunStatus> {
    return this.#come(
      { status: 'False', reason, message: `${FOR_USERS} ${message}` },
      { ...provenanceOf(this.#settings), taskSpec: spec, steps: stepsToCome(spec) },
      message,
    );
  }

  #withPod(given: TaskRunObject, spec: TaskSpec, taskName: string, isNew: boolean): Outcome<TaskRunStatus> {
    const run = withParamsInBindings(this.#withClaims(given), spec);
    const name = podName(run);
    const resolved = applied(run, spec, taskName);
    const status: Draft = { podName: name, ...provenanceOf(this.#settings), taskSpec: resolved };
    const pod = isNew ? undefined : this.#view.get(kubernetes.Pod, name, run.metadata.namespace);
    if (pod === undefined) return this.#withNewPod(run, resolved, status);
    this.#release(pod);
    const sidecars = sidecarStates(pod);
    Object.assign(status, { steps: stepStates(pod, resolved), ...(sidecars.length === 0 ? {} : { sidecars }) });
    const verdict = this.#ignored(verdictOf(pod));
    if (!isOver(pod)) return this.#come(verdict, status);
    const results = resultsOf(pod, resolved);
    Object.assign(status, { artifacts: {}, ...(results.length === 0 ? {} : { results }) });
    const fault = resultsFault(results, resolved);
    return fault === undefined
      ? this.#retriedOr(verdict, status)
      : this.#come(
          { status: 'False', reason: 'TaskRunValidationFailed', message: `${FOR_USERS} ${fault}` },
          status,
          fault,
        );
  }

  #withNewPod(run: TaskRunObject, spec: TaskSpec, status: Draft): Outcome<TaskRunStatus> {
    const made = podOf(this.#labelled(run), withCredentialsPath(spec), { view: this.#view, settings: this.#settings });
    if ('fault' in made) return this.#withoutPod(made.fault, status);
    const { pod, missingSecrets } = made;
    this.effects.push(create(pod));
    if (missingSecrets.length > 0) {
      const message = `Unable to retrieve some secrets (${missingSecrets.join(', ')}); attempting to use them may not succeed.`;
      this.effects.push(tell(warning('FailedToRetrieveSecret', message)));
    }
    const { affinityAssistant } = annotation;
    if (run.metadata.annotations?.[affinityAssistant] !== undefined && run.spec?.podTemplate?.affinity !== undefined) {
      const message = `Pod template affinity is overwritten by affinity assistant for pod "${pod.metadata.name}"`;
      this.effects.push(tell(warning('PodAffinityOverwrite', message)));
    }
    return this.#come({ status: 'Unknown', reason: 'Pending', message: 'Pending' }, status);
  }

  #withoutPod(fault: string, { podName: _pod, ...status }: Draft): Outcome<TaskRunStatus> {
    const known = { ...status, ...(status.taskSpec === undefined ? {} : { steps: stepsToCome(status.taskSpec) }) };
    if (fault.includes('TaskRun validation failed')) {
      const message = `translating TaskSpec to Pod: ${fault}`;
      return this.#come({ status: 'False', reason: 'TaskRunValidationFailed', message }, known, message);
    }
    const { metadata, spec } = this.#run;
    const task =
      spec?.taskRef === undefined
        ? 'invalid TaskSpec'
        : `missing or invalid Task ${metadata.namespace}/${spec.taskRef.name ?? ''}`;
    const message = `failed to create task run pod "${metadata.name}": translating TaskSpec to Pod: ${fault}. Maybe ${task}`;
    return this.#come({ status: 'False', reason: 'PodCreationFailed', message }, known, message);
  }

  /** A pipeline goes on where a task may fail. */
  #ignored(verdict: Verdict): Verdict {
    const isIgnored = this.#run.metadata.annotations?.[annotation.onError] === 'continue';
    return verdict.status === 'False' && isIgnored ? { ...verdict, reason: 'FailureIgnored' } : verdict;
  }

  /** Lets the first step begin, once all containers run. */
  #release(pod: KubeObject): void {
    if (statusOf(pod).phase !== 'Running' || pod.metadata.annotations?.[annotation.ready] !== undefined) return;
    this.effects.push(patch(targetOf(pod), { metadata: { annotations: { [annotation.ready]: 'READY' } } }));
  }

  /** A run that failed, and may try again, puts the attempt on record and begins anew. */
  #retriedOr(verdict: Verdict, status: Draft): Outcome<TaskRunStatus> {
    const { spec, status: known } = this.#run;
    const attempts = known?.retriesStatus ?? [];
    const mayRetry =
      verdict.status === 'False' && verdict.reason !== 'TaskRunCancelled' && attempts.length < (spec?.retries ?? 0);
    if (!mayRetry) return this.#come(verdict, status);
    const kept = [...this.effects];
    const { status: attempt } = this.#come(verdict, status);
    this.effects.length = 0;
    const { retriesStatus: _nested, ...last } = attempt as TaskRunStatus;
    const retry: Verdict = { status: 'Unknown', reason: 'ToBeRetried', message: verdict.message };
    this.effects.push(...kept, ...toldOf(this.#before, retry));
    const { taskSpec, provenance } = { ...known, ...status };
    return {
      status: {
        podName: '',
        ...(taskSpec === undefined ? {} : { taskSpec }),
        ...(provenance === undefined ? {} : { provenance }),
        retriesStatus: [...attempts, last as Readonly<Record<string, unknown>>],
        conditions: [succeeded(this.#before, retry, this.#now)],
      } as TaskRunStatus,
      effects: this.effects,
    };
  }

  /** What the run comes to now. */
  #come(verdict: Verdict, status: Draft, failure?: string): Outcome<TaskRunStatus> {
    const { status: known } = this.#run;
    const isEnd = verdict.status !== 'Unknown';
    this.effects.push(...toldOf(this.#before, verdict));
    if (failure !== undefined) this.effects.push(tell(warning('InternalError', failure)));
    const left = this.#timeLeft();
    return {
      status: {
        podName: '',
        ...known,
        ...status,
        conditions: [succeeded(this.#before, verdict, this.#now)],
        ...(isEnd ? { completionTime: timestampOf(this.#now) } : {}),
      } as TaskRunStatus,
      effects: this.effects,
      ...(isEnd || left === undefined ? {} : { again: Math.max(0, left) }),
    };
  }

  /** What everything that is made for the run is marked with. */
  #label(found: TaskFound): void {
    const task = found.state === 'found' ? found.task : undefined;
    const managedBy = this.#settings.platform.tektonDefaults.defaultManagedByLabelValue;
    const labels = {
      ...task?.metadata.labels,
      ...(task === undefined ? {} : { [label.task]: task.metadata.name ?? '' }),
      [label.managedBy]: managedBy,
    };
    const annotations = { ...withoutApplied(task?.metadata.annotations), [annotation.release]: RELEASE };
    const { metadata } = this.#run;
    const missing = (map: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(Object.entries(map).filter(([key]) => own[key] === undefined));
    this.#marks = {
      labels: { ...labels, ...metadata.labels },
      annotations: { ...annotations, ...metadata.annotations },
    };
    this.effects.push(
      patch(targetOf(this.#run), {
        metadata: { labels: missing(labels, metadata.labels), annotations: missing(annotations, metadata.annotations) },
      }),
    );
  }

  #marks: Pick<KubeObject['metadata'], 'labels' | 'annotations'> = {};

  #labelled(run: TaskRunObject): TaskRunObject {
    return { ...run, metadata: { ...run.metadata, ...this.#marks } };
  }

  /** The run with claims in the place of the templates that they are made of. */
  #withClaims(run: TaskRunObject): TaskRunObject {
    const workspaces = (run.spec?.workspaces ?? []).map((binding): WorkspaceBinding => {
      if (binding.volumeClaimTemplate === undefined) return binding;
      const claim = claimOf(run, binding);
      this.effects.push(create(claim));
      const { volumeClaimTemplate: _template, ...rest } = binding;
      return { ...rest, persistentVolumeClaim: { claimName: claim.metadata.name ?? '' } };
    });
    return { ...run, spec: { ...run.spec, ...(workspaces.length === 0 ? {} : { workspaces }) } };
  }
}

/** The steps of a run that never got a pod. */
function stepsToCome({ steps = [] }: TaskSpec): TaskRunStatus['steps'] {
  const names = steps.map((step, index) => stepContainerName(step, index).replace(/^step-/, ''));
  return names.map((name) => ({ name, provenance: {} })) as unknown as TaskRunStatus['steps'];
}

const tells = (effect: Effect, reason: string) => effect.effect === 'event' && effect.event.reason === reason;

interface PodSpec {
  readonly containers?: readonly { readonly name: string; readonly image?: string }[];
}

/** Sidecars run until somebody stops them: their images become one that ends at once, and the run tells how they ended. */
function afterwards(run: TaskRunObject, view: View): Outcome<TaskRunStatus> {
  const pod = view.get(kubernetes.Pod, run.status?.podName ?? '', run.metadata.namespace);
  const reason = succeededOf(run)?.reason ?? '';
  // The pod of a run that was ended from outside is on its way out.
  if (pod === undefined || reason === 'TaskRunCancelled' || reason === 'TaskRunTimeout') return {};
  const { containers = [] } = (pod.spec ?? {}) as PodSpec;
  const isRunning = ({ name }: { readonly name: string }) =>
    !name.startsWith('step-') &&
    statusOf(pod).containerStatuses?.find((each) => each.name === name)?.state?.running !== undefined;
  const sidecars = sidecarStates(pod);
  const status = sidecars.length === 0 ? undefined : ({ ...run.status, sidecars } as TaskRunStatus);
  if (!containers.some(isRunning)) return { status };
  const stopped = containers.map((each) => (isRunning(each) ? { ...each, image: images.nop } : each));
  return { status, effects: [patch(targetOf(pod), { spec: { containers: stopped } })] };
}
