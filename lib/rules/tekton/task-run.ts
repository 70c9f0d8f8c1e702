import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import { TaskRun, type TaskRunSpec } from '../../api/tekton/v1/task-run';
import { type Rule, type RuleSet, rulesFor } from '../rule';
import { minimalStep } from './minimal-step';
import { ofSpec, type TaskRunObject, taskRunPartRules } from './task-run-parts';
import { taskRunWarnings } from './task-run-warnings';
import { timeoutFault } from './timeout';

const SOURCE = 'pipeline v1, taskrun_validation.go';

const STATUSES: readonly string[] = ['TaskRunCancelled', 'TaskRunPending'];
/** What of a run may be changed as long as it isn't done. */
const OPEN: readonly (keyof TaskRunSpec)[] = ['status', 'statusMessage'];
const inline = { taskRef: null, taskSpec: { steps: [minimalStep] } };

const rules: readonly Rule<TaskRunObject>[] = [
  {
    code: 'KT3401',
    title: 'a run is one of a task, by reference or its own',
    why: 'The webhook refuses none, and both.',
    source: SOURCE,
    check: ofSpec(({ taskRef, taskSpec }, report) => {
      if (taskRef === undefined && taskSpec === undefined)
        report(['taskRef'], 'there is no task', 'write taskRef or taskSpec');
      else if (taskRef !== undefined && taskSpec !== undefined)
        report(['taskSpec'], 'there are taskRef and taskSpec', 'leave one of them out');
    }),
    good: { spec: inline },
    bad: [{ spec: { taskRef: null } }, { spec: { ...inline, taskRef: { name: 'hello' } } }],
  },
  {
    code: 'KT3402',
    title: 'a task of its own is refused where disable-inline-spec names taskrun',
    why: 'There a run may only refer to a task.',
    source: SOURCE,
    check: ofSpec(({ taskSpec }, report, { platform }) => {
      if (taskSpec !== undefined && platform.refusesInlineSpecs('taskrun'))
        report(['taskSpec'], 'tasks of its own are not open here', 'make a Task of it, and write taskRef');
    }),
    good: { spec: { taskRef: { name: 'hello' } }, features: { 'disable-inline-spec': 'taskrun' } },
    bad: { spec: inline, features: { 'disable-inline-spec': 'pipelinerun,taskrun' } },
  },
  {
    code: 'KT3409',
    title: 'the status that is asked of a run is one that it can have',
    why: 'The webhook knows TaskRunCancelled and TaskRunPending, and a run that has begun can no more wait.',
    source: SOURCE,
    check: ofSpec(({ status }, report, { before }) => {
      if (!status) return;
      if (!STATUSES.includes(status))
        report(['status'], `there is no status "${status}"`, `write ${STATUSES.join(' or ')}`);
      else if (status === 'TaskRunPending' && hasStarted(before))
        report(['status'], 'the run has begun', 'cancel it with TaskRunCancelled');
    }),
    good: { spec: { status: 'TaskRunPending' } },
    bad: [{ spec: { status: 'Cancelled' } }, { spec: { status: 'TaskrunCancelled' } }],
  },
  {
    code: 'KT3410',
    title: 'a message about the status comes with a status',
    why: 'The webhook refuses it alone.',
    source: SOURCE,
    check: ofSpec(({ status, statusMessage }, report) => {
      if (statusMessage && !status) report(['statusMessage'], 'there is no status', 'write status, or leave it out');
    }),
    good: { spec: { status: 'TaskRunCancelled', statusMessage: 'not needed' } },
    bad: { spec: { statusMessage: 'not needed' } },
  },
  {
    code: 'KT3411',
    title: 'a run is tried again no fewer than 0 times',
    why: 'The webhook refuses a number below zero.',
    source: SOURCE,
    check: ofSpec(({ retries = 0 }, report) => {
      if (retries < 0) report(['retries'], `${retries} is below zero`, 'write 0 or more');
    }),
    good: { spec: { retries: 2 } },
    bad: { spec: { retries: -1 } },
  },
  {
    code: 'KT3412',
    title: 'a run is given time',
    why: 'The webhook refuses a timeout below zero, and reads nothing but durations; 0 is for ever.',
    source: SOURCE,
    check: ofSpec(({ timeout }, report) => {
      const fault = timeoutFault(timeout);
      if (fault !== undefined) report(['timeout'], ...fault);
    }),
    good: { spec: { timeout: '90m' } },
    bad: [{ spec: { timeout: '-1h' } }, { spec: { timeout: '90M' } }],
  },
  {
    code: 'KT3413',
    title: 'the pod template sets no variable that the cluster forbids',
    why: 'The webhook refuses those that default-forbidden-env names.',
    source: SOURCE,
    check: ofSpec(({ podTemplate }, report, { platform }) => {
      const forbidden = platform.tektonDefaults.defaultForbiddenEnv;
      podTemplate?.env?.forEach(({ name }, i) => {
        if (forbidden.includes(name))
          report(['podTemplate', 'env', i, 'name'], `"${name}" is not open here`, 'leave it out');
      });
    }),
    good: { spec: { podTemplate: { env: [{ name: 'HTTP_PROXY', value: 'http://proxy' }] } } },
    bad: {
      spec: { podTemplate: { env: [{ name: 'TEKTON_MODE', value: 'on' }] } },
      settings: { tektonDefaults: { 'default-forbidden-env': 'A, TEKTON_MODE' } },
    },
  },
  {
    code: 'KT3414',
    title: 'a run that exists keeps its task, its values and who acts on it',
    why: 'Only its status may be changed, and once it is done not even that: the webhook refuses all else.',
    source: SOURCE,
    check({ spec = {} }, report, { before }) {
      if (before === undefined) return;
      const old = (before as TaskRunObject).spec ?? {};
      for (const field of new Set([...Object.keys(spec), ...Object.keys(old)]) as Set<keyof TaskRunSpec>) {
        if (OPEN.includes(field) && !isDone(before)) continue;
        if (isSemanticallyEqual(TaskRun, ['spec'], { [field]: spec[field] }, { [field]: old[field] })) continue;
        report(['spec', field], 'it was another', 'leave it as it was, or make a new run');
      }
    },
    good: { spec: { status: 'TaskRunCancelled' }, before: {} },
    bad: [
      { spec: { managedBy: 'example.com/mine' }, before: {} },
      { spec: { retries: 1 }, before: { spec: { retries: 0 } } },
    ],
  },
];

/** Whether the run has ended, well or not. */
function isDone(run: KubeObject): boolean {
  const { conditions = [] } = (run as TaskRunObject).status ?? {};
  return conditions.some(({ type, status }) => type === 'Succeeded' && status !== 'Unknown');
}

/** Whether the run has begun, as its status says. */
function hasStarted(run: KubeObject | undefined): boolean {
  return (run as TaskRunObject | undefined)?.status?.startTime !== undefined;
}

export const taskRunRuleSets: readonly RuleSet[] = [
  rulesFor(TaskRun, [...rules, ...taskRunPartRules, ...taskRunWarnings]),
];
