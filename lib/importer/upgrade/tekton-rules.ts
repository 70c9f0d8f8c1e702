import type { ImportRule } from '../change';

/** What the old forms of Tekton became, and why. */
export const tektonChanges = {
  params: {
    code: 'KU3201',
    action: 'upgraded',
    why: 'Params stand at the top of the spec since tekton.dev/v1beta1.',
  },
  variables: {
    code: 'KU3202',
    action: 'upgraded',
    why: 'Variables are written $(params.X) since Tekton 0.11; braces are left to shells since 0.7.',
  },
  gitResource: {
    code: 'KU3203',
    action: 'upgraded',
    why: 'Tekton 0.47 has no PipelineResources: a workspace holds the source, and a task of the catalogue clones into it.',
  },
  imageResource: {
    code: 'KU3204',
    action: 'upgraded',
    why: 'Tekton 0.47 has no PipelineResources: an image is a param, and its digest a result of the task that pushes it.',
  },
  imageDigest: {
    code: 'KU3205',
    action: 'decide',
    why: 'Nothing finds the digest of a pushed image any more: the step that pushes writes the result IMAGE_DIGEST.',
  },
  otherResource: {
    code: 'KU3206',
    action: 'decide',
    why: 'Tekton 0.47 has no PipelineResources: a task must fill the workspace before, or send what is in it after.',
  },
  cloudEvent: {
    code: 'KU3207',
    action: 'decide',
    why: 'Tekton 0.47 has no PipelineResources: a task in finally sends the event, or the sink in config-events gets them all.',
  },
  resourceObject: {
    code: 'KU3208',
    action: 'dropped',
    why: 'What it says stands as params in the runs that used it.',
  },
  unknownResource: {
    code: 'KU3209',
    action: 'decide',
    why: 'The PipelineResource is none of those that were read, so nobody knows what it says.',
  },
  clonePipeline: {
    code: 'KU3210',
    action: 'upgraded',
    why: 'A TaskRun clones nothing any more: a pipeline of two tasks clones and then runs the task.',
  },
  account: {
    code: 'KU3211',
    action: 'upgraded',
    why: 'The account is called serviceAccountName, and a PipelineRun has it in taskRunTemplate.',
  },
  accounts: {
    code: 'KU3212',
    action: 'upgraded',
    why: 'What holds for one task of a pipeline stands in taskRunSpecs.',
  },
  podTemplate: {
    code: 'KU3213',
    action: 'upgraded',
    why: 'What is said of pods stands in a podTemplate, which a PipelineRun has in taskRunTemplate.',
  },
  timeout: {
    code: 'KU3214',
    action: 'upgraded',
    why: 'A PipelineRun has timeouts for the whole, for its tasks and for finally since tekton.dev/v1.',
  },
  trigger: {
    code: 'KU3215',
    action: 'dropped',
    why: 'Tekton 0.4 took it away: it said only who made the run.',
  },
  overrides: {
    code: 'KU3216',
    action: 'upgraded',
    why: 'Settings for steps and sidecars have other names since tekton.dev/v1.',
  },
  stepResources: {
    code: 'KU3217',
    action: 'upgraded',
    why: 'What a container needs is called computeResources since tekton.dev/v1.',
  },
  stepFields: {
    code: 'KU3218',
    action: 'dropped',
    why: 'A step is no container that serves: tekton.dev/v1 has no such field.',
  },
  bundle: {
    code: 'KU3219',
    action: 'upgraded',
    why: 'Whatever is not in the namespace is fetched by a resolver since tekton.dev/v1.',
  },
  clusterTask: {
    code: 'KU3220',
    action: 'upgraded',
    why: 'Tekton 1.0 has no ClusterTask: it is a Task of the namespace.',
  },
  clusterTaskRef: {
    code: 'KU3221',
    action: 'decide',
    why: 'Tekton 1.0 has no ClusterTask: the cluster resolver fetches the Task from one namespace, which config or the param namespace names.',
  },
  condition: {
    code: 'KU3222',
    action: 'upgraded',
    why: 'Tekton 0.38 has no Conditions: a Task that tells by a result, and a when expression that asks for it, do the same.',
  },
  status: {
    code: 'KU3223',
    action: 'upgraded',
    why: 'The status that cancels a run is called Cancelled.',
  },
  run: {
    code: 'KU3224',
    action: 'upgraded',
    why: 'Run became CustomRun in tekton.dev/v1beta1.',
  },
  home: {
    code: 'KU3225',
    action: 'upgraded',
    why: 'The home directory of steps is /tekton/home since Tekton 0.9.',
  },
  taskApiVersion: {
    code: 'KU3226',
    action: 'upgraded',
    why: 'With an apiVersion Tekton takes the reference for a task of another kind, and waits for a controller that does not come.',
  },
  implied: {
    code: 'KU3227',
    action: 'upgraded',
    why: 'Tekton fills it in itself; written out, a program and its manifest say the same.',
  },
  fieldCase: {
    code: 'KU3228',
    action: 'upgraded',
    why: 'The names of fields are spelled as the schema has them; Tekton once took them in other cases too.',
  },
} as const satisfies Record<string, ImportRule>;

export const tektonRules: readonly ImportRule[] = Object.values(tektonChanges);
