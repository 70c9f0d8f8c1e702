import { parse, YAMLParseError } from 'yaml';
import type { ParamSpec, ParamType, PropertySpec } from '../../api/tekton/v1/param';
import { Pipeline, type PipelineSpec } from '../../api/tekton/v1/pipeline';
import { PipelineRun, type PipelineRunSpec } from '../../api/tekton/v1/pipeline-run';
import type { EmbeddedTask, PipelineTask } from '../../api/tekton/v1/pipeline-task';
import type { PodTemplate } from '../../api/tekton/v1/pod-template';
import type { ResolverRef, TaskRef } from '../../api/tekton/v1/reference';
import type { TaskResult } from '../../api/tekton/v1/result';
import type { Step } from '../../api/tekton/v1/step';
import { Task, type TaskSpec } from '../../api/tekton/v1/task';
import { TaskRun, type TaskRunSpec } from '../../api/tekton/v1/task-run';
import { CustomRun, type CustomRunSpec } from '../../api/tekton/v1beta1/custom-run';
import { StepAction, type StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { Defaulter, Defaulters } from '../defaults';
import { keyOf } from '../eventing/default-references';
import { isRecord } from '../eventing/filter-walk';
import type { Platform } from '../platform';
import { formatGoDuration } from '../syntax/duration';
import { typeOfValue } from './param-types';

const MANAGED_BY = 'app.kubernetes.io/managed-by';
/** Annotations in which Tekton Chains keeps what it signed: nobody may bring them along. */
const CHAINS = 'chains.tekton.dev/';

function withParamType(param: ParamSpec): ParamSpec {
  const { properties, default: value } = param;
  const implied: ParamType = properties ? 'object' : value === undefined ? 'string' : typeOfValue(value);
  return {
    ...param,
    type: param.type || implied,
    ...(properties && { properties: withTexts(properties) }),
  };
}

function withResultType<Result extends Pick<TaskResult, 'type' | 'properties'>>(result: Result): Result {
  const { properties } = result;
  return {
    ...result,
    type: result.type || (properties ? 'object' : 'string'),
    ...(properties && { properties: withTexts(properties) }),
  };
}

function withTexts(properties: Readonly<Record<string, PropertySpec>>): Readonly<Record<string, PropertySpec>> {
  return Object.fromEntries(
    Object.entries(properties).map(([key, property]) => [key, { ...property, type: property.type || 'string' }]),
  );
}

function withResolver<Ref extends ResolverRef>(ref: Ref, { tektonDefaults }: Platform): Ref {
  const resolver = tektonDefaults.defaultResolverType;
  return ref.name || ref.resolver || resolver === '' ? ref : { ...ref, resolver };
}

function withTaskKind(ref: TaskRef, platform: Platform): TaskRef {
  const resolved = withResolver(ref, platform);
  return resolved.kind || resolved.resolver ? resolved : { ...resolved, kind: 'Task' };
}

function withTaskDefaults<Spec extends TaskSpec | EmbeddedTask>(spec: Spec, platform: Platform): Spec {
  const { params, results, steps } = spec;
  return {
    ...spec,
    ...(params && { params: params.map(withParamType) }),
    ...(results && { results: results.map(withResultType) }),
    ...(steps && { steps: steps.map((step) => withStepDefaults(step, platform)) }),
  };
}

function withStepDefaults(step: Step, platform: Platform): Step {
  return step.ref === undefined ? step : { ...step, ref: withResolver(step.ref, platform) };
}

function withPipelineDefaults(spec: PipelineSpec, platform: Platform): PipelineSpec {
  const { params, tasks, finally: last } = spec;
  const withDefaults = (task: PipelineTask): PipelineTask => ({
    ...task,
    ...(task.taskRef && { taskRef: withTaskKind(task.taskRef, platform) }),
    ...(task.taskSpec && { taskSpec: withTaskDefaults(task.taskSpec, platform) }),
  });
  return {
    ...spec,
    ...(params && { params: params.map(withParamType) }),
    ...(tasks && { tasks: tasks.map(withDefaults) }),
    ...(last && { finally: last.map(withDefaults) }),
  };
}

/** A pod template with the cluster's below it: variables and volumes that it lacks are added behind its own. */
function withPodTemplate(own: PodTemplate | undefined, { tektonDefaults }: Platform): PodTemplate | undefined {
  const below = readTemplate(tektonDefaults.defaultPodTemplate);
  if (below === undefined) return own;
  if (own === undefined) return below;
  return { ...below, ...own, ...merged('env', below, own), ...merged('volumes', below, own) };
}

function merged(list: 'env' | 'volumes', below: PodTemplate, own: PodTemplate): object {
  const [first = [], last = []] = [below[list], own[list]];
  if (first.length === 0 || last.length === 0) return {};
  const names = new Set(last.map(({ name }) => name));
  return { [list]: [...last, ...first.filter(({ name }) => !names.has(name))] };
}

function readTemplate(text: string): PodTemplate | undefined {
  try {
    const template: unknown = parse(text);
    return isRecord(template) ? (template as PodTemplate) : undefined;
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}

function hourly({ tektonDefaults }: Platform): string {
  return formatGoDuration(tektonDefaults.defaultTimeoutMinutes * 60);
}

function withoutChains(annotations: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(annotations).filter(([key]) => !key.startsWith(CHAINS)));
}

function ofSpec<Spec>(change: (spec: Spec, platform: Platform) => Spec): Defaulter {
  return (object, platform) => ({ ...object, spec: change((object.spec ?? {}) as Spec, platform) });
}

/** A new run brings no annotations of Tekton Chains along. */
function ofRun<Spec>(change: (spec: Spec, platform: Platform) => Spec): Defaulter {
  return (object, platform, before) => {
    const { annotations } = object.metadata;
    const metadata =
      annotations === undefined || before !== undefined
        ? object.metadata
        : { ...object.metadata, annotations: withoutChains(annotations) };
    return ofSpec(change)({ ...object, metadata }, platform, before);
  };
}

const taskRun = ofRun<TaskRunSpec>((spec, platform) => {
  const podTemplate = withPodTemplate(spec.podTemplate, platform);
  return {
    ...spec,
    ...(spec.taskRef && { taskRef: withTaskKind(spec.taskRef, platform) }),
    ...(spec.taskSpec && { taskSpec: withTaskDefaults(spec.taskSpec, platform) }),
    ...(podTemplate && { podTemplate }),
    timeout: spec.timeout ?? hourly(platform),
    serviceAccountName: spec.serviceAccountName || platform.tektonDefaults.defaultServiceAccount,
  };
});

const managedTaskRun: Defaulter = (object, platform, before) => {
  const changed = taskRun(object, platform, before);
  const labels = { [MANAGED_BY]: platform.tektonDefaults.defaultManagedByLabelValue, ...changed.metadata.labels };
  return { ...changed, metadata: { ...changed.metadata, labels } };
};

const pipelineRun = ofRun<PipelineRunSpec>((spec, platform) => {
  const podTemplate = withPodTemplate(spec.taskRunTemplate?.podTemplate, platform);
  return {
    ...spec,
    ...(spec.pipelineRef && { pipelineRef: withResolver(spec.pipelineRef, platform) }),
    ...(spec.pipelineSpec && { pipelineSpec: withPipelineDefaults(spec.pipelineSpec, platform) }),
    timeouts: { ...spec.timeouts, pipeline: spec.timeouts?.pipeline ?? hourly(platform) },
    taskRunTemplate: {
      ...spec.taskRunTemplate,
      ...(podTemplate && { podTemplate }),
      serviceAccountName: spec.taskRunTemplate?.serviceAccountName || platform.tektonDefaults.defaultServiceAccount,
    },
  };
});

export const tektonDefaulters: Defaulters = {
  [keyOf(Task)]: ofSpec<TaskSpec>(withTaskDefaults),
  [keyOf(TaskRun)]: managedTaskRun,
  [keyOf(Pipeline)]: ofSpec<PipelineSpec>(withPipelineDefaults),
  [keyOf(PipelineRun)]: pipelineRun,
  [keyOf(StepAction)]: ofSpec<StepActionSpec>((spec) => ({
    ...spec,
    ...(spec.params && { params: spec.params.map(withParamType) }),
    ...(spec.results && { results: spec.results.map(withResultType) }),
  })),
  [keyOf(CustomRun)]: ofSpec<CustomRunSpec>((spec, { tektonDefaults }) => ({
    ...spec,
    serviceAccountName: spec.serviceAccountName || tektonDefaults.defaultServiceAccount,
  })),
};
