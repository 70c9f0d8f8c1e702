import { createHash } from 'node:crypto';
import type { KubeObject } from '../../api/meta/v1';
import type { TaskSidecar } from '../../api/tekton/v1/sidecar';
import type { Step, TaskContainer } from '../../api/tekton/v1/step';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import { controllerReference } from '../../controller/effects';
import { childName } from '../../controller/names';
import type { View } from '../../controller/reconciler';
import { milliseconds } from '../durations';
import { annotation, images, label } from '../keys';
import { type Credentials, credentialsOf } from './credentials';
import { mountPathOf, type TaskRunObject, volumeNameOf } from './task-spec';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly subPath?: string;
}

const mount = (name: string, mountPath: string, readOnly = false): Mount => ({
  name,
  mountPath,
  ...(readOnly ? { readOnly } : {}),
});

/** Volumes that every step has, whatever the task. */
const IMPLICIT: readonly Mount[] = [
  mount('tekton-internal-workspace', '/workspace'),
  mount('tekton-internal-home', '/tekton/home'),
  mount('tekton-internal-results', '/tekton/results'),
  mount('tekton-internal-steps', '/tekton/steps', true),
  mount('tekton-internal-artifacts', '/tekton/artifacts'),
];
const SCRIPTS = mount('tekton-internal-scripts', '/tekton/scripts');
const BIN = mount('tekton-internal-bin', '/tekton/bin');
const DOWNWARD = mount('tekton-internal-downward', '/tekton/downward', true);
const STEPS = mount('tekton-internal-steps', '/tekton/steps');
const READY = '/tekton/downward/ready';
const TERMINATION = '/tekton/termination';
const RUN = '/tekton/run';
const DEADLINE_FACTOR = 1.5;
const NO_DEADLINE = 2147483647;
const MILLISECONDS = 1000;
const LONGEST_NAME = 63;

/** The pod of a run, of the attempt that it is at. */
export function podName(run: TaskRunObject): string {
  const attempt = run.status?.retriesStatus?.length ?? 0;
  return childName(run.metadata.name ?? '', attempt === 0 ? '-pod' : `-pod-retry${attempt}`);
}

/** The pod that runs the steps of a task one after the other. */
export function podOf(run: TaskRunObject, spec: TaskSpec, view: View): KubeObject {
  const { name = '', namespace = '', uid = '', labels, annotations } = run.metadata;
  const { podTemplate = {}, serviceAccountName = 'default', timeout } = run.spec!;
  const workspaces = new Workspaces(spec, run.spec?.workspaces ?? []);
  const steps = (spec.steps ?? []).map((step) => merged(step, spec.stepTemplate));
  const sidecars = spec.sidecars ?? [];
  const scripts = new Scripts(name, steps, sidecars);
  const credentials = credentialsOf(serviceAccountName, namespace, view);
  const { env: podEnv, ...template } = podTemplate as {
    env?: readonly { name: string }[];
    volumes?: readonly object[];
  };
  const given = { run, spec, steps, scripts, workspaces, credentials, podEnv: podEnv ?? [] };
  const limit = milliseconds(timeout) ?? 0;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName(run),
      namespace,
      labels: { ...labels, [label.taskRun]: name, [label.taskRunUid]: uid },
      annotations: { ...annotations },
      ownerReferences: [controllerReference(run)],
    },
    spec: {
      ...template,
      ...affinityOf(run, template),
      restartPolicy: 'Never',
      activeDeadlineSeconds: limit === 0 ? NO_DEADLINE : Math.trunc((limit / MILLISECONDS) * DEADLINE_FACTOR),
      serviceAccountName,
      initContainers: [
        prepare(steps),
        ...(scripts.isEmpty ? [] : [scripts.container]),
        ...workingDirs(steps, workspaces),
      ],
      containers: [
        ...steps.map((_, index) => stepContainer(given, index)),
        ...sidecars.map((sidecar, index) => sidecarContainer(sidecar, index, given)),
      ],
      volumes: [
        ...credentials.volumes,
        ...IMPLICIT.map(({ name: volume }) => ({ name: volume, emptyDir: {} })),
        ...(scripts.isEmpty ? [] : [{ name: SCRIPTS.name, emptyDir: {} }]),
        { name: BIN.name, emptyDir: {} },
        {
          name: DOWNWARD.name,
          downwardAPI: {
            items: [{ path: 'ready', fieldRef: { fieldPath: `metadata.annotations['${annotation.ready}']` } }],
          },
        },
        ...steps.flatMap((_, index) => [
          { name: `tekton-creds-init-home-${index}`, emptyDir: { medium: 'Memory' } },
          { name: `tekton-internal-run-${index}`, emptyDir: {} },
        ]),
        ...((spec.volumes ?? []) as readonly object[]),
        ...workspaces.volumes,
        ...(template.volumes ?? []),
      ],
    },
  };
}

/** Runs that share a volume go where the first of them went. */
function affinityOf({ metadata }: TaskRunObject, template: object): object {
  const assistant = metadata.annotations?.[annotation.affinityAssistant];
  if (assistant === undefined) return {};
  const matchLabels = {
    'app.kubernetes.io/instance': assistant,
    'app.kubernetes.io/component': 'affinity-assistant',
  };
  const { affinity } = template as { affinity?: { readonly podAffinity?: object } };
  return {
    affinity: {
      ...affinity,
      podAffinity: {
        ...affinity?.podAffinity,
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: { matchLabels }, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    },
  };
}

/** A step with what all steps have in common; what it says itself counts. */
function merged(step: Step, template: TaskContainer | undefined): Step {
  if (template === undefined) return step;
  const byKey = <Item>(key: keyof Item, common: readonly Item[] = [], own: readonly Item[] = []) => [
    ...common.map((item) => own.find((each) => each[key] === item[key]) ?? item),
    ...own.filter((item) => !common.some((each) => each[key] === item[key])),
  ];
  const env = byKey('name', template.env, step.env);
  const volumeMounts = byKey('mountPath', template.volumeMounts, step.volumeMounts);
  const { computeResources: common, ...rest } = template;
  return {
    ...rest,
    ...step,
    ...(step.computeResources === undefined && common === undefined
      ? {}
      : { computeResources: { ...common, ...step.computeResources } }),
    ...(env.length === 0 ? {} : { env }),
    ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
  };
}

export function stepContainerName({ name }: Pick<Step, 'name'>, index: number): string {
  return (name === undefined || name === '' ? `step-unnamed-${index}` : `step-${name}`).slice(0, LONGEST_NAME);
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
    volumeMounts: [BIN, STEPS],
  };
}

const DEFAULT_PREAMBLE = '#!/bin/sh\nset -e\n';

interface Script {
  readonly file: string;
  readonly text: string;
}

/** The scripts of a task, and the container that writes them where steps find them. */
class Scripts {
  readonly #files = new Map<string, Script>();

  public constructor(run: string, steps: readonly Step[], sidecars: readonly TaskSidecar[]) {
    for (const [index, { script }] of steps.entries()) this.#add('script', run, index, script);
    for (const [index, { script }] of sidecars.entries()) this.#add('sidecar-script', run, index, script);
  }

  public get isEmpty(): boolean {
    return this.#files.size === 0;
  }

  public of(kind: 'script' | 'sidecar-script', index: number): string | undefined {
    return this.#files.get(`${kind}-${index}`)?.file;
  }

  public get container(): object {
    const commands = [...this.#files.values()].map(
      ({ file, text }) => `scriptfile="${file}"
touch \${scriptfile} && chmod +x \${scriptfile}
cat > \${scriptfile} << '_EOF_'
${Buffer.from(text).toString('base64')}
_EOF_
/tekton/bin/entrypoint decode-script "\${scriptfile}"
`,
    );
    return {
      name: 'place-scripts',
      image: images.shell,
      command: ['sh'],
      args: ['-c', commands.join('')],
      volumeMounts: [SCRIPTS, BIN],
    };
  }

  #add(kind: string, run: string, index: number, script: string | undefined): void {
    if (script === undefined || script === '') return;
    const text = script.trimStart().startsWith('#!') ? script : `${DEFAULT_PREAMBLE}${script}`;
    const suffix = createHash('md5').update(`${run}|${kind}|${index}`).digest('hex').slice(0, 5);
    this.#files.set(`${kind}-${index}`, { file: `/tekton/scripts/${kind}-${index}-${suffix}`, text });
  }
}

/** The workspaces of a run: their volumes, and where they stand in which container. */
class Workspaces {
  readonly volumes: readonly object[];
  readonly #mounts: ReadonlyMap<string, Mount>;
  /** Workspaces that only those containers have that name them. */
  readonly #isolated: ReadonlySet<string>;

  public constructor(spec: TaskSpec, bindings: readonly WorkspaceBinding[]) {
    const volumes = new Map<string, object>();
    const mounts = new Map<string, Mount>();
    for (const declared of spec.workspaces ?? []) {
      const binding = bindings.find(({ name }) => name === declared.name);
      if (binding === undefined) continue;
      const { name: _name, subPath, volumeClaimTemplate: _template, ...source } = binding;
      const key = binding.persistentVolumeClaim === undefined ? declared.name : JSON.stringify(source);
      const known = volumes.get(key) as { readonly name: string } | undefined;
      const volume = known ?? { name: volumeNameOf(declared.name), ...source };
      volumes.set(key, volume);
      mounts.set(declared.name, {
        ...mount(volume.name, mountPathOf(declared), declared.readOnly),
        ...(subPath === undefined || subPath === '' ? {} : { subPath }),
      });
    }
    this.volumes = [...volumes.values()];
    this.#mounts = mounts;
    const users = [...(spec.steps ?? []), ...(spec.sidecars ?? [])] as readonly Pick<Step, 'workspaces'>[];
    this.#isolated = new Set(users.flatMap(({ workspaces }) => (workspaces ?? []).map(({ name }) => name)));
  }

  /** What a container has of them. */
  public mountsOf({ workspaces = [] }: Pick<Step, 'workspaces'>): readonly Mount[] {
    const named = workspaces.flatMap(({ name, mountPath }) => {
      const found = this.#mounts.get(name);
      return found === undefined ? [] : [{ ...found, mountPath: mountPath || found.mountPath }];
    });
    const common = [...this.#mounts].filter(([name]) => !this.#isolated.has(name)).map(([, each]) => each);
    return [...common, ...named];
  }

  public get all(): readonly Mount[] {
    return [...this.#mounts.values()];
  }
}

/** Directories that steps start in and that nobody else makes. */
function workingDirs(steps: readonly Step[], workspaces: Workspaces): readonly object[] {
  const dirs = steps.flatMap(({ workingDir }) => {
    if (workingDir === undefined || workingDir === '') return [];
    const path = workingDir.startsWith('/') ? workingDir : `/workspace/${workingDir}`;
    return path.startsWith('/workspace/') ? [path.replace(/\/+$/, '')] : [];
  });
  if (dirs.length === 0) return [];
  return [
    {
      name: 'working-dir-initializer',
      image: images.workingDirInit,
      workingDir: '/workspace',
      command: ['/ko-app/workingdirinit'],
      args: [...new Set(dirs)].sort(),
      volumeMounts: [...workspaces.all, ...IMPLICIT],
    },
  ];
}

interface Given {
  readonly run: TaskRunObject;
  readonly spec: TaskSpec;
  readonly steps: readonly Step[];
  readonly scripts: Scripts;
  readonly workspaces: Workspaces;
  readonly credentials: Credentials;
  readonly podEnv: readonly { readonly name: string }[];
}

function stepContainer(given: Given, index: number): object {
  const { steps, scripts, workspaces, credentials, run } = given;
  const step = steps[index]!;
  const own = [
    ...workspaces.mountsOf(step),
    ...((step.volumeMounts ?? []) as readonly Mount[]),
    ...(scripts.of('script', index) === undefined ? [] : [{ ...SCRIPTS, readOnly: true }]),
    ...(index === 0 ? [DOWNWARD] : []),
    ...(credentials.mounts as readonly Mount[]),
    mount(`tekton-creds-init-home-${index}`, '/tekton/creds'),
    ...steps.map((_, other) => mount(`tekton-internal-run-${other}`, `${RUN}/${other}`, other !== index)),
    { ...BIN, readOnly: true },
  ];
  const taken = new Set(own.map(({ mountPath }) => mountPath));
  const { image, workingDir, envFrom, imagePullPolicy, securityContext, volumeDevices } = step;
  const overridden = run.spec?.stepSpecs?.find(({ name }) => name === step.name)?.computeResources;
  return {
    name: stepContainerName(step, index),
    image,
    command: ['/tekton/bin/entrypoint'],
    args: entrypointArgs(given, index),
    ...(workingDir === undefined ? {} : { workingDir }),
    ...envOf(step, given),
    ...(envFrom === undefined ? {} : { envFrom }),
    resources: { ...resourcesOf(step, given), ...overridden },
    volumeMounts: [...own, ...IMPLICIT.filter(({ mountPath }) => !taken.has(mountPath))],
    ...(volumeDevices === undefined ? {} : { volumeDevices }),
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(securityContext === undefined ? {} : { securityContext }),
    terminationMessagePath: TERMINATION,
  };
}

/** What a step asks for; of what the run asks for as a whole, its share. */
function resourcesOf(step: Step, { run, steps }: Given): object {
  const whole = run.spec?.computeResources as Resources | undefined;
  if (whole === undefined) return step.computeResources ?? {};
  return {
    ...(whole.requests === undefined
      ? {}
      : { requests: mapped(whole.requests, (amount) => shareOf(amount, steps.length)) }),
    ...(whole.limits === undefined ? {} : { limits: whole.limits }),
  };
}

interface Resources {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

function shareOf(amount: string | number, parts: number): string {
  const [, number = '0', unit = ''] = /^([\d.]+)(.*)$/.exec(String(amount)) ?? [];
  const share = Number(number) / parts;
  return unit === '' && !Number.isInteger(share) ? `${Math.floor(share * 1000)}m` : `${share}${unit}`;
}

function mapped<Value, Result>(
  map: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}

/** A variable that the run's pod template sets counts more than the step's. */
function envOf({ env = [] }: TaskContainer, { podEnv }: Given): object {
  const all = [...env.filter(({ name }) => !podEnv.some((each) => each.name === name)), ...podEnv];
  return all.length === 0 ? {} : { env: all };
}

function entrypointArgs({ spec, steps, scripts, credentials }: Given, index: number): readonly string[] {
  const { onError, timeout, stdoutConfig, stderrConfig, results, when, command = [], args = [] } = steps[index]!;
  const script = scripts.of('script', index);
  const started = script === undefined ? command : [script];
  return [
    ...(index === 0 ? ['-wait_file', READY, '-wait_file_content'] : ['-wait_file', `${RUN}/${index - 1}/out`]),
    '-post_file',
    `${RUN}/${index}/out`,
    '-termination_path',
    TERMINATION,
    '-step_metadata_dir',
    `${RUN}/${index}/status`,
    ...(index === 0 ? credentials.args : []),
    ...option('-on_error', onError),
    ...option('-timeout', timeout),
    ...option('-stdout_path', stdoutConfig?.path),
    ...option('-stderr_path', stderrConfig?.path),
    ...list('-step_results', results),
    ...(when === undefined || when.length === 0 ? [] : ['-when_expressions', JSON.stringify(when)]),
    ...list('-results', spec.results),
    ...option('-entrypoint', started[0]),
    '--',
    ...started.slice(1),
    ...args,
  ];
}

const option = (flag: string, value: string | undefined) => (value === undefined || value === '' ? [] : [flag, value]);

function list(flag: string, results: readonly { readonly name: string }[] | undefined): readonly string[] {
  return results === undefined || results.length === 0 ? [] : [flag, results.map(({ name }) => name).join(',')];
}

function sidecarContainer(sidecar: TaskSidecar, index: number, { run, workspaces, scripts }: Given): object {
  const { name, script, computeResources, workspaces: used, ...container } = sidecar;
  const file = scripts.of('sidecar-script', index);
  const mounts = [
    ...workspaces.mountsOf({ workspaces: used }),
    ...((container.volumeMounts ?? []) as readonly Mount[]),
    ...(file === undefined ? [] : [{ ...SCRIPTS, readOnly: true }]),
  ];
  const overridden = run.spec?.sidecarSpecs?.find((each) => each.name === name)?.computeResources;
  return {
    ...container,
    name: `sidecar-${name}`.slice(0, LONGEST_NAME),
    ...(script === undefined || file === undefined ? {} : { command: [file] }),
    resources: { ...computeResources, ...overridden },
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}
