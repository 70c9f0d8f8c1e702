import type { KubeObject } from '../../../api/meta/v1';
import { PipelineRun, type PipelineRunSpec, type PipelineTaskRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { PodTemplate } from '../../../api/tekton/v1/pod-template';
import type { ContainerResources } from '../../../api/tekton/v1/task-run';
import type { FieldPath } from '../../diagnostic';
import { type Report, type Rule, type RuleSet, rulesFor } from '../../rule';
import { isDns1123Subdomain } from '../../syntax/names';
import { saysResources } from '../container-resources';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipelinerun_validation.go';

type PipelineRunObject = KubeObject<PipelineRunSpec>;

const cpu = { requests: { cpu: '1' } };
const say = { name: 'say', computeResources: cpu };
const running = (one: object) => ({ spec: { taskRunSpecs: [{ pipelineTaskName: 'greet', ...one }] } });
const lists = ['stepSpecs', 'sidecarSpecs'] as const;

interface PlacedRun {
  readonly one: PipelineTaskRunSpec;
  readonly at: FieldPath;
}

function taskRunSpecs({ spec }: PipelineRunObject): PlacedRun[] {
  return (spec?.taskRunSpecs ?? []).map((one, i) => ({ one, at: ['spec', 'taskRunSpecs', i] }));
}

function checkNames(items: readonly ContainerResources[] | undefined, at: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [i, { name }] of (items ?? []).entries()) {
    if (!name) report([...at, i, 'name'], 'it has no name', 'name the step or sidecar that it is for');
    else if (seen.has(name)) report([...at, i, 'name'], `"${name}" is there twice`, 'keep one of them');
    seen.add(name);
  }
}

function forbidden(template: PodTemplate | undefined, names: readonly string[]): number[] {
  return (template?.env ?? []).flatMap(({ name }, i) => (names.includes(name) ? [i] : []));
}

const rules: readonly Rule<PipelineRunObject>[] = [
  {
    code: 'KT3441',
    title: 'resources of steps and sidecars are said once each, by name',
    why: 'Of two for one step nobody knows which one holds.',
    source: VALIDATION,
    check(run, report) {
      for (const { one, at } of taskRunSpecs(run)) {
        for (const list of lists) checkNames(one[list], [...at, list], report);
      }
    },
    good: running({ stepSpecs: [say, { ...say, name: 'wave' }] }),
    bad: [
      running({ stepSpecs: [say, say] }),
      running({ sidecarSpecs: [say, say] }),
      running({ stepSpecs: [{ ...say, name: '' }] }),
    ],
  },
  {
    code: 'KT3442',
    title: 'resources are those of the task or of its steps',
    why: 'Those of the task are shared out among its steps.',
    source: VALIDATION,
    check(run, report) {
      for (const { one, at } of taskRunSpecs(run)) {
        if (one.computeResources !== undefined && one.stepSpecs?.some(saysResources))
          report([...at, 'computeResources'], 'stepSpecs say resources too', 'keep one of them');
      }
    },
    good: [running({ computeResources: cpu }), running({ stepSpecs: [say] })],
    bad: running({ computeResources: cpu, stepSpecs: [say] }),
  },
  {
    code: 'KT3443',
    title: 'resources of single tasks are beta fields',
    why: 'The webhook refuses them where enable-api-fields is stable.',
    source: VALIDATION,
    check(run, report, { platform }) {
      if (platform.hasTektonFields('beta')) return;
      for (const { one, at } of taskRunSpecs(run)) {
        for (const field of [...lists, 'computeResources'] as const) {
          if (one[field] !== undefined)
            report([...at, field], 'the cluster takes stable fields only', 'set enable-api-fields to beta');
        }
      }
    },
    good: { ...running({ computeResources: cpu }), features: { 'enable-api-fields': 'beta' } },
    bad: { ...running({ computeResources: cpu }), features: { 'enable-api-fields': 'stable' } },
  },
  {
    code: 'KT3444',
    title: 'pods have only environment variables that the cluster lets them have',
    why: 'config-defaults forbids some in default-forbidden-env.',
    source: VALIDATION,
    check(run, report, { platform }) {
      const names = platform.tektonDefaults.defaultForbiddenEnv;
      const templates = [
        { template: run.spec?.taskRunTemplate?.podTemplate, at: ['spec', 'taskRunTemplate'] },
        ...taskRunSpecs(run).map(({ one, at }) => ({ template: one.podTemplate, at })),
      ];
      for (const { template, at } of templates) {
        for (const i of forbidden(template, names))
          report([...at, 'podTemplate', 'env', i], 'default-forbidden-env names it', 'leave it out');
      }
    },
    good: {
      ...running({ podTemplate: { env: [{ name: 'WHO', value: 'me' }] } }),
      settings: { tektonDefaults: { 'default-forbidden-env': 'HTTP_PROXY' } },
    },
    bad: {
      ...running({ podTemplate: { env: [{ name: 'HTTP_PROXY', value: 'http://proxy' }] } }),
      settings: { tektonDefaults: { 'default-forbidden-env': 'HTTPS_PROXY, HTTP_PROXY' } },
    },
  },
  {
    code: 'KT3472',
    severity: 'warning',
    title: 'what a run says of a single task names the task, and once',
    why: 'Without a name it is for no task; of two for one task only one holds.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun',
    check(run, report) {
      const seen = new Set<string>();
      for (const { one, at } of taskRunSpecs(run)) {
        const { pipelineTaskName: name = '' } = one;
        if (name === '') report([...at, 'pipelineTaskName'], 'it is for no task', 'name the task of the pipeline');
        else if (seen.has(name))
          report([...at, 'pipelineTaskName'], `there is one for "${name}" already`, 'put both together');
        seen.add(name);
      }
    },
    good: running({ timeout: '5m' }),
    bad: [
      running({ pipelineTaskName: null, timeout: '5m' }),
      { spec: { taskRunSpecs: [{ pipelineTaskName: 'greet' }, { pipelineTaskName: 'greet', timeout: '5m' }] } },
    ],
  },
  {
    code: 'KT3473',
    severity: 'warning',
    title: 'the account of a run is the name of a ServiceAccount',
    why: 'The run is accepted, and its pods are not.',
    source: 'tektoncd/pipeline, pkg/pod/pod.go',
    check(run, report) {
      const accounts = [
        { holder: run.spec?.taskRunTemplate ?? {}, at: ['spec', 'taskRunTemplate'] as FieldPath },
        ...taskRunSpecs(run).map(({ one, at }) => ({ holder: one, at })),
      ];
      for (const { holder, at } of accounts) {
        const { serviceAccountName: name = '' } = holder;
        if (name !== '' && !isDns1123Subdomain(name))
          report([...at, 'serviceAccountName'], `"${name}" is no name of an object`, 'use a-z, 0-9, - and dots');
      }
    },
    good: { spec: { taskRunTemplate: { serviceAccountName: 'builder' } } },
    bad: [{ spec: { taskRunTemplate: { serviceAccountName: 'My SA' } } }, running({ serviceAccountName: 'builder_2' })],
  },
];

/** The rules of what a run says of the runs of its tasks. */
export const taskRunSpecRules: RuleSet = rulesFor(PipelineRun, rules);
