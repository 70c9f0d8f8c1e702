import type { GraphRule } from '../../rule';
import { placedTasks } from '../pipelines/placed-tasks';
import { greet, greetings, greetingWho, sharing } from './examples';
import { pipelinesOf } from './pipelines';
import { namesRead } from './used-names';

const APPLY = 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/apply.go';

/** What a pipeline takes and hands on to no task. */
export const unusedRules: readonly GraphRule[] = [
  {
    code: 'KT3650',
    severity: 'warning',
    title: 'a param of a pipeline is read by something',
    why: 'Who gives it a value expects that it does something.',
    source: APPLY,
    check(graph, report) {
      for (const { node, spec, at } of pipelinesOf(graph)) {
        const { params = [], ...rest } = spec;
        const read = namesRead([rest, params.map(({ default: value }) => value)], 'params');
        for (const [i, { name }] of params.entries()) {
          if (!read.has(name))
            report(
              node,
              [...at, 'params', i],
              `nothing reads the param "${name}"`,
              `use $(params.${name}), or leave it out`,
            );
        }
      }
    },
    good: [greetingWho()],
    bad: [greetings(greet(), { params: [{ name: 'who' }] })],
  },
  {
    code: 'KT3651',
    severity: 'warning',
    title: 'a workspace of a pipeline goes to some task',
    why: 'Each run has to bind it, for nothing.',
    source: APPLY,
    check(graph, report) {
      for (const { node, spec, at } of pipelinesOf(graph)) {
        const { workspaces = [], ...rest } = spec;
        const used = namesRead(rest, 'workspaces');
        for (const { task } of placedTasks(spec)) {
          for (const { name, workspace } of task.workspaces ?? []) used.add(workspace || name);
          for (const { name } of task.taskSpec?.workspaces ?? []) used.add(name);
          for (const { name } of task.pipelineSpec?.workspaces ?? []) used.add(name);
        }
        for (const [i, { name }] of workspaces.entries()) {
          if (!used.has(name))
            report(
              node,
              [...at, 'workspaces', i],
              `no task gets the workspace "${name}"`,
              'bind it in a task, or leave it out',
            );
        }
      }
    },
    good: [sharing({ greet: ['source'] })],
    bad: [greetings(greet(), { workspaces: [{ name: 'source' }] })],
  },
];
