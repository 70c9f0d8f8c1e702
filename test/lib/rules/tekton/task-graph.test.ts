import { describe, expect, it } from 'vitest';
import type { PipelineSpec } from '../../../../lib/api/tekton/v1/pipeline';
import { taskGraphOf } from '../../../../lib/rules/tekton/pipelines/needs';
import { type GraphTask, TaskGraph } from '../../../../lib/rules/tekton/pipelines/task-graph';

const task = (name: string, ...needs: readonly string[]): GraphTask => ({
  name,
  needs: needs.map((need, i) => ({ name: need, at: [name, i] })),
});

const waysOf = (graph: TaskGraph) => graph.rounds().map((round) => round.map(({ task: one }) => one));

describe('the graph of tasks', () => {
  it('has no rounds and nothing unmet where each task needs those before it', () => {
    const graph = new TaskGraph([task('a'), task('b', 'a'), task('c', 'a', 'b')]);
    expect(waysOf(graph)).toEqual([]);
    expect(graph.unmet).toEqual([]);
  });

  it('tells what is needed and not there, with its place', () => {
    const graph = new TaskGraph([task('a', 'x'), task('b', 'a', 'y')]);
    expect(graph.unmet).toEqual([
      { name: 'x', at: ['a', 0], task: 'a' },
      { name: 'y', at: ['b', 1], task: 'b' },
    ]);
  });

  it('finds one short round in each group of tasks that need each other', () => {
    const graph = new TaskGraph([
      task('a', 'b'),
      task('b', 'c'),
      task('c', 'a', 'b'),
      task('d', 'e', 'a'),
      task('e', 'd'),
      task('f', 'f'),
    ]);
    const rounds = waysOf(graph).map((round) => [...round].sort().join(' '));
    expect(rounds.sort()).toEqual(['a b c', 'd e', 'f']);
  });

  it('goes round in the order of the needs', () => {
    const [round = []] = new TaskGraph([task('a', 'b'), task('b', 'c'), task('c', 'a')]).rounds();
    for (const [i, { name }] of round.entries()) expect(round[(i + 1) % round.length]?.task).toBe(name);
  });

  it('takes the first of two tasks with one name', () => {
    expect(waysOf(new TaskGraph([task('a'), task('a', 'a')]))).toEqual([]);
  });

  it('handles 2,000 tasks that each need all of the 40 before in a moment', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `task-${i}`);
    const tasks = names.map((name, i) => task(name, ...names.slice(Math.max(0, i - 40), i)));
    const start = performance.now();
    const graph = new TaskGraph([...tasks, task('last', 'first'), task('first', 'last', 'task-1999')]);
    expect(waysOf(graph)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('the graph of a pipeline', () => {
  const step = { name: 'say', image: 'alpine:3.22' };
  const spec: PipelineSpec = {
    tasks: [
      { name: 'a', taskRef: { name: 'x' }, runAfter: ['by-run-after'] },
      { name: 'b', taskRef: { name: 'x' }, params: [{ name: 'p', value: ['', '$(tasks.by-param.results.r[0])'] }] },
      {
        name: 'c',
        taskRef: { name: 'x' },
        matrix: { params: [{ name: 'p', value: '$(tasks.by-matrix.results.r[*])' }] },
      },
      {
        name: 'd',
        taskRef: { name: 'x' },
        matrix: { include: [{ name: 'i', params: [{ name: 'p', value: '$(tasks.by-include.results.r)' }] }] },
      },
      {
        name: 'e',
        taskRef: { name: 'x' },
        when: [{ input: '', operator: 'in', values: ['$(tasks.by-when.results.r)'] }],
      },
      { name: 'f', taskSpec: { steps: [{ ...step, env: [{ name: 'E', value: '$(tasks.by-env.results.r.k)' }] }] } },
      { name: 'g', taskSpec: { steps: [step], sidecars: [{ name: 's', script: '$(tasks.by-sidecar.results.r)' }] } },
      { name: 'h', taskRef: { name: 'x' }, displayName: '$(tasks.by-display-name.results.r)' },
      { name: 'i', taskRef: { name: 'x' }, params: [{ name: 'p', value: '$(tasks.by-status.status)' }] },
      { name: 'j', taskRef: { name: 'x' }, params: [{ name: 'p', value: "$(tasks.by-brackets.results['r'])" }] },
    ],
    finally: [{ name: 'z', taskRef: { name: 'x' }, params: [{ name: 'p', value: '$(tasks.by-finally.results.r)' }] }],
  };

  it('has an edge for runAfter and for each result, and for nothing else', () => {
    expect(taskGraphOf(spec).unmet.map(({ task: one, name }) => `${one} ${name}`)).toEqual([
      'a by-run-after',
      'b by-param',
      'c by-matrix',
      'd by-include',
      'e by-when',
      'f by-env',
      'g by-sidecar',
    ]);
  });

  it('knows where each of them is said', () => {
    const places = taskGraphOf(spec).unmet.map(({ at, reference }) => [at.join('.'), reference]);
    expect(places.slice(0, 3)).toEqual([
      ['tasks.0.runAfter.0', undefined],
      ['tasks.1.params.0.value.1', '$(tasks.by-param.results.r[0])'],
      ['tasks.2.matrix.params.0.value', '$(tasks.by-matrix.results.r[*])'],
    ]);
    expect(places.at(-1)).toEqual(['tasks.6.taskSpec.sidecars.0.script', '$(tasks.by-sidecar.results.r)']);
  });
});
