import type { KubeObject } from '../../../api/meta/v1';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import { create, type Effect, tell, warning } from '../../../controller/effects';
import type { View } from '../../../controller/reconciler';
import { FOR_USERS } from '../../status';
import { slice } from '../params';
import { childNames, childrenOf, type Setting } from './children';
import { type Fault, type TaskSpecs, userFault } from './faults';
import { matrixFault } from './matrix';
import { circleAbove } from './nested';
import { type PipelineRunObject, runKindOf } from './pipeline-spec';
import { celFault } from './when';

/** What came of letting tasks begin. */
export interface Begun {
  /** The children that were made, by the names of their tasks. */
  readonly children: ReadonlyMap<string, readonly KubeObject[]>;
  readonly effects: readonly Effect[];
  /** Why one of the tasks can't begin; those before it have. */
  readonly fault?: Fault;
}

/** Lets these tasks begin, in their order, up to the first that can't. */
export function beginTasks(
  tasks: readonly PipelineTask[],
  pipeline: PipelineSpec,
  specs: TaskSpecs,
  setting: Setting,
  view: View,
): Begun {
  const { run, labels, annotations } = setting;
  const marked = { ...run, metadata: { ...run.metadata, labels, annotations } };
  const last = new Set((pipeline.finally ?? []).map(({ name }) => name));
  const children = new Map<string, readonly KubeObject[]>();
  const effects: Effect[] = [];
  for (const task of tasks) {
    const fault = taskFault(task, run);
    if (fault !== undefined) return { children, effects, fault };
    const found = specs.get(task.name);
    const beginning = { task, spec: found?.spec, name: found?.name ?? '', isLast: last.has(task.name) };
    const circle = task.pipelineRef === undefined ? undefined : circleAbove(marked, beginning.name, view);
    const made = circle === undefined ? childrenOf(setting, beginning) : { fault: circle };
    if ('fault' in made) {
      const { event, fault: cause } = notCreated(task, run, made.fault);
      return { children, effects: [...effects, tell(event)], fault: cause };
    }
    effects.push(...made.map((child) => create(child)));
    children.set(task.name, made);
  }
  return { children, effects };
}

/** What is wrong with a task now that the results of others are put into it. */
function taskFault(task: PipelineTask, { metadata }: PipelineRunObject): Fault | undefined {
  const matrix = matrixFault(task);
  if (matrix !== undefined) {
    // So Tekton says it: of the two texts that it has places for, it gives one.
    const message = `${FOR_USERS} Failed to validate matrix ${JSON.stringify(matrix)} with error %!v(MISSING)`;
    return { reason: 'InvalidMatrixParameterTypes', message, cause: matrix };
  }
  const cel = celFault(task);
  return cel === undefined
    ? undefined
    : userFault('CELEvaluationFailed', `Error evaluating CEL ${metadata.name}: `, cel);
}

/** What a run says where a child can't be made, by the child's kind: what it is, and the reason. */
const CREATION_FAULTS: Readonly<Record<string, readonly [string, string]>> = {
  [CustomRun.kind]: ['CustomRuns', 'RunsCreationFailed'],
  [PipelineRun.kind]: ['PipelineRuns', 'ChildPipelineRunsCreationFailed'],
};

function notCreated(task: PipelineTask, run: PipelineRunObject, fault: string) {
  const [kind, reason] = CREATION_FAULTS[runKindOf(task).kind] ?? ['TaskRuns', 'TaskRunsCreationFailed'];
  const names = childNames(run, task);
  const what = kind === 'PipelineRuns' ? `child (PIP) ${kind}` : kind;
  const quoted = slice(names.map((name) => `"${name}"`));
  const called = kind === 'PipelineRuns' ? `child ${kind}` : kind;
  const cause = `error creating ${called} called ${slice(names)} for PipelineTask ${task.name} from PipelineRun ${run.metadata.name}: ${fault}`;
  return {
    event: warning(reason, `Failed to create ${what} ${quoted}: ${fault}`),
    fault: { reason: 'CreateRunFailed', message: fault, cause },
  };
}
