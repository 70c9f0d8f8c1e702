import type { KubeObject } from '../../api/meta/v1';
import type { PodTemplate } from '../../api/tekton/v1/pod-template';
import type { Provenance } from '../../api/tekton/v1/provenance';
import type { Step } from '../../api/tekton/v1/step';
import { Task, type TaskSpec } from '../../api/tekton/v1/task';
import type { TaskRunSpec, TaskRunStatus } from '../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import { annotation } from '../keys';
import type { TektonSettings } from '../settings';
import { type Lookup, substitute } from '../substitution';
import { enumFault, indexFault, lookupIn, paramsFault, valuesOf } from './params';
import { stepContainerName } from './pod/containers';
import { exceeds, type Resources } from './pod/resources';
import { mountPathOf, workspaceVolumes } from './pod/workspaces';
import { type Resolving, resolved } from './resolution';

export type TaskRunObject = KubeObject<TaskRunSpec, TaskRunStatus>;

/** A task as a run names it: found, still on its way, or not to be had. */
export type TaskFound =
  | { readonly state: 'found'; readonly spec: TaskSpec; readonly name: string; readonly task?: KubeObject<TaskSpec> }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/** Finds the task of a run. */
export function findTask(run: TaskRunObject, resolving: Resolving): TaskFound {
  const { namespace, name = '' } = run.metadata;
  const { taskRef, taskSpec } = run.spec ?? {};
  if (taskSpec !== undefined) return { state: 'found', spec: taskSpec, name };
  if (taskRef?.resolver !== undefined && taskRef.resolver !== '') {
    const params = substitute(taskRef.params ?? [], lookupIn(valuesOf([], run.spec?.params ?? [])));
    const task = resolved({ ...taskRef, params, as: Task }, resolving);
    if (task === 'pending') return { state: 'pending' };
    if ('fault' in task) return { state: 'failed', message: task.fault };
    return {
      state: 'found',
      spec: task.spec as TaskSpec,
      name: task.metadata.name ?? '',
      task: task as KubeObject<TaskSpec>,
    };
  }
  const wanted = taskRef?.name ?? '';
  const task = resolving.view.get(Task, wanted, namespace);
  if (task !== undefined) return { state: 'found', spec: task.spec!, name: wanted, task };
  const message = `error when listing tasks for taskRun ${name}: tasks.tekton.dev "${wanted}" not found`;
  return { state: 'failed', message };
}

export interface Fault {
  readonly reason: string;
  readonly message: string;
}

/** What is wrong with what a run gives its task; undefined where nothing is. The first that is wrong counts. */
export function faultOf(
  run: TaskRunObject,
  { spec, name }: { readonly spec: TaskSpec; readonly name: string },
  { platform }: TektonSettings,
): Fault | undefined {
  const params = run.spec?.params ?? [];
  const declared = spec.params ?? [];
  const invalid = (message: string | undefined): Fault | undefined =>
    message === undefined ? undefined : { reason: 'TaskRunValidationFailed', message };
  const given = paramsFault(declared, params);
  const unlisted = platform.isEnabled('enable-param-enum') ? enumFault(declared, params) : undefined;
  return (
    invalid(resourcesFault(spec)) ??
    invalid(given === undefined ? undefined : `invalid input params for task ${name}: ${given}`) ??
    (unlisted === undefined ? undefined : { reason: 'InvalidParamValue', message: unlisted }) ??
    invalid(indexFault(declared, params, { ...spec, params: undefined })) ??
    invalid(bindingsFault(run, spec)) ??
    invalid(platform.feature('coschedule') === 'workspaces' ? claimsFault(run) : undefined) ??
    invalid(overridesFault(run, spec))
  );
}

function resourcesFault({ steps = [], stepTemplate }: TaskSpec): string | undefined {
  for (const { computeResources } of steps) {
    const { requests = {}, limits } = (computeResources ?? {}) as Resources;
    const common = (stepTemplate?.computeResources as Resources | undefined)?.limits;
    for (const [name, request] of Object.entries(requests)) {
      const limit = limits?.[name] ?? common?.[name];
      if (limit !== undefined && exceeds(request, limit))
        return `invalid request resource value: ${request} must be less or equal to limit ${limit}`;
    }
  }
  return undefined;
}

function bindingsFault(run: TaskRunObject, spec: TaskSpec): string | undefined {
  const bindings = run.spec?.workspaces ?? [];
  const unbound = (spec.workspaces ?? []).find(
    ({ name, optional }) => optional !== true && !bindings.some((bound) => bound.name === name),
  );
  if (unbound !== undefined) return `declared workspace "${unbound.name}" is required but has not been bound`;
  // A task that stands in the run declares what the run binds.
  if (run.spec?.taskSpec !== undefined) return undefined;
  const surplus = bindings.find(({ name }) => !(spec.workspaces ?? []).some((declared) => declared.name === name));
  return surplus === undefined
    ? undefined
    : `workspace binding "${surplus.name}" does not match any declared workspace`;
}

/** Runs that share a volume can't have two: they may be on two nodes. */
function claimsFault({ metadata, spec }: TaskRunObject): string | undefined {
  if (metadata.annotations?.[annotation.affinityAssistant] === undefined) return undefined;
  const claims = (spec?.workspaces ?? []).flatMap(({ name, persistentVolumeClaim, volumeClaimTemplate }) => {
    if (persistentVolumeClaim !== undefined) return [persistentVolumeClaim.claimName];
    return volumeClaimTemplate === undefined ? [] : [name];
  });
  return new Set(claims).size > 1 ? 'more than one PersistentVolumeClaim is bound' : undefined;
}

function overridesFault({ spec }: TaskRunObject, { steps = [], sidecars = [] }: TaskSpec): string | undefined {
  const lost = (what: 'Step' | 'Sidecar', specs: readonly { name: string }[], all: readonly { name?: string }[]) =>
    specs
      .filter(({ name }) => !all.some((each) => each.name === name))
      .map(({ name }) => `invalid ${what}Override: No ${what} named ${name}`);
  const faults = [
    ...lost('Step', spec?.stepSpecs ?? [], steps),
    ...lost('Sidecar', spec?.sidecarSpecs ?? [], sidecars),
  ];
  return faults.length === 0 ? undefined : faults.join('\n');
}

/** The run with the cluster's binding for those workspaces that nobody binds. */
export function withDefaultBindings(
  run: TaskRunObject,
  { workspaces = [] }: TaskSpec,
  { workspace }: TektonSettings,
): TaskRunObject {
  if (workspace === undefined) return run;
  const bound = run.spec?.workspaces ?? [];
  const added = workspaces
    .filter(({ name, optional }) => optional !== true && !bound.some((binding) => binding.name === name))
    .map(({ name }): WorkspaceBinding => ({ ...workspace, name }));
  return added.length === 0 ? run : { ...run, spec: { ...run.spec, workspaces: [...bound, ...added] } };
}

/** The run with the values of its params in its bindings and its pod template. */
export function withParamsInBindings(run: TaskRunObject, { params = [] }: TaskSpec): TaskRunObject {
  const lookup = lookupIn(valuesOf(params, run.spec?.params ?? []));
  const { workspaces, podTemplate } = run.spec ?? {};
  return {
    ...run,
    spec: {
      ...run.spec,
      ...(workspaces === undefined ? {} : { workspaces: substitute(workspaces, lookup) }),
      ...(podTemplate === undefined ? {} : { podTemplate: withNodeSelector(substitute(podTemplate, lookup), lookup) }),
    },
  };
}

/** Of a node's labels, the names are replaced too. */
function withNodeSelector(template: PodTemplate, lookup: Lookup): PodTemplate {
  const { nodeSelector } = template;
  if (nodeSelector === undefined) return template;
  const entries = Object.entries(nodeSelector).map(([name, value]) => [substitute(name, lookup), value]);
  return { ...template, nodeSelector: Object.fromEntries(entries) };
}

/** Fields of a container in which variables are replaced; and those of steps besides. */
const REPLACED = [
  'name',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'workingDir',
  'envFrom',
  'volumeMounts',
  'script',
  'onError',
  'stdoutConfig',
  'stderrConfig',
  'when',
  'params',
] as const;

/** The task with all that a run knows put into it. */
export function applied(run: TaskRunObject, given: TaskSpec, taskName: string): TaskSpec {
  const bindings = run.spec?.workspaces ?? [];
  const declared = withPropagated(given, bindings);
  const values = valuesOf(declared.params ?? [], run.spec?.params ?? []);
  const spec = withMountPaths(declared, lookupIn(values));
  const lookup = knownTo(run, spec, taskName);
  // What a param holds may itself refer to what the run knows; what it refers to in turn is looked at no more.
  const twice = <Value>(value: Value, known: Lookup) => substitute(substitute(value, lookupIn(values)), known);
  const within = (container: Step, own: Lookup) => ({
    ...container,
    ...twice(pick(container, REPLACED), own),
    ...(container.env === undefined
      ? {}
      : {
          env: twice(pick(container, ['env']), own).env?.map((each, index) => ({
            ...each,
            name: container.env![index]!.name,
          })),
        }),
  });
  const { steps, sidecars, stepTemplate, volumes, workspaces } = spec;
  return {
    ...spec,
    ...(steps === undefined
      ? {}
      : { steps: steps.map((step, index) => within(step, lookup(step, stepContainerName(step, index)))) }),
    ...(sidecars === undefined
      ? {}
      : { sidecars: sidecars.map((sidecar) => within(sidecar as Step, lookup(sidecar))) }),
    ...(stepTemplate === undefined ? {} : { stepTemplate: within(stepTemplate, lookup()) }),
    ...(volumes === undefined ? {} : { volumes: twice(volumes, lookup()) }),
    ...(workspaces === undefined
      ? {}
      : {
          workspaces: workspaces.map((each) =>
            each.mountPath === undefined ? each : { ...each, mountPath: twice(each.mountPath, lookup()) },
          ),
        }),
  } as TaskSpec;
}

/** Where workspaces stand may be a param, and is known before anything that speaks of it. */
function withMountPaths(spec: TaskSpec, params: Lookup): TaskSpec {
  if (spec.workspaces === undefined) return spec;
  const workspaces = spec.workspaces.map((each) =>
    each.mountPath === undefined ? each : { ...each, mountPath: substitute(each.mountPath, params) },
  );
  return { ...spec, workspaces };
}

/** A workspace that only the run knows of is one of the task too. */
function withPropagated(spec: TaskSpec, bindings: readonly WorkspaceBinding[]): TaskSpec {
  const declared = spec.workspaces ?? [];
  const added = bindings
    .filter(({ name }) => !declared.some((each) => each.name === name))
    .map(({ name }) => ({ name }));
  return added.length === 0 ? spec : { ...spec, workspaces: [...declared, ...added] };
}

type ContainerLookup = (user?: Pick<Step, 'workspaces'>, container?: string) => Lookup;

/** What a container's variables stand for, besides params. */
function knownTo(run: TaskRunObject, spec: TaskSpec, taskName: string): ContainerLookup {
  const { name = '', namespace = '', uid = '' } = run.metadata;
  const bindings = run.spec?.workspaces ?? [];
  const volumes = workspaceVolumes(bindings);
  const attempt = String(run.status?.retriesStatus?.length ?? 0);
  return (user, container) => (variable) => {
    switch (variable.kind) {
      case 'resultPath':
        return spec.results?.some((result) => result.name === variable.name)
          ? `/tekton/results/${variable.name}`
          : undefined;
      case 'stepResultPath':
        return container === undefined ? undefined : `/tekton/steps/${container}/results/${variable.name}`;
      case 'workspace': {
        const declared = spec.workspaces?.find((each) => each.name === variable.name);
        const bound = bindings.find((each) => each.name === variable.name);
        if (declared === undefined) return undefined;
        const own = user?.workspaces?.find((each) => each.name === variable.name)?.mountPath;
        const answers = {
          path: bound === undefined ? '' : own || mountPathOf(declared),
          bound: String(bound !== undefined),
          claim: bound?.persistentVolumeClaim?.claimName ?? (bound === undefined ? undefined : ''),
          volume: volumes.get(variable.name)?.name,
        };
        return answers[variable.field];
      }
      case 'context': {
        if (variable.object === 'taskRun') return { name, namespace, uid }[variable.field as 'name'];
        if (variable.object !== 'task') return undefined;
        return variable.field === 'name' ? taskName : attempt;
      }
      case 'stepExitCode':
        return `/tekton/steps/step-${variable.step}/exitCode`;
      case 'artifactsPath':
        if (variable.of === 'task') return '/tekton/artifacts/provenance.json';
        return container === undefined ? undefined : `/tekton/steps/${container}/artifacts/provenance.json`;
      default:
        return undefined;
    }
  };
}

/** The task with the place of its credentials, which only its pod is told. */
export function withCredentialsPath(spec: TaskSpec): TaskSpec {
  const lookup: Lookup = ({ kind }) => (kind === 'credentialsPath' ? '/tekton/creds' : undefined);
  return substitute(spec, lookup);
}

function pick<Value extends object>(value: Value, keys: readonly string[]): Partial<Value> {
  return Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key))) as Partial<Value>;
}

/** What a run says of where its task came from. */
export function provenanceOf({ provenance }: TektonSettings): { readonly provenance?: Provenance } {
  return provenance === undefined ? {} : { provenance };
}
