import type { KubeObject } from '../api/meta/v1';

/** Minimal objects of Tekton Triggers. */
export const minimalTriggers: Readonly<Record<string, KubeObject>> = {
  'triggers.tekton.dev/v1beta1/EventListener': {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'EventListener',
    metadata: { name: 'github', namespace: 'default' },
    spec: {
      serviceAccountName: 'github',
      triggers: [{ name: 'push', bindings: [{ ref: 'push' }], template: { ref: 'build' } }],
    },
  },
  'triggers.tekton.dev/v1beta1/Trigger': {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'Trigger',
    metadata: { name: 'push', namespace: 'default' },
    spec: { bindings: [{ ref: 'push' }], template: { ref: 'build' } },
  },
  'triggers.tekton.dev/v1beta1/TriggerBinding': {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerBinding',
    metadata: { name: 'push', namespace: 'default' },
    spec: { params: [{ name: 'revision', value: '$(body.head_commit.id)' }] },
  },
  'triggers.tekton.dev/v1beta1/ClusterTriggerBinding': {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'ClusterTriggerBinding',
    metadata: { name: 'push' },
    spec: { params: [{ name: 'revision', value: '$(body.head_commit.id)' }] },
  },
  'triggers.tekton.dev/v1beta1/TriggerTemplate': {
    apiVersion: 'triggers.tekton.dev/v1beta1',
    kind: 'TriggerTemplate',
    metadata: { name: 'build', namespace: 'default' },
    spec: {
      params: [{ name: 'revision' }],
      resourcetemplates: [
        {
          apiVersion: 'tekton.dev/v1',
          kind: 'PipelineRun',
          metadata: { generateName: 'build-' },
          spec: {
            pipelineRef: { name: 'build' },
            params: [{ name: 'revision', value: '$(tt.params.revision)' }],
          },
        },
      ],
    },
  },
  'triggers.tekton.dev/v1alpha1/ClusterInterceptor': {
    apiVersion: 'triggers.tekton.dev/v1alpha1',
    kind: 'ClusterInterceptor',
    metadata: { name: 'limits' },
    spec: { clientConfig: { service: { name: 'limits', namespace: 'default' } } },
  },
  'triggers.tekton.dev/v1alpha1/Interceptor': {
    apiVersion: 'triggers.tekton.dev/v1alpha1',
    kind: 'Interceptor',
    metadata: { name: 'limits', namespace: 'default' },
    spec: { clientConfig: { service: { name: 'limits', namespace: 'default' } } },
  },
};
