import { createHash } from 'node:crypto';
import { kubernetes } from '../../../api/kubernetes';
import type { KubeObject } from '../../../api/meta/v1';
import type { Param } from '../../../api/tekton/v1/param';
import type { PipelineTask, PipelineTaskMetadata } from '../../../api/tekton/v1/pipeline-task';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import type { PipelineTaskWorkspace, WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import { controllerReference } from '../../../controller/effects';
import { childName } from '../../../controller/names';
import { milliseconds } from '../../durations';
import { annotation, images, label } from '../../keys';
import { claimOf } from '../task-run';
import { combinationsOf } from './matrix';
import { isCustom, type PipelineRunObject } from './pipeline-spec';

const LONGEST_NAME = 63;
const DEFAULT_TIMEOUT = 3_600_000;
const ASSISTANT_HASH = 10;

/** What a pipeline runs under: labels of its objects, and the claims that its workspaces got. */
export interface Setting {
  readonly run: PipelineRunObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly bindings: readonly WorkspaceBinding[];
}

/** Names of the runs of a task: one, or one for each set of its matrix. */
export function childNames(run: PipelineRunObject, task: PipelineTask): readonly string[] {
  const { name = '' } = run.metadata;
  if (task.matrix === undefined) return [childName(name, `-${task.name}`)];
  return combinationsOf(task.matrix).map((_, index) => {
    const suffix = `-${index}`;
    const whole = childName(name, `-${task.name}${suffix}`);
    return whole.endsWith(suffix) ? whole : `${whole.slice(0, LONGEST_NAME - suffix.length)}${suffix}`;
  });
}

/** The runs of a task that begins. */
export function childrenOf(setting: Setting, task: PipelineTask, isLast: boolean): readonly KubeObject[] {
  const names = childNames(setting.run, task);
  const combinations: readonly (readonly Param[])[] = task.matrix === undefined ? [[]] : combinationsOf(task.matrix);
  return names.map((name, index) => {
    const params = [...sorted(combinations[index]!), ...(task.params ?? [])];
    return isCustom(task)
      ? customRun(setting, task, name, params, isLast)
      : taskRun(setting, task, name, params, isLast);
  });
}

const sorted = (params: readonly Param[]) => [...params].sort((a, b) => (a.name < b.name ? -1 : 1));

function overrides({ spec }: PipelineRunObject, task: PipelineTask) {
  return spec?.taskRunSpecs?.find(({ pipelineTaskName }) => pipelineTaskName === task.name);
}

function metadataOf(setting: Setting, task: PipelineTask, name: string, isLast: boolean): KubeObject['metadata'] {
  const { run, labels, annotations } = setting;
  const own = (task.taskSpec as { readonly metadata?: PipelineTaskMetadata } | undefined)?.metadata;
  const special = overrides(run, task)?.metadata;
  const assistant = assistantOf(setting, task);
  const marks = {
    ...own?.annotations,
    ...annotations,
    ...special?.annotations,
    ...(assistant === undefined ? {} : { [annotation.affinityAssistant]: assistant }),
    ...(task.onError === undefined ? {} : { [annotation.onError]: task.onError }),
  };
  return {
    name,
    namespace: run.metadata.namespace,
    labels: {
      ...own?.labels,
      ...labels,
      ...special?.labels,
      [label.pipelineRun]: run.metadata.name ?? '',
      [label.pipelineRunUid]: run.metadata.uid ?? '',
      [label.pipelineTask]: task.name,
      [label.memberOf]: isLast ? 'finally' : 'tasks',
    },
    ...(Object.keys(marks).length === 0 || isCustom(task) ? {} : { annotations: marks }),
    ownerReferences: [controllerReference(run)],
  };
}

function taskRun(
  setting: Setting,
  task: PipelineTask,
  name: string,
  params: readonly Param[],
  isLast: boolean,
): KubeObject {
  const { run } = setting;
  const special = overrides(run, task);
  const template = run.spec?.taskRunTemplate;
  const podTemplate =
    special?.podTemplate === undefined ? template?.podTemplate : { ...template?.podTemplate, ...special.podTemplate };
  const workspaces = workspacesOf(setting, task);
  const timeout = special?.timeout ?? task.timeout ?? longerTimeout(run, isLast);
  const { metadata: _metadata, apiVersion: _version, kind: _kind, spec: _spec, ...taskSpec } = task.taskSpec ?? {};
  return {
    apiVersion: TaskRun.apiVersion,
    kind: TaskRun.kind,
    metadata: metadataOf(setting, task, name, isLast),
    spec: {
      ...(params.length === 0 ? {} : { params }),
      ...(task.taskRef === undefined ? { taskSpec } : { taskRef: task.taskRef }),
      ...(task.retries === undefined ? {} : { retries: task.retries }),
      serviceAccountName: special?.serviceAccountName ?? template?.serviceAccountName,
      ...(podTemplate === undefined ? {} : { podTemplate }),
      ...(timeout === undefined ? {} : { timeout }),
      ...(workspaces.length === 0 ? {} : { workspaces }),
      ...(special?.stepSpecs === undefined ? {} : { stepSpecs: special.stepSpecs }),
      ...(special?.sidecarSpecs === undefined ? {} : { sidecarSpecs: special.sidecarSpecs }),
      ...(special?.computeResources === undefined ? {} : { computeResources: special.computeResources }),
    },
  };
}

/** A task has an hour, unless the pipeline gives its tasks more. */
function longerTimeout({ spec }: PipelineRunObject, isLast: boolean): string | undefined {
  const text = isLast ? spec?.timeouts?.finally : spec?.timeouts?.tasks;
  const limit = milliseconds(text);
  return limit !== undefined && (limit === 0 || limit > DEFAULT_TIMEOUT) ? text : undefined;
}

function customRun(
  setting: Setting,
  task: PipelineTask,
  name: string,
  params: readonly Param[],
  isLast: boolean,
): KubeObject {
  const { run } = setting;
  const { apiVersion, kind, name: reference } = task.taskRef ?? {};
  const workspaces = workspacesOf(setting, task);
  return {
    apiVersion: CustomRun.apiVersion,
    kind: CustomRun.kind,
    metadata: metadataOf(setting, task, name, isLast),
    spec: {
      ...(task.taskRef === undefined
        ? { customSpec: task.taskSpec }
        : { customRef: { apiVersion, kind, ...(reference === undefined ? {} : { name: reference }) } }),
      ...(params.length === 0 ? {} : { params }),
      serviceAccountName: overrides(run, task)?.serviceAccountName ?? run.spec?.taskRunTemplate?.serviceAccountName,
      ...(task.timeout === undefined ? {} : { timeout: task.timeout }),
      ...(task.retries === undefined ? {} : { retries: task.retries }),
      ...(workspaces.length === 0 ? {} : { workspaces }),
    },
  };
}

/** What the task's workspaces are bound to: those of the run, in a folder of their own where the task says so. */
function workspacesOf({ bindings }: Setting, task: PipelineTask): readonly WorkspaceBinding[] {
  const named = (task.workspaces ?? []) as readonly PipelineTaskWorkspace[];
  const declared = (task.taskSpec as { workspaces?: readonly { name: string }[] } | undefined)?.workspaces ?? [];
  const implied = declared
    .filter(({ name }) => !named.some((each) => each.name === name))
    .map(({ name }): PipelineTaskWorkspace => ({ name }));
  return [...named, ...implied].flatMap(({ name, workspace, subPath }) => {
    const binding = bindings.find((bound) => bound.name === (workspace || name));
    if (binding === undefined) return [];
    const path = [binding.subPath, subPath].filter((part) => part !== undefined && part !== '').join('/');
    return [{ ...binding, name, ...(path === '' ? {} : { subPath: path }) }];
  });
}

/** The run's workspaces, with claims in the place of the templates that they are made of. */
export function boundWorkspaces(run: PipelineRunObject): {
  readonly bindings: readonly WorkspaceBinding[];
  readonly claims: readonly KubeObject[];
} {
  const claims: KubeObject[] = [];
  const bindings = (run.spec?.workspaces ?? []).map((binding): WorkspaceBinding => {
    if (binding.volumeClaimTemplate === undefined) return binding;
    const claim = claimOf(run, binding);
    claims.push(claim);
    const { volumeClaimTemplate: _template, ...rest } = binding;
    return { ...rest, persistentVolumeClaim: { claimName: claim.metadata.name ?? '' } };
  });
  return { bindings, claims };
}

export function assistantName(run: PipelineRunObject, workspace: string): string {
  const hash = createHash('sha256').update(`${workspace}${run.metadata.name}`).digest('hex');
  return `affinity-assistant-${hash.slice(0, ASSISTANT_HASH)}`;
}

/** The assistant that keeps the task on the node of the claim that it uses. */
function assistantOf({ run, bindings }: Setting, task: PipelineTask): string | undefined {
  const used = (task.workspaces ?? []).find(({ name, workspace }) =>
    bindings.some((bound) => bound.name === (workspace || name) && bound.persistentVolumeClaim !== undefined),
  );
  return used === undefined ? undefined : assistantName(run, used.workspace || used.name);
}

/** For each claim a pod that does nothing: where it is, the tasks go that use the claim. */
export function assistants({ run, labels, bindings }: Setting): readonly KubeObject[] {
  return bindings
    .filter(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined)
    .map((binding, index) => assistant(run, labels, binding, index));
}

function assistant(
  run: PipelineRunObject,
  labels: Readonly<Record<string, string>>,
  binding: WorkspaceBinding,
  index: number,
): KubeObject {
  const name = assistantName(run, binding.name);
  const component = { 'app.kubernetes.io/component': 'affinity-assistant' };
  const all = {
    ...labels,
    [label.pipelineRun]: run.metadata.name ?? '',
    ...component,
    'app.kubernetes.io/instance': name,
  };
  const { nodeSelector, tolerations, imagePullSecrets, securityContext, priorityClassName } = (run.spec?.taskRunTemplate
    ?.podTemplate ?? {}) as Readonly<Record<string, unknown>>;
  const resources = { cpu: '50m', memory: '100Mi' };
  return {
    apiVersion: kubernetes.StatefulSet.apiVersion,
    kind: kubernetes.StatefulSet.kind,
    metadata: { name, namespace: run.metadata.namespace, labels: all, ownerReferences: [controllerReference(run)] },
    spec: {
      replicas: 1,
      serviceName: '',
      selector: { matchLabels: all },
      template: {
        metadata: { labels: all },
        spec: {
          ...present({ nodeSelector, tolerations, imagePullSecrets, securityContext, priorityClassName }),
          serviceAccountName: run.spec?.taskRunTemplate?.serviceAccountName,
          volumes: [{ name: `workspace-${index}`, persistentVolumeClaim: binding.persistentVolumeClaim }],
          affinity: {
            podAntiAffinity: {
              preferredDuringSchedulingIgnoredDuringExecution: [
                {
                  weight: 100,
                  podAffinityTerm: { labelSelector: { matchLabels: component }, topologyKey: 'kubernetes.io/hostname' },
                },
              ],
            },
          },
          containers: [
            {
              name: 'affinity-assistant',
              image: images.nop,
              args: ['tekton_run_indefinitely'],
              resources: { requests: resources, limits: resources },
              securityContext: {},
            },
          ],
        },
      },
    },
  };
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
