import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { ResourceGraph } from '../../../graph/graph';
import type { Platform } from '../../platform';
import type { GraphReport, GraphRule } from '../../rule';
import {
  misfitRunParams,
  missingRunParams,
  missingRunWorkspaces,
  unknownRunParams,
  unknownRunWorkspaces,
  unknownTaskRuns,
} from '../pipeline-runs/run-fit';
import { claimFaults, emptyDirFaults, taskTimeoutFaults } from '../pipeline-runs/storage-fit';
import type { Fault } from '../pipelines/fault';
import { mentionsIn, workspacesOf } from '../pipelines/mentions';
import { placedTasks } from '../pipelines/placed-tasks';
import { claim, greet, greetings, greetingWho, run, sharing } from './examples';
import { type PlacedRun, runsOf } from './pipelines';

const RECONCILER = 'tektoncd/pipeline, pkg/reconciler/pipelinerun';

/** A check of each run and the pipeline that it runs. */
function eachRun(
  find: (run: PipelineRunSpec, pipeline: PipelineSpec, platform: Platform, placed: PlacedRun) => readonly Fault[],
) {
  return (graph: ResourceGraph, report: GraphReport, platform: Platform): void => {
    for (const placed of runsOf(graph)) {
      for (const { at, found, hint } of find(placed.run, placed.spec, platform, placed))
        report(placed.node, ['spec', ...at], found, hint);
    }
  };
}

/** What tasks of a run's own pipeline read, though nothing declares it. */
function handedOn(
  pipeline: PipelineSpec,
  isOwn: boolean,
  workspaces: readonly string[] = [],
): (name: string) => boolean {
  if (!isOwn) return () => false;
  const used = new Set(placedTasks(pipeline).flatMap(({ task }) => [...workspacesOf(task, workspaces)]));
  return (name) => used.has(name);
}

const me = { params: [{ name: 'who', value: 'me' }] };
const template = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } };

/** What runs and the pipelines that they run ask of each other: accepted apart, and found out when they run. */
export const runGraphRules: readonly GraphRule[] = [
  {
    code: 'KT3660',
    severity: 'warning',
    title: 'a run gives all params that its pipeline needs',
    why: 'The run fails with ParameterMissing.',
    source: RECONCILER,
    check: eachRun(missingRunParams),
    good: [greetingWho(), run(me)],
    bad: [greetingWho(), run()],
  },
  {
    code: 'KT3661',
    severity: 'warning',
    title: 'a run gives params that its pipeline has',
    why: 'A value for another one is dropped without a word.',
    source: RECONCILER,
    check: eachRun((own, pipeline, _, { isOwn }) =>
      unknownRunParams(own, pipeline, isOwn ? mentionsIn(pipeline, 'params') : undefined),
    ),
    good: [greetingWho(), run(me)],
    bad: [greetings(greet()), run(me)],
  },
  {
    code: 'KT3662',
    severity: 'warning',
    title: 'a run gives the params of its pipeline values of their type',
    why: 'The run fails with ParameterTypeMismatch or ObjectParameterMissKeys.',
    source: RECONCILER,
    check: eachRun(misfitRunParams),
    good: [greetingWho({ type: 'array' }, '$(params.who[*])'), run({ params: [{ name: 'who', value: ['me'] }] })],
    bad: [greetingWho({ type: 'array' }, '$(params.who[*])'), run(me)],
  },
  {
    code: 'KT3663',
    severity: 'warning',
    title: 'a run gives all workspaces that its pipeline needs',
    why: 'The run fails with InvalidWorkspaceBindings.',
    source: RECONCILER,
    check: eachRun(missingRunWorkspaces),
    good: [sharing({ greet: ['source'] }), run({ workspaces: [claim('source')] })],
    bad: [sharing({ greet: ['source'] }), run()],
  },
  {
    code: 'KT3664',
    severity: 'warning',
    title: 'a run gives workspaces that its pipeline has',
    why: 'No task sees another one.',
    source: RECONCILER,
    check: eachRun((own, pipeline, _, { isOwn }) => {
      const names = (own.workspaces ?? []).map(({ name }) => name);
      return unknownRunWorkspaces(own, pipeline, handedOn(pipeline, isOwn, names));
    }),
    good: [sharing({ greet: ['source'] }), run({ workspaces: [claim('source')] })],
    bad: [greetings(greet()), run({ workspaces: [claim('source')] })],
  },
  {
    code: 'KT3665',
    severity: 'warning',
    title: 'what a run says of single tasks is of tasks that its pipeline has',
    why: 'The run fails with InvalidTaskRunSpecs.',
    source: RECONCILER,
    check: eachRun(unknownTaskRuns),
    good: [greetings(greet()), run({ taskRunSpecs: [{ pipelineTaskName: 'greet', timeout: '5m' }] })],
    bad: [greetings(greet()), run({ taskRunSpecs: [{ pipelineTaskName: 'gret', timeout: '5m' }] })],
  },
  {
    code: 'KT3666',
    severity: 'warning',
    title: 'a task has its workspaces on one claim',
    why: 'The pods of a workspace go where its claim is, and with two claims there is no such place: the task fails.',
    source: 'tektoncd/pipeline, docs/affinityassistants.md',
    check: eachRun(claimFaults),
    good: [
      sharing({ greet: ['source', 'cache'] }),
      run({ workspaces: [claim('source'), { ...claim('cache', 'source'), subPath: 'cache' }] }),
    ],
    bad: [
      sharing({ greet: ['source', 'cache'] }),
      run({ workspaces: [claim('source'), { name: 'cache', volumeClaimTemplate: template }] }),
    ],
  },
  {
    code: 'KT3667',
    severity: 'warning',
    title: 'tasks share no empty directory',
    why: 'Each pod has one of its own: what one task writes is not there for the next.',
    source: RECONCILER,
    check: eachRun(emptyDirFaults),
    good: [sharing({ greet: ['source'] }), run({ workspaces: [{ name: 'source', emptyDir: {} }] })],
    bad: [sharing({ greet: ['source'], wave: ['source'] }), run({ workspaces: [{ name: 'source', emptyDir: {} }] })],
  },
  {
    code: 'KT3668',
    severity: 'warning',
    title: 'a long run gives its tasks time too',
    why: 'timeouts.pipeline is for the whole; a task ends after the default time, an hour, all the same.',
    source: RECONCILER,
    check: eachRun(taskTimeoutFaults),
    good: [greetings(greet()), run({ timeouts: { pipeline: '3h', tasks: '2h' } })],
    bad: [greetings(greet()), run({ timeouts: { pipeline: '3h' } })],
  },
];
