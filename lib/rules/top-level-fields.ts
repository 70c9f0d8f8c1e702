import type { Kind } from '../api/kind';

const COMMON = ['apiVersion', 'kind', 'metadata'];
const DEFAULT = ['spec', 'status'];

/** Fields beside metadata of those kinds of Kubernetes that have not just a spec and a status. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'v1/ConfigMap': ['data', 'binaryData', 'immutable'],
  'v1/Endpoints': ['subsets'],
  'v1/Event': [
    ...['involvedObject', 'reason', 'message', 'source', 'firstTimestamp', 'lastTimestamp', 'count', 'type'],
    ...['eventTime', 'series', 'action', 'related', 'reportingComponent', 'reportingInstance'],
  ],
  'v1/LimitRange': ['spec'],
  'v1/PodTemplate': ['template'],
  'v1/Secret': ['data', 'stringData', 'immutable', 'type'],
  'v1/ServiceAccount': ['secrets', 'imagePullSecrets', 'automountServiceAccountToken'],
  'apps/v1/ControllerRevision': ['data', 'revision'],
  'rbac.authorization.k8s.io/v1/ClusterRole': ['rules', 'aggregationRule'],
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': ['roleRef', 'subjects'],
  'rbac.authorization.k8s.io/v1/Role': ['rules'],
  'rbac.authorization.k8s.io/v1/RoleBinding': ['roleRef', 'subjects'],
  'networking.k8s.io/v1/IngressClass': ['spec'],
  'networking.k8s.io/v1/NetworkPolicy': ['spec'],
  'storage.k8s.io/v1/CSIDriver': ['spec'],
  'storage.k8s.io/v1/StorageClass': [
    ...['provisioner', 'parameters', 'reclaimPolicy', 'mountOptions', 'allowVolumeExpansion', 'volumeBindingMode'],
    'allowedTopologies',
  ],
  'storage.k8s.io/v1/VolumeAttributesClass': ['driverName', 'parameters'],
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration': ['webhooks'],
  'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding': ['spec'],
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration': ['webhooks'],
  'discovery.k8s.io/v1/EndpointSlice': ['addressType', 'endpoints', 'ports'],
  'events.k8s.io/v1/Event': [
    ...['eventTime', 'series', 'reportingController', 'reportingInstance', 'action', 'reason', 'regarding', 'related'],
    ...['note', 'type', 'deprecatedSource', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedCount'],
  ],
  'coordination.k8s.io/v1/Lease': ['spec'],
  'scheduling.k8s.io/v1/PriorityClass': ['value', 'globalDefault', 'description', 'preemptionPolicy'],
  'node.k8s.io/v1/RuntimeClass': ['handler', 'overhead', 'scheduling'],
};

/** The fields of the objects of a kind of Kubernetes, at the top. */
export function topLevelFields({ apiVersion, kind }: Kind): readonly string[] {
  return [...COMMON, ...(FIELDS[`${apiVersion}/${kind}`] ?? DEFAULT)];
}
