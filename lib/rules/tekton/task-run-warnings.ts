import type { KubeObject } from '../../api/meta/v1';
import type { TaskRunSpec, TaskRunStatus } from '../../api/tekton/v1/task-run';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { isDns1123Subdomain } from '../syntax/names';
import { minimalStep } from './minimal-step';

type TaskRunRule = Rule<KubeObject<TaskRunSpec, TaskRunStatus>>;

const SOURCE = 'pipeline, pkg/reconciler/taskrun';

/** A run of a task of its own, with these fields of it. */
const inline = (task: object, spec: object = {}) => ({
  spec: { taskRef: null, taskSpec: { steps: [minimalStep], ...task }, ...spec },
});
const reading = (text: string) => ({ steps: [{ ...minimalStep, args: [text] }] });

/** What is accepted of a run and regretted. */
export const taskRunWarnings: readonly TaskRunRule[] = [
  {
    code: 'KT3450',
    severity: 'warning',
    title: 'each param of a task of its own has a value',
    why: 'The webhook does not look at it; the run fails before its pod is made.',
    source: `${SOURCE}/validate_taskrun.go`,
    check({ spec: { taskSpec, params = [] } = {} }, report) {
      const values = params.map(({ name }) => name);
      taskSpec?.params?.forEach(({ name, default: value }, i) => {
        if (value !== undefined || values.includes(name)) return;
        report(['spec', 'taskSpec', 'params', i], `"${name}" has no value`, 'give one in params, or write a default');
      });
    },
    good: inline(
      { params: [{ name: 'who' }], ...reading('$(params.who)') },
      { params: [{ name: 'who', value: 'you' }] },
    ),
    bad: inline({ params: [{ name: 'who' }], ...reading('$(params.who)') }),
  },
  {
    code: 'KT3451',
    severity: 'warning',
    title: 'each workspace of a task of its own is bound',
    why: 'The webhook does not look at it; the run fails before its pod is made.',
    source: 'pipeline, pkg/workspace/validate.go',
    check({ spec: { taskSpec, workspaces = [] } = {} }, report, { platform }) {
      if (platform.tektonDefaults.defaultTaskRunWorkspaceBinding !== '') return;
      const bound = workspaces.map(({ name }) => name);
      taskSpec?.workspaces?.forEach(({ name, optional = false }, i) => {
        if (optional || bound.includes(name)) return;
        report(
          ['spec', 'taskSpec', 'workspaces', i],
          `"${name}" is not bound`,
          'bind it in workspaces, or write optional: true',
        );
      });
    },
    good: inline(
      { workspaces: [{ name: 'src' }], ...reading('$(workspaces.src.path)') },
      { workspaces: [{ name: 'src', emptyDir: {} }] },
    ),
    bad: inline({ workspaces: [{ name: 'src' }], ...reading('$(workspaces.src.path)') }),
  },
  {
    code: 'KT3452',
    severity: 'warning',
    title: 'resources are those of steps that a task of its own has',
    why: 'The webhook does not look at it; the run fails before its pod is made.',
    source: `${SOURCE}/validate_taskrun.go`,
    check({ spec = {} }, report) {
      const { taskSpec } = spec;
      if (taskSpec === undefined) return;
      for (const [list, containers = []] of [
        ['stepSpecs', taskSpec.steps],
        ['sidecarSpecs', taskSpec.sidecars],
      ] as const) {
        const known = containers.flatMap(({ name }) => (name ? [name] : []));
        spec[list]?.forEach(({ name }, i) => {
          if (!name || known.includes(name)) return;
          const meant = nearest(name, known);
          const hint =
            meant === undefined ? `there are ${known.join(', ') || 'none with a name'}` : `did you mean "${meant}"?`;
          report(['spec', list, i, 'name'], `the task has no "${name}"`, hint);
        });
      }
    },
    good: inline({}, { stepSpecs: [{ name: 'greet', computeResources: { limits: { cpu: '1' } } }] }),
    bad: inline({}, { stepSpecs: [{ name: 'great', computeResources: { limits: { cpu: '1' } } }] }),
  },
  {
    code: 'KT3453',
    severity: 'warning',
    title: 'the account of a run has a name that an account can have',
    why: 'The webhook does not look at it; no account has that name, and the run fails.',
    source: `${SOURCE}/taskrun.go`,
    check({ spec: { serviceAccountName = '' } = {} }, report) {
      if (serviceAccountName !== '' && !isDns1123Subdomain(serviceAccountName))
        report(
          ['spec', 'serviceAccountName'],
          `"${serviceAccountName}" is no name of an account`,
          'use lower-case letters, digits and dashes',
        );
    },
    good: { spec: { serviceAccountName: 'builder' } },
    bad: { spec: { serviceAccountName: 'My_SA' } },
  },
  {
    code: 'KT3454',
    severity: 'warning',
    title: 'a pod template sets a variable once',
    why: 'The last one holds, the others do nothing.',
    source: 'Kubernetes, the environment of containers',
    check({ spec: { podTemplate } = {} }, report) {
      const names = podTemplate?.env?.map(({ name }) => name) ?? [];
      names.forEach((name, i) => {
        if (names.indexOf(name) < i)
          report(['spec', 'podTemplate', 'env', i, 'name'], `"${name}" is set above already`, 'leave one of them out');
      });
    },
    good: {
      spec: {
        podTemplate: {
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        },
      },
    },
    bad: {
      spec: {
        podTemplate: {
          env: [
            { name: 'A', value: '1' },
            { name: 'A', value: '2' },
          ],
        },
      },
    },
  },
  {
    code: 'KT3455',
    severity: 'warning',
    title: 'a run ends some time',
    why: 'A timeout of 0 is for ever: a step that hangs keeps its pod until someone looks.',
    source: 'pipeline, docs/taskruns.md',
    check({ spec: { timeout } = {} }, report, { given }) {
      const own = (given.spec as TaskRunSpec | undefined)?.timeout;
      if (own !== undefined && timeout !== undefined && parseGoDuration(timeout) === 0)
        report(['spec', 'timeout'], 'the run has no timeout', 'write how long it may take, such as 2h');
    },
    good: { spec: { timeout: '2h' } },
    bad: { spec: { timeout: '0s' } },
  },
];
