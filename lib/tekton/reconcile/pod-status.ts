import type { KubeObject } from '../../api/meta/v1';
import type { ParamValue } from '../../api/tekton/v1/param';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { Verdict } from '../status';
import { stepContainerName } from './pod';

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
  readonly state?: { readonly terminated?: Terminated; readonly running?: object; readonly waiting?: Waiting };
}

interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

/** What a step reports when it ends: results by the kind of number that the entrypoint writes. */
interface Report {
  readonly key: string;
  readonly value: string;
  readonly type: number;
}

const RESULT = 1;
const INTERNAL = 3;

export const statusOf = (pod: KubeObject | undefined) => (pod?.status ?? {}) as PodStatus;

/** Whether the run of a pod's steps is over, sidecars or not. */
export function isOver(pod: KubeObject): boolean {
  const { phase, containerStatuses = [] } = statusOf(pod);
  if (phase === 'Succeeded' || phase === 'Failed') return true;
  const steps = containerStatuses.filter(({ name }) => name.startsWith('step-'));
  return steps.length > 0 && steps.every(({ state }) => state?.terminated !== undefined);
}

/** What a pod says of its run. */
export function verdictOf(pod: KubeObject): Verdict {
  const { phase, reason, message, conditions = [], containerStatuses = [], initContainerStatuses = [] } = statusOf(pod);
  if (isOver(pod)) {
    const failed = [...initContainerStatuses, ...containerStatuses].find(
      ({ name, state }) => !name.startsWith('sidecar-') && (state?.terminated?.exitCode ?? 0) !== 0,
    );
    if (phase !== 'Failed' && failed === undefined) {
      return { status: 'True', reason: 'Succeeded', message: 'All Steps have completed executing' };
    }
    return failureOf(failed, reason, message);
  }
  if (phase === 'Running') {
    return { status: 'Unknown', reason: 'Running', message: 'Not all Steps in the Task have finished executing' };
  }
  const waiting = containerStatuses.find(({ state }) => state?.waiting !== undefined);
  if (waiting !== undefined) {
    const { reason: why = '' } = waiting.state?.waiting ?? {};
    const step = waiting.name.replace(/^step-/, '');
    return { status: 'Unknown', reason: 'Pending', message: `build step "${step}" is pending with reason "${why}"` };
  }
  const unmet = conditions.find((condition) => condition.status !== 'True');
  return {
    status: 'Unknown',
    reason: 'Pending',
    message:
      unmet === undefined
        ? 'Pending'
        : `pod status "${unmet.type}":"${unmet.status}"; message: "${unmet.message ?? ''}"`,
  };
}

function failureOf(failed: ContainerStatus | undefined, reason = '', message = ''): Verdict {
  if (reason === 'Evicted') return { status: 'False', reason: 'PodEvicted', message };
  if (failed === undefined)
    return { status: 'False', reason: 'Failed', message: message || 'build failed for unspecified reasons.' };
  const { exitCode = 0, reason: why, message: text } = failed.state?.terminated ?? { exitCode: 0 };
  const isStep = failed.name.startsWith('step-');
  const isOutOfMemory = why === 'OOMKilled';
  if (isStep && reportsOf(text).some(({ key, value }) => key === 'Reason' && value === 'TimeoutExceeded')) {
    return {
      status: 'False',
      reason: 'StepFailed',
      message: `"${failed.name}" exited because the step exceeded the specified timeout limit`,
    };
  }
  const kind = isStep ? 'Step' : 'InitContainer';
  return {
    status: 'False',
    reason: `${kind}${isOutOfMemory ? 'OOM' : 'Failed'}`,
    message: `"${failed.name}" exited with code ${exitCode}: ${why ?? 'Error'}`,
  };
}

function reportsOf(message: string | undefined): readonly Report[] {
  if (message === undefined || !message.startsWith('[')) return [];
  try {
    return JSON.parse(message) as readonly Report[];
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
    return { container, name, imageID: found.imageID, ...stateOf(found), provenance: {} };
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
  return containerStatuses
    .filter(({ name }) => name.startsWith('sidecar-'))
    .map(({ name, imageID, state = {} }) => {
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

interface Result {
  readonly name: string;
  readonly type: string;
  readonly value: ParamValue;
}

/** The results that the steps of a pod have written, in the order in which the task declares them. */
export function resultsOf(pod: KubeObject, spec: TaskSpec): readonly Result[] {
  const { containerStatuses = [] } = statusOf(pod);
  const written = new Map<string, string>();
  for (const { state } of containerStatuses) {
    for (const { key, value, type } of reportsOf(state?.terminated?.message))
      if (type === RESULT) written.set(key, value);
  }
  return (spec.results ?? []).flatMap(({ name, type = 'string' }) => {
    const value = written.get(name);
    if (value === undefined) return [];
    return [{ name, type, value: type === 'string' ? value : (JSON.parse(value) as ParamValue) }];
  });
}
