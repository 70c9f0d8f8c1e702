import { describe, expect, it } from 'vitest';
import type { ParamSpec, ParamValue } from '../../../../lib/api/tekton/v1/param';
import type { PipelineTask } from '../../../../lib/api/tekton/v1/pipeline-task';
import { knownParams } from '../../../../lib/rules/tekton/pipelines/known-params';
import {
  misfitParams,
  missingParams,
  type Surroundings,
  typeOfGiven,
  unknownParams,
} from '../../../../lib/rules/tekton/pipelines/task-fit';

const params: readonly ParamSpec[] = [
  { name: 'text' },
  { name: 'list', type: 'array' },
  { name: 'object', properties: { key: {} } },
];
const pipeline = { apiVersion: 'tekton.dev/v1', kind: 'Pipeline', metadata: { name: 'a' } };
const around: Surroundings = {
  params: knownParams({ params }, pipeline),
  resultType: ({ name }) => (name === 'list' ? 'array' : name === 'object' ? 'object' : undefined),
};

const placed = (task: Partial<PipelineTask>) => ({
  task: { name: 'greet', taskRef: { name: 'hello' }, ...task },
  section: 'tasks' as const,
  at: ['tasks', 0],
});
const foundOf = (faults: readonly { readonly at: readonly unknown[]; readonly found: string }[]) =>
  faults.map(({ at, found }) => `${at.join('.')}: ${found}`);

describe('the type of a value in a pipeline', () => {
  const cases: readonly (readonly [ParamValue, string | undefined])[] = [
    ['plain', 'string'],
    [['a'], 'array'],
    [{ a: 'b' }, 'object'],
    ['$(params.text)', 'string'],
    ['$(params.list[*])', 'array'],
    ['$(params.list[0])', 'string'],
    ['of $(params.list[0])', 'string'],
    ['$(params.list)', undefined],
    ['$(params.object[*])', 'object'],
    ['$(params.object.key)', 'string'],
    ['$(params.nobody)', undefined],
    ['$(tasks.t.results.list[*])', 'array'],
    ['$(tasks.t.results.list[1])', 'string'],
    ['$(tasks.t.results.object[*])', 'object'],
    ['$(tasks.t.results.object.key)', 'string'],
    ['$(tasks.t.results.nobody[*])', undefined],
    ['$(context.pipelineRun.name)', 'string'],
  ];
  for (const [value, type] of cases) {
    it(`of ${JSON.stringify(value)} is ${type ?? 'not known'}`, () => expect(typeOfGiven(value, around)).toBe(type));
  }

  it('is that of the run too, where the pipeline is its own', () => {
    const run = {
      ...pipeline,
      kind: 'PipelineRun',
      spec: {
        params: [
          { name: 'text', value: ['a'] },
          { name: 'x', value: 'a' },
        ],
      },
    };
    const known = knownParams({ params }, run);
    expect([...known.get('text')!.types]).toEqual(['string', 'array']);
    expect([...known.get('x')!.types]).toEqual(['string']);
  });
});

describe('what a task is given', () => {
  it('is looked for in params, and in the matrix', () => {
    const taken = { params: ['a', 'b', 'c', 'd'].map((name) => ({ name })) };
    const task = placed({
      params: [{ name: 'a', value: 'x' }],
      matrix: {
        params: [{ name: 'b', value: ['x'] }],
        include: [{ name: 'one', params: [{ name: 'c', value: 'x' }] }],
      },
    });
    expect(foundOf(missingParams(task, taken))).toEqual(['tasks.0.params: the task needs a value for its param "d"']);
    expect(unknownParams(task, taken)).toEqual([]);
    expect(foundOf(unknownParams(task, { params: [{ name: 'a' }] }))).toEqual([
      'tasks.0.matrix.params.0.name: the task has no param "b"',
      'tasks.0.matrix.include.0.params.0.name: the task has no param "c"',
    ]);
  });

  it('has the name that was meant, where one is near', () => {
    const task = placed({ params: [{ name: 'revison', value: 'main' }] });
    const taken = { params: [{ name: 'revision' }] };
    expect(missingParams(task, taken)[0]?.hint).toContain('"revison"');
    expect(unknownParams(task, taken)[0]?.hint).toBe('did you mean "revision"?');
  });

  it('is of the type that the task asks for; a matrix gives texts', () => {
    const taken = { params: [{ name: 'who', type: 'array' }] } as const;
    const multiplied = placed({ matrix: { params: [{ name: 'who', value: ['a', 'b'] }] } });
    expect(foundOf(misfitParams(multiplied, taken, around))).toEqual([
      'tasks.0.matrix.params.0.value: the matrix gives one text after another, and the param "who" is a list',
    ]);
    const text = placed({ params: [{ name: 'who', value: '$(tasks.t.results.list[0])' }] });
    expect(foundOf(misfitParams(text, taken, around))).toEqual([
      'tasks.0.params.0.value: the value is a text, and the param "who" is a list',
    ]);
    expect(misfitParams(placed({ params: [{ name: 'who', value: '$(params.list[*])' }] }), taken, around)).toEqual([]);
  });

  it('has all keys of an object that have no default', () => {
    const taken = {
      params: [
        { name: 'image', type: 'object', properties: { url: {}, tag: {}, digest: {} }, default: { tag: 'latest' } },
      ],
    } as const;
    const task = placed({ params: [{ name: 'image', value: { url: 'a' } }] });
    expect(foundOf(misfitParams(task, taken, around))).toEqual(['tasks.0.params.0.value: the object lacks digest']);
  });
});
