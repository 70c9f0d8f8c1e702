import { referencesIn, type VariableIndex, type WrittenReference } from './variable-syntax';

/** What a workspace is asked for. */
export const workspaceFields = ['path', 'bound', 'claim', 'volume'] as const;

/** What a context variable tells, by the object that it is about. */
export const contextFields = {
  taskRun: ['name', 'namespace', 'uid'],
  task: ['name', 'retry-count'],
  pipelineRun: ['name', 'namespace', 'uid'],
  pipeline: ['name'],
  pipelineTask: ['retries'],
} as const;

/** How a task ended, as tasks in `finally` may ask. */
export const outcomeFields = ['status', 'reason'] as const;

interface Indexed {
  /** One element of an array, or all; absent where the value is meant as it is. */
  readonly index?: VariableIndex;
}

/** A value that may be a text, an array, or an object of which `key` is meant. */
interface Keyed extends Indexed {
  /** Key of an object's entry. */
  readonly key?: string;
}

/** A variable of Tekton: what a reference means. Each form stands once, with the reference that it is read from. */
export type Variable =
  /** `$(params.NAME)`; of old, in tasks, also `$(inputs.params.NAME)`. */
  | ({ readonly kind: 'param'; readonly name: string } & Keyed)
  /** `$(tasks.TASK.results.NAME)`, or `finally` in place of `tasks`. */
  | ({
      readonly kind: 'taskResult';
      readonly section: 'tasks' | 'finally';
      readonly task: string;
      readonly name: string;
    } & Keyed)
  /** `$(tasks.TASK.status)` and `$(tasks.TASK.reason)`. */
  | { readonly kind: 'taskOutcome'; readonly task: string; readonly field: (typeof outcomeFields)[number] }
  /** `$(tasks.status)`: of all tasks together. */
  | { readonly kind: 'tasksOutcome' }
  /** `$(tasks.TASK.matrix.length)`, or with a result's name before `length`. */
  | { readonly kind: 'matrixLength'; readonly task: string; readonly result?: string }
  /** `$(tasks.TASK.outputs.NAME)` and `$(tasks.TASK.inputs.NAME)`. */
  | {
      readonly kind: 'taskArtifact';
      readonly task: string;
      readonly direction: 'inputs' | 'outputs';
      readonly name?: string;
    }
  /** `$(steps.STEP.results.NAME)`. */
  | ({ readonly kind: 'stepResult'; readonly step: string; readonly name: string } & Keyed)
  /** `$(steps.step-STEP.exitCode.path)`. */
  | { readonly kind: 'stepExitCode'; readonly step: string }
  /** `$(steps.STEP.outputs.NAME)` and `$(steps.STEP.inputs.NAME)`. */
  | {
      readonly kind: 'stepArtifact';
      readonly step: string;
      readonly direction: 'inputs' | 'outputs';
      readonly name?: string;
    }
  /** `$(results.NAME.path)`: where a step writes a result of its task. */
  | { readonly kind: 'resultPath'; readonly name: string }
  /** `$(step.results.NAME.path)`: where a step writes a result of its own. */
  | { readonly kind: 'stepResultPath'; readonly name: string }
  /** `$(workspaces.NAME.path)` and so on. */
  | { readonly kind: 'workspace'; readonly name: string; readonly field: (typeof workspaceFields)[number] }
  /** `$(context.taskRun.name)` and so on. */
  | { readonly kind: 'context'; readonly object: keyof typeof contextFields; readonly field: string }
  /** `$(credentials.path)`: where Tekton puts the credentials of the account. */
  | { readonly kind: 'credentialsPath' }
  /** `$(artifacts.path)` and `$(step.artifacts.path)`. */
  | { readonly kind: 'artifactsPath'; readonly of: 'task' | 'step' };

/** A reference in a text, and what it means; `variable` is undefined where Tekton leaves the text as it is. */
export interface VariableReference extends WrittenReference {
  readonly variable: Variable | undefined;
}

/**
 * The references to Tekton's variables in a text, from left to right. One that has the right root and is none of
 * Tekton's forms has no `variable`; what has another root is left out, since the shell's `$(…)` looks the same.
 *
 * @example
 * variablesIn('$(params.registry)/shop:$(tasks.fetch.results.commit)')
 */
export function variablesIn(text: string): VariableReference[] {
  return referencesIn(text)
    .filter(({ root }) => Object.hasOwn(READERS, root))
    .map((reference) => ({ ...reference, variable: variableOf(reference) }));
}

/** The variable that a text refers to and nothing else; undefined where there is none, or other text around it. */
export function soleVariable(text: string): Variable | undefined {
  const [reference] = variablesIn(text);
  return reference?.isWhole ? reference.variable : undefined;
}

/** What a reference means; undefined if it is none of Tekton's variables. */
function variableOf(reference: WrittenReference): Variable | undefined {
  return READERS[reference.root]?.(reference);
}

/** The reference to a variable, in the form with dots where that is possible. */
export function referenceTo(variable: Variable): string {
  switch (variable.kind) {
    case 'param':
      return written(`params${step(variable.name)}`, variable);
    case 'taskResult':
      return written(`${variable.section}.${variable.task}.results.${variable.name}`, variable);
    case 'taskOutcome':
      return written(`tasks.${variable.task}.${variable.field}`);
    case 'tasksOutcome':
      return written('tasks.status');
    case 'matrixLength':
      return written(['tasks', variable.task, 'matrix', variable.result, 'length'].filter(isGiven).join('.'));
    case 'taskArtifact':
      return written(['tasks', variable.task, variable.direction, variable.name].filter(isGiven).join('.'));
    case 'stepResult':
      return written(`steps.${variable.step}.results.${variable.name}`, variable);
    case 'stepExitCode':
      return written(`steps.step-${variable.step}.exitCode.path`);
    case 'stepArtifact':
      return written(['steps', variable.step, variable.direction, variable.name].filter(isGiven).join('.'));
    case 'resultPath':
      return written(`results${step(variable.name)}.path`);
    case 'stepResultPath':
      return written(`step.results${step(variable.name)}.path`);
    case 'workspace':
      return written(`workspaces.${variable.name}.${variable.field}`);
    case 'context':
      return written(`context.${variable.object}.${variable.field}`);
    case 'credentialsPath':
      return written('credentials.path');
    case 'artifactsPath':
      return written(variable.of === 'step' ? 'step.artifacts.path' : 'artifacts.path');
  }
}

type Reader = (reference: WrittenReference) => Variable | undefined;

const READERS: Readonly<Record<string, Reader>> = {
  params: ({ names, index }) => paramOf(names, index),
  inputs: ({ names: [first, ...names], index }) => (first === 'params' ? paramOf(names, index) : undefined),
  tasks: ofTasks,
  finally: ({ names: [task, results, ...names], index, isQuoted }) =>
    task !== undefined && results === 'results' && !isQuoted ? taskResult('finally', task, names, index) : undefined,
  steps: ofSteps,
  step: ({ names: [first, name, path], names, index }) => {
    if (index !== undefined) return undefined;
    if (first === 'artifacts')
      return name === 'path' && names.length === 2 ? { kind: 'artifactsPath', of: 'step' } : undefined;
    if (first !== 'results' || name === undefined || path !== 'path' || names.length !== 3) return undefined;
    return { kind: 'stepResultPath', name };
  },
  results: ({ names: [name, path], names, index }) =>
    name !== undefined && path === 'path' && names.length === 2 && index === undefined
      ? { kind: 'resultPath', name }
      : undefined,
  workspaces: ({ names: [name, field], names, index }) =>
    name !== undefined && isOneOf(workspaceFields, field) && names.length === 2 && index === undefined
      ? { kind: 'workspace', name, field }
      : undefined,
  context: ({ names: [object, field], names, index }) =>
    isContext(object) && isOneOf(contextFields[object], field) && names.length === 2 && index === undefined
      ? { kind: 'context', object, field }
      : undefined,
  credentials: ({ names, index }) =>
    names.length === 1 && names[0] === 'path' && index === undefined ? { kind: 'credentialsPath' } : undefined,
  artifacts: ({ names, index }) =>
    names.length === 1 && names[0] === 'path' && index === undefined
      ? { kind: 'artifactsPath', of: 'task' }
      : undefined,
};

/** Of two names the first is the param's, an object, and the second its key; more are one too many. */
function paramOf([name, key, ...more]: readonly string[], index: VariableIndex | undefined): Variable | undefined {
  if (name === undefined || more.length > 0) return undefined;
  return { kind: 'param', name, ...keyed(key, index) };
}

function ofTasks({
  names: [task, what, ...names],
  names: all,
  index,
  isQuoted,
}: WrittenReference): Variable | undefined {
  if (task === undefined || isQuoted) return undefined;
  if (what === 'results') return taskResult('tasks', task, names, index);
  if (index !== undefined) return undefined;
  if (what === undefined) return task === 'status' ? { kind: 'tasksOutcome' } : undefined;
  if (isOneOf(outcomeFields, what)) return all.length === 2 ? { kind: 'taskOutcome', task, field: what } : undefined;
  if (what === 'outputs' || what === 'inputs') {
    const [name] = names;
    return names.length > 1 ? undefined : { kind: 'taskArtifact', task, direction: what, ...(name && { name }) };
  }
  if (what !== 'matrix' || names.at(-1) !== 'length' || names.length > 2) return undefined;
  return { kind: 'matrixLength', task, ...(names.length === 2 && { result: names[0]! }) };
}

const EXIT_CODE_PREFIX = 'step-';

function ofSteps({ names: [step, what, ...names], index, isQuoted }: WrittenReference): Variable | undefined {
  if (step === undefined || isQuoted) return undefined;
  if (what === 'results') {
    const result = resultOf(names, index);
    return result && { kind: 'stepResult', step, ...result };
  }
  if (index !== undefined) return undefined;
  if (what === 'outputs' || what === 'inputs') {
    const [name] = names;
    return names.length > 1 ? undefined : { kind: 'stepArtifact', step, direction: what, ...(name && { name }) };
  }
  const isExitCode = what === 'exitCode' && names.length === 1 && names[0] === 'path';
  if (!isExitCode || !step.startsWith(EXIT_CODE_PREFIX)) return undefined;
  return { kind: 'stepExitCode', step: step.slice(EXIT_CODE_PREFIX.length) };
}

function taskResult(
  section: 'tasks' | 'finally',
  task: string,
  names: readonly string[],
  index: VariableIndex | undefined,
): Variable | undefined {
  const result = resultOf(names, index);
  return result && { kind: 'taskResult', section, task, ...result };
}

/** The result that a reference names, behind `results`: its name and, of an object, a key. */
function resultOf(
  [name, key, ...more]: readonly string[],
  index: VariableIndex | undefined,
): ({ readonly name: string } & Keyed) | undefined {
  return name === undefined || more.length > 0 ? undefined : { name, ...keyed(key, index) };
}

function keyed(key: string | undefined, index: VariableIndex | undefined): Keyed {
  return { ...(key !== undefined && { key }), ...(index !== undefined && { index }) };
}

function isContext(object: string | undefined): object is keyof typeof contextFields {
  return object !== undefined && Object.hasOwn(contextFields, object);
}

function isOneOf<Item extends string>(items: readonly Item[], text: string | undefined): text is Item {
  return text !== undefined && (items as readonly string[]).includes(text);
}

function isGiven(part: string | undefined): part is string {
  return part !== undefined;
}

/** A name as a step of a reference: between dots it can't hold any. */
function step(name: string): string {
  return name.includes('.') ? `["${name}"]` : `.${name}`;
}

function written(inner: string, { key, index }: Keyed = {}): string {
  return `$(${inner}${key === undefined ? '' : `.${key}`}${index === undefined ? '' : `[${index}]`})`;
}
