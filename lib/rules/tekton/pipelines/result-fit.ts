import type { ParamType } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { TaskResult } from '../../../api/tekton/v1/result';
import type { Variable } from '../../../api/tekton/variables';
import type { FieldPath } from '../../diagnostic';
import type { Fault } from './fault';
import { didYouMean } from './param-references';
import { isMatrixed, placedTasks, tasksByName } from './placed-tasks';
import { resultUses } from './results';
import type { TaskInterface } from './task-fit';
import { referencesOf } from './texts';

/** Finds what a task takes and leaves; undefined where that is not known. */
export type FindTask = (task: PipelineTask) => TaskInterface | undefined;

type ResultVariable = Extract<Variable, { kind: 'taskResult' }>;

interface Use {
  readonly variable: ResultVariable;
  readonly text: string;
  readonly at: FieldPath;
  /** Whether the webhook itself looks at how results of a matrix are read there. */
  readonly isJudged?: boolean;
}

/** The type of a result of one of a pipeline's tasks; undefined where it is not known. */
export function resultTypes(spec: PipelineSpec, find: FindTask): (result: ResultVariable) => ParamType | undefined {
  const tasks = tasksByName(placedTasks(spec));
  return ({ task, name }) => {
    const producer = tasks.get(task)?.task;
    if (producer === undefined) return undefined;
    const result = find(producer)?.results?.find((one) => one.name === name);
    if (result === undefined) return undefined;
    return isMatrixed(producer) ? 'array' : typeOfResult(result);
  };
}

/** References to results that their tasks do not declare. */
export function undeclaredResults(spec: PipelineSpec, find: FindTask): Fault[] {
  const resultsOf = resultsIn(spec, find);
  return uses(spec).flatMap(({ variable, text, at }) => {
    const results = resultsOf(variable);
    if (results === undefined || results.some(({ name }) => name === variable.name)) return [];
    const found = `${text} is no result: the task "${variable.task}" has none "${variable.name}"`;
    return [
      {
        at,
        found,
        hint: didYouMean(
          variable.name,
          results.map(({ name }) => name),
          'the results of the task',
        ),
      },
    ];
  });
}

/** References to results in a form that is for another type. */
export function misreadResults(spec: PipelineSpec, find: FindTask): Fault[] {
  const typeOf = resultTypes(spec, find);
  const resultsOf = resultsIn(spec, find);
  const tasks = tasksByName(placedTasks(spec));
  return uses(spec).flatMap(({ variable, text, at, isJudged }) => {
    const type = typeOf(variable);
    const producer = tasks.get(variable.task)?.task;
    if (type === undefined || (isJudged && producer !== undefined && isMatrixed(producer))) return [];
    const whole = `$(${variable.section}.${variable.task}.results.${variable.name}`;
    if (type === 'string') {
      const isAsIs = variable.key === undefined && variable.index === undefined;
      return isAsIs ? [] : [{ at, found: `${text}: the result is a text`, hint: `write ${whole})` }];
    }
    if (type === 'array') {
      if (variable.key === undefined && variable.index !== undefined) return [];
      return [{ at, found: `${text}: the result is a list`, hint: `write ${whole}[*]), or one element as [0]` }];
    }
    const keys = Object.keys(resultsOf(variable)?.find(({ name }) => name === variable.name)?.properties ?? {});
    if (variable.key !== undefined) {
      if (keys.includes(variable.key)) return [];
      const hint = didYouMean(variable.key, keys, 'its properties');
      return [{ at, found: `${text}: the result has no key "${variable.key}"`, hint }];
    }
    if (variable.index === '*') return [];
    return [{ at, found: `${text}: the result is an object`, hint: `write ${whole}.KEY) for one key` }];
  });
}

/** The uses of results that are put in: in the tasks, and in the results of the pipeline. */
function uses(spec: PipelineSpec): Use[] {
  const inTasks = referencesOf(spec).flatMap(({ reference: { variable, text }, at, placed, field }) =>
    // Elsewhere `finally` is read by nobody, which another rule tells.
    variable?.kind === 'taskResult' && !(placed.section === 'tasks' && variable.section === 'finally')
      ? [{ variable, text, at, isJudged: field === 'params' && placed.section === 'tasks' }]
      : [],
  );
  return [...inTasks, ...resultUses(spec)];
}

/** Finds the results that the task of a reference declares; undefined where they are not known. */
function resultsIn(spec: PipelineSpec, find: FindTask): (result: ResultVariable) => readonly TaskResult[] | undefined {
  const tasks = tasksByName(placedTasks(spec));
  return ({ task }) => {
    const producer = tasks.get(task)?.task;
    const known = producer && find(producer);
    return known && (known.results ?? []);
  };
}

function typeOfResult({ type, properties }: TaskResult): ParamType {
  return type || (properties === undefined ? 'string' : 'object');
}
