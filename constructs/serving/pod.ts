import type { Container } from '../../lib/api/core/v1/container';
import type { PodSpec } from '../../lib/api/core/v1/pod';
import type { Probe } from '../../lib/api/core/v1/probe';
import type { PodSecurityContext } from '../../lib/api/core/v1/security-context';
import type { Lowering } from '../base/resource';
import { type INamed, nameOf } from '../kubernetes/named';
import {
  type ContainerProps,
  type InitContainerProps,
  lowerContainer,
  lowerInitContainer,
  type PodContext,
} from '../pod/container';
import { PodVolumes } from '../pod/pod-volumes';

/** What the pods of a revision are made of, besides the serving container. */
export interface PodProps extends PodSchedulingProps, PodHostProps {
  /** Further containers, which stand beside the one that serves. @default - none */
  readonly containers?: readonly ContainerProps[];
  /** Containers that run to their end before the others start. Needs the feature `kubernetes.podspec-init-containers`. @default - none */
  readonly initContainers?: readonly InitContainerProps[];
  /** Account that the pods act as. @default - the account `default` of the namespace */
  readonly serviceAccount?: string | INamed;
  /** Whether the account's token is mounted; Knative accepts only false. @default - as the account says */
  readonly automountServiceAccountToken?: boolean;
  /** Secrets with which images are pulled. @default - those of the account */
  readonly imagePullSecrets?: readonly (string | INamed)[];
  /** Whether each Service of the namespace becomes environment variables. @default - as config-defaults says: false */
  readonly enableServiceLinks?: boolean;
  /** What the processes of all containers may do. Needs the feature `kubernetes.podspec-securitycontext`. @default - nothing is said */
  readonly podSecurityContext?: PodSecurityContext;
}

/** Where pods are placed. */
export interface PodSchedulingProps {
  /** Labels that a node must have. Needs the feature `kubernetes.podspec-nodeselector`. @default - any node */
  readonly nodeSelector?: PodSpec['nodeSelector'];
  /** Which nodes suit the pods. Needs the feature `kubernetes.podspec-affinity`. @default - any node */
  readonly affinity?: PodSpec['affinity'];
  /** Taints that do not keep pods off a node. Needs the feature `kubernetes.podspec-tolerations`. @default - none */
  readonly tolerations?: PodSpec['tolerations'];
  /** How evenly pods are spread. Needs the feature `kubernetes.podspec-topologyspreadconstraints`. @default - as the scheduler does */
  readonly topologySpreadConstraints?: PodSpec['topologySpreadConstraints'];
  /** Which runtime runs the containers. Needs the feature `kubernetes.podspec-runtimeclassname`. @default - the cluster's */
  readonly runtimeClassName?: string;
  /** Which pods go first. Needs the feature `kubernetes.podspec-priorityclassname`. @default - the cluster's */
  readonly priorityClassName?: string;
  /** Which scheduler places the pods. Needs the feature `kubernetes.podspec-schedulername`. @default - the cluster's */
  readonly schedulerName?: string;
}

/** What pods share with each other, with the node and with the network. */
export interface PodHostProps {
  /** Where names are looked up. Needs the feature `kubernetes.podspec-dnspolicy`. @default 'ClusterFirst' */
  readonly dnsPolicy?: PodSpec['dnsPolicy'];
  /** Settings of the resolver. Needs the feature `kubernetes.podspec-dnsconfig`. @default - as `dnsPolicy` makes them */
  readonly dnsConfig?: PodSpec['dnsConfig'];
  /** Names in the hosts file. Needs the feature `kubernetes.podspec-hostaliases`. @default - none */
  readonly hostAliases?: PodSpec['hostAliases'];
  /** Whether pods share the node's IPC. Needs the feature `kubernetes.podspec-hostipc`. @default false */
  readonly hostIPC?: boolean;
  /** Whether pods see the node's processes. Needs the feature `kubernetes.podspec-hostpid`. @default false */
  readonly hostPID?: boolean;
  /** Whether pods have the node's network. Needs the feature `kubernetes.podspec-hostnetwork`. @default false */
  readonly hostNetwork?: boolean;
  /** Whether containers see each other's processes. Needs the feature `kubernetes.podspec-shareprocessnamespace`. @default false */
  readonly shareProcessNamespace?: boolean;
}

/** What a probe does at a port. */
type Action = 'httpGet' | 'tcpSocket' | 'grpc';

/** A pod whose first container is the given one. */
export function lowerPod(serving: ContainerProps, props: PodProps, lowering: Lowering): PodSpec {
  const { containers = [], initContainers, serviceAccount, imagePullSecrets, podSecurityContext } = props;
  const volumes = new PodVolumes();
  const context: PodContext = { volumes, securityContext: podSecurityContext, lowering };
  return {
    ...copied(props),
    containers: [
      withProbedPorts(lowerContainer(serving, '', context), containers.length === 0),
      ...lowering
        .list('containers', containers)
        .map((container, i) =>
          lowerContainer(lowering.map(`containers[${i}]`, container), `containers[${i}].`, context),
        ),
    ],
    initContainers: initContainers?.map((container, i) =>
      lowerInitContainer(container, `initContainers[${i}].`, context),
    ),
    volumes: volumes.all,
    serviceAccountName: serviceAccount && nameOf(serviceAccount),
    imagePullSecrets: imagePullSecrets?.map((secret) => ({ name: nameOf(secret) })),
    securityContext: podSecurityContext,
  };
}

/** The port of a container that names none, where it is the only one. */
const DEFAULT_PORT = 8080;

/**
 * Knative puts the port that a container serves on into other probes without one. Into these it doesn't, and Kubernetes
 * refuses them so.
 */
function withProbedPorts({ startupProbe, livenessProbe, ...container }: Container, isAlone: boolean): Container {
  const port = container.ports?.[0]?.containerPort || (isAlone ? DEFAULT_PORT : undefined);
  return {
    ...container,
    startupProbe: startupProbe && withPort(startupProbe, ['httpGet', 'tcpSocket', 'grpc'], port),
    livenessProbe: livenessProbe && withPort(livenessProbe, ['grpc'], port),
  };
}

function withPort(probe: Probe, actions: readonly Action[], port: number | undefined): Probe {
  const action = actions.find((one) => probe[one] !== undefined);
  if (action === undefined || port === undefined || probe[action]?.port !== undefined) return probe;
  return { ...probe, [action]: { ...probe[action], port } };
}

/** The properties that the manifest has under the same names. */
function copied(props: PodProps): Partial<PodSpec> {
  const { automountServiceAccountToken, enableServiceLinks, nodeSelector, affinity, tolerations } = props;
  const { topologySpreadConstraints, runtimeClassName, priorityClassName, schedulerName } = props;
  const { dnsPolicy, dnsConfig, hostAliases, hostIPC, hostPID, hostNetwork, shareProcessNamespace } = props;
  return {
    automountServiceAccountToken,
    enableServiceLinks,
    nodeSelector,
    affinity,
    tolerations,
    topologySpreadConstraints,
    runtimeClassName,
    priorityClassName,
    schedulerName,
    dnsPolicy,
    dnsConfig,
    hostAliases,
    hostIPC,
    hostPID,
    hostNetwork,
    shareProcessNamespace,
  };
}
