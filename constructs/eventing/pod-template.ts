import type { InitContainer } from '../../lib/api/core/v1/container';
import type { KubeContainer } from '../../lib/api/core/v1/kube-container';
import type { KubePodSpec, PodTemplateSpec } from '../../lib/api/core/v1/kube-pod';
import type { ObjectMeta } from '../../lib/api/meta/v1';
import type { LateText } from '../base/late-text';
import type { Lowering } from '../base/resource';
import { type INamed, nameOf } from '../kubernetes/named';
import { type ContainerProps, lowerContainer, type PodContext } from '../pod/container';
import type { Env, EnvFromProps } from '../pod/env-value';
import { type Mounts, PodVolumes } from '../pod/pod-volumes';
import type { Resources } from '../pod/resources';
import type { SecurityContextProps } from '../pod/security-context';

/** A pod of one container in short, and whatever else it has in Kubernetes' own words. */
export interface PodTemplateProps {
  /** Image reference of the container. @default - the containers are those of `template` */
  readonly image?: string | LateText;
  /** Name of the container. @default - `job` in a JobSink, else made up by Knative */
  readonly containerName?: string;
  /** When the node pulls the image. @default - `Always` for the tag `latest`, else `IfNotPresent` */
  readonly imagePullPolicy?: InitContainer['imagePullPolicy'];
  /** The program, in place of the image's entry point; there is no shell in between. @default - the image's */
  readonly command?: readonly string[];
  /** Arguments, in place of the image's. @default - the image's */
  readonly args?: readonly (string | LateText)[];
  /** Directory that the program starts in. @default - the image's */
  readonly workingDir?: string;
  /** Environment variables by name. @default - none */
  readonly env?: Env;
  /** Secrets and ConfigMaps each key of which becomes a variable; `env` wins over them. @default - none */
  readonly envFrom?: readonly EnvFromProps[];
  /** What the container needs, and what it may not exceed. @default - as the namespace says: nothing */
  readonly resources?: Resources;
  /** Volumes by the absolute path at which the container sees them. @default - none */
  readonly volumes?: Mounts;
  /** What the processes may do. @default - as little as possible, see `SecurityContextProps` */
  readonly securityContext?: SecurityContextProps;
  /** Account that the pod acts as. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
  /** What the pod has besides, and further containers; taken as it is, nothing is made safe there. @default - nothing */
  readonly template?: RestOfPodTemplate;
}

/** A pod as Kubernetes has it, in parts. */
export interface RestOfPodTemplate {
  /** Labels and annotations of the pod. @default - none */
  readonly metadata?: ObjectMeta;
  /** Containers, volumes and the like; containers come after the one that is given in short. @default - none */
  readonly spec?: Partial<KubePodSpec>;
}

/** The pod, whose container has this name if it is given none; undefined if nothing is said of the pod. */
export function lowerPodTemplate(
  props: PodTemplateProps,
  lowering: Lowering,
  defaultName?: string,
): PodTemplateSpec | undefined {
  const { serviceAccount, template } = props;
  const { metadata, spec = {} } = template ?? {};
  const volumes = new PodVolumes();
  const container = containerOf(props, lowering);
  const context = { volumes, securityContext: spec.securityContext, lowering };
  const own = container && { ...ownContainer(container, context), name: container.name ?? defaultName };
  if (own === undefined && serviceAccount === undefined && template === undefined) return undefined;
  return {
    metadata,
    spec: {
      ...spec,
      containers: [...(own === undefined ? [] : [own]), ...(spec.containers ?? [])],
      volumes: joined(volumes.all, spec.volumes),
      serviceAccountName: serviceAccount === undefined ? spec.serviceAccountName : nameOf(serviceAccount),
    },
  };
}

/** A serving container may leave its ports to Knative; here there are none. */
function ownContainer(props: ContainerProps, context: PodContext): KubeContainer {
  const { ports: _, ...container } = lowerContainer(props, '', context);
  return container;
}

/** The container that is given in short. What is said of it without an image would be said of none. */
function containerOf(props: PodTemplateProps, lowering: Lowering): ContainerProps | undefined {
  const { containerName: name, imagePullPolicy, command, args, workingDir, env, envFrom } = props;
  const { image, resources, volumes, securityContext } = props;
  const rest = { name, imagePullPolicy, command, args, workingDir, env, envFrom, resources, volumes, securityContext };
  if (image !== undefined) return { image, ...rest };
  const given = Object.entries(rest).find(([, value]) => value !== undefined)?.[0];
  if (given === undefined) return undefined;
  return lowering.refuse('missing', 'image', `${given} is given without an image`, 'name the image of the container');
}

function joined<Item>(some: readonly Item[] = [], others: readonly Item[] = []): readonly Item[] | undefined {
  return some.length + others.length === 0 ? undefined : [...some, ...others];
}
