import { createHash } from 'node:crypto';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { TaskSpec } from '../../api/tekton/v1/task';
import { TaskRun, type TaskRunSpec, type TaskRunStatus } from '../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import type { Condition } from '../../controller/conditions';
import {
  controllerReference,
  create,
  type Effect,
  normal,
  patch,
  remove,
  target,
  targetOf,
  tell,
  warning,
} from '../../controller/effects';
import { timestampOf } from '../../controller/moment';
import type { Outcome, Reconciler, Request, View } from '../../controller/reconciler';
import { milliseconds } from '../durations';
import { annotation, images, label, MANAGED_BY, provenance, RELEASE } from '../keys';
import { isDone, succeeded, succeededOf, toldOf, type Verdict } from '../status';
import { podName, podOf } from './pod';
import { isOver, resultsOf, sidecarStates, statusOf, stepStates, verdictOf } from './pod-status';
import { applied, faultOf, findTask, type TaskFound, type TaskRunObject } from './task-spec';

const CONTROLLER = 'tekton.dev/pipeline';
const DEFAULT_TIMEOUT = '1h0m0s';

type Draft = { -readonly [Field in keyof TaskRunStatus]?: TaskRunStatus[Field] };

/** A TaskRun becomes a pod whose containers are the steps of its task; its status tells what they came to. */
export const taskRun: Reconciler<TaskRunSpec, TaskRunStatus> = {
  name: 'tekton/task-run',
  kind: TaskRun,
  accepts: ({ spec }) => spec?.managedBy === undefined || spec.managedBy === CONTROLLER,
  owns: [kubernetes.Pod, kubernetes.PersistentVolumeClaim],
  reconcile(request: Request<TaskRunSpec, TaskRunStatus>): Outcome<TaskRunStatus> {
    const { object, now } = request;
    if (isDone(object)) return afterwards(object, request.view);
    const before = succeededOf(object);
    const isNew = before === undefined || before.reason === 'ToBeRetried';
    const started: TaskRunObject =
      object.status?.startTime === undefined
        ? { ...object, status: { ...object.status!, startTime: timestampOf(now) } }
        : object;
    const work = new Work(started, before, request);
    if (before === undefined) work.effects.push(tell(normal('Started', '')));
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

  public constructor(
    run: TaskRunObject,
    before: Condition | undefined,
    { view, now }: Request<TaskRunSpec, TaskRunStatus>,
  ) {
    this.#run = run;
    this.#before = before;
    this.#view = view;
    this.#now = now;
  }

  public run(isNew: boolean): Outcome<TaskRunStatus> {
    const ended = this.#cancelled() ?? this.#pending() ?? this.#timedOut();
    if (ended !== undefined) return ended;
    const found = findTask(this.#run, this.#view);
    this.#label(found);
    if (found.state === 'pending')
      return this.#come({ status: 'Unknown', reason: found.reason, message: found.message }, {});
    if (found.state === 'failed') {
      return this.#come({ status: 'False', reason: found.reason, message: found.message }, {}, found.message);
    }
    const fault = faultOf(this.#run, found);
    if (fault !== undefined) return this.#invalid(found.spec, fault);
    return this.#withPod(found.spec, found.name, isNew);
  }

  #cancelled(): Outcome<TaskRunStatus> | undefined {
    const { spec, metadata } = this.#run;
    if (spec?.status !== 'TaskRunCancelled') return undefined;
    const message = [`TaskRun "${metadata.name}" was cancelled.`, spec.statusMessage].filter(Boolean).join(' ');
    return this.#killed({ status: 'False', reason: 'TaskRunCancelled', message });
  }

  #pending(): Outcome<TaskRunStatus> | undefined {
    const { spec, metadata } = this.#run;
    if (spec?.status !== 'TaskRunPending') return undefined;
    return this.#come(
      { status: 'Unknown', reason: 'TaskRunPending', message: `TaskRun "${metadata.name}" is pending` },
      {},
    );
  }

  #timedOut(): Outcome<TaskRunStatus> | undefined {
    const left = this.#timeLeft();
    if (left === undefined || left > 0) return undefined;
    const { spec, metadata } = this.#run;
    const message = `TaskRun "${metadata.name}" failed to finish within "${spec?.timeout ?? DEFAULT_TIMEOUT}"`;
    return this.#killed({ status: 'False', reason: 'TaskRunTimeout', message });
  }

  /** Milliseconds that the attempt still has; undefined where it has as many as it likes. */
  #timeLeft(): number | undefined {
    const { spec, status } = this.#run;
    const limit = milliseconds(spec?.timeout ?? DEFAULT_TIMEOUT) ?? 0;
    return limit === 0 ? undefined : Date.parse(status?.startTime ?? '') + limit - this.#now.getTime();
  }

  /** The pod goes, and its steps with it. */
  #killed(verdict: Verdict): Outcome<TaskRunStatus> {
    const { namespace } = this.#run.metadata;
    this.effects.push(remove(target(kubernetes.Pod, podName(this.#run), namespace)));
    return this.#retriedOr(verdict, {});
  }

  #invalid(spec: TaskSpec, fault: string): Outcome<TaskRunStatus> {
    const steps = (spec.steps ?? []).map(({ name }) => ({ name, provenance: {} }));
    const status: Draft = { provenance, taskSpec: spec, steps: steps as unknown as TaskRunStatus['steps'] };
    return this.#come(
      { status: 'False', reason: 'TaskRunValidationFailed', message: `[User error] ${fault}` },
      status,
      fault,
    );
  }

  #withPod(spec: TaskSpec, taskName: string, isNew: boolean): Outcome<TaskRunStatus> {
    const { namespace } = this.#run.metadata;
    const run = this.#withClaims();
    const name = podName(run);
    const resolved = run.status?.taskSpec ?? applied(run, spec, taskName);
    const status: Draft = { podName: name, provenance, taskSpec: resolved };
    const pod = isNew ? undefined : this.#view.get(kubernetes.Pod, name, namespace);
    if (pod === undefined) {
      this.effects.push(create(podOf(this.#labelled(run), resolved, this.#view)));
      return this.#come({ status: 'Unknown', reason: 'Pending', message: 'Pending' }, status);
    }
    this.#release(pod);
    const verdict = verdictOf(pod);
    const sidecars = sidecarStates(pod);
    Object.assign(status, { steps: stepStates(pod, resolved), ...(sidecars.length === 0 ? {} : { sidecars }) });
    if (!isOver(pod)) return this.#come(verdict, status);
    const results = resultsOf(pod, resolved);
    Object.assign(status, { artifacts: {}, ...(results.length === 0 ? {} : { results }) });
    return this.#retriedOr(verdict, status);
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
    const { status: attempt } = this.#come(verdict, status);
    this.effects.length = 0;
    const { retriesStatus: _nested, ...last } = attempt as TaskRunStatus;
    const retry: Verdict = { status: 'Unknown', reason: 'ToBeRetried', message: verdict.message };
    this.effects.push(...toldOf(this.#before, retry));
    const { taskSpec, provenance: kept } = { ...known, ...status };
    return {
      status: {
        podName: '',
        ...(taskSpec === undefined ? {} : { taskSpec }),
        ...(kept === undefined ? {} : { provenance: kept }),
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
    this.effects.push(...toldOf(this.#before ?? undefined, verdict));
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
    const labels = {
      ...task?.metadata.labels,
      ...(task === undefined ? {} : { [label.task]: task.metadata.name ?? '' }),
      [label.managedBy]: MANAGED_BY,
    };
    const annotations = { ...task?.metadata.annotations, [annotation.release]: RELEASE };
    const { metadata } = this.#run;
    const missing = (map: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) =>
      Object.fromEntries(Object.entries(map).filter(([key]) => own[key] === undefined));
    this.#marks = {
      labels: { ...labels, ...metadata.labels, [label.managedBy]: MANAGED_BY },
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
  #withClaims(): TaskRunObject {
    const { spec, metadata } = this.#run;
    const workspaces = (spec?.workspaces ?? []).map((binding): WorkspaceBinding => {
      if (binding.volumeClaimTemplate === undefined) return binding;
      const claim = claimOf(this.#run, binding);
      this.effects.push(create(claim));
      const { volumeClaimTemplate: _template, ...rest } = binding;
      return { ...rest, persistentVolumeClaim: { claimName: claim.metadata.name ?? '' } };
    });
    return { ...this.#run, metadata, spec: { ...spec, ...(workspaces.length === 0 ? {} : { workspaces }) } };
  }
}

const CLAIM_HASH = 10;

/** The claim that a workspace of a run gets of its template. */
export function claimOf(owner: KubeObject, { name, volumeClaimTemplate }: WorkspaceBinding): KubeObject {
  const { metadata, spec } = volumeClaimTemplate ?? {};
  const hash = createHash('sha256')
    .update(`${name}${owner.metadata.uid ?? ''}`)
    .digest('hex')
    .slice(0, CLAIM_HASH);
  const prefix = metadata?.name === undefined || metadata.name === '' ? 'pvc' : metadata.name;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
      ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
      name: `${prefix}-${hash}`,
      namespace: owner.metadata.namespace,
      ownerReferences: [controllerReference(owner)],
    },
    spec,
  };
}

interface PodSpec {
  readonly containers?: readonly { readonly name: string; readonly image?: string }[];
}

/** Sidecars run until somebody stops them: their images become one that ends at once, and the run tells how they ended. */
function afterwards(run: TaskRunObject, view: View): Outcome<TaskRunStatus> {
  const pod = view.get(kubernetes.Pod, run.status?.podName ?? '', run.metadata.namespace);
  if (pod === undefined) return {};
  const { containers = [] } = (pod.spec ?? {}) as PodSpec;
  const isRunning = ({ name }: { readonly name: string }) =>
    name.startsWith('sidecar-') &&
    statusOf(pod).containerStatuses?.find((each) => each.name === name)?.state?.running !== undefined;
  const sidecars = sidecarStates(pod);
  const status = sidecars.length === 0 ? undefined : ({ ...run.status, sidecars } as TaskRunStatus);
  if (!containers.some(isRunning)) return { status };
  const stopped = containers.map((each) => (isRunning(each) ? { ...each, image: images.nop } : each));
  return { status, effects: [patch(targetOf(pod), { spec: { containers: stopped } })] };
}
