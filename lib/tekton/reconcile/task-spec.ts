import type { KubeObject } from '../../api/meta/v1';
import type { Param, ParamSpec, ParamValue } from '../../api/tekton/v1/param';
import type { Step } from '../../api/tekton/v1/step';
import { Task, type TaskSpec } from '../../api/tekton/v1/task';
import type { TaskRunSpec, TaskRunStatus } from '../../api/tekton/v1/task-run';
import { StepAction } from '../../api/tekton/v1beta1/step-action';
import type { View } from '../../controller/reconciler';
import { type Lookup, selected, substitute } from '../substitution';

export type TaskRunObject = KubeObject<TaskRunSpec, TaskRunStatus>;

/** A task as a run names it: found, still on its way, or not to be had. */
export type TaskFound =
  | { readonly state: 'found'; readonly spec: TaskSpec; readonly name: string; readonly task?: KubeObject<TaskSpec> }
  | { readonly state: 'pending'; readonly reason: string; readonly message: string }
  | { readonly state: 'failed'; readonly reason: string; readonly message: string };

/** Finds the task of a run, with its step actions in place. */
export function findTask(run: TaskRunObject, view: View): TaskFound {
  const { namespace, name = '' } = run.metadata;
  const { taskRef, taskSpec } = run.spec ?? {};
  if (taskSpec !== undefined) return withStepActions({ state: 'found', spec: taskSpec, name }, namespace, view, name);
  if (taskRef?.resolver !== undefined) {
    const message = `TaskRun ${namespace}/${name} awaiting remote resource`;
    return { state: 'pending', reason: 'ResolvingTaskRef', message };
  }
  const task = view.get(Task, taskRef?.name ?? '', namespace);
  if (task === undefined) {
    const message = `error when listing tasks for taskRun ${name}: tasks.tekton.dev "${taskRef?.name ?? ''}" not found`;
    return { state: 'failed', reason: 'TaskRunResolutionFailed', message };
  }
  return withStepActions({ state: 'found', spec: task.spec!, name: taskRef?.name ?? '', task }, namespace, view, name);
}

function withStepActions(
  found: Extract<TaskFound, { state: 'found' }>,
  namespace: string | undefined,
  view: View,
  run: string,
): TaskFound {
  const steps: Step[] = [];
  for (const step of found.spec.steps ?? []) {
    if (step.ref === undefined) {
      steps.push(step);
      continue;
    }
    if (step.ref.resolver !== undefined) {
      const message = `TaskRun ${namespace}/${run} awaiting remote StepAction`;
      return { state: 'pending', reason: 'ResolvingStepActionRef', message };
    }
    const name = step.ref.name ?? '';
    const action = view.get(StepAction, name, namespace);
    if (action === undefined) {
      const message = `error when listing stepactions for taskRun ${run}: stepactions.tekton.dev "${name}" not found`;
      return { state: 'failed', reason: 'TaskRunResolutionFailed', message };
    }
    steps.push(acted(step, action.spec as ActionSpec));
  }
  return { ...found, spec: { ...found.spec, steps } };
}

interface ActionSpec extends Step {
  readonly description?: string;
}

/** The step with what its action says: its params are the action's own. */
function acted(
  { ref: _ref, params: given = [], ...step }: Step,
  { params, description: _d, name: _n, ...action }: ActionSpec,
): Step {
  const values = valuesOf((params ?? []) as unknown as readonly ParamSpec[], given);
  const lookup: Lookup = (variable) => {
    if (variable.kind === 'stepResultPath') return `/tekton/steps/step-${step.name ?? ''}/results/${variable.name}`;
    return variable.kind === 'param' ? selected(values.get(variable.name), variable) : undefined;
  };
  return { ...substitute(action as Step, lookup), ...step };
}

/** The values of declared params: what is given, and else their defaults; of an object, key by key. */
export function valuesOf(declared: readonly ParamSpec[], given: readonly Param[]): Map<string, ParamValue> {
  const values = new Map<string, ParamValue>();
  for (const { name, default: initial } of declared) {
    const value = given.find((param) => param.name === name)?.value;
    if (isObject(initial) && isObject(value)) values.set(name, { ...initial, ...value });
    else if (value !== undefined || initial !== undefined) values.set(name, (value ?? initial)!);
  }
  for (const { name, value } of given) if (!values.has(name)) values.set(name, value);
  return values;
}

function isObject(value: ParamValue | undefined): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value);
}

/** What is wrong with what a run gives its task; undefined where nothing is. */
export function faultOf(
  run: TaskRunObject,
  { spec, name }: { readonly spec: TaskSpec; readonly name: string },
): string | undefined {
  const given = run.spec?.params ?? [];
  const missing = (spec.params ?? [])
    .filter((param) => param.default === undefined && !given.some((each) => each.name === param.name))
    .map((param) => param.name);
  if (missing.length > 0) {
    return `invalid input params for task ${name}: missing values for these params which have no default values: [${missing.join(' ')}]`;
  }
  const mistyped = (spec.params ?? [])
    .filter(({ name: param, type = 'string' }) => {
      const value = given.find((each) => each.name === param)?.value;
      return value !== undefined && typeOf(value) !== type;
    })
    .map((param) => param.name);
  if (mistyped.length > 0) {
    return `invalid input params for task ${name}: param types don't match the user-specified type: [${mistyped.join(' ')}]`;
  }
  const unbound = (spec.workspaces ?? []).find(
    (workspace) =>
      workspace.optional !== true && !(run.spec?.workspaces ?? []).some((bound) => bound.name === workspace.name),
  );
  return unbound === undefined
    ? undefined
    : `bind workspaces: expected 1 workspace binding for workspace "${unbound.name}" declared by the task, and there is none`;
}

const typeOf = (value: ParamValue) =>
  typeof value === 'string' ? 'string' : Array.isArray(value) ? 'array' : 'object';

/** Where a workspace stands in a step's file system. */
export const mountPathOf = ({ name, mountPath }: { readonly name: string; readonly mountPath?: string }) =>
  mountPath ?? `/workspace/${name}`;

/** The task with all that a run knows put into it. */
export function applied(run: TaskRunObject, spec: TaskSpec, taskName: string): TaskSpec {
  const { name = '', namespace = '', uid = '' } = run.metadata;
  const values = valuesOf(spec.params ?? [], run.spec?.params ?? []);
  const bindings = run.spec?.workspaces ?? [];
  const lookup: Lookup = (variable) => {
    switch (variable.kind) {
      case 'param':
        return selected(values.get(variable.name), variable);
      case 'resultPath':
        return `/tekton/results/${variable.name}`;
      case 'workspace': {
        const declared = spec.workspaces?.find((each) => each.name === variable.name);
        const bound = bindings.find((each) => each.name === variable.name);
        if (declared === undefined) return undefined;
        const answers = {
          path: bound === undefined ? '' : mountPathOf(declared),
          bound: String(bound !== undefined),
          claim: bound?.persistentVolumeClaim?.claimName ?? '',
          volume: bound === undefined ? '' : volumeNameOf(bound.name),
        };
        return answers[variable.field];
      }
      case 'context': {
        if (variable.object === 'taskRun') return { name, namespace, uid }[variable.field as 'name'];
        if (variable.object !== 'task') return undefined;
        return variable.field === 'name' ? taskName : String(run.status?.retriesStatus?.length ?? 0);
      }
      case 'credentialsPath':
        return '/tekton/creds';
      case 'stepExitCode':
        return `/tekton/steps/step-${variable.step}/exitCode`;
      default:
        return undefined;
    }
  };
  const { params, results, ...rest } = spec;
  return {
    ...(params === undefined ? {} : { params }),
    ...(results === undefined ? {} : { results }),
    ...substitute(rest, lookup),
  } as TaskSpec;
}

const HASH_LENGTH = 5;

/** The volume of a workspace: the same for the same name. */
export function volumeNameOf(workspace: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(workspace)) hash = Math.imul(hash ^ byte, 0x01000193);
  return `ws-${(hash >>> 0).toString(16).slice(0, HASH_LENGTH)}`;
}
