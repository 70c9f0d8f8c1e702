import type { UpgradeCase } from './case';

export const triggerCases: readonly UpgradeCase[] = [
  {
    title: 'a listener of Tekton Triggers 0.1',
    old: `apiVersion: tekton.dev/v1alpha1
kind: EventListener
metadata: {name: push}
spec:
  serviceAccountName: listener
  serviceType: NodePort
  replicas: 2
  podTemplate: {nodeSelector: {disk: ssd}}
  triggers:
    - name: shop
      binding: {name: push}
      template: {name: build}
      serviceAccount: {name: builder, namespace: shop}
      interceptor:
        github:
          secretRef: {secretName: github, secretKey: token, namespace: shop}
          eventTypes: [push]
    - name: branch
      bindings:
        - {name: inline, spec: {params: [{name: revision, value: $(body.branch)}]}}
      interceptors:
        - cel: {filter: 'true', overlays: [{key: branch, expression: body.ref}]}
      template: {name: build}
`,
    now: `apiVersion: triggers.tekton.dev/v1beta1
kind: EventListener
metadata: {name: push}
spec:
  serviceAccountName: listener
  triggers:
    - name: shop
      template: {ref: build}
      bindings: [{ref: push}]
      interceptors:
        - ref: {name: github}
          params:
            - {name: secretRef, value: {secretName: github, secretKey: token}}
            - {name: eventTypes, value: [push]}
      serviceAccountName: builder
    - name: branch
      bindings: [{name: revision, value: $(extensions.branch)}]
      interceptors:
        - ref: {name: cel}
          params:
            - {name: filter, value: 'true'}
            - {name: overlays, value: [{key: branch, expression: body.ref}]}
      template: {ref: build}
  resources:
    kubernetesResource:
      serviceType: NodePort
      replicas: 2
      spec: {template: {spec: {nodeSelector: {disk: ssd}}}}
`,
    codes: ['KU1001', 'KU4001', 'KU4002', 'KU4003', 'KU4004', 'KU4005', 'KU4006', 'KU4008'],
  },
  {
    title: 'a template whose params are read in the old way, and that makes an old run',
    old: `apiVersion: triggers.tekton.dev/v1alpha1
kind: TriggerTemplate
metadata: {name: build}
spec:
  params: [{name: revision, default: main}]
  resourcetemplates:
    - apiVersion: tekton.dev/v1beta1
      kind: PipelineRun
      metadata: {generateName: build-}
      spec:
        serviceAccountName: builder
        pipelineRef: {name: ci}
        params: [{name: revision, value: $(params.revision)}, {name: other, value: $(params.other)}]
`,
    now: `apiVersion: triggers.tekton.dev/v1beta1
kind: TriggerTemplate
metadata: {name: build}
spec:
  params: [{name: revision, default: main}]
  resourcetemplates:
    - apiVersion: tekton.dev/v1
      kind: PipelineRun
      metadata: {generateName: build-}
      spec:
        pipelineRef: {name: ci}
        params: [{name: revision, value: $(tt.params.revision)}, {name: other, value: $(params.other)}]
        taskRunTemplate: {serviceAccountName: builder}
`,
    codes: ['KU1001', 'KU3211', 'KU4007'],
  },
];
