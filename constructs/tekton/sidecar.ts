import type { TaskSidecar } from '../../lib/api/tekton/v1/sidecar';
import { type EnvFromProps, lowerEnvFrom } from '../pod/env-value';
import type { Devices, Mounts } from '../pod/pod-volumes';

import { lowerProbe, type Probe } from '../pod/probe';
import { lowerResources, type Resources } from '../pod/resources';
import { lowerTektonEnv, type TektonEnv } from './env';
import { scriptText } from './script';
import { type TaskSecurityContextProps, taskSecurityContext } from './security';
import type { TaskContext } from './step-lowering';
import type { ArrayVariable, StringInput } from './variable';
import type { Workspace } from './workspace';
import { lowerWorkspaceMounts, type WorkspaceMount } from './workspace-mount';

/** A container that runs beside the steps, such as a database for tests. The steps wait until it is ready. */
export interface SidecarProps {
  /** Name, unique among the task's sidecars. */
  readonly name: string;
  /** Image reference. */
  readonly image: StringInput;
  /** A script, run by `/bin/sh` where it has no line `#!…` of its own. @default - `command` runs */
  readonly script?: string;
  /** The program. @default - the image's entry point */
  readonly command?: readonly (StringInput | ArrayVariable)[];
  /** Arguments of the program or the script. @default - the image's */
  readonly args?: readonly (StringInput | ArrayVariable)[];
  /** Directory that it starts in. @default - the image's */
  readonly workingDir?: StringInput;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: TaskSidecar['imagePullPolicy'];
  /** Environment variables by name. @default - none */
  readonly env?: TektonEnv;
  /** Secrets and ConfigMaps each key of which becomes a variable. @default - none */
  readonly envFrom?: readonly EnvFromProps[];
  /** Ports, for people: steps reach all of them at localhost. @default - none are told */
  readonly ports?: TaskSidecar['ports'];
  /** What it needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
  /** Volumes by the absolute path at which it sees them. @default - none */
  readonly volumes?: Mounts;
  /** Claims on storage by the path at which it sees them as bare devices. @default - none */
  readonly devices?: Devices;
  /** What the processes may do. @default - as little as possible, as user 65532 */
  readonly securityContext?: TaskSecurityContextProps;
  /** Whether it is ready; the first step waits for it. @default - as soon as it runs */
  readonly readiness?: Probe;
  /** Whether it has to be restarted. @default - never */
  readonly liveness?: Probe;
  /** Whether it has started; the other probes wait for it. @default - started at once */
  readonly startup?: Probe;
  /** What is done after its start and before its end. @default - nothing */
  readonly lifecycle?: TaskSidecar['lifecycle'];
  /** `Always` makes it an init container that keeps running, where the cluster has those. @default - a container like others */
  readonly restartPolicy?: TaskSidecar['restartPolicy'];
  /** Workspaces that it sees, and others that don't say so do not. @default - all of them */
  readonly workspaces?: readonly (Workspace | WorkspaceMount)[];
  /** Whether it has a standard input, which is closed after the first client if `stdinOnce`. @default false */
  readonly stdin?: boolean;
  /** Whether the standard input is closed after the first client. @default false */
  readonly stdinOnce?: boolean;
  /** Whether it has a terminal. @default false */
  readonly tty?: boolean;
  /** File from which the message of its end is read. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** Whether the end of the log stands in for a missing message. @default 'File' */
  readonly terminationMessagePolicy?: TaskSidecar['terminationMessagePolicy'];
}

export function lowerSidecar(props: SidecarProps, path: string, { volumes, lowering }: TaskContext): TaskSidecar {
  const { name, image, script, command, args, workingDir, imagePullPolicy, env, envFrom, ports } = props;
  const {
    resources,
    volumes: mounts,
    devices,
    readiness,
    liveness,
    startup,
    lifecycle,
    restartPolicy,
    workspaces,
  } = props;
  const { stdin, stdinOnce, tty, terminationMessagePath, terminationMessagePolicy, securityContext } = props;
  return {
    name,
    image: String(image),
    script: script === undefined ? undefined : scriptText(script),
    command: command?.map(String),
    args: args?.map(String),
    workingDir: workingDir === undefined ? undefined : String(workingDir),
    imagePullPolicy,
    env: lowerTektonEnv(env),
    envFrom: lowerEnvFrom(envFrom),
    ports,
    computeResources: lowerResources(resources),
    volumeMounts: mounts && volumes.mount(mounts, false),
    volumeDevices: devices && volumes.attach(devices),
    securityContext: taskSecurityContext(securityContext),
    readinessProbe: lowerProbe(readiness, `${path}.readiness`, lowering),
    livenessProbe: lowerProbe(liveness, `${path}.liveness`, lowering),
    startupProbe: lowerProbe(startup, `${path}.startup`, lowering),
    lifecycle,
    restartPolicy,
    workspaces: lowerWorkspaceMounts(workspaces),
    stdin,
    stdinOnce,
    tty,
    terminationMessagePath,
    terminationMessagePolicy,
  };
}
