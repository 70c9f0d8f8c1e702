import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { TaskSidecar } from '../../../api/tekton/v1/sidecar';
import type { Step } from '../../../api/tekton/v1/step';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import type { TaskRunSpec, TaskRunStatus } from '../../../api/tekton/v1/task-run';
import { controllerReference } from '../../../controller/effects';
import { childName } from '../../../controller/names';
import type { View } from '../../../controller/reconciler';
import { milliseconds } from '../../durations';
import { annotation, images, label } from '../../keys';
import type { TektonSettings } from '../../settings';
import { mergedStep, type PodParts, sidecarContainer, stepContainer, stepContainerName } from './containers';
import { credentialsOf } from './credentials';
import {
  binMount,
  cleaned,
  credentialsMount,
  downwardMount,
  implicitMounts,
  runMount,
  scriptsMount,
  stepsMount,
} from './mounts';
import { asksForNothing, type ContainerDefaults, defaultResources, leastRequests, type Resources } from './resources';
import { Scripts } from './scripts';
import { Workspaces } from './workspaces';

const DEADLINE_FACTOR = 1.5;
const NO_DEADLINE = 2147483647;
const MILLISECONDS = 1000;

type Run = KubeObject<TaskRunSpec, TaskRunStatus>;

/** The pod of a run, of the attempt that it is at. */
export function podName(run: Run): string {
  const attempt = run.status?.retriesStatus?.length ?? 0;
  return childName(run.metadata.name ?? '', attempt === 0 ? '-pod' : `-pod-retry${attempt}`);
}

export interface PodSetting {
  readonly view: View;
  readonly settings: TektonSettings;
}

/** A pod, or why there can be none. */
export type PodMade =
  | { readonly pod: KubeObject; readonly missingSecrets: readonly string[] }
  | { readonly fault: string };

/** The pod that runs the steps of a task one after the other. */
export function podOf(run: Run, spec: TaskSpec, { view, settings }: PodSetting): PodMade {
  const { name = '', namespace = '', uid = '', labels, annotations } = run.metadata;
  const { platform } = settings;
  const { podTemplate = {}, serviceAccountName = 'default', timeout, workspaces: bindings = [] } = run.spec!;
  const credentials = credentialsOf(serviceAccountName, namespace, view, {
    isOff: platform.isEnabled('disable-creds-init'),
    needsKnownHosts: platform.isEnabled('require-git-ssh-secret-known-hosts'),
  });
  if ('fault' in credentials) return credentials;
  const workspaces = new Workspaces(spec, bindings);
  const steps = (spec.steps ?? []).map((step) =>
    mergedStep(
      { ...step, volumeMounts: [...(step.volumeMounts ?? []), ...workspaces.ofOwn(step)] as Step['volumeMounts'] },
      spec.stepTemplate,
      workspaces.shared,
    ),
  );
  const resultsFromLogs = platform.feature('results-from') === 'sidecar-logs';
  const sidecars = [
    ...(spec.sidecars ?? []),
    ...(resultsFromLogs && spec.results !== undefined ? [resultsSidecar(spec)] : []),
  ];
  const scripts = new Scripts(name, steps, sidecars);
  const { env: templateEnv = [], volumes: templateVolumes = [], ...template } = podTemplate;
  const forbidden = platform.tektonDefaults.defaultForbiddenEnv;
  const parts: PodParts = {
    run: run.spec!,
    task: spec,
    steps,
    scripts,
    workspaces,
    credentials,
    env: [...templateEnv.filter((each) => !forbidden.includes(each.name)), ...hermetic(run, settings)],
    isReadyAtOnce: isReadyAtOnce(sidecars, settings),
    keepsCredentials: !platform.isEnabled('disable-creds-init'),
    mayBeCancelled: platform.isEnabled('keep-pod-on-cancel'),
    resultsFromLogs,
    leastRequests: leastRequests(view, namespace, steps.length),
  };
  const limit = milliseconds(timeout) ?? 0;
  const initContainers = [prepare(steps), ...(scripts.isEmpty ? [] : [scripts.container]), ...workingDirs(steps)].map(
    (container) => secured(container, settings),
  );
  const containers = [
    ...steps.map((_, index) => stepContainer(parts, index)),
    ...sidecars.map((sidecar, index) => withResults(sidecarContainer(sidecar, index, parts), parts)),
  ];
  const defaults = settings.containerResources as ContainerDefaults | undefined;
  const pod: KubeObject = {
    apiVersion: kubernetes.Pod.apiVersion,
    kind: kubernetes.Pod.kind,
    metadata: {
      name: podName(run),
      namespace,
      labels: { ...labels, [label.taskRun]: name, [label.taskRunUid]: uid },
      annotations: { ...annotations, ...(parts.isReadyAtOnce ? { [annotation.ready]: 'READY' } : {}) },
      ownerReferences: [controllerReference(run)],
    },
    spec: {
      ...template,
      ...affinityOf(run, template),
      restartPolicy: 'Never',
      activeDeadlineSeconds: limit === 0 ? NO_DEADLINE : Math.trunc((limit / MILLISECONDS) * DEADLINE_FACTOR),
      serviceAccountName,
      initContainers: initContainers.map((container) => filledIn(container, defaults)),
      containers: containers.map((container) => filledIn(container, defaults)),
      volumes: [
        ...implicitMounts.map(({ name: volume }) => ({ name: volume, emptyDir: {} })),
        ...credentials.volumes,
        ...(scripts.isEmpty ? [] : [{ name: scriptsMount.name, emptyDir: {} }]),
        { name: binMount.name, emptyDir: {} },
        ...downwardVolume(parts),
        ...steps.flatMap((_, index) => [
          ...(parts.keepsCredentials ? [{ name: credentialsMount(index).name, emptyDir: { medium: 'Memory' } }] : []),
          { name: runMount(index, false).name, emptyDir: {} },
        ]),
        ...((spec.volumes ?? []) as readonly object[]),
        ...workspaces.volumes,
        ...templateVolumes,
      ],
    },
  };
  return { pod, missingSecrets: credentials.missing };
}

/** Whether the first step may begin before anybody has looked for sidecars. */
function isReadyAtOnce(sidecars: readonly TaskSidecar[], { platform }: TektonSettings): boolean {
  const mayHaveSidecars = sidecars.length > 0 || platform.isEnabled('running-in-environment-with-injected-sidecars');
  return !(mayHaveSidecars && platform.isEnabled('await-sidecar-readiness'));
}

function hermetic({ metadata }: Run, { platform }: TektonSettings): readonly object[] {
  const isHermetic = metadata.annotations?.[annotation.executionMode] === 'hermetic';
  return isHermetic && platform.hasTektonFields('alpha') ? [{ name: 'TEKTON_HERMETIC', value: '1' }] : [];
}

function downwardVolume({ isReadyAtOnce: isReady, mayBeCancelled }: PodParts): readonly object[] {
  if (isReady && !mayBeCancelled) return [];
  const item = (path: string, key: string) => ({ path, fieldRef: { fieldPath: `metadata.annotations['${key}']` } });
  const items = [item('ready', annotation.ready), ...(mayBeCancelled ? [item('cancel', annotation.cancel)] : [])];
  return [{ name: downwardMount.name, downwardAPI: { items } }];
}

type Term = object;

interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly Term[];
}

/** Runs that share a volume go where the first of them went. */
function affinityOf({ metadata }: Run, template: object): object {
  const assistant = metadata.annotations?.[annotation.affinityAssistant];
  if (assistant === undefined || assistant === '') return {};
  const matchLabels = {
    'app.kubernetes.io/instance': assistant,
    'app.kubernetes.io/component': 'affinity-assistant',
  };
  const { affinity } = template as { affinity?: { readonly podAffinity?: PodAffinity } };
  return {
    affinity: {
      ...affinity,
      podAffinity: {
        ...affinity?.podAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: [
          ...(affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
          { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  };
}

function prepare(steps: readonly Step[]): object {
  return {
    name: 'prepare',
    image: images.entrypoint,
    workingDir: '/',
    command: [
      '/ko-app/entrypoint',
      'init',
      '/ko-app/entrypoint',
      '/tekton/bin/entrypoint',
      ...steps.map(stepContainerName),
    ],
    volumeMounts: [binMount, stepsMount],
  };
}

/** Directories that steps start in and that nobody else makes. */
function workingDirs(steps: readonly Step[]): readonly object[] {
  const dirs = [...new Set(steps.map(({ workingDir = '' }) => workingDir))]
    .filter((dir) => dir !== '')
    .sort()
    .map(cleaned)
    .filter((dir) => !dir.startsWith('/') || dir.startsWith('/workspace/'));
  if (dirs.length === 0) return [];
  return [
    {
      name: 'working-dir-initializer',
      image: images.workingDirInit,
      workingDir: '/workspace',
      command: ['/ko-app/workingdirinit'],
      args: dirs,
      volumeMounts: implicitMounts,
    },
  ];
}

const RESULTS_SIDECAR = 'tekton-log-results';

/** Reads what the steps wrote, and logs it for the controller. */
function resultsSidecar({ results = [] }: TaskSpec): TaskSidecar {
  return {
    name: RESULTS_SIDECAR,
    image: images.sidecarLogResults,
    command: [
      '/ko-app/sidecarlogresults',
      '-results-dir',
      '/tekton/results',
      '-result-names',
      results.map(({ name }) => name).join(','),
    ],
  };
}

interface WithMounts {
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
}

/** Where results come by logs, sidecars see what the steps write. */
function withResults(container: object, { resultsFromLogs, task, steps }: PodParts): object {
  if (!resultsFromLogs || task.results === undefined) return container;
  const { volumeMounts = [] } = container as WithMounts;
  const own = [...volumeMounts, ...steps.map((_, index) => runMount(index, true))];
  const taken = new Set(own.map(({ mountPath }) => cleaned(mountPath)));
  const bin = { ...binMount, readOnly: true };
  return {
    ...container,
    volumeMounts: [...own, ...[bin, ...implicitMounts].filter(({ mountPath }) => !taken.has(mountPath))],
  };
}

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** Tekton's own containers, as namespaces with restricted pods ask for. */
function secured(container: object, { platform }: TektonSettings): object {
  if (!platform.isEnabled('set-security-context')) return container;
  const isReadOnly = platform.isEnabled('set-security-context-read-only-root-filesystem');
  return {
    ...container,
    securityContext: { ...RESTRICTED, ...(isReadOnly ? { readOnlyRootFilesystem: true } : {}) },
  };
}

/** A container that asks for nothing gets what the cluster gives such. */
function filledIn(container: object, defaults: ContainerDefaults | undefined): object {
  const { name, resources } = container as { name: string; resources?: Resources };
  if (defaults === undefined || Object.keys(defaults).length === 0 || !asksForNothing({ resources })) return container;
  return { ...container, resources: defaultResources(defaults, name) };
}
