import type { ParamSpec } from '../../api/tekton/v1/param';
import { Task } from '../../api/tekton/v1/task';
import type { RuleExample, Target } from '../rule';
import { minimalStep } from './minimal-step';
import { closedTaskSpecs, declaringPipelines, stepActions, taskSpecs, taskSpecsOfPipelines } from './targets';

/** What declares params and reads them, for rules that hold for all of these. */
export interface ParamHolder {
  readonly title: string;
  readonly targets: readonly Target[];
  /** An example with these params, in which these texts stand where a list may. */
  example(params: readonly ParamSpec[], ...texts: readonly string[]): RuleExample;
}

const inSteps: ParamHolder['example'] = (params, ...texts) => ({
  value: { params, steps: [{ ...minimalStep, command: ['echo', 'hello', ...texts] }] },
});

/** Tasks, wherever they stand. */
export const tasksWithParams: ParamHolder = { title: 'Task', targets: taskSpecs, example: inSteps };

/** Tasks of which one can know all params that they may read. */
export const closedTasks: ParamHolder = { title: 'Task', targets: closedTaskSpecs, example: inSteps };

/** Tasks that are objects of their own. */
export const tasksAlone: ParamHolder = {
  ...closedTasks,
  targets: closedTasks.targets.filter(({ kind }) => kind === Task),
};

/** Tasks that stand in a Pipeline. */
export const embeddedTasks: ParamHolder = { title: 'Task', targets: taskSpecsOfPipelines, example: inSteps };

export const actionsWithParams: ParamHolder = {
  title: 'StepAction',
  targets: [stepActions],
  example: (params, ...texts) => ({ value: { params, args: texts } }),
};

export const pipelinesWithParams: ParamHolder = {
  title: 'Pipeline',
  targets: declaringPipelines,
  example: (params, ...texts) => ({
    value: {
      params,
      tasks: [
        {
          name: 'greet',
          taskRef: { name: 'hello' },
          params: texts.map((value, i) => ({ name: `param-${i}`, value })),
        },
      ],
    },
  }),
};
