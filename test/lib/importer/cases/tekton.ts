import type { UpgradeCase } from './case';

const old = 'apiVersion: tekton.dev/v1alpha1';
const now = 'apiVersion: tekton.dev/v1';

const clone = (of: string, from: string) => `name: fetch-${of}
      taskRef:
        resolver: hub
        params:
          - {name: kind, value: task}
          - {name: name, value: git-clone}
          - {name: version, value: '0.10'}
      params:
        - {name: url, value: ${from === 'param' ? `$(params.${of}-url)` : from}}
        - {name: revision, value: ${from === 'param' ? `$(params.${of}-revision)` : 'v1'}}
      workspaces: [{name: output, workspace: ${of}}]`;

const claim = (of: string) =>
  `{name: ${of}, volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}`;

export const tektonCases: readonly UpgradeCase[] = [
  {
    title: 'fields that Tekton once took in another case',
    old: `apiVersion: tekton.dev/v1beta1
kind: PipelineRun
metadata: {name: r}
spec:
  pipelineSpec:
    workspaces: [{name: w}]
    tasks:
      - name: a
        taskRef: {name: t}
        when: [{Input: $(context.pipelineRun.name), Operator: in, Values: [x]}]
  workspaces: [{name: w, persistentvolumeclaim: {claimName: c}}]
`,
    now: `apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: {name: r}
spec:
  pipelineSpec:
    workspaces: [{name: w}]
    tasks:
      - name: a
        taskRef: {name: t, kind: Task}
        when: [{input: $(context.pipelineRun.name), operator: in, values: [x]}]
  workspaces: [{name: w, persistentVolumeClaim: {claimName: c}}]
`,
    codes: ['KU1001', 'KU3227', 'KU3228'],
  },
  {
    title: 'a Condition that looks at its resource, and a task that it guards',
    old: `apiVersion: tekton.dev/v1alpha1
kind: Condition
metadata: {name: check-file}
spec:
  resources: [{name: src, type: git}]
  check: {image: alpine, command: [test], args: [-f, $(resources.src.path)/README.md]}
---
apiVersion: tekton.dev/v1alpha1
kind: Pipeline
metadata: {name: p}
spec:
  resources: [{name: repo, type: git}]
  tasks:
    - {name: first, taskRef: {name: one}}
    - name: second
      conditions: [{conditionRef: check-file, resources: [{name: src, resource: repo, from: [first]}]}]
      taskRef: {name: two}
`,
    now: `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: check-file}
spec:
  results: [{name: passed, type: string, description: 'true if the check ended with 0, else false'}]
  steps:
    - {name: check, image: alpine, command: [test], args: [-f, $(workspaces.src.path)/README.md], onError: continue}
    - name: tell
      image: docker.io/library/busybox:1.37
      script: |
        #!/bin/sh
        if [ "$(cat $(steps.step-check.exitCode.path))" = 0 ]; then
          printf true > $(results.passed.path)
        else
          printf false > $(results.passed.path)
        fi
  workspaces: [{name: src, mountPath: /workspace/src}]
---
apiVersion: tekton.dev/v1
kind: Pipeline
metadata: {name: p}
spec:
  params:
    - {name: repo-url, type: string, description: Repository of repo}
    - {name: repo-revision, type: string, default: master, description: 'Branch, tag or commit of repo'}
  workspaces: [{name: repo}]
  tasks:
    - name: fetch-repo
      taskRef:
        resolver: hub
        params: [{name: kind, value: task}, {name: name, value: git-clone}, {name: version, value: '0.10'}]
      params: [{name: url, value: $(params.repo-url)}, {name: revision, value: $(params.repo-revision)}]
      workspaces: [{name: output, workspace: repo}]
    - {name: first, taskRef: {name: one, kind: Task}}
    - name: second-check-file
      taskRef: {name: check-file, kind: Task}
      workspaces: [{name: src, workspace: repo}]
      runAfter: [first]
    - name: second
      taskRef: {name: two, kind: Task}
      when: [{input: $(tasks.second-check-file.results.passed), operator: in, values: ['true']}]
`,
    codes: ['KU1001', 'KU3202', 'KU3203', 'KU3222', 'KU3227'],
  },
  {
    title: 'a template of builds, and a build that uses it',
    old: `apiVersion: build.knative.dev/v1alpha1
kind: BuildTemplate
metadata: {name: kaniko}
spec:
  parameters:
    - {name: IMAGE, description: The image that is pushed}
    - {name: DOCKERFILE, default: Dockerfile}
  steps:
    - name: build
      image: registry.example.com/kaniko:v1
      args: ['--dockerfile=\${DOCKERFILE}', '--destination=\${IMAGE}', '\${HOME}']
      resources: {requests: {cpu: 1}}
---
apiVersion: build.knative.dev/v1alpha1
kind: Build
metadata: {name: shop}
spec:
  serviceAccountName: builder
  source: {git: {url: 'https://git.example.com/shop', revision: v1}, subPath: src}
  template: {name: kaniko, arguments: [{name: IMAGE, value: registry.example.com/shop}]}
  timeout: 20m
`,
    now: `${now}
kind: Task
metadata: {name: kaniko}
spec:
  params:
    - {name: IMAGE, type: string, description: The image that is pushed}
    - {name: DOCKERFILE, type: string, default: Dockerfile}
  workspaces: [{name: source, mountPath: /workspace}]
  steps:
    - name: build
      image: registry.example.com/kaniko:v1
      args: ['--dockerfile=$(params.DOCKERFILE)', '--destination=$(params.IMAGE)', '\${HOME}']
      computeResources: {requests: {cpu: 1}}
---
${now}
kind: PipelineRun
metadata: {name: shop}
spec:
  pipelineSpec:
    workspaces: [{name: source}]
    tasks:
    - ${clone('source', 'https://git.example.com/shop')}
    - name: build
      taskRef: {name: kaniko, kind: Task}
      params: [{name: IMAGE, value: registry.example.com/shop}]
      runAfter: [fetch-source]
      workspaces: [{name: source, workspace: source, subPath: src}]
  workspaces: [${claim('source')}]
  taskRunTemplate: {serviceAccountName: builder}
  timeouts: {pipeline: 20m}
`,
    codes: ['KU3101', 'KU3102', 'KU3103'],
  },
  {
    title: 'a build that was cancelled, from storage, with a template for all, and its Secret',
    old: `apiVersion: build.knative.dev/v1alpha1
kind: ClusterBuildTemplate
metadata: {name: echo}
spec: {steps: [{name: echo, image: registry.example.com/alpine:3, args: [hello]}]}
---
apiVersion: build.knative.dev/v1alpha1
kind: Build
metadata: {name: shop}
spec:
  source: {gcs: {type: Archive, location: 'gs://bucket/shop.zip'}}
  nodeSelector: {disk: ssd}
  steps: [{name: echo, image: registry.example.com/alpine:3, args: [hello]}]
  status: BuildCancelled
---
apiVersion: v1
kind: Secret
metadata: {name: push, annotations: {build.knative.dev/docker-0: 'https://registry.example.com'}}
type: kubernetes.io/basic-auth
`,
    now: `${now}
kind: Task
metadata: {name: echo}
spec: {steps: [{name: echo, image: 'registry.example.com/alpine:3', args: [hello]}]}
---
${now}
kind: TaskRun
metadata: {name: shop}
spec:
  taskSpec: {steps: [{name: echo, image: 'registry.example.com/alpine:3', args: [hello]}]}
  podTemplate: {nodeSelector: {disk: ssd}}
  status: TaskRunCancelled
---
apiVersion: v1
kind: Secret
metadata: {name: push, annotations: {tekton.dev/docker-0: 'https://registry.example.com'}}
type: kubernetes.io/basic-auth
`,
    codes: ['KU3101', 'KU3102', 'KU3104', 'KU3105', 'KU3106', 'KU3107'],
  },
  {
    title: 'a Task with inputs and outputs',
    old: `${old}
kind: Task
metadata: {name: build}
spec:
  inputs:
    params: [{name: path, default: .}]
    resources:
      - {name: source, type: git}
      - {name: data, type: storage, targetPath: files}
  outputs:
    resources: [{name: image, type: image}]
    results: [{name: tests, format: junit, path: /tests}]
  steps:
    - name: build
      image: registry.example.com/kaniko-executor:v1
      command: [/kaniko/executor]
      args:
        - --dockerfile=$(inputs.resources.source.path)/\${inputs.params.path}
        - --destination=$(outputs.resources.image.url)
        - --label=$(inputs.resources.source.revision)
      env: [{name: DOCKER_CONFIG, value: /builder/home/.docker}]
      resources: {limits: {cpu: 1}}
      ports: [{containerPort: 80}]
`,
    now: `${now}
kind: Task
metadata: {name: build}
spec:
  steps:
    - name: build
      image: registry.example.com/kaniko-executor:v1
      command: [/kaniko/executor]
      args:
        - --dockerfile=$(workspaces.source.path)/$(params.path)
        - --destination=$(params.IMAGE)
        - --label=$(params.source-revision)
        - --digest-file=$(results.IMAGE_DIGEST.path)
      env: [{name: DOCKER_CONFIG, value: /tekton/home/.docker}]
      computeResources: {limits: {cpu: 1}}
  params:
    - {name: path, default: ., type: string}
    - {name: source-revision, type: string, default: master}
    - {name: IMAGE, type: string, description: Reference of the image that is pushed}
  workspaces:
    - {name: source, mountPath: /workspace/source}
    - {name: data, mountPath: /workspace/files}
  results: [{name: IMAGE_DIGEST, type: string, description: Digest of the image that was pushed}]
`,
    codes: [
      'KU1001',
      'KU3201',
      'KU3202',
      'KU3203',
      'KU3204',
      'KU3206',
      'KU3215',
      'KU3217',
      'KU3218',
      'KU3225',
      'KU3227',
    ],
  },
  {
    title: 'a Task of v1beta1 whose tool does not tell the digest, and that sends an event',
    old: `apiVersion: tekton.dev/v1beta1
kind: Task
metadata: {name: build}
spec:
  params: [{name: path, type: string}]
  resources:
    inputs: [{name: source, type: git}]
    outputs:
      - {name: image, type: image}
      - {name: notify, type: cloudEvent}
  steps:
    - name: build
      image: registry.example.com/buildah:v1
      script: cd $(resources.inputs.source.path) && buildah bud -t $(resources.outputs.image.url)
`,
    now: `${now}
kind: Task
metadata: {name: build}
spec:
  params:
    - {name: path, type: string}
    - {name: IMAGE, type: string, description: Reference of the image that is pushed}
  steps:
    - name: build
      image: registry.example.com/buildah:v1
      script: cd $(workspaces.source.path) && buildah bud -t $(params.IMAGE)
  workspaces: [{name: source, mountPath: /workspace/source}]
`,
    codes: ['KU1001', 'KU3202', 'KU3203', 'KU3204', 'KU3205', 'KU3207'],
  },
  {
    title: 'a ClusterTask, and references to it, to others and to bundles',
    old: `apiVersion: tekton.dev/v1beta1
kind: ClusterTask
metadata: {name: lint}
spec: {steps: [{name: lint, image: registry.example.com/lint:v1}]}
---
apiVersion: tekton.dev/v1beta1
kind: Pipeline
metadata: {name: ci}
spec:
  tasks:
    - name: lint
      taskRef: {name: lint, kind: ClusterTask}
    - name: scan
      taskRef: {name: scan, kind: ClusterTask}
    - name: test
      taskRef: {name: test, bundle: 'registry.example.com/tasks:v1'}
    - name: own
      taskRef: {name: own, apiVersion: tekton.dev/v1beta1, kind: Task}
`,
    now: `${now}
kind: Task
metadata: {name: lint}
spec: {steps: [{name: lint, image: 'registry.example.com/lint:v1'}]}
---
${now}
kind: Pipeline
metadata: {name: ci}
spec:
  tasks:
    - name: lint
      taskRef: {name: lint, kind: Task}
    - name: scan
      taskRef: {resolver: cluster, params: [{name: kind, value: task}, {name: name, value: scan}]}
    - name: test
      taskRef:
        resolver: bundles
        params: [{name: bundle, value: 'registry.example.com/tasks:v1'}, {name: name, value: test}, {name: kind, value: task}]
    - name: own
      taskRef: {name: own, kind: Task}
`,
    codes: ['KU1001', 'KU3219', 'KU3220', 'KU3221', 'KU3226'],
  },
  {
    title: 'a pipeline with resources that its tasks share, and a run of it',
    old: `${old}
kind: Task
metadata: {name: build}
spec:
  inputs: {resources: [{name: source, type: git}]}
  outputs: {resources: [{name: image, type: image}]}
  steps: [{name: build, image: registry.example.com/kaniko:v1, args: [--destination=$(outputs.resources.image.url)]}]
---
${old}
kind: Pipeline
metadata: {name: ci}
spec:
  resources:
    - {name: repo, type: git}
    - {name: web, type: image}
  tasks:
    - name: build
      taskRef: {name: build}
      resources:
        inputs: [{name: source, resource: repo}]
        outputs: [{name: image, resource: web}]
    - name: deploy
      taskRef: {name: deploy}
      params: [{name: path, value: '\${params.path}'}]
      resources:
        inputs:
          - {name: source, resource: repo, from: [build]}
---
${old}
kind: PipelineResource
metadata: {name: shop}
spec: {type: git, params: [{name: url, value: 'https://git.example.com/shop'}]}
---
${old}
kind: PipelineRun
metadata: {generateName: ci-}
spec:
  pipelineRef: {name: ci}
  trigger: {type: manual}
  serviceAccount: builder
  serviceAccounts: [{taskName: deploy, serviceAccount: deployer}]
  podTemplate: {nodeSelector: {disk: ssd}}
  timeout: 30m
  status: PipelineRunCancelled
  resources:
    - {name: repo, resourceRef: {name: shop}}
    - {name: web, resourceSpec: {type: image, params: [{name: url, value: registry.example.com/shop}]}}
`,
    now: `${now}
kind: Task
metadata: {name: build}
spec:
  steps:
    - name: build
      image: registry.example.com/kaniko:v1
      args: [--destination=$(params.IMAGE), --digest-file=$(results.IMAGE_DIGEST.path)]
  params: [{name: IMAGE, type: string, description: Reference of the image that is pushed}]
  workspaces: [{name: source, mountPath: /workspace/source}]
  results: [{name: IMAGE_DIGEST, type: string, description: Digest of the image that was pushed}]
---
${now}
kind: Pipeline
metadata: {name: ci}
spec:
  params:
    - {name: repo-url, type: string, description: Repository of repo}
    - {name: repo-revision, type: string, default: master, description: 'Branch, tag or commit of repo'}
    - {name: web-url, type: string, description: Reference of the image web}
  workspaces: [{name: repo}]
  tasks:
    - ${clone('repo', 'param')}
    - name: build
      taskRef: {name: build, kind: Task}
      params: [{name: IMAGE, value: $(params.web-url)}]
      workspaces: [{name: source, workspace: repo}]
      runAfter: [fetch-repo]
    - name: deploy
      taskRef: {name: deploy, kind: Task}
      params: [{name: path, value: $(params.path)}]
      workspaces: [{name: source, workspace: repo}]
      runAfter: [build]
---
${now}
kind: PipelineRun
metadata: {generateName: ci-}
spec:
  pipelineRef: {name: ci}
  params:
    - {name: repo-url, value: 'https://git.example.com/shop'}
    - {name: web-url, value: registry.example.com/shop}
  workspaces: [${claim('repo')}]
  taskRunTemplate: {serviceAccountName: builder, podTemplate: {nodeSelector: {disk: ssd}}}
  taskRunSpecs: [{pipelineTaskName: deploy, serviceAccountName: deployer}]
  timeouts: {pipeline: 30m}
  status: Cancelled
`,
    codes: [
      'KU1001',
      'KU3202',
      'KU3203',
      'KU3204',
      'KU3208',
      'KU3211',
      'KU3212',
      'KU3213',
      'KU3214',
      'KU3215',
      'KU3223',
      'KU3227',
    ],
  },
  {
    title: 'TaskRuns with a source, with one that nobody knows, and with settings for steps',
    old: `${old}
kind: TaskRun
metadata: {name: build}
spec:
  taskRef: {name: build}
  serviceAccount: builder
  inputs:
    params: [{name: path, value: src}]
    resources: [{name: source, resourceSpec: {type: git, params: [{name: url, value: 'https://git.example.com/shop'}, {name: revision, value: v1}]}}]
---
${old}
kind: TaskRun
metadata: {name: unknown}
spec:
  taskRef: {name: build, kind: Task}
  inputs: {resources: [{name: source, resourceRef: {name: nowhere}}]}
---
apiVersion: tekton.dev/v1beta1
kind: TaskRun
metadata: {name: small}
spec:
  taskRef: {name: build, kind: Task}
  stepOverrides: [{name: build, resources: {limits: {cpu: 1}}}]
`,
    now: `${now}
kind: PipelineRun
metadata: {name: build}
spec:
  pipelineSpec:
    workspaces: [{name: source}]
    tasks:
    - ${clone('source', 'https://git.example.com/shop')}
    - name: run
      taskRef: {name: build, kind: Task}
      params: [{name: path, value: src}]
      runAfter: [fetch-source]
      workspaces: [{name: source, workspace: source}]
  workspaces: [${claim('source')}]
  taskRunTemplate: {serviceAccountName: builder}
---
${now}
kind: TaskRun
metadata: {name: unknown}
spec:
  taskRef: {name: build, kind: Task}
  workspaces: [${claim('source')}]
---
${now}
kind: TaskRun
metadata: {name: small}
spec:
  taskRef: {name: build, kind: Task}
  stepSpecs: [{name: build, computeResources: {limits: {cpu: 1}}}]
`,
    codes: ['KU1001', 'KU3201', 'KU3206', 'KU3209', 'KU3210', 'KU3211', 'KU3216', 'KU3227'],
  },
  {
    title: 'a task that a Condition guards',
    old: `${old}
kind: Condition
metadata: {name: exists}
spec:
  params: [{name: path}]
  check:
    image: registry.example.com/alpine:3
    script: test -f $(params.path)
---
${old}
kind: Pipeline
metadata: {name: ci}
spec:
  tasks:
    - name: build
      taskRef: {name: build, kind: Task}
      conditions: [{conditionRef: exists, params: [{name: path, value: Dockerfile}]}]
`,
    now: `${now}
kind: Task
metadata: {name: exists}
spec:
  params: [{name: path, type: string}]
  results: [{name: passed, type: string, description: 'true if the check ended with 0, else false'}]
  steps:
    - name: check
      image: registry.example.com/alpine:3
      script: test -f $(params.path)
      onError: continue
    - name: tell
      image: docker.io/library/busybox:1.37
      script: |
        #!/bin/sh
        if [ "$(cat $(steps.step-check.exitCode.path))" = 0 ]; then
          printf true > $(results.passed.path)
        else
          printf false > $(results.passed.path)
        fi
---
${now}
kind: Pipeline
metadata: {name: ci}
spec:
  tasks:
    - name: build-exists
      taskRef: {name: exists, kind: Task}
      params: [{name: path, value: Dockerfile}]
    - name: build
      taskRef: {name: build, kind: Task}
      when: [{input: $(tasks.build-exists.results.passed), operator: in, values: ['true']}]
`,
    codes: ['KU1001', 'KU3222', 'KU3227'],
  },
  {
    title: 'a Run of a custom task',
    old: `${old}
kind: Run
metadata: {name: wait}
spec:
  ref: {apiVersion: example.com/v1, kind: Wait, name: wait}
  podTemplate: {}
`,
    now: `apiVersion: tekton.dev/v1beta1
kind: CustomRun
metadata: {name: wait}
spec:
  customRef: {apiVersion: example.com/v1, kind: Wait, name: wait}
`,
    codes: ['KU1001', 'KU3224'],
  },
];
