import type { KubeObject } from '../../../api/meta/v1';
import type { Param } from '../../../api/tekton/v1/param';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { PodTemplate } from '../../../api/tekton/v1/pod-template';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import { TaskRun } from '../../../api/tekton/v1/task-run';
import type { WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import { CustomRun } from '../../../api/tekton/v1beta1/custom-run';
import { controllerReference } from '../../../controller/effects';
import { childName } from '../../../controller/names';
import { milliseconds } from '../../durations';
import { annotation, label } from '../../keys';
import type { TektonSettings } from '../../settings';
import { type Lookup, substitute } from '../../substitution';
import { assistantFor, coscheduleOf } from './assistants';
import { combinationsOf } from './matrix';
import { type PipelineRunObject, runKindOf } from './pipeline-spec';
import { bindingsOf } from './workspaces';

const LONGEST_NAME = 63;
const MINUTE = 60_000;

/** What a pipeline runs under: labels of its objects, and the claims that its workspaces got. */
export interface Setting {
  readonly run: PipelineRunObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly bindings: readonly WorkspaceBinding[];
  readonly settings: TektonSettings;
  /** Results of tasks that are over. */
  readonly results: Lookup;
}

/** A task that begins. */
export interface Beginning {
  readonly task: PipelineTask;
  /** What it runs; undefined for what is no task of Tekton's. */
  readonly spec: TaskSpec | undefined;
  /** What that is called, where it stands somewhere else. */
  readonly name: string;
  readonly isLast: boolean;
}

/** Names of the runs of a task: one, or one for each set of its matrix. */
export function childNames(run: PipelineRunObject, task: PipelineTask): readonly string[] {
  const { name = '' } = run.metadata;
  const count = task.matrix === undefined ? 1 : combinationsOf(task.matrix).length;
  if (count === 1) return [childName(name, `-${task.name}`)];
  return Array.from({ length: count }, (_, index) => {
    const suffix = `-${index}`;
    const whole = childName(name, `-${task.name}${suffix}`);
    if (whole.endsWith(suffix)) return whole;
    return `${childName(name, `-${task.name}`).slice(0, LONGEST_NAME - `-${count}`.length)}${suffix}`;
  });
}

/** The runs of a task that begins; or why it can't. */
export function childrenOf(setting: Setting, beginning: Beginning): readonly KubeObject[] | { readonly fault: string } {
  const { task, spec } = beginning;
  const bound = bindingsOf(setting.bindings, task, spec);
  if ('fault' in bound) return bound;
  const combinations: readonly (readonly Param[])[] = task.matrix === undefined ? [[]] : combinationsOf(task.matrix);
  const assistant = assistantFor(setting.run, bound.claimed, coscheduleOf(setting.settings));
  return childNames(setting.run, task).map((name, index) => {
    const given: Given = {
      ...beginning,
      of: beginning.name,
      name,
      params: [...(combinations[index] ?? []), ...(task.params ?? [])],
      workspaces: bound.workspaces,
      assistant,
    };
    switch (runKindOf(task)) {
      case PipelineRun:
        return pipelineRun(setting, given);
      case CustomRun:
        return customRun(setting, given);
      default:
        return taskRun(setting, given);
    }
  });
}

interface Given extends Omit<Beginning, 'name'> {
  /** Name of the task or pipeline that is run. */
  readonly of: string;
  /** Name of the run. */
  readonly name: string;
  readonly params: readonly Param[];
  readonly workspaces: readonly WorkspaceBinding[];
  readonly assistant: string | undefined;
}

function overrides({ spec }: PipelineRunObject, task: PipelineTask) {
  return spec?.taskRunSpecs?.find(({ pipelineTaskName }) => pipelineTaskName === task.name);
}

/** What the run itself is marked with, and where its children belong. */
function marksOf({ run, labels, annotations }: Setting, { task, isLast, assistant }: Given) {
  const late: Readonly<Record<string, string>> =
    assistant === undefined ? {} : { [annotation.affinityAssistant]: assistant };
  return {
    labels: {
      ...labels,
      [label.pipelineRun]: run.metadata.name ?? '',
      [label.pipelineRunUid]: run.metadata.uid ?? '',
      [label.pipelineTask]: task.name,
      [label.memberOf]: isLast ? 'finally' : 'tasks',
    },
    annotations: withoutReserved(annotations),
    late,
  };
}

/** What Chains writes of one run says nothing of another. */
function withoutReserved(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith('chains.tekton.dev/')));
}

function metadataOf(
  { run }: Setting,
  name: string,
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): KubeObject['metadata'] {
  return {
    name,
    namespace: run.metadata.namespace,
    labels,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    ownerReferences: [controllerReference(run)],
  };
}

function taskRun(setting: Setting, given: Given): KubeObject {
  const { run, settings, results } = setting;
  const { task, params, workspaces, isLast, name } = given;
  const special = overrides(run, task);
  const template = run.spec?.taskRunTemplate;
  const podTemplate = templateOf(template?.podTemplate, special?.podTemplate);
  const timeout = special?.timeout ?? task.timeout ?? longerTimeout(run, isLast, settings);
  const { metadata: own, apiVersion: _version, kind: _kind, spec: _spec, ...embedded } = task.taskSpec ?? {};
  const marks = marksOf(setting, given);
  return {
    apiVersion: TaskRun.apiVersion,
    kind: TaskRun.kind,
    metadata: metadataOf(
      setting,
      name,
      { ...own?.labels, ...marks.labels, ...special?.metadata?.labels },
      {
        ...own?.annotations,
        ...marks.annotations,
        ...special?.metadata?.annotations,
        ...marks.late,
        ...(task.onError === 'continue' ? { [annotation.onError]: task.onError } : {}),
      },
    ),
    spec: {
      ...(params.length === 0 ? {} : { params }),
      ...(task.taskRef === undefined
        ? { taskSpec: substitute(embedded, withoutElements(results)) }
        : { taskRef: task.taskRef }),
      ...(task.retries === undefined || task.retries === 0 ? {} : { retries: task.retries }),
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

/** In a task that stands in the pipeline itself, single elements of results are not known. */
function withoutElements(results: Lookup): Lookup {
  return (variable) =>
    variable.kind === 'taskResult' && typeof variable.index === 'number' ? undefined : results(variable);
}

/** A task's pod template over that of all: variables and volumes that it lacks stand behind its own. */
function templateOf(common: PodTemplate | undefined, own: PodTemplate | undefined): PodTemplate | undefined {
  if (common === undefined || own === undefined) return own ?? common;
  const merged = (list: 'env' | 'volumes') => {
    const [first, last] = [own[list] ?? [], common[list] ?? []];
    const all = [...first, ...last.filter(({ name }) => !first.some((each) => each.name === name))];
    return all.length === 0 ? {} : { [list]: all };
  };
  return { ...common, ...own, ...merged('env'), ...merged('volumes') };
}

/** A task has the cluster's time, unless the pipeline gives its tasks more. */
function longerTimeout({ spec }: PipelineRunObject, isLast: boolean, { platform }: TektonSettings): string | undefined {
  const text = isLast ? spec?.timeouts?.finally : spec?.timeouts?.tasks;
  const limit = milliseconds(text);
  const standard = platform.tektonDefaults.defaultTimeoutMinutes * MINUTE;
  return limit !== undefined && (limit === 0 || limit > standard) ? text : undefined;
}

function customRun(setting: Setting, given: Given): KubeObject {
  const { run } = setting;
  const { task, params, workspaces, name } = given;
  const { apiVersion, kind, name: reference } = task.taskRef ?? {};
  const marks = marksOf(setting, given);
  const { apiVersion: version, kind: what, metadata = {}, spec } = task.taskSpec ?? {};
  return {
    apiVersion: CustomRun.apiVersion,
    kind: CustomRun.kind,
    metadata: metadataOf(setting, name, marks.labels, { ...marks.annotations, ...marks.late }),
    spec: {
      ...(task.taskRef === undefined
        ? { customSpec: { apiVersion: version, kind: what, metadata, spec } }
        : { customRef: { apiVersion, kind, ...(reference === undefined ? {} : { name: reference }) } }),
      ...(params.length === 0 ? {} : { params }),
      serviceAccountName: overrides(run, task)?.serviceAccountName ?? run.spec?.taskRunTemplate?.serviceAccountName,
      ...(task.timeout === undefined ? {} : { timeout: task.timeout }),
      ...(task.retries === undefined || task.retries === 0 ? {} : { retries: task.retries }),
      ...(workspaces.length === 0 ? {} : { workspaces }),
    },
  };
}

/** A pipeline in the place of a task is run with the parent's template, and in a time of its own. */
function pipelineRun(setting: Setting, given: Given): KubeObject {
  const { task, workspaces, name, of } = given;
  const { labels, annotations } = marksOf(setting, given);
  return {
    apiVersion: PipelineRun.apiVersion,
    kind: PipelineRun.kind,
    metadata: metadataOf(setting, name, { ...labels, ...(of === '' ? {} : { [label.pipeline]: of }) }, annotations),
    spec: {
      ...(task.pipelineRef === undefined ? { pipelineSpec: task.pipelineSpec } : { pipelineRef: task.pipelineRef }),
      ...(task.params === undefined ? {} : { params: task.params }),
      taskRunTemplate: setting.run.spec?.taskRunTemplate,
      ...(workspaces.length === 0 ? {} : { workspaces }),
    },
  };
}
