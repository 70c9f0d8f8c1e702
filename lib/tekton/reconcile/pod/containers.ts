import type { TaskSidecar } from '../../../api/tekton/v1/sidecar';
import type { Step, TaskContainer } from '../../../api/tekton/v1/step';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import type { ContainerResources, TaskRunSpec } from '../../../api/tekton/v1/task-run';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import { isPlain } from '../../../controller/json';
import type { Credentials } from './credentials';
import {
  binMount,
  credentialsMount,
  downwardMount,
  implicitMounts,
  type Mount,
  readOnly,
  runMount,
  scriptsMount,
  untaken,
} from './mounts';
import { mergedResources, type Resources, sharesOf, withLeast } from './resources';
import type { Scripts } from './scripts';
import type { Workspaces } from './workspaces';

const READY = '/tekton/downward/ready';
const TERMINATION = '/tekton/termination';
const RUN = '/tekton/run';
const LONGEST_NAME = 63;

/** Everything that the containers of a pod are made of. */
export interface PodParts {
  readonly run: TaskRunSpec;
  readonly task: TaskSpec;
  readonly steps: readonly Step[];
  readonly scripts: Scripts;
  readonly workspaces: Workspaces;
  readonly credentials: Credentials;
  /** Variables of the pod template, and of the way in which the run is run. */
  readonly env: readonly object[];
  readonly isReadyAtOnce: boolean;
  readonly keepsCredentials: boolean;
  readonly mayBeCancelled: boolean;
  readonly resultsFromLogs: boolean;
  /** What each step requests at least. */
  readonly leastRequests: Readonly<Record<string, string | number>> | undefined;
}

/** A step with what all steps have in common; what it says itself counts. */
export function mergedStep(step: Step, template: TaskContainer | undefined, shared: readonly Mount[]): Step {
  const common = { ...template, volumeMounts: [...(template?.volumeMounts ?? []), ...shared] as readonly Mount[] };
  const env = byKey(template?.env ?? [], step.env ?? [], 'name', (_common, own) => own);
  const volumeMounts = byKey(
    common.volumeMounts,
    (step.volumeMounts ?? []) as readonly Mount[],
    'mountPath',
    (all, own) => ({ ...all, ...own }),
  );
  const { computeResources, securityContext } = common;
  return {
    ...common,
    ...step,
    ...(step.computeResources === undefined && computeResources === undefined
      ? {}
      : { computeResources: mergedResources(computeResources as Resources, step.computeResources as Resources) }),
    ...(step.securityContext === undefined && securityContext === undefined
      ? {}
      : { securityContext: deeply(securityContext, step.securityContext) as Step['securityContext'] }),
    env: env.length === 0 ? undefined : env,
    volumeMounts: (volumeMounts.length === 0 ? undefined : volumeMounts) as Step['volumeMounts'],
  };
}

/**
 * Lists that Kubernetes merges item by item: the own items first, then those of the others that have no own one in their
 * place. Where both have an item, it stands between the same neighbours as among the others.
 */
function byKey<Item extends object, Key extends keyof Item>(
  common: readonly Item[],
  own: readonly Item[],
  key: Key,
  merge: (common: Item, own: Item) => Item,
): readonly Item[] {
  const place = (item: Item) => common.findIndex((each) => each[key] === item[key]);
  const right = own.map((item) => (place(item) < 0 ? item : merge(common[place(item)]!, item)));
  const left = common.filter((item) => !own.some((each) => each[key] === item[key]));
  const merged: Item[] = [];
  while (left.length > 0 || right.length > 0) {
    const [first] = left;
    const [second] = right;
    const isFirst = second === undefined || (first !== undefined && place(second) >= 0 && place(first) < place(second));
    merged.push((isFirst ? left : right).shift()!);
  }
  return merged;
}

function deeply(common: unknown, own: unknown): unknown {
  if (!isPlain(common) || !isPlain(own)) return own ?? common;
  const keys = new Set([...Object.keys(common), ...Object.keys(own)]);
  return Object.fromEntries([...keys].map((key) => [key, deeply(common[key], own[key])]));
}

export function stepContainerName({ name }: Pick<Step, 'name'>, index: number): string {
  return restricted(name === undefined || name === '' ? `step-unnamed-${index}` : `step-${name}`);
}

const restricted = (name: string) => name.slice(0, LONGEST_NAME).replace(/[^a-zA-Z0-9]+$/, '');

/** The container of a step, which starts when the one before it is done. */
export function stepContainer(parts: PodParts, index: number): object {
  const { steps, scripts, credentials, env, isReadyAtOnce } = parts;
  const step = steps[index]!;
  const reads = (index === 0 && !isReadyAtOnce) || parts.mayBeCancelled;
  const own = [
    ...((step.volumeMounts ?? []) as readonly Mount[]),
    ...(scripts.of('script', index) === undefined ? [] : [readOnly(scriptsMount)]),
    ...(reads ? [downwardMount] : []),
    ...(parts.keepsCredentials ? [credentialsMount(index)] : []),
    ...steps.map((_, other) => runMount(other, other !== index)),
  ];
  const allEnv = [...(step.env ?? []), ...env];
  const { image, workingDir, envFrom, imagePullPolicy, securityContext, volumeDevices } = step;
  return {
    name: stepContainerName(step, index),
    image,
    command: ['/tekton/bin/entrypoint'],
    args: entrypointArgs(parts, index),
    ...(workingDir === undefined ? {} : { workingDir }),
    ...(allEnv.length === 0 ? {} : { env: allEnv }),
    ...(envFrom === undefined ? {} : { envFrom }),
    resources: withLeast(resourcesOf(step, parts), parts.leastRequests),
    volumeMounts: [...own, ...untaken([readOnly(binMount), ...implicitMounts, ...credentials.mounts], own)],
    ...(volumeDevices === undefined ? {} : { volumeDevices }),
    ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
    ...(securityContext === undefined ? {} : { securityContext }),
    terminationMessagePath: TERMINATION,
  };
}

/** What a step asks for; of what the run asks for as a whole, its share. */
function resourcesOf(step: Step, { run, steps }: PodParts): Resources {
  const own = mergedResources(step.computeResources as Resources, specialOf(run.stepSpecs, step.name));
  return run.computeResources === undefined ? own : sharesOf(run.computeResources as Resources, own, steps.length);
}

const specialOf = (specs: readonly ContainerResources[] | undefined, name: string | undefined) =>
  specs?.find((each) => each.name === name)?.computeResources as Resources | undefined;

function entrypointArgs(parts: PodParts, index: number): readonly string[] {
  const { task, steps, scripts, credentials } = parts;
  const {
    onError,
    timeout,
    stdoutConfig,
    stderrConfig,
    results = [],
    when = [],
    command = [],
    args = [],
  } = steps[index]!;
  const script = scripts.of('script', index);
  const started = script?.command ?? command;
  const first = parts.isReadyAtOnce ? [] : ['-wait_file', READY, '-wait_file_content'];
  return [
    ...(index === 0 ? first : ['-wait_file', `${RUN}/${index - 1}/out`]),
    '-post_file',
    `${RUN}/${index}/out`,
    '-termination_path',
    TERMINATION,
    '-step_metadata_dir',
    `${RUN}/${index}/status`,
    ...credentials.args,
    ...(parts.resultsFromLogs && task.results !== undefined ? ['-result_from', 'sidecar-logs'] : []),
    ...option('-on_error', onError),
    ...option('-timeout', timeout),
    ...option('-stdout_path', stdoutConfig?.path),
    ...option('-stderr_path', stderrConfig?.path),
    ...(results.length === 0 ? [] : ['-step_results', results.map(({ name }) => name).join(',')]),
    ...(when.length === 0 ? [] : ['--when_expressions', asGoWrites(when)]),
    ...resultsOption(task),
    ...option('-entrypoint', started[0]),
    '--',
    ...started.slice(1),
    ...(script?.args ?? []),
    ...args,
  ];
}

const option = (flag: string, value: string | undefined) => (value === undefined || value === '' ? [] : [flag, value]);

/** Results that steps write; those that are taken from a step's own results are none of them. */
function resultsOption({ results = [] }: TaskSpec): readonly string[] {
  if (results.length === 0) return [];
  const written = results.filter(({ value }) => value === undefined).map(({ name }) => name);
  return ['-results', written.join(',')];
}

/** JSON with its fields in the order of Go's, and with what could be taken for HTML escaped. */
function asGoWrites(when: readonly WhenExpression[]): string {
  const ordered = when.map(({ input, operator, values, cel }) => ({
    ...(input ? { input } : {}),
    ...(operator === undefined ? {} : { operator }),
    ...(values === undefined || values.length === 0 ? {} : { values }),
    ...(cel ? { cel } : {}),
  }));
  return JSON.stringify(ordered).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

/** The container of a sidecar, which starts with the steps and has no part in their order. */
export function sidecarContainer(sidecar: TaskSidecar, index: number, { run, workspaces, scripts }: PodParts): object {
  const { name, script: _script, computeResources, workspaces: _used, args, ...container } = sidecar;
  const file = scripts.of('sidecar-script', index);
  const mounts = [...workspaces.ofSidecar(sidecar), ...(file === undefined ? [] : [readOnly(scriptsMount)])];
  return {
    ...container,
    name: restricted(`sidecar-${name}`),
    ...(file === undefined ? {} : { command: file.command }),
    ...(args === undefined && (file?.args ?? []).length === 0
      ? {}
      : { args: [...(file?.args ?? []), ...(args ?? [])] }),
    resources: mergedResources(computeResources as Resources, specialOf(run.sidecarSpecs, name)),
    ...(mounts.length === 0 ? {} : { volumeMounts: mounts }),
  };
}
