import { TaskRun, type TaskRunSpec } from '../../../api/tekton/v1/task-run';
import type { ResourceGraph } from '../../../graph/graph';
import type { Platform } from '../../platform';
import type { GraphReport, GraphRule } from '../../rule';
import type { Fault } from '../pipelines/fault';
import type { PlacedTask } from '../pipelines/placed-tasks';
import {
  misfitParams,
  missingParams,
  type Surroundings,
  type TaskInterface,
  unknownParams,
} from '../pipelines/task-fit';
import { missingWorkspaces, unknownWorkspaces } from '../pipelines/workspace-fit';
import { hello, runOfHello } from './examples';
import { finderOf, specOf } from './pipelines';

const RECONCILER = 'tektoncd/pipeline, pkg/reconciler/taskrun';

/** A run gives a task what a pipeline would give it, with nothing around that one would have to know. */
const ALONE: Surroundings = { params: new Map(), resultType: () => undefined };

/** A check of each run of a Task of the program. */
function eachRun(find: (run: PlacedTask, task: TaskInterface, platform: Platform) => readonly Fault[]) {
  return (graph: ResourceGraph, report: GraphReport, platform: Platform): void => {
    for (const node of graph.nodes) {
      const { taskRef, params, workspaces }: Partial<TaskRunSpec> = specOf(node, TaskRun) ?? {};
      const task = { name: node.ref.name, taskRef, params, workspaces };
      const taken = finderOf(graph, node)(task);
      if (taken === undefined) continue;
      for (const { at, found, hint } of find({ task, section: 'tasks', at: ['spec'] }, taken, platform))
        report(node, at, found, hint);
    }
  };
}

const who = { params: [{ name: 'who' }] };
const me = { params: [{ name: 'who', value: 'me' }] };
const source = { workspaces: [{ name: 'source' }] };
const bound = { workspaces: [{ name: 'source', emptyDir: {} }] };

/** What runs of tasks and the tasks ask of each other: accepted apart, and found out when they run. */
export const taskRunGraphRules: readonly GraphRule[] = [
  {
    code: 'KT3671',
    severity: 'warning',
    title: 'the run of a task gives all params that it needs',
    why: 'The run fails with TaskRunValidationFailed, before its pod is made.',
    source: RECONCILER,
    check: eachRun((run, task) => missingParams(run, task)),
    good: [hello(who, '$(params.who)'), runOfHello(me)],
    bad: [hello(who, '$(params.who)'), runOfHello()],
  },
  {
    code: 'KT3672',
    severity: 'warning',
    title: 'the run of a task gives params that it has',
    why: 'A value for another param is dropped without a word.',
    source: RECONCILER,
    check: eachRun((run, task) => unknownParams(run, task)),
    good: [hello(who, '$(params.who)'), runOfHello(me)],
    bad: [hello({}), runOfHello(me)],
  },
  {
    code: 'KT3673',
    severity: 'warning',
    title: 'the run of a task gives its params values of their type',
    why: 'Values of another type, and objects that lack keys, make the run fail before its pod is made.',
    source: RECONCILER,
    check: eachRun((run, task) => misfitParams(run, task, ALONE)),
    good: [
      hello({ params: [{ name: 'who', type: 'array' }] }, '$(params.who[*])'),
      runOfHello({ params: [{ name: 'who', value: ['me'] }] }),
    ],
    bad: [hello({ params: [{ name: 'who', type: 'array' }] }, '$(params.who[*])'), runOfHello(me)],
  },
  {
    code: 'KT3674',
    severity: 'warning',
    title: 'the run of a task binds all workspaces that it needs',
    why: 'An unbound workspace makes the run fail before its pod is made.',
    source: 'tektoncd/pipeline, pkg/workspace/validate.go',
    check: eachRun((run, task, { tektonDefaults }) =>
      tektonDefaults.defaultTaskRunWorkspaceBinding === ''
        ? missingWorkspaces(run, task).map((fault) => ({
            ...fault,
            hint: 'bind it in workspaces, such as to emptyDir: {}',
          }))
        : [],
    ),
    good: [hello(source, '$(workspaces.source.path)'), runOfHello(bound)],
    bad: [hello(source, '$(workspaces.source.path)'), runOfHello()],
  },
  {
    code: 'KT3675',
    severity: 'warning',
    title: 'the run of a task binds workspaces that it has',
    why: 'A binding for another workspace makes the run fail before its pod is made.',
    source: 'tektoncd/pipeline, pkg/workspace/validate.go',
    check: eachRun((run, task) => unknownWorkspaces(run, task)),
    good: [hello(source, '$(workspaces.source.path)'), runOfHello(bound)],
    bad: [hello({}), runOfHello(bound)],
  },
];
