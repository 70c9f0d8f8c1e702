import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import { controllerReference } from '../../../controller/effects';
import {
  certificateOf,
  deployedContainer,
  type Listener,
  labelsOf,
  METRICS_PORT,
  nameOf,
  PORT,
  podOf,
  selectorOf,
  volumesOf,
} from './container';
import type { ListenerSettings } from './settings';

const HTTPS_PORT = 8443;

function metadataOf(listener: Listener, settings: ListenerSettings): KubeObject['metadata'] {
  const { namespace, annotations } = listener.metadata;
  return {
    name: nameOf(listener),
    namespace,
    labels: labelsOf(listener, settings),
    ...(annotations === undefined ? {} : { annotations }),
    ownerReferences: [controllerReference(listener)],
  };
}

/** Fields of a pod that a listener may set. */
const OWN = ['tolerations', 'nodeSelector', 'imagePullSecrets', 'affinity', 'topologySpreadConstraints'] as const;

/** The Deployment that takes a listener's requests. */
export function deploymentOf(listener: Listener, settings: ListenerSettings): KubeObject {
  const resource = listener.spec?.resources?.kubernetesResource;
  const pod = podOf(listener);
  const { metadata: own } = resource?.spec?.template ?? {};
  const { runAsUser, runAsGroup, fsGroup } = settings;
  const volumes = volumesOf(listener);
  return {
    apiVersion: kubernetes.Deployment.apiVersion,
    kind: kubernetes.Deployment.kind,
    metadata: metadataOf(listener, settings),
    spec: {
      // Without a number of replicas, others may scale it.
      ...(resource?.replicas === undefined ? {} : { replicas: resource.replicas }),
      selector: { matchLabels: selectorOf(listener) },
      template: {
        metadata: {
          labels: { ...labelsOf(listener, settings), ...own?.labels },
          ...(own?.annotations === undefined ? {} : { annotations: own.annotations }),
        },
        spec: {
          ...Object.fromEntries(OWN.flatMap((field) => (pod[field] === undefined ? [] : [[field, pod[field]]]))),
          serviceAccountName: pod.serviceAccountName || listener.spec?.serviceAccountName,
          containers: [deployedContainer(listener, settings)],
          ...(volumes.length === 0 ? {} : { volumes }),
          securityContext: pod.securityContext ?? {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
            ...(runAsUser === undefined ? {} : { runAsUser }),
            ...(runAsGroup === undefined ? {} : { runAsGroup }),
            ...(fsGroup === undefined ? {} : { fsGroup }),
          },
        },
      },
    },
  };
}

/** The port at which a listener's Service is asked. */
export function portOf(listener: Listener): number {
  const { servicePort } = listener.spec?.resources?.kubernetesResource ?? {};
  return servicePort ?? (certificateOf(listener) === undefined ? PORT : HTTPS_PORT);
}

/** The Service before a listener's pods. */
export function serviceOf(listener: Listener, settings: ListenerSettings): KubeObject {
  const { serviceType, serviceLoadBalancerClass, servicePort } = listener.spec?.resources?.kubernetesResource ?? {};
  const nodePort = serviceType === 'NodePort' && servicePort !== undefined ? { nodePort: servicePort } : {};
  return {
    apiVersion: kubernetes.Service.apiVersion,
    kind: kubernetes.Service.kind,
    metadata: metadataOf(listener, settings),
    spec: {
      ...(serviceType === undefined ? {} : { type: serviceType }),
      selector: selectorOf(listener),
      ...(serviceLoadBalancerClass === undefined ? {} : { loadBalancerClass: serviceLoadBalancerClass }),
      ports: [
        {
          name: certificateOf(listener) === undefined ? 'http-listener' : 'https-listener',
          protocol: 'TCP',
          port: portOf(listener),
          targetPort: PORT,
          ...nodePort,
        },
        { name: 'http-metrics', protocol: 'TCP', port: METRICS_PORT, targetPort: METRICS_PORT },
      ],
    },
  };
}
