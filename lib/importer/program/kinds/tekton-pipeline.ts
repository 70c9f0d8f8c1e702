import { type Variable as TektonVariable, variablesIn } from '../../../api/tekton/variables';
import { eachText, type Fields, fieldsAt, listAt, textAt } from '../../draft';
import { call, type Expression, given, list, literal, map, mapOrNone, member, use, type Variable } from '../expression';
import type { KindWriter, Scope } from '../scope';
import { goDuration } from '../values';
import { Declarations, declaredType } from './tekton-declarations';
import { taskOf } from './tekton-references';
import { argumentsIn, type ResultUse, type TaskUse, valuesOf } from './tekton-uses';
import { type FindVariable, partOf, type TypedVariable, type ValueType, Variables } from './tekton-variables';
import { when } from './tekton-when';

export const pipeline: KindWriter = (spec, scope) => {
  const declarations = new Declarations(spec, scope.name, ['name', 'description', 'optional']);
  if (declarations.isUnsaid) return undefined;
  const tasks = new Map<string, WrittenTask>();
  const parts: PipelineParts = { scope, declarations, tasks, asked: resultsAskedIn(spec) };
  for (const section of ['tasks', 'finally'] as const) {
    for (const one of listAt(spec, section)) {
      if (!pipelineTask(one, section, parts)) return undefined;
    }
  }
  const variables = variablesOf(parts, 'results');
  for (const result of listAt(spec, 'results')) {
    const { name, value, description } = result;
    if (typeof value !== 'string') continue;
    const options = mapOrNone({ description: given(description) });
    // The construct tells the type of a variable, and none of a text.
    const told = result.type === variables.typeOf(value).type ? variables.value(value) : variables.string(value);
    scope.after((self) => call(member(self, 'result'), given(name), told, options));
  }
  const { params, workspaces } = declarations.props(scope);
  return {
    of: 'Pipeline',
    props: {
      displayName: given(spec.displayName),
      description: given(spec.description),
      params,
      workspaces,
    },
  };
};

/** A task that stands before others, and what they may read of it. */
interface WrittenTask {
  readonly variable: Variable;
  readonly results: ReadonlyMap<string, ValueType>;
  readonly isMatrix: boolean;
}

interface PipelineParts {
  readonly scope: Scope;
  readonly declarations: Declarations;
  readonly tasks: Map<string, WrittenTask>;
  /** The results that are read of each task. */
  readonly asked: ReadonlyMap<string, readonly ResultUse[]>;
}

/** What texts may refer to: tasks in `finally` may also ask how the others ended. */
function variablesOf({ scope, declarations, tasks }: PipelineParts, place: 'tasks' | 'finally' | 'results'): Variables {
  return new Variables((variable) => {
    if (variable.kind === 'tasksOutcome') {
      return place === 'finally' ? { type: 'string', expression: member(scope.construct, 'status') } : undefined;
    }
    return taskVariable(variable, tasks, place) ?? declarations.find(variable);
  });
}

function taskVariable(
  variable: TektonVariable,
  tasks: ReadonlyMap<string, WrittenTask>,
  place: 'tasks' | 'finally' | 'results',
): TypedVariable | undefined {
  if (!('task' in variable)) return undefined;
  const task = tasks.get(variable.task);
  if (task === undefined) return undefined;
  const of = use(task.variable);
  switch (variable.kind) {
    case 'taskResult': {
      const type = task.results.get(variable.name);
      const isReadable = variable.section === 'tasks' || place === 'results';
      if (type === undefined || !isReadable) return undefined;
      const whole = { ...(task.isMatrix ? { type: 'array' as const } : type) };
      return partOf({ ...whole, expression: member(member(of, 'results'), variable.name) }, variable);
    }
    case 'taskOutcome':
      return place === 'finally' ? { type: 'string', expression: member(of, variable.field) } : undefined;
    case 'matrixLength':
      return task.isMatrix && variable.result === undefined
        ? { type: 'string', expression: member(of, 'runs') }
        : undefined;
    default:
      return undefined;
  }
}

/** The results that a pipeline reads, by task, with the types that the references tell. */
function resultsAskedIn(spec: Fields): ReadonlyMap<string, readonly ResultUse[]> {
  const asked = new Map<string, Map<string, ResultUse>>();
  eachText(spec, (text) => {
    for (const { variable } of variablesIn(text)) {
      if (variable?.kind !== 'taskResult') continue;
      const { task, name, key, index } = variable;
      const results = asked.get(task) ?? new Map<string, ResultUse>();
      const keys = [...(results.get(name)?.keys ?? []), ...(key === undefined ? [] : [key])];
      const type = keys.length > 0 ? 'object' : index === undefined ? 'string' : 'array';
      asked.set(task, results.set(name, { name, type, ...(keys.length > 0 && { keys: [...new Set(keys)] }) }));
    }
  });
  return new Map([...asked].map(([task, results]) => [task, [...results.values()]]));
}

function pipelineTask(one: Fields, section: 'tasks' | 'finally', parts: PipelineParts): boolean {
  const { scope, declarations, tasks } = parts;
  const name = textAt(one, 'name');
  if (name === undefined) return false;
  const variables = variablesOf(parts, section);
  const bound = listAt(one, 'workspaces').map(({ name: of, workspace, subPath }) => {
    const directory = declarations.workspace(String(workspace ?? of));
    const part =
      subPath === undefined ? directory : directory && call(member(directory, 'at'), variables.value(subPath));
    return [String(of), part] as const;
  });
  if (bound.some(([, directory]) => directory === undefined)) return false;
  const params = argumentsIn(one, variables);
  const matrix = fieldsAt(one, 'matrix');
  const asked: TaskUse = {
    params,
    matrix: matrixNames(matrix),
    workspaces: bound.map(([of]) => of),
    results: parts.asked.get(name) ?? [],
  };
  const find: FindVariable = (variable) => declarations.find(variable);
  const what = taskOf(one, asked, scope, { owner: `${scope.name} ${name}`, outer: find });
  if (what === undefined) return false;
  const before = Array.isArray(one.runAfter) ? one.runAfter.map((after) => tasks.get(String(after))?.variable) : [];
  const isOrdered = before.every((after) => after !== undefined);
  const options = {
    displayName: given(one.displayName),
    description: given(one.description),
    params: valuesOf(params, variables),
    matrix: matrix && matrixProps(matrix, variables),
    workspaces: bound.length === 0 ? undefined : map(Object.fromEntries(bound)),
    when: when(one.when, variables),
    retries: given(one.retries),
    timeout: goDuration(one.timeout),
    onError: given(one.onError),
    runAfter: before.length > 0 && isOrdered ? list((before as Variable[]).map(use)) : undefined,
  };
  const variable = { words: name, kind: 'task' };
  scope.after(
    (self) =>
      call(member(self, section === 'tasks' ? 'task' : 'finally'), literal(name), what.expression, mapOrNone(options)),
    variable,
  );
  const results = new Map(what.results.map((result) => [String(result.name), declaredType(result)]));
  tasks.set(name, { variable, results, isMatrix: matrix !== undefined });
  return true;
}

function matrixNames(matrix: Fields | undefined): string[] {
  const named = [...listAt(matrix, 'params'), ...listAt(matrix, 'include').flatMap((one) => listAt(one, 'params'))];
  return [...new Set(named.map(({ name }) => String(name)))];
}

function matrixProps(matrix: Fields, variables: Variables): Expression {
  const values = (holder: Fields) =>
    mapOrNone(Object.fromEntries(listAt(holder, 'params').map(({ name, value }) => [name, variables.value(value)])));
  const include = listAt(matrix, 'include').map((one) => map({ name: given(one.name), params: values(one) }));
  return map({ params: values(matrix), include: include.length === 0 ? undefined : list(include) });
}
