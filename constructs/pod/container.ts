import type { Container, ContainerPort, InitContainer } from '../../lib/api/core/v1/container';
import type { PodSecurityContext } from '../../lib/api/core/v1/security-context';
import { type LateText, textNow } from '../base/late-text';
import type { Lowering } from '../base/resource';
import { type Env, type EnvFromProps, lowerEnv, lowerEnvFrom } from './env-value';
import type { Mounts, PodVolumes } from './pod-volumes';
import { lowerProbe, type Probe } from './probe';
import { lowerResources, type Resources } from './resources';
import { lowerSecurityContext, type SecurityContextProps } from './security-context';

/** The port that a container serves on. */
export interface PortProps {
  /** Port number, 1 to 65535; 8008, 8012, 8013, 8022, 9090 and 9091 are Knative's own. @default 8080 */
  readonly containerPort?: number;
  /** What is spoken there: HTTP/1, or HTTP/2 without TLS, as gRPC needs it. Becomes the port's name. @default 'http1' */
  readonly protocol?: 'http1' | 'h2c';
  /** The port's name, in place of `protocol`. @default - as `protocol` says */
  readonly name?: string;
  /** Transport; a serving port is always TCP. @default 'TCP' */
  readonly transport?: ContainerPort['protocol'];
}

/** What every container takes. */
export interface InitContainerProps {
  /** Name, unique in the pod. @default - as config-defaults says: `user-container`, `init-container` */
  readonly name?: string;
  /** Image reference. A tag is resolved to a digest once for each revision. */
  readonly image: string | LateText;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: InitContainer['imagePullPolicy'];
  /** The program, in place of the image's entry point; there is no shell in between. @default - the image's */
  readonly command?: readonly string[];
  /** Arguments, in place of the image's. @default - the image's */
  readonly args?: readonly (string | LateText)[];
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /** The port that the container serves on; one container of a service has one. @default - 8080, for HTTP/1 */
  readonly port?: number | PortProps;
  /** Environment variables by name. @default - none */
  readonly env?: Env;
  /** Secrets and ConfigMaps each key of which becomes a variable; `env` wins over them. @default - none */
  readonly envFrom?: readonly EnvFromProps[];
  /** What the container needs, and what it may not exceed. @default - as config-defaults says: nothing */
  readonly resources?: Resources;
  /** Volumes by the absolute path at which the container sees them. @default - none */
  readonly volumes?: Mounts;
  /** What the processes may do. @default - as little as possible, see `SecurityContextProps` */
  readonly securityContext?: SecurityContextProps;
  /** File from which the message of a container that ended is read. @default '/dev/termination-log' */
  readonly terminationMessagePath?: string;
  /** Whether the end of the log stands in for a missing message. @default 'File' */
  readonly terminationMessagePolicy?: InitContainer['terminationMessagePolicy'];
}

/** A container. */
export interface ContainerProps extends InitContainerProps {
  /** Whether the container takes requests. @default - a TCP connection to the serving port */
  readonly readiness?: Probe;
  /** Whether the container has to be restarted. @default - never */
  readonly liveness?: Probe;
  /** Whether the container has started; the liveness probe waits for it. @default - started at once */
  readonly startup?: Probe;
}

/** What a container shares with the others of its pod. */
export interface PodContext {
  readonly volumes: PodVolumes;
  readonly securityContext: PodSecurityContext | undefined;
  readonly lowering: Lowering;
}

export function lowerContainer(props: ContainerProps, path: string, pod: PodContext): Container {
  const { readiness, liveness, startup } = props;
  const { lowering } = pod;
  return {
    ...lowerCommon(props, path, pod, false),
    readinessProbe: lowerProbe(readiness, `${path}readiness`, lowering),
    livenessProbe: lowerProbe(liveness, `${path}liveness`, lowering),
    startupProbe: lowerProbe(startup, `${path}startup`, lowering),
  };
}

export function lowerInitContainer(props: InitContainerProps, path: string, pod: PodContext): InitContainer {
  return lowerCommon(props, path, pod, true);
}

function lowerCommon(props: InitContainerProps, path: string, pod: PodContext, isInit: boolean): InitContainer {
  const { name, image, imagePullPolicy, command, args, workingDir, volumes } = props;
  const { port, env, envFrom, resources, securityContext } = props;
  const { terminationMessagePath, terminationMessagePolicy } = props;
  return {
    name,
    image: textNow(image),
    imagePullPolicy,
    command,
    args: args?.map(textNow),
    workingDir,
    ports: port === undefined ? undefined : [lowerPort(port, `${path}port`, pod.lowering)],
    env: env && lowerEnv(givenEnv(env, `${path}env`, pod.lowering)),
    envFrom: lowerEnvFrom(envFrom),
    resources: resources && lowerResources(pod.lowering.map(`${path}resources`, resources)),
    volumeMounts: volumes && pod.volumes.mount(givenMounts(volumes, `${path}volumes`, pod.lowering), isInit),
    securityContext: lowerSecurityContext(securityContext, pod.securityContext),
    terminationMessagePath,
    terminationMessagePolicy,
  };
}

/** A variable that is undefined would be an empty one: most likely the program's own environment lacks it. */
function givenEnv(env: Env, path: string, lowering: Lowering): Env {
  for (const [name, value] of Object.entries(lowering.map(path, env))) {
    if (value !== undefined && value !== null) continue;
    lowering.refuse('missing', `${path}.${name}`, 'found nothing', 'give a text, or leave the variable out');
  }
  return env;
}

function givenMounts(mounts: Mounts, path: string, lowering: Lowering): Mounts {
  for (const [place, mount] of Object.entries(lowering.map(path, mounts))) lowering.map(`${path}["${place}"]`, mount);
  return mounts;
}

function lowerPort(port: number | PortProps, path: string, lowering: Lowering): ContainerPort {
  if (typeof port !== 'object') return { containerPort: port };
  const { containerPort, protocol, name, transport } = port;
  if (protocol !== undefined && name !== undefined && protocol !== name) {
    const found = `protocol says ${protocol}, name says ${name}`;
    lowering.refuse('exclusive', path, found, 'leave out name: Knative reads the protocol from it');
  }
  return { containerPort, name: protocol ?? name, protocol: transport };
}
