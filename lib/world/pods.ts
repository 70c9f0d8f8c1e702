import { createHash } from 'node:crypto';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import { TaskRun } from '../api/tekton/v1/task-run';
import { controllerOf } from '../controller/effects';
import { timestampOf } from '../controller/moment';
import type { Reconciler, View } from '../controller/reconciler';
import type { Conduct } from './conduct';

interface Container {
  readonly name: string;
  readonly image?: string;
  readonly args?: readonly string[];
  readonly resources?: { readonly requests?: object; readonly limits?: object };
}

interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
}

interface State {
  readonly running?: object;
  readonly terminated?: { readonly exitCode: number };
}

interface PodStatus {
  readonly phase?: string;
  readonly containerStatuses?: readonly { readonly name: string; readonly state: State }[];
}

type Pod = KubeObject<PodSpec, PodStatus>;

/** A sidecar that was told to end runs this. */
const isStopped = ({ image = '' }: Container) => image.includes('/nop-');

/** Runs pods: their steps end at once and well, once they may begin; or the first one fails, or none ever ends. */
export function pods(conduct: Conduct): Reconciler<PodSpec, PodStatus> {
  return {
    name: 'world/pods',
    kind: kubernetes.Pod as never,
    reconcile({ object, view, now }) {
      const way = conduct.of(object);
      const phase = object.status?.phase;
      if (phase === 'Succeeded' || phase === 'Failed') return {};
      const mayBegin = phase === 'Running' && object.metadata.annotations?.['tekton.dev/ready'] !== undefined;
      const isOver = mayBegin && way !== 'waits';
      return { status: statusOf(object, { isOver, fails: way === 'fails', now, view }) as PodStatus };
    },
  };
}

interface Course {
  readonly isOver: boolean;
  readonly fails: boolean;
  readonly now: Date;
  readonly view: View;
}

function statusOf(pod: Pod, course: Course): object {
  const { now, isOver, fails } = course;
  const { containers, initContainers = [] } = pod.spec!;
  const sidecarsEnded = containers.filter(isSidecar).every(isStopped);
  const hasEnded = isOver && sidecarsEnded;
  const phase = hasEnded ? (fails ? 'Failed' : 'Succeeded') : 'Running';
  const steps = containers.filter((container) => !isSidecar(container));
  const results = resultsOf(pod, course.view);
  const states = containers.map((container) => {
    const index = steps.indexOf(container);
    if (isSidecar(container) ? !(isOver && isStopped(container)) : !isOver) return running(container, now);
    if (index < 0) return terminated(container, now, 0);
    if (fails) return terminated(container, now, 1, index === 0 ? [] : [['Reason', 'Skipped']]);
    const written = index === steps.length - 1 ? results : [];
    return terminated(container, now, 0, [], written);
  });
  const ip = addressOf(`${pod.metadata.namespace}/${pod.metadata.name}`);
  return {
    phase,
    conditions: conditionsOf(phase, now),
    hostIP: ip,
    podIP: ip,
    podIPs: [{ ip }],
    startTime: timestampOf(now),
    initContainerStatuses: initContainers.map((container) => terminated(container, now, 0)),
    containerStatuses: states,
    qosClass: containers.some(({ resources }) => resources?.requests ?? resources?.limits) ? 'Burstable' : 'BestEffort',
  };
}

const isSidecar = ({ name }: Container) => name.startsWith('sidecar-');

function conditionsOf(phase: string, now: Date): readonly object[] {
  const isRunning = phase === 'Running';
  const reason = isRunning ? {} : { reason: 'PodCompleted' };
  const condition = (type: string, status: string) => ({
    type,
    status,
    lastProbeTime: null,
    lastTransitionTime: timestampOf(now),
    ...reason,
  });
  const ready = isRunning ? 'True' : 'False';
  return [
    condition('PodScheduled', 'True'),
    condition('Initialized', 'True'),
    condition('ContainersReady', ready),
    condition('Ready', ready),
  ];
}

function common({ name, image }: Container) {
  return {
    name,
    lastState: {},
    restartCount: 0,
    image,
    imageID: `fake://${image}`,
    containerID: `fake://${name}`,
  };
}

function running(container: Container, now: Date) {
  return { ...common(container), state: { running: { startedAt: timestampOf(now) } }, ready: true, started: true };
}

type Told = readonly (readonly [string, string])[];

function terminated(container: Container, now: Date, exitCode: number, told: Told = [], results: Told = []) {
  const { name } = container;
  const reports = [
    ...results.map(([key, value]) => ({ key, value, type: 1 })),
    ...told.map(([key, value]) => ({ key, value, type: 3 })),
    { key: 'StartedAt', value: now.toISOString(), type: 3 },
  ];
  // Only steps say something when they end.
  const message = name.startsWith('step-') ? { message: JSON.stringify(reports) } : {};
  return {
    ...common(container),
    state: {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        ...message,
        startedAt: timestampOf(now),
        finishedAt: timestampOf(now),
        containerID: `fake://${name}`,
      },
    },
    ready: false,
    started: false,
  };
}

interface TaskResult {
  readonly name: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Values made of the results' names: nobody knows what the steps would write. */
function resultsOf(pod: Pod, view: View): Told {
  const owner = controllerOf(pod);
  const run = owner?.kind === TaskRun.kind ? view.get(TaskRun, owner.name, pod.metadata.namespace) : undefined;
  const declared = (run?.status?.taskSpec?.results ?? []) as readonly TaskResult[];
  return declared.map(({ name, type, properties }) => {
    if (type === 'array') return [name, JSON.stringify([`${name}-0`, `${name}-1`])];
    if (type !== 'object') return [name, `${name}-value`];
    return [
      name,
      JSON.stringify(Object.fromEntries(Object.keys(properties ?? {}).map((key) => [key, `${name}-${key}`]))),
    ];
  });
}

/** An address in the cluster, always the same for the same pod. */
function addressOf(pod: string): string {
  const bytes = createHash('md5').update(pod).digest();
  return `10.${bytes[0]}.${bytes[1]}.${1 + (bytes[2]! % 254)}`;
}

/** A claim that nobody has provisioned a volume for yet. */
export const claims: Reconciler = {
  name: 'world/claims',
  kind: kubernetes.PersistentVolumeClaim as never,
  reconcile({ object }) {
    return { status: object.status ?? { phase: 'Pending' } };
  },
};
