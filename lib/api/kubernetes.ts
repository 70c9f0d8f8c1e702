import { defineKind, type Kind } from './kind';

/** Kinds that Kubernetes itself serves and that programs use with Knative, by name. */
export const kubernetes = {
  ConfigMap: namespaced('', 'v1', 'ConfigMap', 'configmaps'),
  Endpoints: namespaced('', 'v1', 'Endpoints', 'endpoints'),
  LimitRange: namespaced('', 'v1', 'LimitRange', 'limitranges'),
  Namespace: clusterWide('', 'v1', 'Namespace', 'namespaces'),
  Node: clusterWide('', 'v1', 'Node', 'nodes'),
  PersistentVolume: clusterWide('', 'v1', 'PersistentVolume', 'persistentvolumes'),
  PersistentVolumeClaim: namespaced('', 'v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'),
  Pod: namespaced('', 'v1', 'Pod', 'pods'),
  PodTemplate: namespaced('', 'v1', 'PodTemplate', 'podtemplates'),
  ReplicationController: namespaced('', 'v1', 'ReplicationController', 'replicationcontrollers'),
  ResourceQuota: namespaced('', 'v1', 'ResourceQuota', 'resourcequotas'),
  Secret: namespaced('', 'v1', 'Secret', 'secrets'),
  Service: namespaced('', 'v1', 'Service', 'services'),
  ServiceAccount: namespaced('', 'v1', 'ServiceAccount', 'serviceaccounts'),

  ControllerRevision: namespaced('apps', 'v1', 'ControllerRevision', 'controllerrevisions'),
  DaemonSet: namespaced('apps', 'v1', 'DaemonSet', 'daemonsets'),
  Deployment: namespaced('apps', 'v1', 'Deployment', 'deployments'),
  ReplicaSet: namespaced('apps', 'v1', 'ReplicaSet', 'replicasets'),
  StatefulSet: namespaced('apps', 'v1', 'StatefulSet', 'statefulsets'),

  CronJob: namespaced('batch', 'v1', 'CronJob', 'cronjobs'),
  Job: namespaced('batch', 'v1', 'Job', 'jobs'),

  ClusterRole: clusterWide('rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'clusterroles'),
  ClusterRoleBinding: clusterWide('rbac.authorization.k8s.io', 'v1', 'ClusterRoleBinding', 'clusterrolebindings'),
  Role: namespaced('rbac.authorization.k8s.io', 'v1', 'Role', 'roles'),
  RoleBinding: namespaced('rbac.authorization.k8s.io', 'v1', 'RoleBinding', 'rolebindings'),

  Ingress: namespaced('networking.k8s.io', 'v1', 'Ingress', 'ingresses'),
  IngressClass: clusterWide('networking.k8s.io', 'v1', 'IngressClass', 'ingressclasses'),
  NetworkPolicy: namespaced('networking.k8s.io', 'v1', 'NetworkPolicy', 'networkpolicies'),

  CSIDriver: clusterWide('storage.k8s.io', 'v1', 'CSIDriver', 'csidrivers'),
  StorageClass: clusterWide('storage.k8s.io', 'v1', 'StorageClass', 'storageclasses'),
  VolumeAttributesClass: clusterWide('storage.k8s.io', 'v1', 'VolumeAttributesClass', 'volumeattributesclasses'),

  MutatingWebhookConfiguration: clusterWide(
    'admissionregistration.k8s.io',
    'v1',
    'MutatingWebhookConfiguration',
    'mutatingwebhookconfigurations',
  ),
  ValidatingAdmissionPolicy: clusterWide(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingAdmissionPolicy',
    'validatingadmissionpolicies',
  ),
  ValidatingAdmissionPolicyBinding: clusterWide(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingAdmissionPolicyBinding',
    'validatingadmissionpolicybindings',
  ),
  ValidatingWebhookConfiguration: clusterWide(
    'admissionregistration.k8s.io',
    'v1',
    'ValidatingWebhookConfiguration',
    'validatingwebhookconfigurations',
  ),

  APIService: clusterWide('apiregistration.k8s.io', 'v1', 'APIService', 'apiservices'),
  CustomResourceDefinition: clusterWide(
    'apiextensions.k8s.io',
    'v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
  ),
  EndpointSlice: namespaced('discovery.k8s.io', 'v1', 'EndpointSlice', 'endpointslices'),
  Event: namespaced('events.k8s.io', 'v1', 'Event', 'events'),
  HorizontalPodAutoscaler: namespaced('autoscaling', 'v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  Lease: namespaced('coordination.k8s.io', 'v1', 'Lease', 'leases'),
  PodDisruptionBudget: namespaced('policy', 'v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  PriorityClass: clusterWide('scheduling.k8s.io', 'v1', 'PriorityClass', 'priorityclasses'),
  RuntimeClass: clusterWide('node.k8s.io', 'v1', 'RuntimeClass', 'runtimeclasses'),
} as const satisfies Readonly<Record<string, Kind>>;

/** Kinds of Kubernetes that are served in two versions or groups, besides those in `kubernetes`. */
const alsoServed: readonly Kind[] = [
  namespaced('', 'v1', 'Event', 'events'),
  namespaced('autoscaling', 'v1', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
];

/** All kinds of Kubernetes that we know. */
export const builtInKinds: readonly Kind[] = [...Object.values(kubernetes), ...alsoServed];

function namespaced(group: string, version: string, kind: string, plural: string): Kind {
  return defineKind({ group, version, kind, plural, scope: 'Namespaced', builtIn: true });
}

function clusterWide(group: string, version: string, kind: string, plural: string): Kind {
  return defineKind({ group, version, kind, plural, scope: 'Cluster', builtIn: true });
}
