import type { KubeObject } from '../../api/meta/v1';
import { TaskRun, type TaskRunSpec, type TaskRunStatus } from '../../api/tekton/v1/task-run';
import { isSemanticallyEqual } from '../equal';
import { type Report, type Rule, type RuleSet, rulesFor } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { minimalStep } from './minimal-step';
import { eachRepeated, given } from './references';
import { taskRunWarnings } from './task-run-warnings';

const SOURCE = 'pipeline v1, taskrun_validation.go';

type TaskRunObject = KubeObject<TaskRunSpec, TaskRunStatus>;
type SpecCheck = (
  spec: TaskRunSpec,
  ...rest: Parameters<Rule['check']> extends [unknown, ...infer Rest] ? Rest : never
) => void;

const STATUSES: readonly string[] = ['TaskRunCancelled', 'TaskRunPending'];
const inline = { taskRef: null, taskSpec: { steps: [minimalStep] } };
const cpu = (amount: string) => ({ computeResources: { limits: { cpu: amount } } });

function ofSpec(check: SpecCheck): Rule<TaskRunObject>['check'] {
  return ({ spec = {} }, report, context) =>
    check(spec, (path, ...fault) => report(['spec', ...path], ...fault), context);
}

/** The names of steps or sidecars whose resources are set. */
function checkNames(list: 'stepSpecs' | 'sidecarSpecs', spec: TaskRunSpec, report: Report): void {
  const items = spec[list] ?? [];
  items.forEach(({ name }, i) => {
    if (!name) report([list, i, 'name'], 'there is no name', 'name the step or sidecar that is meant');
  });
  const named = items.map((item, i) => ({ ...item, name: item.name || `${i}/` }));
  eachRepeated(named, (i, name) =>
    report([list, i, 'name'], `"${name}" is there above already`, 'leave one of them out'),
  );
}

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
    code: 'KT3111',
    title: 'a param is given once',
    why: 'The webhook refuses two of one name, and does not look at upper and lower case.',
    source: SOURCE,
    check: ofSpec(({ params = [] }, report) =>
      eachRepeated(params, (i, name) => report(['params', i, 'name'], ...given(name))),
    ),
    good: {
      spec: {
        params: [
          { name: 'a', value: '1' },
          { name: 'b', value: '2' },
        ],
      },
    },
    bad: {
      spec: {
        params: [
          { name: 'a', value: '1' },
          { name: 'A', value: '2' },
        ],
      },
    },
  },
  {
    code: 'KT3403',
    title: 'debug needs alpha features',
    why: 'The webhook refuses it where enable-api-fields is not alpha.',
    source: SOURCE,
    check: ofSpec(({ debug }, report, { platform }) => {
      if (debug !== undefined && !platform.hasTektonFields('alpha'))
        report(['debug'], 'debug is not open here', 'set enable-api-fields to alpha');
    }),
    good: {
      spec: { debug: { breakpoints: { onFailure: 'enabled' } } },
      features: { 'enable-api-fields': 'alpha' },
    },
    bad: { spec: { debug: { breakpoints: { onFailure: 'enabled' } } } },
  },
  {
    code: 'KT3404',
    title: 'breakpoints say onFailure: enabled',
    why: 'The webhook refuses any other value, and none: breakpoints before steps come with one on failure.',
    source: SOURCE,
    check: ofSpec(({ debug }, report, { platform }) => {
      const { breakpoints } = debug ?? {};
      if (breakpoints === undefined || !platform.hasTektonFields('alpha') || breakpoints.onFailure === 'enabled')
        return;
      const found = breakpoints.onFailure ? `"${breakpoints.onFailure}" is none` : 'onFailure is not there';
      report(['debug', 'breakpoints', 'onFailure'], found, 'write enabled');
    }),
    good: {
      spec: { debug: { breakpoints: { onFailure: 'enabled', beforeSteps: ['greet'] } } },
      features: { 'enable-api-fields': 'alpha' },
    },
    bad: [
      { spec: { debug: { breakpoints: { beforeSteps: ['greet'] } } }, features: { 'enable-api-fields': 'alpha' } },
      { spec: { debug: { breakpoints: { onFailure: 'on' } } }, features: { 'enable-api-fields': 'alpha' } },
    ],
  },
  {
    code: 'KT3405',
    title: 'a breakpoint stands before a step once',
    why: 'The webhook refuses the same step twice.',
    source: SOURCE,
    check: ofSpec(({ debug }, report) => {
      const steps = debug?.breakpoints?.beforeSteps ?? [];
      steps.forEach((step, i) => {
        if (steps.indexOf(step) < i)
          report(['debug', 'breakpoints', 'beforeSteps', i], `"${step}" is there twice`, 'leave one of them out');
      });
    }),
    good: {
      spec: { debug: { breakpoints: { onFailure: 'enabled', beforeSteps: ['a', 'b'] } } },
      features: { 'enable-api-fields': 'alpha' },
    },
    bad: {
      spec: { debug: { breakpoints: { onFailure: 'enabled', beforeSteps: ['a', 'a'] } } },
      features: { 'enable-api-fields': 'alpha' },
    },
  },
  {
    code: 'KT3406',
    title: 'resources are those of one step or sidecar each',
    why: 'The webhook refuses entries without a name, and two of one name.',
    source: SOURCE,
    check: ofSpec((spec, report) => {
      checkNames('stepSpecs', spec, report);
      checkNames('sidecarSpecs', spec, report);
    }),
    good: {
      spec: {
        stepSpecs: [
          { name: 'a', ...cpu('1') },
          { name: 'b', ...cpu('2') },
        ],
      },
    },
    bad: [
      { spec: { stepSpecs: [{ name: '', ...cpu('1') }] } },
      {
        spec: {
          stepSpecs: [
            { name: 'a', ...cpu('1') },
            { name: 'A', ...cpu('2') },
          ],
        },
      },
      {
        spec: {
          sidecarSpecs: [
            { name: 'a', ...cpu('1') },
            { name: 'a', ...cpu('2') },
          ],
        },
      },
    ],
  },
  {
    code: 'KT3407',
    title: 'resources of a run need beta features',
    why: 'The webhook refuses them where enable-api-fields is stable.',
    source: SOURCE,
    check: ofSpec((spec, report, { platform }) => {
      if (platform.hasTektonFields('beta')) return;
      for (const field of ['stepSpecs', 'sidecarSpecs', 'computeResources'] as const)
        if (spec[field] !== undefined) report([field], `${field} is not open here`, 'set enable-api-fields to beta');
    }),
    good: { spec: cpu('1') },
    bad: { spec: cpu('1'), features: { 'enable-api-fields': 'stable' } },
  },
  {
    code: 'KT3408',
    title: 'resources are set for all steps together or for single ones',
    why: 'The webhook refuses both.',
    source: SOURCE,
    check: ofSpec(({ computeResources, stepSpecs = [] }, report) => {
      if (computeResources === undefined) return;
      const isSet = stepSpecs.some(({ computeResources: own }) => own !== undefined && Object.keys(own).length > 0);
      if (isSet) report(['computeResources'], 'there are resources of single steps too', 'leave one of them out');
    }),
    good: { spec: { stepSpecs: [{ name: 'a', ...cpu('1') }] } },
    bad: { spec: { ...cpu('1'), stepSpecs: [{ name: 'a', ...cpu('1') }] } },
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
    why: 'The webhook refuses a timeout below zero; 0 is for ever.',
    source: SOURCE,
    check: ofSpec(({ timeout }, report) => {
      if (timeout !== undefined && (parseGoDuration(timeout) ?? 0) < 0)
        report(['timeout'], `${timeout} is below zero`, 'write a duration such as 90m');
    }),
    good: { spec: { timeout: '90m' } },
    bad: { spec: { timeout: '-1h' } },
  },
  {
    code: 'KT3413',
    title: 'the pod template sets no variable that the cluster forbids',
    why: 'The webhook refuses those that default-forbidden-env names.',
    source: SOURCE,
    check: ofSpec(({ podTemplate }, report, { platform }) => {
      const forbidden = platform.tektonDefaults.defaultForbiddenEnv.split(',').map((name) => name.trim());
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
    why: 'The webhook lets only status and statusMessage change, whether the run has begun or not.',
    source: SOURCE,
    check({ spec = {} }, report, { before }) {
      if (before === undefined) return;
      const old = (before as TaskRunObject).spec ?? {};
      if (old.managedBy !== spec.managedBy)
        report(['spec', 'managedBy'], 'it was another', 'leave it as it was, or make a new run');
      const { status: _, statusMessage: __, managedBy: ___, ...fixed } = { ...old, ...spec };
      for (const field of Object.keys(fixed) as (keyof typeof fixed)[])
        if (!isSemanticallyEqual(spec[field], old[field]))
          report(['spec', field], 'it was another', 'leave it as it was, or make a new run');
    },
    good: { spec: { status: 'TaskRunCancelled', statusMessage: 'not needed' }, before: {} },
    bad: [
      { spec: { managedBy: 'example.com/mine' }, before: {} },
      { spec: { retries: 1 }, before: {} },
    ],
  },
];

/** Whether the run has begun, as its status says. */
function hasStarted(run: KubeObject | undefined): boolean {
  return (run as TaskRunObject | undefined)?.status?.startTime !== undefined;
}

export const taskRunRuleSets: readonly RuleSet[] = [rulesFor(TaskRun, [...rules, ...taskRunWarnings])];
