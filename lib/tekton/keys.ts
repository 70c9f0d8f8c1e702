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
  cancel: 'tekton.dev/cancel',
  executionMode: 'experimental.tekton.dev/execution-mode',
  autoCleanup: 'tekton.dev/auto-cleanup-pvc',
  onError: 'pipeline.tekton.dev/pipeline-task-on-error',
} as const;

/** What a controller that was not built from a release calls itself. */
export const RELEASE = 'unknown';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Annotations without what kubectl keeps for itself. */
export function withoutApplied(annotations: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const { [APPLIED]: _applied, ...rest } = annotations;
  return rest;
}

/** Images that Tekton Pipelines 1.15 puts into pods. */
export const images = {
  entrypoint: 'ghcr.io/tektoncd/pipeline/entrypoint-bff0a22da108bc2f16c818c97641a296:v1.15.0',
  sidecarLogResults: 'ghcr.io/tektoncd/pipeline/sidecarlogresults-7501c6a20d741631510a448b48ab098f:v1.15.0',
  nop: 'ghcr.io/tektoncd/pipeline/nop-8eac7c133edad5df719dc37b36b62482:v1.15.0',
  workingDirInit: 'ghcr.io/tektoncd/pipeline/workingdirinit-0c558922ec6a1b739e550e349f2d5fc1:v1.15.0',
  shellForWindows:
    'mcr.microsoft.com/powershell:nanoserver@sha256:b6d5ff841b78bdf2dfed7550000fd4f3437385b8fa686ec0f010be24777654d6',
  shell: 'cgr.dev/chainguard/busybox@sha256:19f02276bf8dbdd62f069b922f10c65262cc34b710eea26ff928129a736be791',
} as const;
