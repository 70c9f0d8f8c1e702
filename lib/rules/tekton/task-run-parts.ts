import type { KubeObject } from '../../api/meta/v1';
import type { TaskRunSpec, TaskRunStatus } from '../../api/tekton/v1/task-run';
import type { Report, Rule, RuleContext } from '../rule';
import { saysResources } from './container-resources';
import { eachRepeated } from './repeated';

const SOURCE = 'pipeline v1, taskrun_validation.go';

export type TaskRunObject = KubeObject<TaskRunSpec, TaskRunStatus>;

/** A check of a run's spec, with paths from there. */
export function ofSpec(
  check: (spec: TaskRunSpec, report: Report, context: RuleContext) => void,
): Rule<TaskRunObject>['check'] {
  return ({ spec = {} }, report, context) =>
    check(spec, (path, ...fault) => report(['spec', ...path], ...fault), context);
}

const cpu = (amount: string) => ({ computeResources: { limits: { cpu: amount } } });

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

/** What must hold of how a run is looked at, and of what its containers get. */
export const taskRunPartRules: readonly Rule<TaskRunObject>[] = [
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
      if (stepSpecs.some(saysResources))
        report(['computeResources'], 'there are resources of single steps too', 'leave one of them out');
    }),
    good: { spec: { stepSpecs: [{ name: 'a', ...cpu('1') }] } },
    bad: { spec: { ...cpu('1'), stepSpecs: [{ name: 'a', ...cpu('1') }] } },
  },
];
