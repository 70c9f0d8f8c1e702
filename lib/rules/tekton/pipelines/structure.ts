import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { Rule, RuleExample } from '../../rule';
import { isDns1123Label } from '../../syntax/names';
import { placedTasks } from './placed-tasks';

const VALIDATION = 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go';

const task = (name: string, more: object = {}) => ({ name, taskRef: { name: 'hello' }, ...more });
const alpha = { 'enable-api-fields': 'alpha' } as const;

/** What stands in place of a task: one of these. */
const bodies = ['taskRef', 'taskSpec', 'pipelineRef', 'pipelineSpec'] as const;

const greets: RuleExample = { value: { tasks: [task('greet')] } };

/** Rules of the shape of a pipeline: its tasks, their names, and what each runs. */
export const structureRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3301',
    title: 'a pipeline says something',
    why: 'An empty one is refused.',
    source: VALIDATION,
    check({ description = '', displayName = '', params = [], tasks = [], workspaces = [], ...rest }, report) {
      const lists = [params, tasks, workspaces, rest.results ?? [], rest.finally ?? []];
      if (description === '' && displayName === '' && lists.every(({ length }) => length === 0))
        report(['tasks'], 'the pipeline is empty', 'give it tasks');
    },
    good: greets,
    bad: { value: { tasks: [] } },
  },
  {
    code: 'KT3302',
    title: 'the name of a task of a pipeline is a DNS label',
    why: 'The names of its runs are made of it, and references to its results hold it between dots.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        if (isDns1123Label(task.name ?? '')) continue;
        const found = task.name ? `"${task.name}" is no DNS label` : 'the task has no name';
        report([...at, 'name'], found, 'use 63 or fewer of a-z, 0-9 and -, as in "unit-tests"');
      }
    },
    good: { value: { tasks: [task('unit-tests')] } },
    bad: [
      { value: { tasks: [task('Unit_Tests')] } },
      { value: { tasks: [{ taskRef: { name: 'hello' } }] } },
      { value: { tasks: [task('a'.repeat(64))] } },
      { value: { tasks: [task('greet')], finally: [task('say.bye')] } },
    ],
  },
  {
    code: 'KT3303',
    title: 'each task of a pipeline has a name of its own',
    why: 'References and runs are told apart by it; tasks in finally count too.',
    source: VALIDATION,
    check(spec, report) {
      const seen = new Map<string, string>();
      for (const { task, at, section } of placedTasks(spec)) {
        const first = seen.get(task.name);
        if (first === undefined) seen.set(task.name, section);
        else if (task.name)
          report([...at, 'name'], `there is a task "${task.name}" in ${first} already`, 'give it another name');
      }
    },
    good: { value: { tasks: [task('greet'), task('wave')], finally: [task('bye')] } },
    bad: [
      { value: { tasks: [task('greet'), task('greet')] } },
      { value: { tasks: [task('greet')], finally: [task('greet')] } },
    ],
  },
  {
    code: 'KT3304',
    title: 'a task of a pipeline is one thing',
    why: 'It either refers to a task or spells one out; whole pipelines may stand in its place.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const given = bodies.filter((body) => task[body] !== undefined);
        if (given.length === 0)
          report(at, 'neither taskRef nor taskSpec is given', 'name a task in taskRef, or write its steps in taskSpec');
        else if (given.length > 1) report(at, `${given.join(' and ')} are given`, 'keep one of them');
      }
    },
    good: greets,
    bad: [
      { value: { tasks: [{ name: 'greet' }] } },
      { value: { tasks: [task('greet', { taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22' }] } })] } },
    ],
  },
  {
    code: 'KT3305',
    title: 'pipelines in place of tasks need alpha features',
    why: 'The webhook refuses them unless enable-api-fields is alpha.',
    source: VALIDATION,
    check(spec, report, { platform }) {
      if (platform.hasTektonFields('alpha')) return;
      for (const { task, at } of placedTasks(spec)) {
        for (const body of ['pipelineRef', 'pipelineSpec'] as const) {
          if (task[body] === undefined) continue;
          const found = `${body} is an alpha field, and the cluster takes ${platform.feature('enable-api-fields')} ones`;
          report([...at, body], found, 'write its tasks here, or set enable-api-fields to alpha');
        }
      }
    },
    good: { value: { tasks: [{ name: 'greet', pipelineRef: { name: 'greetings' } }] }, features: alpha },
    bad: [
      { value: { tasks: [{ name: 'greet', pipelineRef: { name: 'greetings' } }] } },
      { value: { tasks: [{ name: 'greet', pipelineSpec: { tasks: [task('say')] } }] } },
    ],
  },
  {
    code: 'KT3306',
    title: 'specs stand in pipelines only where the cluster takes them',
    why: 'With disable-inline-spec the webhook asks for references.',
    source: VALIDATION,
    check(spec, report, { platform }) {
      if (!platform.refusesInlineSpecs('pipeline')) return;
      for (const { task, at } of placedTasks(spec)) {
        for (const body of ['taskSpec', 'pipelineSpec'] as const) {
          if (task[body] === undefined) continue;
          report(
            [...at, body],
            `disable-inline-spec refuses ${body} in pipelines`,
            'make it an object, and refer to it',
          );
        }
      }
    },
    good: {
      value: {
        tasks: [{ name: 'greet', taskRef: null, taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22' }] } }],
      },
      features: { 'disable-inline-spec': 'taskrun' },
    },
    bad: {
      value: {
        tasks: [{ name: 'greet', taskRef: null, taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22' }] } }],
      },
      features: { 'disable-inline-spec': 'pipeline' },
    },
  },
  {
    code: 'KT3307',
    title: 'there are tasks before those in finally',
    why: 'What runs at the end runs after something.',
    source: VALIDATION,
    check({ tasks = [], finally: last = [] }, report) {
      if (tasks.length === 0 && last.length > 0)
        report(['finally'], 'there are tasks in finally, and none in tasks', 'move them to tasks');
    },
    good: { value: { tasks: [task('greet')], finally: [task('bye')] } },
    bad: { value: { tasks: [], finally: [task('bye')] } },
  },
  {
    code: 'KT3308',
    title: 'tasks in finally wait for no single task',
    why: 'They all start together, once every other task is done.',
    source: VALIDATION,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec, ['finally'])) {
        if ((task.runAfter?.length ?? 0) > 0)
          report([...at, 'runAfter'], 'a task in finally has runAfter', 'leave it out, or move the task to tasks');
      }
    },
    good: { value: { tasks: [task('greet')], finally: [task('bye')] } },
    bad: { value: { tasks: [task('greet')], finally: [task('bye', { runAfter: ['greet'] })] } },
  },
];
