import type { Param } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { Matrix } from '../../../api/tekton/v1/pipeline-task';
import type { FieldPath } from '../../diagnostic';
import type { Report, Rule } from '../../rule';
import { embeddedTask, isMatrixed, placedTasks, tasksByName } from './placed-tasks';
import { referencesOf } from './texts';

const MATRIX = 'tektoncd/pipeline, pkg/apis/pipeline/v1/matrix_types.go';

const over = (matrix: object, more: object = {}) => ({
  value: {
    params: [{ name: 'hosts', type: 'array' }],
    tasks: [
      {
        name: 'greet',
        taskRef: { name: 'hello' },
        matrix,
        params: [{ name: 'all', value: '$(params.hosts[*])' }],
        ...more,
      },
    ],
  },
});
const who = (value: unknown) => ({ params: [{ name: 'who', value }] });
const many = (count: number) => Array.from({ length: count }, (_, i) => `guest-${i}`);
const using = (value: string, results: readonly object[] = [{ name: 'answer' }]) => ({
  value: {
    tasks: [
      {
        name: 'ask',
        matrix: who(['me', 'you']),
        taskSpec: {
          params: [{ name: 'who' }],
          results,
          steps: [{ name: 'say', image: 'alpine:3.22', args: ['$(params.who)', ...results.map(pathOf)] }],
        },
      },
      { name: 'count', taskRef: { name: 'count' }, params: [{ name: 'answers', value }] },
    ],
  },
});
function pathOf(result: object): string {
  return `$(results.${(result as { name: string }).name}.path)`;
}

/** How many runs a matrix makes at least: a list that is not known counts as one. */
function combinations({ params = [], include = [] }: Matrix): number {
  if (params.length === 0) return include.length;
  const lists = new Map(params.map(({ name, value }) => [name, Array.isArray(value) ? (value as string[]) : []]));
  const product = [...lists.values()].reduce((count, { length }) => count * Math.max(1, length), 1);
  const added = include.filter(({ params: own = [] }) => {
    const shared = own.filter(({ name }) => lists.has(name));
    return shared.length > 0 && !shared.some(({ name, value }) => lists.get(name)?.includes(value as string));
  });
  return product + added.length;
}

function reportTwice(params: readonly Param[] | undefined, at: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [i, { name }] of (params ?? []).entries()) {
    if (seen.has(name)) report([...at, i, 'name'], `"${name}" is given twice`, 'keep one of them');
    seen.add(name);
  }
}

/** Rules of tasks that run once for each of several combinations. */
export const matrixRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3327',
    title: 'a matrix makes no more runs than the cluster takes',
    why: 'config-defaults sets default-max-matrix-combinations-count, 256 as it ships.',
    source: MATRIX,
    check(spec, report, { platform }) {
      const most = platform.tektonDefaults.defaultMaxMatrixCombinationsCount;
      for (const { task, at } of placedTasks(spec)) {
        const count = combinations(task.matrix ?? {});
        if (count > most)
          report([...at, 'matrix'], `it makes ${count} runs`, `make it ${most} or fewer, or several tasks of it`);
      }
    },
    good: [
      over(who(many(256))),
      over({
        params: [
          { name: 'who', value: many(16) },
          { name: 'x', value: many(16) },
        ],
      }),
    ],
    bad: [
      over(who(many(257))),
      over({
        params: [
          { name: 'who', value: many(16) },
          { name: 'x', value: many(17) },
        ],
      }),
      over({ ...who(many(256)), include: [{ name: 'me', ...who('me') }] }),
      { ...over(who(many(5))), settings: { tektonDefaults: { 'default-max-matrix-combinations-count': '4' } } },
    ],
  },
  {
    code: 'KT3328',
    title: 'each param of a task is given once',
    why: 'In params, in the matrix, and in each of its combinations; one in the matrix is in params no more.',
    source: MATRIX,
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { params = [], matrix: { params: multiplied = [], include = [] } = {} } = task;
        reportTwice(params, [...at, 'params'], report);
        reportTwice(multiplied, [...at, 'matrix', 'params'], report);
        for (const [i, one] of include.entries())
          reportTwice(one.params, [...at, 'matrix', 'include', i, 'params'], report);
        const inMatrix = new Set(
          [...multiplied, ...include.flatMap((one) => one.params ?? [])].map(({ name }) => name),
        );
        for (const [i, { name }] of params.entries()) {
          if (inMatrix.has(name)) report([...at, 'params', i], `"${name}" is in the matrix too`, 'keep one of them');
        }
      }
    },
    good: over(who(['me'])),
    bad: [
      over({
        params: [
          { name: 'who', value: ['me'] },
          { name: 'who', value: ['you'] },
        ],
      }),
      over({
        include: [
          {
            name: 'one',
            params: [
              { name: 'who', value: 'me' },
              { name: 'who', value: 'you' },
            ],
          },
        ],
      }),
      over({ params: [{ name: 'all', value: ['me'] }] }),
      over({ include: [{ name: 'one', params: [{ name: 'all', value: 'me' }] }] }),
    ],
  },
  {
    code: 'KT3329',
    title: 'a matrix is a beta field',
    why: 'The webhook refuses it where enable-api-fields is stable.',
    source: MATRIX,
    check(spec, report, { platform }) {
      if (platform.hasTektonFields('beta')) return;
      for (const { task, at } of placedTasks(spec)) {
        if (isMatrixed(task))
          report([...at, 'matrix'], 'the cluster takes stable fields only', 'set enable-api-fields to beta');
      }
    },
    good: { ...over(who(['me'])), features: { 'enable-api-fields': 'beta' } },
    bad: { ...over(who(['me'])), features: { 'enable-api-fields': 'stable' } },
  },
  {
    code: 'KT3330',
    title: 'a result of a task with a matrix is taken as a list',
    why: 'Each run of the task leaves one: together they are the list $(tasks.TASK.results.NAME[*]).',
    source: MATRIX,
    check(spec, report) {
      const tasks = tasksByName(placedTasks(spec, ['tasks']));
      for (const { reference, at, field, placed } of referencesOf(spec)) {
        const { variable, text } = reference;
        if (placed.section !== 'tasks' || field !== 'params' || variable?.kind !== 'taskResult') continue;
        const producer = tasks.get(variable.task)?.task;
        if (producer === undefined || !isMatrixed(producer)) continue;
        const all = `$(tasks.${variable.task}.results.${variable.name}[*])`;
        if (variable.key !== undefined || variable.index !== '*')
          report(at, `${text} is one result of many runs`, `write ${all}`);
      }
    },
    good: using('$(tasks.ask.results.answer[*])'),
    bad: [using('$(tasks.ask.results.answer)'), using('$(tasks.ask.results.answer[0])')],
  },
  {
    code: 'KT3331',
    title: 'results of a task with a matrix are texts',
    why: 'They become the elements of a list, and those are texts.',
    source: MATRIX,
    check(spec, report) {
      const tasks = tasksByName(placedTasks(spec, ['tasks']));
      for (const { reference, at, field, placed } of referencesOf(spec)) {
        const { variable } = reference;
        if (placed.section !== 'tasks' || field !== 'params' || variable?.kind !== 'taskResult') continue;
        const producer = tasks.get(variable.task)?.task;
        if (producer === undefined || !isMatrixed(producer)) continue;
        const result = embeddedTask(producer)?.results?.find(({ name }) => name === variable.name);
        const { type = 'string' } = result ?? {};
        if (type !== 'string')
          report(
            at,
            `the result "${variable.name}" is of type ${type}`,
            `make it a text in the task "${variable.task}"`,
          );
      }
    },
    good: using('$(tasks.ask.results.answer[*])', [{ name: 'answer', type: 'string' }]),
    bad: using('$(tasks.ask.results.answer[*])', [{ name: 'answer', type: 'array' }]),
  },
  {
    code: 'KT3362',
    severity: 'warning',
    title: 'what a matrix multiplies is a list',
    why: 'The run of the pipeline fails with InvalidMatrixParameterTypes.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/validate_params.go',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        for (const [i, { name, value }] of (task.matrix?.params ?? []).entries()) {
          if (Array.isArray(value) || (typeof value === 'string' && value.includes('$('))) continue;
          report([...at, 'matrix', 'params', i, 'value'], `"${name}" is no list`, 'write a list of texts');
        }
        for (const [i, { params = [] }] of (task.matrix?.include ?? []).entries()) {
          for (const [j, { name, value }] of params.entries()) {
            if (typeof value === 'object')
              report([...at, 'matrix', 'include', i, 'params', j, 'value'], `"${name}" is no text`, 'write one text');
          }
        }
      }
    },
    good: [over(who(['me'])), over(who('$(params.hosts[*])')), over({ include: [{ name: 'one', ...who('me') }] })],
    bad: [over(who('me')), over({ include: [{ name: 'one', ...who(['me']) }] })],
  },
  {
    code: 'KT3363',
    severity: 'warning',
    title: 'a matrix has values',
    why: 'Without any the task is skipped, or runs as if there were no matrix.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/pipelinerunresolution.go',
    check(spec, report) {
      for (const { task, at } of placedTasks(spec)) {
        const { matrix } = task;
        if (matrix === undefined) continue;
        if (!isMatrixed(task)) report([...at, 'matrix'], 'the matrix is empty', 'give it params or combinations');
        for (const [i, { name, value }] of (matrix.params ?? []).entries()) {
          if (Array.isArray(value) && value.length === 0)
            report(
              [...at, 'matrix', 'params', i, 'value'],
              `"${name}" has no values: the task is skipped`,
              'give it one',
            );
        }
      }
    },
    good: over(who(['me'])),
    bad: [over({}), over(who([]))],
  },
];
