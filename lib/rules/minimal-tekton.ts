import type { KubeObject } from '../api/meta/v1';

/** Minimal objects of Tekton Pipelines. */
export const minimalTekton: Readonly<Record<string, KubeObject>> = {
  'tekton.dev/v1/Task': {
    apiVersion: 'tekton.dev/v1',
    kind: 'Task',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { steps: [{ name: 'greet', image: 'alpine:3.22', command: ['echo', 'hello'] }] },
  },
  'tekton.dev/v1/TaskRun': {
    apiVersion: 'tekton.dev/v1',
    kind: 'TaskRun',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { taskRef: { name: 'hello' } },
  },
  'tekton.dev/v1/Pipeline': {
    apiVersion: 'tekton.dev/v1',
    kind: 'Pipeline',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }] },
  },
  'tekton.dev/v1/PipelineRun': {
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    metadata: { name: 'hello', namespace: 'default' },
    spec: { pipelineRef: { name: 'hello' } },
  },
  'tekton.dev/v1beta1/StepAction': {
    apiVersion: 'tekton.dev/v1beta1',
    kind: 'StepAction',
    metadata: { name: 'greet', namespace: 'default' },
    spec: { image: 'alpine:3.22', command: ['echo', 'hello'] },
  },
  'tekton.dev/v1beta1/CustomRun': {
    apiVersion: 'tekton.dev/v1beta1',
    kind: 'CustomRun',
    metadata: { name: 'wait', namespace: 'default' },
    spec: { customRef: { apiVersion: 'wait.example.com/v1', kind: 'Wait' } },
  },
  'tekton.dev/v1alpha1/VerificationPolicy': {
    apiVersion: 'tekton.dev/v1alpha1',
    kind: 'VerificationPolicy',
    metadata: { name: 'signed', namespace: 'default' },
    spec: {
      resources: [{ pattern: '^https://git.example.com/' }],
      authorities: [{ name: 'release', key: { secretRef: { name: 'release-key', namespace: 'default' } } }],
    },
  },
  'resolution.tekton.dev/v1beta1/ResolutionRequest': {
    apiVersion: 'resolution.tekton.dev/v1beta1',
    kind: 'ResolutionRequest',
    metadata: { name: 'build', namespace: 'default', labels: { 'resolution.tekton.dev/type': 'git' } },
    spec: { params: [{ name: 'url', value: 'https://git.example.com/tasks.git' }] },
  },
};
