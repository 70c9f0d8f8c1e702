import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contextFields,
  outcomeFields,
  referenceTo,
  soleVariable,
  type Variable,
  variablesIn,
  workspaceFields,
} from '../../../../lib/api/tekton/variables';

describe('a reference', () => {
  test.each<[string, Variable]>([
    ['$(params.image)', { kind: 'param', name: 'image' }],
    ['$(inputs.params.image)', { kind: 'param', name: 'image' }],
    ['$(params["git.url"])', { kind: 'param', name: 'git.url' }],
    ["$(params['git.url'])", { kind: 'param', name: 'git.url' }],
    ['$(params.flags[*])', { kind: 'param', name: 'flags', index: '*' }],
    ['$(params["flags"][12])', { kind: 'param', name: 'flags', index: 12 }],
    ['$(params.repo.url)', { kind: 'param', name: 'repo', key: 'url' }],
    ['$(tasks.fetch.results.commit)', { kind: 'taskResult', section: 'tasks', task: 'fetch', name: 'commit' }],
    ['$(tasks.t.results.r[0])', { kind: 'taskResult', section: 'tasks', task: 't', name: 'r', index: 0 }],
    ['$(tasks.t.results.r.k)', { kind: 'taskResult', section: 'tasks', task: 't', name: 'r', key: 'k' }],
    ['$(finally.t.results.r)', { kind: 'taskResult', section: 'finally', task: 't', name: 'r' }],
    ['$(tasks.status)', { kind: 'tasksOutcome' }],
    ['$(tasks.status.status)', { kind: 'taskOutcome', task: 'status', field: 'status' }],
    ['$(tasks.t.reason)', { kind: 'taskOutcome', task: 't', field: 'reason' }],
    ['$(tasks.t.matrix.length)', { kind: 'matrixLength', task: 't' }],
    ['$(tasks.t.matrix.r.length)', { kind: 'matrixLength', task: 't', result: 'r' }],
    ['$(tasks.t.outputs.image)', { kind: 'taskArtifact', task: 't', direction: 'outputs', name: 'image' }],
    ['$(steps.a.results.r[*])', { kind: 'stepResult', step: 'a', name: 'r', index: '*' }],
    ['$(steps.step-a.exitCode.path)', { kind: 'stepExitCode', step: 'a' }],
    ['$(steps.a.inputs.b)', { kind: 'stepArtifact', step: 'a', direction: 'inputs', name: 'b' }],
    ['$(results.digest.path)', { kind: 'resultPath', name: 'digest' }],
    ['$(results["a.b"].path)', { kind: 'resultPath', name: 'a.b' }],
    ['$(step.results.r.path)', { kind: 'stepResultPath', name: 'r' }],
    ['$(workspaces.source.path)', { kind: 'workspace', name: 'source', field: 'path' }],
    ['$(context.task.retry-count)', { kind: 'context', object: 'task', field: 'retry-count' }],
    ['$(credentials.path)', { kind: 'credentialsPath' }],
    ['$(step.artifacts.path)', { kind: 'artifactsPath', of: 'step' }],
    ['$(artifacts.path)', { kind: 'artifactsPath', of: 'task' }],
  ])('%s is understood', (text, variable) => {
    expect(soleVariable(text)).toEqual(variable);
  });

  test.each([
    '$(params.a.b.c)',
    '$(tasks.t.state)',
    '$(tasks.t.result.r)',
    "$(tasks.t.results['r'])",
    '$(tasks.t.matrix.size)',
    '$(steps.a.exitCode.path)',
    '$(workspaces.w.pth)',
    '$(context.taskRun.id)',
    '$(context.pipelineRun.name[0])',
    '$(results.r)',
    '$(step.results.r)',
    '$(inputs.resources.r.url)',
    '$(credentials.home)',
  ])('%s has a root of ours, and no meaning', (text) => {
    expect(variablesIn(text)).toMatchObject([{ text, isWhole: true, variable: undefined }]);
  });

  test.each([
    '$(date +%s)',
    '$(HOME)',
    '$[params.x]',
    '$(params.x',
    '$ (params.x)',
    '$( params.x )',
    '$(tt.params.x)',
    '',
  ])('%j is none', (text) => {
    expect(variablesIn(text)).toEqual([]);
  });

  test('is told with its place, from left to right, whatever stands around it', () => {
    const text = 'echo $(date) $(params.a)$(params.b[1]) > $(results.r.path)';
    expect(variablesIn(text).map(({ text, offset, isWhole }) => [text, offset, isWhole])).toEqual([
      ['$(params.a)', 13, false],
      ['$(params.b[1])', 24, false],
      ['$(results.r.path)', 41, false],
    ]);
  });

  test('within another is the one that is read, as in Tekton', () => {
    expect(variablesIn('$(tasks.$(params.which).results.r)').map(({ text }) => text)).toEqual(['$(params.which)']);
  });
});

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const dotted = fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/);
const index = fc.option(fc.oneof(fc.nat(99), fc.constant('*' as const)), { nil: undefined });
const key = fc.option(name, { nil: undefined });
const direction = fc.constantFrom('inputs' as const, 'outputs' as const);
const of = <T extends Variable>(shape: { [Field in keyof T]: fc.Arbitrary<T[Field]> }): fc.Arbitrary<Variable> =>
  fc.record(shape).map((variable) => JSON.parse(JSON.stringify(variable)) as Variable);
const is = <Kind extends Variable['kind']>(kind: Kind) => fc.constant(kind);

const anyVariable: fc.Arbitrary<Variable> = fc.oneof(
  of({ kind: is('param'), name: dotted, key, index }),
  of({ kind: is('taskResult'), section: fc.constantFrom('tasks', 'finally'), task: name, name, key, index }),
  of({ kind: is('taskOutcome'), task: name, field: fc.constantFrom(...outcomeFields) }),
  of({ kind: is('tasksOutcome') }),
  of({ kind: is('matrixLength'), task: name, result: key }),
  of({ kind: is('taskArtifact'), task: name, direction, name: key }),
  of({ kind: is('stepResult'), step: name, name, key, index }),
  of({ kind: is('stepExitCode'), step: name }),
  of({ kind: is('stepArtifact'), step: name, direction, name: key }),
  of({ kind: is('resultPath'), name: dotted }),
  of({ kind: is('stepResultPath'), name: dotted }),
  of({ kind: is('workspace'), name, field: fc.constantFrom(...workspaceFields) }),
  fc
    .constantFrom(...(Object.keys(contextFields) as (keyof typeof contextFields)[]))
    .chain((object) =>
      of({ kind: is('context'), object: fc.constant(object), field: fc.constantFrom(...contextFields[object]) }),
    ),
  of({ kind: is('credentialsPath') }),
  of({ kind: is('artifactsPath'), of: fc.constantFrom('task', 'step') }),
);

test('what is written is what is read', () => {
  fc.assert(
    fc.property(anyVariable, (variable) => {
      expect(soleVariable(referenceTo(variable))).toEqual(variable);
    }),
    { numRuns: 1000 },
  );
});
