import type { ResourceGraph } from '../../../graph/graph';
import type { Platform } from '../../platform';
import type { GraphReport, GraphRule } from '../../rule';
import type { Fault } from '../pipelines/fault';
import { knownParams } from '../pipelines/known-params';
import { mentionsIn } from '../pipelines/mentions';
import { embeddedTask, type PlacedTask, placedTasks } from '../pipelines/placed-tasks';
import { misreadResults, resultTypes, undeclaredResults } from '../pipelines/result-fit';
import type { TaskInterface } from '../pipelines/task-fit';
import { misfitParams, missingParams, unknownParams } from '../pipelines/task-fit';
import { missingWorkspaces, optionalForRequired, unknownWorkspaces } from '../pipelines/workspace-fit';
import { greet, greetings, greetingWho, hello } from './examples';
import { finderOf, type PlacedPipeline, pipelinesOf } from './pipelines';

const RECONCILER = 'tektoncd/pipeline, pkg/reconciler/pipelinerun';

interface KnownTask {
  readonly pipeline: PlacedPipeline;
  readonly placed: PlacedTask;
  /** What the task takes and leaves: it stands in the pipeline, or is a Task of the program. */
  readonly taken: TaskInterface;
  /** Whether it stands in the pipeline, which hands on to it what it names. */
  readonly isEmbedded: boolean;
}

/** A check of each task of a pipeline of which one knows what it takes. */
function eachTask(find: (task: KnownTask, graph: ResourceGraph, platform: Platform) => readonly Fault[]) {
  return (graph: ResourceGraph, report: GraphReport, platform: Platform): void => {
    for (const pipeline of pipelinesOf(graph)) {
      const finder = finderOf(graph, pipeline.node);
      for (const placed of placedTasks(pipeline.spec)) {
        const taken = finder(placed.task);
        if (taken === undefined) continue;
        const isEmbedded = embeddedTask(placed.task) !== undefined;
        tell(find({ pipeline, placed, taken, isEmbedded }, graph, platform), pipeline, report);
      }
    }
  };
}

/** A check of each pipeline with what is known of its tasks. */
function eachPipeline(find: (pipeline: PlacedPipeline, graph: ResourceGraph) => readonly Fault[]) {
  return (graph: ResourceGraph, report: GraphReport): void => {
    for (const pipeline of pipelinesOf(graph)) tell(find(pipeline, graph), pipeline, report);
  };
}

function tell(faults: readonly Fault[], { node, at: start }: PlacedPipeline, report: GraphReport): void {
  for (const { at, found, hint } of faults) report(node, [...start, ...at], found, hint);
}

/** The workspaces that a pipeline can hand on. */
function workspacesAround({ node, spec }: PlacedPipeline): ReadonlySet<string> {
  const { workspaces: bound = [] } = (node.object.spec ?? {}) as { workspaces?: readonly { name: string }[] };
  return new Set([...(spec.workspaces ?? []), ...bound].map(({ name }) => name));
}

const never = () => false;
const who = { params: [{ name: 'who' }] };
const embedded = (spec: object, ...reads: readonly string[]) => ({
  name: 'greet',
  taskSpec: { ...spec, steps: [{ name: 'say', image: 'alpine:3.22', command: ['echo'], args: reads }] },
});
const leaving = (result: object, value: string) => [
  hello({ results: [{ name: 'word', ...result }] }, '$(results.word.path)'),
  greetings([greet(), { name: 'wave', taskRef: { name: 'wave' }, params: [{ name: 'word', value }] }]),
];

/** What tasks and the pipelines that they are in ask of each other: accepted apart, and found out when they run. */
export const taskGraphRules: readonly GraphRule[] = [
  {
    code: 'KT3652',
    severity: 'warning',
    title: 'a task of a pipeline gets all params that it needs',
    why: 'The run fails with PipelineValidationFailed before any task starts.',
    source: RECONCILER,
    check: eachTask(({ pipeline, placed, taken, isEmbedded }) => {
      if (!isEmbedded) return missingParams(placed, taken);
      const known = knownParams(pipeline.spec, pipeline.node.object);
      return missingParams(placed, taken, (name) => known.has(name));
    }),
    good: [hello(who, '$(params.who)'), greetings(greet({ params: [{ name: 'who', value: 'me' }] }))],
    bad: [hello(who, '$(params.who)'), greetings(greet())],
  },
  {
    code: 'KT3653',
    severity: 'warning',
    title: 'a task of a pipeline has the params that it is given',
    why: 'A value for another one is dropped without a word.',
    source: RECONCILER,
    check: eachTask(({ placed, taken, isEmbedded }) =>
      unknownParams(placed, taken, isEmbedded ? mentionsIn(placed.task.taskSpec, 'params') : never),
    ),
    good: [hello(who, '$(params.who)'), greetings(greet({ params: [{ name: 'who', value: 'me' }] }))],
    bad: [hello({}), greetings(greet({ params: [{ name: 'who', value: 'me' }] }))],
  },
  {
    code: 'KT3654',
    severity: 'warning',
    title: 'a param of a task gets a value of its type',
    why: 'The run of the task is refused.',
    source: RECONCILER,
    check: eachTask(({ pipeline, placed, taken }, graph) =>
      misfitParams(placed, taken, {
        params: knownParams(pipeline.spec, pipeline.node.object),
        resultType: resultTypes(pipeline.spec, finderOf(graph, pipeline.node)),
      }),
    ),
    good: [
      hello({ params: [{ name: 'who', type: 'array' }] }, '$(params.who[*])'),
      greetingWho({ type: 'array' }, '$(params.who[*])'),
    ],
    bad: [hello(who, '$(params.who)'), greetingWho({ type: 'array' }, '$(params.who[*])')],
  },
  {
    code: 'KT3655',
    severity: 'warning',
    title: 'a task declares the results that are read of it',
    why: 'The run fails with InvalidTaskResultReference or InvalidPipelineResultReference.',
    source: RECONCILER,
    check: eachPipeline(({ node, spec }, graph) => undeclaredResults(spec, finderOf(graph, node))),
    good: leaving({}, '$(tasks.greet.results.word)'),
    bad: leaving({}, '$(tasks.greet.results.wrod)'),
  },
  {
    code: 'KT3656',
    severity: 'warning',
    title: 'a result is read as what it is',
    why: 'A list is read as [*] or by an index, an object by its keys; other forms stay as they are.',
    source: 'tektoncd/pipeline, pkg/reconciler/pipelinerun/resources/resultrefresolution.go',
    check: eachPipeline(({ node, spec }, graph) => misreadResults(spec, finderOf(graph, node))),
    good: leaving({ type: 'array' }, '$(tasks.greet.results.word[*])'),
    bad: leaving({ type: 'array' }, '$(tasks.greet.results.word)'),
  },
  {
    code: 'KT3657',
    severity: 'warning',
    title: 'a task of a pipeline gets all workspaces that it needs',
    why: 'The run of the task is refused.',
    source: RECONCILER,
    check: eachTask(({ pipeline, placed, taken, isEmbedded }, _, { tektonDefaults }) => {
      // The cluster may have something for workspaces that nobody binds.
      if (tektonDefaults.defaultTaskRunWorkspaceBinding !== '') return [];
      const around = isEmbedded ? workspacesAround(pipeline) : undefined;
      return missingWorkspaces(placed, taken, (name) => around?.has(name) === true);
    }),
    good: [
      hello({ workspaces: [{ name: 'code' }] }),
      greetings(greet({ workspaces: [{ name: 'code', workspace: 'source' }] }), { workspaces: [{ name: 'source' }] }),
    ],
    bad: [hello({ workspaces: [{ name: 'code' }] }), greetings(greet())],
  },
  {
    code: 'KT3658',
    severity: 'warning',
    title: 'a task of a pipeline has the workspaces that it is given',
    why: 'A Task refuses others; the steps of one that stands in the pipeline do not see them.',
    source: RECONCILER,
    check: eachTask(({ placed, taken, isEmbedded }) =>
      unknownWorkspaces(placed, taken, isEmbedded ? mentionsIn(placed.task.taskSpec, 'workspaces') : never),
    ),
    good: [
      hello({ workspaces: [{ name: 'source' }] }),
      greetings(greet({ workspaces: [{ name: 'source' }] }), { workspaces: [{ name: 'source' }] }),
    ],
    bad: [hello({}), greetings(greet({ workspaces: [{ name: 'source' }] }), { workspaces: [{ name: 'source' }] })],
  },
  {
    code: 'KT3659',
    severity: 'warning',
    title: 'an optional workspace of a pipeline is optional for its tasks',
    why: 'Each run fails with RequiredWorkspaceMarkedOptional, whether it binds the workspace or not.',
    source: RECONCILER,
    check: eachTask(({ pipeline, placed, taken }) => optionalForRequired(placed, taken, pipeline.spec)),
    good: [
      hello({ workspaces: [{ name: 'source', optional: true }] }),
      greetings(greet({ workspaces: [{ name: 'source' }] }), { workspaces: [{ name: 'source', optional: true }] }),
    ],
    bad: [
      greetings(
        { ...embedded({ workspaces: [{ name: 'source' }] }), workspaces: [{ name: 'source' }] },
        { workspaces: [{ name: 'source', optional: true }] },
      ),
    ],
  },
];
