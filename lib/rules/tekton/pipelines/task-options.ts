import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { Rule } from '../../rule';
import { parseGoDuration } from '../../syntax/duration';
import { isCustomKind, placedTasks } from './placed-tasks';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_types.go';

const task = (more: object) => ({ value: { tasks: [{ name: 'greet', taskRef: { name: 'hello' }, ...more }] } });
const instead = (more: object) => ({ value: { tasks: [{ name: 'greet', ...more }] } });
const GROUP_VERSION = /^[^/]+\/[^/]+$/;

/** Rules of what a task of a pipeline says besides what it runs, and of what others run for it. */
export const taskOptionRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3309',
    title: 'what a custom controller runs has a group, a version and a kind',
    why: 'By these the controller finds its work.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        for (const body of ['taskRef', 'taskSpec'] as const) {
          const { apiVersion = '', kind = '' } = task[body] ?? {};
          if (!isCustomKind({ apiVersion, kind })) continue;
          const hint =
            kind === 'ClusterTask'
              ? 'there are no ClusterTasks any more: use a Task, or the resolver "cluster"'
              : 'name both, as in apiVersion "example.com/v1" and kind "Wait"';
          if (kind === '') report([...at, body, 'kind'], `${apiVersion} is given without a kind`, hint);
          else if (apiVersion === '') report([...at, body, 'apiVersion'], `${kind} is given without apiVersion`, hint);
          else if (!GROUP_VERSION.test(apiVersion))
            report([...at, body, 'apiVersion'], `"${apiVersion}" is no group and version`, hint);
        }
      }
    },
    good: instead({ taskRef: { apiVersion: 'example.com/v1', kind: 'Wait' } }),
    bad: [
      instead({ taskRef: { kind: 'ClusterTask', name: 'hello' } }),
      instead({ taskRef: { apiVersion: 'v1', kind: 'Wait' } }),
      instead({ taskSpec: { apiVersion: 'example.com/v1', spec: { seconds: 5 } } }),
    ],
  },
  {
    code: 'KT3310',
    title: 'steps are no business of a custom controller',
    why: 'A task with steps is run by Tekton itself.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { steps = [], apiVersion, kind } = task.taskSpec ?? {};
        if (steps.length === 0) continue;
        for (const [field, value] of Object.entries({ apiVersion, kind })) {
          if (value)
            report(
              [...at, 'taskSpec', field],
              `${field} is given beside steps`,
              'leave it out, or leave the steps out',
            );
        }
      }
    },
    good: instead({ taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22' }] } }),
    bad: [
      instead({ taskSpec: { kind: 'Task', steps: [{ name: 'say', image: 'alpine:3.22' }] } }),
      instead({
        taskSpec: { apiVersion: 'example.com/v1', kind: 'Wait', steps: [{ name: 'say', image: 'alpine:3.22' }] },
      }),
    ],
  },
  {
    code: 'KT3311',
    title: 'onError is continue or stopAndFail',
    why: 'It says what becomes of the pipeline when the task fails; a param may say it.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { onError = '' } = task;
        if (!['', 'continue', 'stopAndFail'].includes(onError) && !onError.startsWith('$(params'))
          report([...at, 'onError'], `"${onError}" is neither`, 'write continue or stopAndFail');
      }
    },
    good: [task({ onError: 'continue' }), task({ onError: 'stopAndFail' })],
    bad: task({ onError: 'ignore' }),
  },
  {
    code: 'KT3312',
    title: 'a task that may fail is not tried again',
    why: 'With onError continue its failure is final.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        if (task.onError === 'continue' && (task.retries ?? 0) > 0)
          report([...at, 'retries'], 'retries are given beside onError continue', 'leave one of them out');
      }
    },
    good: [task({ onError: 'continue' }), task({ retries: 2 })],
    bad: task({ onError: 'continue', retries: 2 }),
  },
  {
    code: 'KT3313',
    title: 'onError of a task is a beta field',
    why: 'The webhook refuses it where enable-api-fields is stable.',
    source: VALIDATION,
    check(spec, report, { platform }) {
      if (platform.hasTektonFields('beta')) return;
      for (const { task, at } of placedTasks(spec)) {
        if (task.onError)
          report([...at, 'onError'], 'the cluster takes stable fields only', 'leave it out, or set enable-api-fields');
      }
    },
    good: { ...task({ onError: 'continue' }), features: { 'enable-api-fields': 'alpha' } },
    bad: { ...task({ onError: 'continue' }), features: { 'enable-api-fields': 'stable' } },
  },
  {
    code: 'KT3314',
    title: 'the timeout of a task is a duration',
    why: 'The API server of Tekton does not even read another text.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { timeout } = task;
        if (timeout !== undefined && parseGoDuration(timeout) === undefined)
          report([...at, 'timeout'], `"${timeout}" is no duration`, 'write one such as "90m" or "1h30m"');
      }
    },
    good: task({ timeout: '1h30m' }),
    bad: [task({ timeout: '30' }), task({ timeout: '1 hour' })],
  },
  {
    code: 'KT3351',
    severity: 'warning',
    title: 'the timeout of a task is not below zero',
    why: 'The pipeline is accepted, and the run of the task is not.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/taskrun_validation.go',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        if ((parseGoDuration(task.timeout ?? '0') ?? 0) < 0)
          report([...at, 'timeout'], `the task may take ${task.timeout}`, 'give it time, or leave timeout out');
      }
    },
    good: task({ timeout: '5m' }),
    bad: task({ timeout: '-5m' }),
  },
  {
    code: 'KT3352',
    severity: 'warning',
    title: 'retries are not below zero',
    why: 'The pipeline is accepted, and the run of the task is not.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/taskrun_validation.go',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        if ((task.retries ?? 0) < 0) report([...at, 'retries'], `${task.retries} retries`, 'write 0 or more');
      }
    },
    good: task({ retries: 1 }),
    bad: task({ retries: -1 }),
  },
  {
    code: 'KT3353',
    severity: 'warning',
    title: "a reference to a Task of Tekton's own has no apiVersion",
    why: 'With one it is taken for something of a custom controller: a CustomRun is made that nobody runs.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_types.go',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { apiVersion = '', kind } = task.taskRef ?? {};
        if (kind === 'Task' && apiVersion.startsWith('tekton.dev/'))
          report([...at, 'taskRef', 'apiVersion'], `${apiVersion} makes a CustomRun of the task`, 'leave it out');
      }
    },
    good: instead({ taskRef: { kind: 'Task', name: 'hello' } }),
    bad: instead({ taskRef: { apiVersion: 'tekton.dev/v1', kind: 'Task', name: 'hello' } }),
  },
  {
    code: 'KT3354',
    severity: 'warning',
    title: 'runAfter names each task once',
    why: 'The second time adds nothing; another task may have been meant.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipeline/dag',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { runAfter = [] } = task;
        for (const [i, name] of runAfter.entries()) {
          if (runAfter.indexOf(name) < i)
            report([...at, 'runAfter', i], `"${name}" is named twice`, 'leave one of them out');
        }
      }
    },
    good: {
      value: {
        tasks: ['a', 'b', 'c'].map((name, i) => ({
          name,
          taskRef: { name: 'hello' },
          runAfter: ['a', 'b'].slice(0, i),
        })),
      },
    },
    bad: {
      value: {
        tasks: [
          { name: 'a', taskRef: { name: 'hello' } },
          { name: 'b', taskRef: { name: 'hello' }, runAfter: ['a', 'a'] },
        ],
      },
    },
  },
];
