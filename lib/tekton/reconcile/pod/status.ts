import type { KubeObject } from '../../../api/meta/v1';
import type { ParamValue } from '../../../api/tekton/v1/param';
import type { Step } from '../../../api/tekton/v1/step';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import { soleVariable } from '../../../api/tekton/variables';
import type { Verdict } from '../../status';
import { stepContainerName } from './containers';

interface Terminated {
  readonly exitCode: number;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly containerID?: string;
}

interface Waiting {
  readonly reason?: string;
  readonly message?: string;
}

interface ContainerStatus {
  readonly name: string;
  readonly imageID?: string;
  readonly state?: {
    readonly terminated?: Terminated;
    readonly running?: { readonly startedAt?: string };
    readonly waiting?: Waiting;
  };
}

interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly {
    readonly type: string;
    readonly status: string;
    readonly reason?: string;
    readonly message?: string;
  }[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

/** What a step reports when it ends. */
interface Report {
  readonly key: string;
  readonly value: string;
  /** Of what kind, by the entrypoint's numbers. */
  readonly type: number;
}

const TASK_RESULT = 1;
const INTERNAL = 3;
const STEP_RESULT = 4;

export const statusOf = (pod: KubeObject | undefined) => (pod?.status ?? {}) as PodStatus;

const isStep = ({ name }: ContainerStatus) => name.startsWith('step-');
const isSidecar = ({ name }: ContainerStatus) => name.startsWith('sidecar-');

/** Whether the run of a pod's steps is over, sidecars or not. */
export function isOver(pod: KubeObject): boolean {
  const { phase, containerStatuses = [] } = statusOf(pod);
  if (phase === 'Succeeded' || phase === 'Failed') return true;
  const steps = containerStatuses.filter(isStep);
  return steps.length > 0 && steps.every(({ state }) => state?.terminated !== undefined);
}

/** What a pod says of its run. */
export function verdictOf(pod: KubeObject): Verdict {
  const { phase, containerStatuses = [] } = statusOf(pod);
  if (isOver(pod)) {
    const hasFailed = phase === 'Failed' || containerStatuses.some((each) => isStep(each) && failed(each));
    return hasFailed
      ? failureOf(statusOf(pod))
      : { status: 'True', reason: 'Succeeded', message: 'All Steps have completed executing' };
  }
  return phase === 'Running'
    ? { status: 'Unknown', reason: 'Running', message: 'Not all Steps in the Task have finished executing' }
    : pendingOf(statusOf(pod));
}

const PULL_ERRORS = [
  'ImagePullBackOff',
  'ImageInspectError',
  'ErrImagePull',
  'ErrImageNeverPull',
  'RegistryUnavailable',
  'InvalidImageName',
];

function pendingOf(status: PodStatus): Verdict {
  const { conditions = [], containerStatuses = [] } = status;
  const waits = (...reasons: readonly string[]) =>
    containerStatuses.some(({ state }) => reasons.includes(state?.waiting?.reason ?? ''));
  if (conditions.some(({ reason, message }) => reason === 'Unschedulable' && message?.includes('Insufficient'))) {
    return { status: 'Unknown', reason: 'ExceededNodeResources', message: 'TaskRun Pod exceeded available resources' };
  }
  if (waits('CreateContainerConfigError')) {
    const message = 'Failed to create pod due to config error';
    return { status: 'False', reason: 'CreateContainerConfigError', message };
  }
  const reason = waits(...PULL_ERRORS) ? 'PullImageFailed' : 'Pending';
  return { status: 'Unknown', reason, message: waitingMessage(status) };
}

function waitingMessage({ conditions = [], containerStatuses = [], message }: PodStatus): string {
  const waiting = containerStatuses.find(({ state }) => (state?.waiting?.message ?? '') !== '');
  if (waiting !== undefined) {
    return `build step "${waiting.name}" is pending with reason "${waiting.state?.waiting?.message}"`;
  }
  const unmet = conditions.find((condition) => condition.status !== 'True');
  if (unmet !== undefined) return `pod status "${unmet.type}":"${unmet.status}"; message: "${unmet.message ?? ''}"`;
  return message || 'Pending';
}

const failed = ({ state }: ContainerStatus) =>
  state?.terminated !== undefined && (state.terminated.exitCode !== 0 || state.terminated.reason === 'OOMKilled');

function failureOf({
  reason = '',
  message = '',
  containerStatuses = [],
  initContainerStatuses = [],
}: PodStatus): Verdict {
  if (reason === 'Evicted') return { status: 'False', reason: 'PodEvicted', message };
  const found = firstFailure(initContainerStatuses, 'InitContainer') ?? firstFailure(containerStatuses, 'Step');
  if (found === undefined) {
    return { status: 'False', reason: 'Failed', message: message || 'build failed for unspecified reasons.' };
  }
  const { container, what } = found;
  const { exitCode = 0, reason: why, message: text } = container.state?.terminated ?? { exitCode: 0 };
  const isLate = reportsOf(text).some(({ key, value }) => key === 'Reason' && value === 'TimeoutExceeded');
  return {
    status: 'False',
    reason: `${what}${why === 'OOMKilled' ? 'OOM' : 'Failed'}`,
    message: isLate
      ? `"${container.name}" exited because the step exceeded the specified timeout limit`
      : `"${container.name}" exited with code ${exitCode}: ${why ?? 'Error'}`,
  };
}

/** Which container is to blame: one that ran out of memory before one that failed, a sidecar before others. */
function firstFailure(
  statuses: readonly ContainerStatus[],
  other: 'Step' | 'InitContainer',
): { readonly container: ContainerStatus; readonly what: 'Sidecar' | 'Step' | 'InitContainer' } | undefined {
  const all = statuses.filter(failed);
  const memory = all.filter(({ state }) => state?.terminated?.reason === 'OOMKilled');
  for (const some of [memory, all]) {
    const sidecar = some.find(isSidecar);
    if (sidecar !== undefined) return { container: sidecar, what: 'Sidecar' };
    const container = some.find((each) => !isSidecar(each));
    if (container !== undefined) return { container, what: other };
  }
  return undefined;
}

/** What a step reported, in the order of the keys; of a key that comes again, the last. */
function reportsOf(message: string | undefined): readonly Report[] {
  if (message === undefined || !message.startsWith('[')) return [];
  try {
    const reports = JSON.parse(message) as readonly Report[];
    const last = new Map(reports.map((report) => [`${report.key} ${report.type}`, report]));
    return [...last.values()].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  } catch {
    return [];
  }
}

/** What a run says of each of its steps. */
export function stepStates(pod: KubeObject, spec: TaskSpec): readonly object[] {
  const { containerStatuses = [] } = statusOf(pod);
  return (spec.steps ?? []).map((step, index) => {
    const container = stepContainerName(step, index);
    const found = containerStatuses.find(({ name }) => name === container);
    const name = container.replace(/^step-/, '');
    if (found === undefined) return { name, provenance: {} };
    const results = isOver(pod) ? stepResults(found, step) : [];
    return {
      container,
      name,
      imageID: found.imageID,
      ...stateOf(found),
      ...(results.length === 0 ? {} : { results }),
      provenance: {},
    };
  });
}

function stateOf({ state }: ContainerStatus): object {
  if (state?.terminated !== undefined) {
    const { message, ...terminated } = state.terminated;
    const reports = reportsOf(message);
    const told = (key: string) => reports.find((report) => report.type === INTERNAL && report.key === key)?.value;
    const kept = reports.filter(({ type }) => type !== INTERNAL);
    const ignored = told('ExitCode');
    const skipped = told('Reason');
    return {
      terminated: {
        ...terminated,
        ...(ignored === undefined ? {} : { exitCode: Number(ignored) }),
        startedAt: told('StartedAt') ?? terminated.startedAt,
        ...(kept.length === 0 ? {} : { message: JSON.stringify(kept) }),
      },
      terminationReason: ignored === undefined ? (skipped ?? terminated.reason) : 'Continued',
    };
  }
  if (state?.running !== undefined) return { running: state.running };
  return state?.waiting === undefined ? {} : { waiting: state.waiting };
}

/** What a run says of each of its sidecars. */
export function sidecarStates(pod: KubeObject): readonly object[] {
  const { containerStatuses = [] } = statusOf(pod);
  return containerStatuses.filter(isSidecar).map(({ name, imageID, state = {} }) => {
    const { terminated, running, waiting } = state;
    const known = terminated ?? running ?? waiting;
    return {
      name: name.slice('sidecar-'.length),
      container: name,
      imageID,
      ...(known === undefined ? {} : { [terminated ? 'terminated' : running ? 'running' : 'waiting']: known }),
    };
  });
}

/** Steps of a run that was ended from outside, as ended with it. */
export function endedStates(states: readonly object[], pod: string, reason: string, now: string): readonly object[] {
  return states.map((state) => {
    const { running, waiting, ...rest } = state as {
      readonly name?: string;
      readonly running?: { readonly startedAt?: string };
      readonly waiting?: object;
    };
    if (running === undefined && waiting === undefined) return state;
    return {
      ...rest,
      terminated: {
        exitCode: 1,
        reason,
        message: `Step ${rest.name} terminated as pod ${pod} is terminated`,
        startedAt: running?.startedAt ?? null,
        finishedAt: now,
      },
      terminationReason: reason,
    };
  });
}

export interface Result {
  readonly name: string;
  readonly type: string;
  readonly value: ParamValue;
}

/** What a text that a step wrote is: what was declared of a text, and else what it looks like. */
function read(name: string, type: string | undefined, text: string): readonly Result[] {
  if (type === 'string') return [{ name, type, value: text }];
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
      return [{ name, type: 'array', value: value as readonly string[] }];
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return [{ name, type: 'object', value: value as Readonly<Record<string, string>> }];
    }
  } catch {
    // What is no JSON is a text.
  }
  return [{ name, type: 'string', value: text }];
}

function stepResults({ state }: ContainerStatus, { results: declared = [] }: Step): readonly Result[] {
  return reportsOf(state?.terminated?.message)
    .filter(({ type }) => type === STEP_RESULT)
    .flatMap(({ key, value }) => read(key, declared.find(({ name }) => name === key)?.type, value));
}

/**
 * The results that the steps of a pod have written, in the order in which they came: of the task's own, and of those of
 * steps that the task takes for its own. What comes again counts in the place of the first.
 */
export function resultsOf(pod: KubeObject, spec: TaskSpec): readonly Result[] {
  const { containerStatuses = [] } = statusOf(pod);
  const { results: declared = [], steps = [] } = spec;
  const found = new Map<string, Result>();
  for (const [index, step] of steps.entries()) {
    const status = containerStatuses.find(({ name }) => name === stepContainerName(step, index));
    if (status === undefined) continue;
    for (const { key, value, type } of reportsOf(status.state?.terminated?.message)) {
      if (type !== TASK_RESULT) continue;
      for (const result of read(key, declared.find(({ name }) => name === key)?.type, value)) found.set(key, result);
    }
    for (const result of stepResults(status, step)) {
      const taken = declared.find(({ value }) => isResultOf(value, step.name, result.name));
      if (taken !== undefined) found.set(taken.name, { ...result, name: taken.name });
    }
  }
  return [...found.values()];
}

function isResultOf(value: ParamValue | undefined, step: string | undefined, result: string): boolean {
  const variable = typeof value === 'string' ? soleVariable(value) : undefined;
  return variable?.kind === 'stepResult' && variable.step === step && variable.name === result;
}

/** What is wrong with results that don't fit what was declared; undefined where nothing is. */
export function resultsFault(results: readonly Result[], { results: declared = [] }: TaskSpec): string | undefined {
  const mistyped = results
    .flatMap(({ name, type }) => {
      const needed = declared.find((each) => each.name === name)?.type ?? 'string';
      return !declared.some((each) => each.name === name) || needed === type
        ? []
        : [
            ` "${name}": task result is expected to be "${needed}" type but was initialized to a different type "${type}"`,
          ];
    })
    .sort();
  return mistyped.length === 0
    ? undefined
    : `Provided results don't match declared results; may be invalid JSON or missing result declaration: ${mistyped.join(',')}`;
}
