import type { Integer } from '../../meta/v1';

/** Where something that was run came from. */
export interface RefSource {
  /** Its address, such as that of a Git repository. */
  readonly uri?: string;
  /** What it was, by algorithm: `sha1` for a commit. */
  readonly digest?: Readonly<Record<string, string>>;
  /** The file in it. */
  readonly entryPoint?: string;
}

/** The feature flags of the cluster when a run began, by the names that the status gives them. */
export interface RunFeatureFlags {
  /** The flag `await-sidecar-readiness`. */
  readonly awaitSidecarReadiness?: boolean;
  /** The flag `coschedule`. */
  readonly coschedule?: string;
  /** The flag `disable-creds-init`. */
  readonly disableCredsInit?: boolean;
  /** The flag `disable-inline-spec`. */
  readonly disableInlineSpec?: string;
  /** The flag `enable-api-fields`. */
  readonly enableAPIFields?: string;
  /** The flag `enable-artifacts`. */
  readonly enableArtifacts?: boolean;
  /** The flag `enable-cel-in-whenexpression`. */
  readonly enableCELInWhenExpression?: boolean;
  /** The flag `enable-concise-resolver-syntax`. */
  readonly enableConciseResolverSyntax?: boolean;
  /** The flag `keep-pod-on-cancel`. */
  readonly enableKeepPodOnCancel?: boolean;
  /** The flag `enable-kubernetes-sidecar`. */
  readonly enableKubernetesSidecar?: boolean;
  /** The flag `enable-param-enum`. */
  readonly enableParamEnum?: boolean;
  /** The flag `enable-provenance-in-status`. */
  readonly enableProvenanceInStatus?: boolean;
  /** The flag `enable-step-actions`. */
  readonly enableStepActions?: boolean;
  /** The flag `enable-tekton-oci-bundles`. */
  readonly enableTektonOCIBundles?: boolean;
  /** The flag `enable-termination-message-compression`. */
  readonly enableTerminationMessageCompression?: boolean;
  /** The flag `enable-wait-exponential-backoff`. */
  readonly enableWaitExponentialBackoff?: boolean;
  /** The flag `enforce-nonfalsifiability`. */
  readonly enforceNonfalsifiability?: string;
  /** The flag `max-result-size`. */
  readonly maxResultSize?: Integer;
  /** The flag `require-git-ssh-secret-known-hosts`. */
  readonly requireGitSSHSecretKnownHosts?: boolean;
  /** The flag `results-from`. */
  readonly resultExtractionMethod?: string;
  /** The flag `running-in-environment-with-injected-sidecars`. */
  readonly runningInEnvWithInjectedSidecars?: boolean;
  /** The flag `send-cloudevents-for-runs`. */
  readonly sendCloudEventsForRuns?: boolean;
  /** The flag `set-security-context`. */
  readonly setSecurityContext?: boolean;
  /** The flag `set-security-context-read-only-root-filesystem`. */
  readonly setSecurityContextReadOnlyRootFilesystem?: boolean;
  /** The flag `trusted-resources-verification-no-match-policy`. */
  readonly verificationNoMatchPolicy?: string;
}

/** What a run was made of. */
export interface Provenance {
  /** Where its task or pipeline came from. */
  readonly refSource?: RefSource;
  /** The feature flags that held. */
  readonly featureFlags?: RunFeatureFlags;
}
