import type { KubeObject } from '../../../api/meta/v1';
import { isSemanticallyEqual } from '../../../api/schema';
import { PipelineRun, type PipelineRunSpec, type PipelineRunStatus } from '../../../api/tekton/v1/pipeline-run';
import { variablesIn } from '../../../api/tekton/variables';
import { nearest } from '../../nearest';
import { type Rule, type RuleSet, rulesFor } from '../../rule';
import { textsOfValue } from '../pipelines/texts';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipelinerun_validation.go';

type PipelineRunObject = KubeObject<PipelineRunSpec, PipelineRunStatus>;

const statuses = ['Cancelled', 'CancelledRunFinally', 'StoppedRunFinally', 'PipelineRunPending'];
const own = { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }] };

const begun = { startTime: '2026-11-28T07:00:00Z' };
const over = { ...begun, conditions: [{ type: 'Succeeded', status: 'True' }] };

function hasStarted(before: KubeObject | undefined): boolean {
  return (before?.status as PipelineRunStatus | undefined)?.startTime !== undefined;
}

function isDone(before: KubeObject | undefined): boolean {
  const { conditions = [] } = (before?.status ?? {}) as PipelineRunStatus;
  return conditions.some(({ type, status }) => type === 'Succeeded' && status !== 'Unknown');
}

const rules: readonly Rule<PipelineRunObject>[] = [
  {
    code: 'KT3431',
    title: 'a run has one pipeline',
    why: 'It either refers to one or has one of its own.',
    source: VALIDATION,
    check({ spec }, report) {
      const { pipelineRef, pipelineSpec } = spec ?? {};
      if (pipelineRef === undefined && pipelineSpec === undefined)
        report(['spec'], 'neither pipelineRef nor pipelineSpec is given', 'name a pipeline in pipelineRef');
      else if (pipelineRef !== undefined && pipelineSpec !== undefined)
        report(['spec'], 'pipelineRef and pipelineSpec are given', 'keep one of them');
    },
    good: [{}, { spec: { pipelineRef: null, pipelineSpec: own } }],
    bad: [{ spec: { pipelineRef: null } }, { spec: { pipelineSpec: own } }],
  },
  {
    code: 'KT3432',
    title: 'a run has a pipeline of its own only where the cluster takes them',
    why: 'With disable-inline-spec the webhook asks for a reference.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      if (spec?.pipelineSpec !== undefined && platform.refusesInlineSpecs('pipelinerun'))
        report(
          ['spec', 'pipelineSpec'],
          'disable-inline-spec refuses pipelineSpec in runs',
          'make it a Pipeline, and refer to it',
        );
    },
    good: { features: { 'disable-inline-spec': 'pipelinerun' } },
    bad: {
      spec: { pipelineRef: null, pipelineSpec: own },
      features: { 'disable-inline-spec': 'pipelinerun' },
    },
  },
  {
    code: 'KT3433',
    title: 'the params of a run are known when it begins',
    why: 'There are no results of tasks yet.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, { value }] of (spec?.params ?? []).entries()) {
        for (const { text, at } of textsOfValue(value, ['spec', 'params', i, 'value'], 'other')) {
          const result = variablesIn(text).find(({ variable }) => variable?.kind === 'taskResult');
          if (result !== undefined)
            report(at, `${result.text} is a result of a task of the run`, 'use it in the pipeline, or write a text');
        }
      }
    },
    good: { spec: { params: [{ name: 'who', value: 'me' }] } },
    bad: [
      { spec: { params: [{ name: 'who', value: '$(tasks.fetch.results.author)' }] } },
      { spec: { params: [{ name: 'who', value: ['of $(tasks.fetch.results.author)'] }] } },
    ],
  },
  {
    code: 'KT3434',
    title: 'the status that a run is given is one of four',
    why: 'It cancels the run, stops it or has it wait.',
    source: VALIDATION,
    check({ spec }, report) {
      const status: string = spec?.status ?? '';
      if (status === '' || statuses.includes(status)) return;
      const near = nearest(status, statuses);
      report(
        ['spec', 'status'],
        `there is no status "${status}"`,
        near === undefined ? `there is ${statuses.join(', ')}` : `did you mean "${near}"?`,
      );
    },
    good: [{ spec: { status: 'PipelineRunPending' } }, { spec: { status: 'Cancelled' } }],
    bad: [{ spec: { status: 'PipelineRunCancelled' } }, { spec: { status: 'cancelled' } }],
  },
  {
    code: 'KT3435',
    title: 'each workspace of a run is given once',
    why: 'It is one directory.',
    source: VALIDATION,
    check({ spec }, report) {
      const seen = new Set<string>();
      for (const [i, { name }] of (spec?.workspaces ?? []).entries()) {
        if (seen.has(name)) report(['spec', 'workspaces', i, 'name'], `"${name}" is given twice`, 'keep one of them');
        seen.add(name);
      }
    },
    good: { spec: { workspaces: [{ name: 'source', emptyDir: {} }] } },
    bad: {
      spec: {
        workspaces: [
          { name: 'source', emptyDir: {} },
          { name: 'source', emptyDir: {} },
        ],
      },
    },
  },
  {
    code: 'KT3436',
    title: 'who manages a run stays the same',
    why: 'Two controllers would act on it.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      const was = (before?.spec as PipelineRunSpec | undefined)?.managedBy;
      if (before !== undefined && spec?.managedBy !== was)
        report(['spec', 'managedBy'], `it was ${was ?? 'not set'}`, 'leave it as it was, or make another run');
    },
    good: { spec: { managedBy: 'example.com/runner' }, before: { spec: { managedBy: 'example.com/runner' } } },
    bad: { spec: { managedBy: 'example.com/runner' }, before: {} },
  },
  {
    code: 'KT3437',
    title: 'a run that is there stays as it is',
    why: 'Only its status may change, to end it; once it is over nothing may.',
    source: VALIDATION,
    check(run, report, { before }) {
      const fault = before && changeFault(run, before);
      if (fault !== undefined) report(['spec'], fault, 'make another run');
    },
    good: [
      { spec: { status: 'PipelineRunPending' }, before: { spec: { status: 'PipelineRunPending' } } },
      { spec: { status: 'Cancelled' }, before: { status: begun } },
    ],
    bad: [
      { spec: { params: [{ name: 'who', value: 'me' }] }, before: {} },
      {
        spec: { status: 'PipelineRunPending' },
        before: { status: begun },
        notJudged: 'it asks the new object whether the run has begun, and examples have no status',
      },
      { spec: { status: 'Cancelled' }, before: { status: over } },
    ],
  },
];

/** Why a run can't be changed in this way; undefined if it can. */
function changeFault({ spec }: PipelineRunObject, before: KubeObject): string | undefined {
  const { status: now = '', managedBy: _, ...rest } = spec ?? ({} as PipelineRunSpec);
  const { status: then = '', managedBy: __, ...old } = (before.spec ?? {}) as PipelineRunSpec;
  if (!isSemanticallyEqual(PipelineRun, ['spec'], rest, old)) return 'the run is there already';
  if (now === then) return undefined;
  if (isDone(before)) return 'the run is over';
  return now === 'PipelineRunPending' && hasStarted(before) ? 'a run that has begun does not wait any more' : undefined;
}

/** The rules of runs of pipelines: what they run, and how they may change. */
export const pipelineRunSpecRules: RuleSet = rulesFor(PipelineRun, rules);
