import { parse, YAMLParseError } from 'yaml';
import { kubernetes } from '../api/kubernetes';
import type { KubeObject } from '../api/meta/v1';
import type { RunFeatureFlags } from '../api/tekton/v1/provenance';
import type { WorkspaceBinding } from '../api/tekton/v1/workspace';
import { isPlain } from '../controller/json';
import type { View } from '../controller/reconciler';
import type { FeatureName } from '../rules/features';
import { Platform, withConfigMaps } from '../rules/platform';

const NAMESPACE = 'tekton-pipelines';
const DEFAULT_RESULT_SIZE = 4096;

/** What Tekton's ConfigMaps say of how runs run. */
export interface TektonSettings {
  readonly platform: Platform;
  /** What a run says of the flags that it ran under; absent where it says nothing of its origin. */
  readonly provenance: { readonly featureFlags: RunFeatureFlags } | undefined;
  /** The binding of workspaces that nobody binds. */
  readonly workspace: Omit<WorkspaceBinding, 'name'> | undefined;
  /** What containers get that ask for no resources, by name. */
  readonly containerResources: Readonly<Record<string, object>> | undefined;
  /** The template of the pods that keep the runs of a workspace on one node. */
  readonly assistantTemplate: object | undefined;
}

let shipped: TektonSettings | undefined;
function asShipped(): TektonSettings {
  shipped ??= settingsFor(Platform.asShipped, DEFAULT_RESULT_SIZE);
  return shipped;
}

const known = new WeakMap<KubeObject, WeakMap<KubeObject, TektonSettings>>();
const NOBODY: KubeObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} };

/** The settings of a cluster: of its ConfigMaps `feature-flags` and `config-defaults`, and else as Tekton ships them. */
export function settingsOf(view: View): TektonSettings {
  const flags = view.get(kubernetes.ConfigMap, 'feature-flags', NAMESPACE);
  const defaults = view.get(kubernetes.ConfigMap, 'config-defaults', NAMESPACE);
  if (flags === undefined && defaults === undefined) return asShipped();
  const read = known.get(flags ?? NOBODY)?.get(defaults ?? NOBODY);
  if (read !== undefined) return read;
  const given = [flags, defaults].filter((map) => map !== undefined);
  const { data } = (flags ?? {}) as { data?: Readonly<Record<string, string>> };
  const size = Number(data?.['max-result-size'] ?? DEFAULT_RESULT_SIZE);
  const settings = settingsFor(new Platform(withConfigMaps({}, given)), size);
  const byDefaults = known.get(flags ?? NOBODY) ?? new WeakMap<KubeObject, TektonSettings>();
  byDefaults.set(defaults ?? NOBODY, settings);
  known.set(flags ?? NOBODY, byDefaults);
  return settings;
}

/** Flags that are on or off, as runs call them. */
const SWITCHES: Readonly<Partial<Record<FeatureName, keyof RunFeatureFlags>>> = {
  'await-sidecar-readiness': 'awaitSidecarReadiness',
  'running-in-environment-with-injected-sidecars': 'runningInEnvWithInjectedSidecars',
  'enable-provenance-in-status': 'enableProvenanceInStatus',
  'send-cloudevents-for-runs': 'sendCloudEventsForRuns',
  'disable-creds-init': 'disableCredsInit',
  'require-git-ssh-secret-known-hosts': 'requireGitSSHSecretKnownHosts',
  'keep-pod-on-cancel': 'enableKeepPodOnCancel',
  'enable-cel-in-whenexpression': 'enableCELInWhenExpression',
  'enable-param-enum': 'enableParamEnum',
  'enable-artifacts': 'enableArtifacts',
  'enable-concise-resolver-syntax': 'enableConciseResolverSyntax',
  'enable-kubernetes-sidecar': 'enableKubernetesSidecar',
  'enable-termination-message-compression': 'enableTerminationMessageCompression',
  'enable-wait-exponential-backoff': 'enableWaitExponentialBackoff',
  'set-security-context': 'setSecurityContext',
  'set-security-context-read-only-root-filesystem': 'setSecurityContextReadOnlyRootFilesystem',
};
/** Flags with more than two states. */
const CHOICES: Readonly<Partial<Record<FeatureName, keyof RunFeatureFlags>>> = {
  'enable-api-fields': 'enableAPIFields',
  coschedule: 'coschedule',
  'results-from': 'resultExtractionMethod',
  'enforce-nonfalsifiability': 'enforceNonfalsifiability',
  'trusted-resources-verification-no-match-policy': 'verificationNoMatchPolicy',
  'disable-inline-spec': 'disableInlineSpec',
};

function settingsFor(platform: Platform, maxResultSize: number): TektonSettings {
  const { defaultTaskRunWorkspaceBinding, defaultContainerResourceRequirements, defaultAffinityAssistantPodTemplate } =
    platform.tektonDefaults;
  return {
    platform,
    provenance: provenanceOf(platform, maxResultSize),
    workspace: mapIn(defaultTaskRunWorkspaceBinding),
    containerResources: mapIn(defaultContainerResourceRequirements),
    assistantTemplate: mapIn(defaultAffinityAssistantPodTemplate),
  };
}

function mapIn<Value extends object>(text: string): Value | undefined {
  try {
    const value: unknown = parse(text);
    return isPlain(value) ? (value as Value) : undefined;
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

/** A flag that is off, or an empty text, is not written. */
function provenanceOf(platform: Platform, maxResultSize: number): TektonSettings['provenance'] {
  if (!platform.isEnabled('enable-provenance-in-status')) return undefined;
  const switches = Object.entries(SWITCHES).flatMap(([flag, name]) =>
    platform.isEnabled(flag as FeatureName) ? [[name, true]] : [],
  );
  const choices = Object.entries(CHOICES).flatMap(([flag, name]) => {
    const state = platform.feature(flag as FeatureName);
    return state === '' ? [] : [[name, state]];
  });
  return { featureFlags: { ...Object.fromEntries([...switches, ...choices]), maxResultSize } };
}
