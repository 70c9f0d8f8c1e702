import { Pipeline } from '../../api/tekton/v1/pipeline';
import { Task } from '../../api/tekton/v1/task';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { type RuleSet, rulesOf } from '../rule';
import { containerWarnings } from './container-warnings';
import {
  actionResultWarnings,
  defaultWarnings,
  paramWarnings,
  resultWarnings,
  unseenParamWarnings,
} from './declaration-warnings';
import { actionsWithParams, tasksWithParams } from './param-holders';
import { programWarnings } from './program-warnings';
import { taskSpecs as allTaskSpecs, outermost, stepActions } from './targets';
import { variableWarnings, workspaceVariableWarnings } from './variable-warnings';

/** In a pipeline that stands in another one, one can't know what there is to read. */
const taskSpecs = outermost(allTaskSpecs);

/** A task as an object or written out in its run: nothing is handed on to it but what stands there. */
const alone = taskSpecs.filter(({ kind }) => kind === Task || kind === TaskRun);

/** What upstream accepts of tasks and actions and people regret. */
export const taskWarningRuleSets: readonly RuleSet[] = [
  rulesOf('Task', taskSpecs, [...paramWarnings(tasksWithParams), ...resultWarnings, ...variableWarnings]),
  rulesOf('Task', taskSpecs, [...containerWarnings, ...programWarnings]),
  rulesOf(
    'Task',
    taskSpecs.filter(({ kind }) => kind !== Pipeline),
    unseenParamWarnings,
  ),
  rulesOf('Task', alone, workspaceVariableWarnings),
  rulesOf('Task', alone.slice(0, 1), defaultWarnings(tasksWithParams)),
  rulesOf('StepAction', [stepActions], [...paramWarnings(actionsWithParams), ...defaultWarnings(actionsWithParams)]),
  rulesOf('StepAction', [stepActions], actionResultWarnings),
];
