/** Fields of `TektonConfig.spec.pipeline` that are named like keys of the ConfigMaps below, and their types. */
export const pipelineFields = {
  'await-sidecar-readiness': 'boolean',
  coschedule: 'string',
  'default-affinity-assistant-pod-template': 'string',
  'default-cloud-events-sink': 'string',
  'default-forbidden-env': 'string',
  'default-managed-by-label-value': 'string',
  'default-max-matrix-combinations-count': 'string',
  'default-pod-template': 'string',
  'default-resolver-type': 'string',
  'default-service-account': 'string',
  'default-task-run-workspace-binding': 'string',
  'default-timeout-minutes': 'integer',
  'disable-creds-init': 'boolean',
  'disable-inline-spec': 'string',
  'enable-api-fields': 'string',
  'enable-bundles-resolver': 'boolean',
  'enable-cel-in-whenexpression': 'boolean',
  'enable-cluster-resolver': 'boolean',
  'enable-git-resolver': 'boolean',
  'enable-hub-resolver': 'boolean',
  'enable-param-enum': 'boolean',
  'enable-provenance-in-status': 'boolean',
  'enforce-nonfalsifiability': 'string',
  'keep-pod-on-cancel': 'boolean',
  'max-result-size': 'integer',
  'require-git-ssh-secret-known-hosts': 'boolean',
  'results-from': 'string',
  'running-in-environment-with-injected-sidecars': 'boolean',
  'send-cloudevents-for-runs': 'boolean',
  'set-security-context': 'boolean',
  'trusted-resources-verification-no-match-policy': 'string',
} as const satisfies Readonly<Record<string, 'boolean' | 'integer' | 'string'>>;

/** The ConfigMaps whose keys are such fields. */
export const flattened: readonly string[] = ['feature-flags', 'config-defaults', 'resolvers-feature-flags'];

/** Fields of `TektonConfig.spec.pipeline` that hold all of a ConfigMap of the resolvers. */
export const resolverFields: Readonly<Record<string, string>> = {
  'git-resolver-config': 'git-resolver-config',
  'bundleresolver-config': 'bundles-resolver-config',
  'cluster-resolver-config': 'cluster-resolver-config',
  'hubresolver-config': 'hub-resolver-config',
};
