/** Labels and annotations of Tekton's objects. */
export const label = {
  managedBy: 'app.kubernetes.io/managed-by',
  task: 'tekton.dev/task',
  taskRun: 'tekton.dev/taskRun',
  taskRunUid: 'tekton.dev/taskRunUID',
  pipeline: 'tekton.dev/pipeline',
  pipelineRun: 'tekton.dev/pipelineRun',
  pipelineRunUid: 'tekton.dev/pipelineRunUID',
  pipelineTask: 'tekton.dev/pipelineTask',
  memberOf: 'tekton.dev/memberOf',
} as const;

export const annotation = {
  release: 'pipeline.tekton.dev/release',
  affinityAssistant: 'pipeline.tekton.dev/affinity-assistant',
  ready: 'tekton.dev/ready',
  onError: 'pipeline.tekton.dev/pipeline-task-on-error',
} as const;

/** What a controller that was not built from a release calls itself. */
export const RELEASE = 'unknown';
export const MANAGED_BY = 'tekton-pipelines';

/** Images that Tekton Pipelines 1.15 puts into pods. */
export const images = {
  entrypoint: 'ghcr.io/tektoncd/pipeline/entrypoint-bff0a22da108bc2f16c818c97641a296:v1.15.0',
  nop: 'ghcr.io/tektoncd/pipeline/nop-8eac7c133edad5df719dc37b36b62482:v1.15.0',
  workingDirInit: 'ghcr.io/tektoncd/pipeline/workingdirinit-0c558922ec6a1b739e550e349f2d5fc1:v1.15.0',
  shell: 'cgr.dev/chainguard/busybox@sha256:19f02276bf8dbdd62f069b922f10c65262cc34b710eea26ff928129a736be791',
} as const;

/** What a run says of the flags that it ran under: those that are not off, as Tekton ships them. */
export const provenance = {
  featureFlags: {
    awaitSidecarReadiness: true,
    coschedule: 'workspaces',
    enableAPIFields: 'beta',
    enableProvenanceInStatus: true,
    enforceNonfalsifiability: 'none',
    maxResultSize: 4096,
    resultExtractionMethod: 'termination-message',
    runningInEnvWithInjectedSidecars: true,
    sendCloudEventsForRuns: true,
    verificationNoMatchPolicy: 'ignore',
  },
} as const;
