import type { Step as StepSpec, StepTemplate } from '../../lib/api/tekton/v1/step';
import { goDuration } from '../base/duration';
import type { Lowering } from '../base/resource';
import { lowerEnvFrom } from '../pod/env-value';
import type { Devices, Mounts, PodVolumes } from '../pod/pod-volumes';
import { lowerResources, type Resources } from '../pod/resources';
import { lowerTektonEnv, type TektonEnv } from './env';
import { scriptText } from './script';
import { stepSecurityContext, type TaskSecurityContextProps, taskSecurityContext } from './security';
import { Step, type StepOptions, type TaskStepProps } from './step';
import { type ArgumentInput, lowerValues, type StringInput, textOf } from './variable';
import { lowerWhen } from './when';
import { lowerWorkspaceMounts } from './workspace-mount';

/** What the containers of a task share. */
export interface TaskContext {
  readonly volumes: PodVolumes;
  readonly lowering: Lowering;
}

/** What all steps have that do not say otherwise. */
export interface StepTemplateProps {
  /** Image reference. @default - each step names its own */
  readonly image?: StringInput;
  /** The program. @default - each step names its own */
  readonly command?: readonly ArgumentInput[];
  /** Arguments; those of a step take their place as a whole. @default - none */
  readonly args?: readonly ArgumentInput[];
  /** Directory that steps start in. @default - the image's */
  readonly workingDir?: StringInput;
  /** When the node pulls images. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: StepTemplate['imagePullPolicy'];
  /** Environment variables by name; those of a step are added, and win. @default - none */
  readonly env?: TektonEnv;
  /** Secrets and ConfigMaps each key of which becomes a variable. @default - none */
  readonly envFrom?: StepOptions['envFrom'];
  /** What each step needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
  /** Volumes by the absolute path at which all steps see them. @default - none */
  readonly volumes?: Mounts;
  /** Claims on storage by the path at which all steps see them as bare devices. @default - none */
  readonly devices?: Devices;
}

export function lowerStep(given: Step<never> | TaskStepProps, path: string, context: TaskContext): StepSpec {
  const content = given instanceof Step ? given.content : { props: given };
  if ('props' in content) return lowerContainer(content.props, path, context);
  const { action, options } = content;
  return {
    name: given.name,
    ref: action.toStepRef(context.lowering),
    params: lowerValues(options.params),
    ...lowerOptions(options, path, context),
  };
}

function lowerContainer(props: TaskStepProps, path: string, context: TaskContext): StepSpec {
  const { name, image, script, command, args, workingDir, env, volumes, devices, results } = props;
  if (script !== undefined && command !== undefined) {
    context.lowering.refuse('exclusive', path, 'the step has a script and a command', 'leave out one of them');
  }
  return {
    name,
    image: textOf(image),
    script: script === undefined ? undefined : scriptText(String(script)),
    command: command?.map(String),
    args: args?.map(String),
    workingDir: textOf(workingDir),
    env: lowerTektonEnv(env),
    volumeMounts: volumes && context.volumes.mount(volumes, false),
    volumeDevices: devices && context.volumes.attach(devices),
    results: results?.map(({ name, declaration: { type, description, properties } }) => {
      return { name, type, description, properties };
    }),
    ...lowerOptions(props, path, context),
  };
}

function lowerOptions(options: StepOptions, path: string, { lowering }: TaskContext): Omit<StepSpec, 'name'> {
  const { displayName, imagePullPolicy, envFrom, resources, securityContext, timeout, onError } = options;
  const { when, workspaces, stdout, stderr } = options;
  return {
    displayName,
    imagePullPolicy,
    envFrom: lowerEnvFrom(envFrom),
    computeResources: lowerResources(resources),
    securityContext: stepSecurityContext(securityContext),
    timeout: timeout && goDuration(timeout),
    onError,
    when: lowerWhen(when, `${path}.when`, lowering),
    workspaces: lowerWorkspaceMounts(workspaces),
    stdoutConfig: stdout === undefined ? undefined : { path: stdout },
    stderrConfig: stderr === undefined ? undefined : { path: stderr },
  };
}

/** The template of all steps, with what they may do; undefined if nothing is said. */
export function lowerStepTemplate(
  props: StepTemplateProps = {},
  securityContext: TaskSecurityContextProps | undefined,
  { volumes }: TaskContext,
): StepTemplate | undefined {
  const {
    image,
    command,
    args,
    workingDir,
    imagePullPolicy,
    env,
    envFrom,
    resources,
    volumes: mounts,
    devices,
  } = props;
  const template = {
    image: textOf(image),
    command: command?.map(String),
    args: args?.map(String),
    workingDir: textOf(workingDir),
    imagePullPolicy,
    env: lowerTektonEnv(env),
    envFrom: lowerEnvFrom(envFrom),
    computeResources: lowerResources(resources),
    volumeMounts: mounts && volumes.mount(mounts, false),
    volumeDevices: devices && volumes.attach(devices),
    securityContext: taskSecurityContext(securityContext),
  };
  return Object.values(template).some((value) => value !== undefined) ? template : undefined;
}
