/** What reads feature flags: Serving and Eventing have a `config-features` each, Tekton has `feature-flags`. */
export type FlaggedComponent = 'serving' | 'eventing' | 'tekton';

/** A feature flag of a component's ConfigMap. */
interface FeatureDefinition {
  readonly component: FlaggedComponent;
  /** What the flag is when nobody sets it. */
  readonly default: FeatureState;
  /** @default - enabled, allowed, disabled */
  readonly values?: readonly FeatureState[];
  /** What the flag opens. */
  readonly opens: string;
}

/** A flag's value. `allowed` lets a field pass where `enabled` may also change defaults. */
export type FeatureState =
  | 'enabled'
  | 'allowed'
  | 'disabled'
  | 'allowrootbounded'
  | 'strict'
  | 'permissive'
  | 'allow-all'
  | 'deny-all'
  | 'allow-same-namespace'
  | 'true'
  | 'false'
  | 'stable'
  | 'beta'
  | 'alpha'
  | Coschedule
  | InlineSpecs
  | 'termination-message'
  | 'sidecar-logs'
  | 'ignore'
  | 'warn'
  | 'fail'
  | 'none'
  | 'spire';

/** What Tekton puts on one node: pods that share a workspace, those of a whole run, these alone, or none. */
type Coschedule = 'workspaces' | 'pipelineruns' | 'isolate-pipelinerun' | 'disabled';

/** Where Tekton refuses specs that stand in place of a reference; an empty text refuses none. */
type InlineSpecs =
  | ''
  | 'pipeline'
  | 'pipelinerun'
  | 'taskrun'
  | 'pipeline,pipelinerun'
  | 'pipeline,taskrun'
  | 'pipelinerun,taskrun'
  | 'pipeline,pipelinerun,taskrun';

const podSpec = (opens: string): FeatureDefinition => ({ component: 'serving', default: 'disabled', opens });
const eventing = (opens: string, state: FeatureState = 'disabled'): FeatureDefinition => ({
  component: 'eventing',
  default: state,
  opens,
});

const tekton = (opens: string, state: 'true' | 'false' = 'false'): FeatureDefinition => ({
  component: 'tekton',
  default: state,
  values: ['true', 'false'],
  opens,
});

/** All flags, with the defaults that Serving and Eventing 1.23 and Tekton Pipelines 1.15 ship. */
export const featureDefinitions = {
  'multi-container': { component: 'serving', default: 'enabled', opens: 'more than one container' },
  'multi-container-probing': podSpec('probes of sidecar containers'),
  'kubernetes.podspec-affinity': podSpec('affinity'),
  'kubernetes.podspec-topologyspreadconstraints': podSpec('topologySpreadConstraints'),
  'kubernetes.podspec-hostaliases': podSpec('hostAliases'),
  'kubernetes.podspec-nodeselector': podSpec('nodeSelector'),
  'kubernetes.podspec-tolerations': podSpec('tolerations'),
  'kubernetes.podspec-runtimeclassname': podSpec('runtimeClassName'),
  'kubernetes.podspec-securitycontext': podSpec('the pod securityContext'),
  'kubernetes.podspec-shareprocessnamespace': podSpec('shareProcessNamespace'),
  'kubernetes.podspec-priorityclassname': podSpec('priorityClassName'),
  'kubernetes.podspec-schedulername': podSpec('schedulerName'),
  'kubernetes.podspec-dnspolicy': podSpec('dnsPolicy'),
  'kubernetes.podspec-dnsconfig': podSpec('dnsConfig'),
  'kubernetes.podspec-hostipc': podSpec('hostIPC'),
  'kubernetes.podspec-hostpid': podSpec('hostPID'),
  'kubernetes.podspec-hostnetwork': podSpec('hostNetwork'),
  'kubernetes.podspec-init-containers': podSpec('initContainers'),
  'kubernetes.podspec-fieldref': podSpec('env from fieldRef and resourceFieldRef'),
  'kubernetes.podspec-persistent-volume-claim': podSpec('persistentVolumeClaim volumes'),
  'kubernetes.podspec-persistent-volume-write': podSpec('writable persistentVolumeClaim volumes'),
  'kubernetes.podspec-volumes-emptydir': { component: 'serving', default: 'enabled', opens: 'emptyDir volumes' },
  'kubernetes.podspec-volumes-hostpath': podSpec('hostPath volumes'),
  'kubernetes.podspec-volumes-csi': podSpec('csi volumes'),
  'kubernetes.podspec-volumes-ephemeral': podSpec('ephemeral volumes'),
  'kubernetes.podspec-volumes-image': podSpec('image volumes'),
  'kubernetes.podspec-volumes-mount-propagation': podSpec('mountPropagation'),
  'kubernetes.containerspec-addcapabilities': podSpec('capabilities.add'),
  'tag-header-based-routing': podSpec('choosing a tag by header'),
  'autodetect-http2': podSpec('finding out whether a container speaks HTTP/2'),
  'queueproxy.mount-podinfo': podSpec('pod info in the queue proxy'),
  'queueproxy.resource-defaults': podSpec('default resources of the queue proxy'),
  'secure-pod-defaults': {
    component: 'serving',
    default: 'disabled',
    values: ['disabled', 'allowrootbounded', 'enabled'],
    opens: 'secure defaults for containers',
  },
  'kreference-group': eventing('references by API group'),
  'kreference-mapping': eventing('references to kinds without an address'),
  'delivery-retryafter': eventing('delivery.retryAfterMax'),
  'delivery-timeout': eventing('delivery.timeout', 'enabled'),
  'transport-encryption': {
    component: 'eventing',
    default: 'disabled',
    values: ['disabled', 'permissive', 'strict'],
    opens: 'TLS between components',
  },
  'eventtype-auto-create': eventing('EventTypes made from the events seen'),
  'authentication-oidc': eventing('OIDC identities of senders'),
  'default-authorization-mode': {
    component: 'eventing',
    default: 'allow-same-namespace',
    values: ['allow-all', 'deny-all', 'allow-same-namespace'],
    opens: 'who may send where no EventPolicy says so',
  },
  'cross-namespace-event-links': eventing('triggers and subscriptions across namespaces'),
  'new-apiserversource-filters': eventing('filters of an ApiServerSource'),
  'enable-api-fields': {
    component: 'tekton',
    default: 'beta',
    values: ['stable', 'beta', 'alpha'],
    opens: 'fields that are not stable yet',
  },
  'enable-cel-in-whenexpression': tekton('cel in when expressions'),
  'enable-param-enum': tekton('enum of a param'),
  'enable-artifacts': tekton('artifacts of steps and tasks'),
  'enable-concise-resolver-syntax': tekton('a URL in place of a name and a resolver'),
  coschedule: {
    component: 'tekton',
    default: 'workspaces',
    values: ['workspaces', 'pipelineruns', 'isolate-pipelinerun', 'disabled'],
    opens: 'pods of a run on one node',
  },
  'disable-inline-spec': {
    component: 'tekton',
    default: '',
    values: [
      '',
      'pipeline',
      'pipelinerun',
      'taskrun',
      'pipeline,pipelinerun',
      'pipeline,taskrun',
      'pipelinerun,taskrun',
      'pipeline,pipelinerun,taskrun',
    ],
    opens: 'nothing: it refuses specs that stand in place of a reference',
  },
  'disable-creds-init': tekton('nothing: it keeps credentials of the account out of the pods of runs'),
  'await-sidecar-readiness': tekton('waiting for sidecars before the first step', 'true'),
  'running-in-environment-with-injected-sidecars': tekton('waiting for sidecars that a mesh injects', 'true'),
  'require-git-ssh-secret-known-hosts': tekton('nothing: it refuses SSH credentials without known_hosts'),
  'results-from': {
    component: 'tekton',
    default: 'termination-message',
    values: ['termination-message', 'sidecar-logs'],
    opens: 'results of more than 4 KiB, by sidecar-logs',
  },
  'enable-provenance-in-status': tekton('where a task came from, in the status of its run', 'true'),
  'set-security-context': tekton("a security context for Tekton's own containers, as restricted namespaces ask for"),
  'set-security-context-read-only-root-filesystem': tekton(
    "a root file system that Tekton's own containers can't write",
  ),
  'keep-pod-on-cancel': tekton('pods that stay after their run was cancelled'),
  'enable-kubernetes-sidecar': tekton("sidecars by Kubernetes' own means"),
  'enable-termination-message-compression': tekton('results that are packed'),
  'trusted-resources-verification-no-match-policy': {
    component: 'tekton',
    default: 'ignore',
    values: ['ignore', 'warn', 'fail'],
    opens: 'what happens to tasks and pipelines that no VerificationPolicy fits',
  },
  'enforce-nonfalsifiability': {
    component: 'tekton',
    default: 'none',
    values: ['none', 'spire'],
    opens: 'results that nobody can forge',
  },
  'enable-wait-exponential-backoff': tekton('trying again what creating an object failed at'),
  'send-cloudevents-for-runs': tekton('events of CustomRuns', 'true'),
  'enable-informer-cache-transforms': tekton('smaller caches in the controller', 'true'),
} as const satisfies Record<string, FeatureDefinition>;

/** The name of a feature flag. */
export type FeatureName = keyof typeof featureDefinitions;

/** Flags and the values that a cluster sets them to. */
export type FeatureFlags = Readonly<Partial<Record<FeatureName, FeatureState>>>;

export function isFeatureName(name: string): name is FeatureName {
  return Object.hasOwn(featureDefinitions, name);
}

/** The values that a flag may have. */
export function featureStates(name: FeatureName): readonly FeatureState[] {
  const definition: FeatureDefinition = featureDefinitions[name];
  return definition.values ?? ['enabled', 'allowed', 'disabled'];
}

/** The value that a flag has where nobody sets it. */
export function defaultState(name: FeatureName): FeatureState {
  return featureDefinitions[name].default;
}

/** Reads a flag's value as Knative does, without regard to case; undefined if the flag has no such value. */
export function parseFeatureState(name: FeatureName, text: string): FeatureState | undefined {
  const lower = name === 'disable-inline-spec' ? sortedList(text) : text.trim().toLowerCase();
  return featureStates(name).find((state) => state === lower);
}

/** A list as Tekton reads it: the order of the items is nothing to it. */
function sortedList(text: string): string {
  const items = text.split(',').map((item) => item.trim());
  return [...new Set(items)].sort().join(',');
}
