import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { nearest } from '../../nearest';
import type { Rule } from '../../rule';
import { taskGraphOf } from './needs';
import { isNestedPipeline, placedTasks, tasksByName } from './placed-tasks';
import type { UnmetNeed } from './task-graph';
import { referencesOf } from './texts';

const DAG = 'tektoncd/pipeline, pkg/reconciler/pipeline/dag';

const task = (name: string, more: object = {}) => ({ name, taskRef: { name: 'hello' }, ...more });
const using = (name: string, value: string) => task(name, { params: [{ name: 'who', value }] });
const embedded = (name: string, script: string) => ({
  name,
  taskSpec: { steps: [{ name: 'say', image: 'alpine:3.22', script }] },
});

/** Rules of the order in which the tasks of a pipeline run. */
export const orderRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3322',
    title: 'a task waits for tasks that there are',
    why: 'Whoever uses a result waits for its task, as with runAfter; tasks in finally are not among those waited for.',
    source: DAG,
    check(spec, report) {
      const last = tasksByName(placedTasks(spec, ['finally']));
      const names = placedTasks(spec, ['tasks']).map(({ task }) => task.name);
      for (const { name, at, reference } of taskGraphOf(spec).unmet) {
        const found = reference === undefined ? `there is no task "${name}"` : `${reference} is of no task`;
        const near = nearest(name, names);
        if (last.has(name)) report(at, `${found} in tasks`, `"${name}" is in finally: nothing waits for those`);
        else report(at, found, near === undefined ? `there is ${names.join(', ')}` : `did you mean "${near}"?`);
      }
    },
    good: [
      { value: { tasks: [task('fetch'), task('greet', { runAfter: ['fetch'] })] } },
      { value: { tasks: [using('greet', '$(tasks.fetch.results.author)'), task('fetch')] } },
    ],
    bad: [
      { value: { tasks: [task('fetch'), task('greet', { runAfter: ['fetsh'] })] } },
      { value: { tasks: [task('greet', { runAfter: ['bye'] })], finally: [task('bye')] } },
      { value: { tasks: [task('fetch'), using('greet', 'to $(tasks.fetsh.results.author[0])')] } },
      { value: { tasks: [task('fetch'), embedded('greet', 'echo $(tasks.fetsh.results.author)')] } },
      {
        value: {
          tasks: [
            task('fetch'),
            task('greet', { when: [{ input: '$(tasks.fetsh.results.author)', operator: 'in', values: ['me'] }] }),
          ],
        },
      },
      {
        value: {
          tasks: [
            task('fetch'),
            task('greet', { matrix: { params: [{ name: 'who', value: '$(tasks.fetsh.results.authors[*])' }] } }),
          ],
        },
      },
    ],
  },
  {
    code: 'KT3323',
    title: 'tasks do not wait for each other in a circle',
    why: 'None of them could ever start.',
    source: DAG,
    check(spec, report) {
      for (const round of taskGraphOf(spec).rounds()) {
        const [first] = round;
        if (first === undefined) continue;
        const way = [...round.map(({ task }) => task), first.task].join(' → ');
        report(first.at, `the tasks wait for each other: ${way}`, `drop one of: ${round.map(wordsOf).join(', ')}`);
      }
    },
    good: { value: { tasks: [task('a'), task('b', { runAfter: ['a'] }), task('c', { runAfter: ['a', 'b'] })] } },
    bad: [
      { value: { tasks: [task('a', { runAfter: ['a'] })] } },
      {
        value: {
          tasks: [
            using('a', '$(tasks.b.results.x)'),
            task('b', { runAfter: ['c'] }),
            embedded('c', '$(tasks.a.results.x)'),
          ],
        },
      },
    ],
  },
  {
    code: 'KT3324',
    title: 'no task uses results of a pipeline in place of a task',
    why: 'Tekton does not hand on the results of pipelines within pipelines.',
    source: 'tektoncd/pipeline, pkg/apis/pipeline/v1/pipeline_validation.go',
    check(spec, report) {
      const tasks = tasksByName(placedTasks(spec));
      for (const { reference, at, field } of referencesOf(spec)) {
        const { variable, text } = reference;
        if (field === 'other' || variable?.kind !== 'taskResult') continue;
        const producer = tasks.get(variable.task)?.task;
        if (producer !== undefined && isNestedPipeline(producer))
          report(at, `${text} is of a pipeline`, 'write its tasks here, or let it leave its results elsewhere');
      }
    },
    good: {
      value: { tasks: [{ name: 'fetch', pipelineRef: { name: 'fetch' } }, task('greet', { runAfter: ['fetch'] })] },
      features: { 'enable-api-fields': 'alpha' },
    },
    bad: {
      value: {
        tasks: [{ name: 'fetch', pipelineRef: { name: 'fetch' } }, using('greet', '$(tasks.fetch.results.author)')],
      },
      features: { 'enable-api-fields': 'alpha' },
    },
  },
];

/** By what a task waits for the next one. */
function wordsOf({ task, name, reference }: UnmetNeed): string {
  return `${task}'s ${reference ?? `runAfter ${name}`}`;
}
