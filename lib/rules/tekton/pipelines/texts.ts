import type { Param, ParamValue } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { EmbeddedTask, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { TaskContainer } from '../../../api/tekton/v1/step';
import { type VariableReference, variablesIn } from '../../../api/tekton/variables';
import type { FieldPath } from '../../diagnostic';
import { type PlacedTask, placedTasks } from './placed-tasks';

/** Which field of a task a text is in. */
export type TextField = 'params' | 'matrix' | 'include' | 'when' | 'embedded' | 'other';

/** What of the field the text is: that decides which values a reference in it may have. */
export type TextForm = 'text' | 'element' | 'entry';

/** A text of a task, and where it stands in the task. */
export interface TaskText {
  readonly text: string;
  readonly at: FieldPath;
  readonly field: TextField;
  readonly form: TextForm;
}

/** A reference in a task of a pipeline; `at` leads from the pipeline's spec to the text that holds it. */
export interface PlacedReference extends Omit<TaskText, 'text'> {
  readonly placed: PlacedTask;
  readonly reference: VariableReference;
}

/** The texts in which Tekton judges references before the pipeline runs: params, matrix and conditions. */
export function judgedTexts({ params, matrix, when }: PipelineTask): TaskText[] {
  return [
    ...inParams(params, ['params'], 'params'),
    ...inParams(matrix?.params, ['matrix', 'params'], 'matrix'),
    ...(matrix?.include ?? []).flatMap((one, i) => inParams(one.params, ['matrix', 'include', i, 'params'], 'include')),
    ...(when ?? []).flatMap(({ input, values, cel }, i) => [
      ...text(input, ['when', i, 'input'], 'when'),
      ...(values ?? []).flatMap((value, j) => text(value, ['when', i, 'values', j], 'when', 'element')),
      ...text(cel, ['when', i, 'cel'], 'when'),
    ]),
  ];
}

/** The texts of the containers of a task that stands in the pipeline: those whose references set an order. */
export function embeddedTexts({ taskSpec }: PipelineTask): TaskText[] {
  const { steps = [], sidecars = [], stepTemplate } = taskSpec ?? ({} as EmbeddedTask);
  // A template counts for the steps that do not say otherwise.
  const template = Object.entries(stepTemplate ?? {}).filter(
    ([field]) => field === 'env' || steps.some((step) => step[field as keyof typeof step] === undefined),
  );
  return [
    ...steps.flatMap((step, i) => inContainer(step, ['taskSpec', 'steps', i])),
    ...sidecars.flatMap((sidecar, i) => inContainer(sidecar, ['taskSpec', 'sidecars', i])),
    ...inContainer(Object.fromEntries(template), ['taskSpec', 'stepTemplate']),
  ];
}

/** Texts in which Tekton puts values in, yet judges none before. */
export function otherTexts(task: PipelineTask): TaskText[] {
  const { displayName, taskRef, onError, workspaces } = task;
  return [
    ...text(displayName, ['displayName'], 'other'),
    ...text(taskRef?.name, ['taskRef', 'name'], 'other'),
    ...inParams(taskRef?.params, ['taskRef', 'params'], 'other'),
    ...text(onError, ['onError'], 'other'),
    ...(workspaces ?? []).flatMap(({ subPath }, i) => text(subPath, ['workspaces', i, 'subPath'], 'other')),
  ];
}

const known = new WeakMap<PipelineSpec, readonly PlacedReference[]>();

/** All references in the tasks of a pipeline, besides those that only a task in it reads. Found once a pipeline. */
export function referencesOf(spec: PipelineSpec): readonly PlacedReference[] {
  let references = known.get(spec);
  if (references === undefined) {
    references = placedTasks(spec).flatMap(referencesIn);
    known.set(spec, references);
  }
  return references;
}

function referencesIn(placed: PlacedTask): PlacedReference[] {
  const texts = [...judgedTexts(placed.task), ...embeddedTexts(placed.task), ...otherTexts(placed.task)];
  return texts.flatMap(({ text, at, field, form }) =>
    variablesIn(text).map((reference) => ({ placed, reference, field, form, at: [...placed.at, ...at] })),
  );
}

/** The texts of a param's value: itself, or those of a list or an object. */
export function textsOfValue(value: ParamValue | undefined, at: FieldPath, field: TextField): TaskText[] {
  if (typeof value === 'string') return text(value, at, field);
  if (typeof value !== 'object' || value === null) return [];
  const form = Array.isArray(value) ? 'element' : 'entry';
  return Object.entries(value).flatMap(([key, inner]) =>
    text(inner, [...at, form === 'element' ? Number(key) : key], field, form),
  );
}

function inParams(params: readonly Param[] | undefined, at: FieldPath, field: TextField): TaskText[] {
  return (params ?? []).flatMap(({ value }, i) => textsOfValue(value, [...at, i, 'value'], field));
}

function inContainer(container: TaskContainer & { readonly script?: string }, at: FieldPath): TaskText[] {
  const { image, imagePullPolicy, workingDir, script, command = [], args = [], env = [] } = container;
  return [
    ...Object.entries({ image, imagePullPolicy, workingDir, script }).flatMap(([field, value]) =>
      text(value, [...at, field], 'embedded'),
    ),
    ...command.flatMap((value, i) => text(value, [...at, 'command', i], 'embedded', 'element')),
    ...args.flatMap((value, i) => text(value, [...at, 'args', i], 'embedded', 'element')),
    ...env.flatMap(({ value }, i) => text(value, [...at, 'env', i, 'value'], 'embedded')),
  ];
}

function text(value: unknown, at: FieldPath, field: TextField, form: TextForm = 'text'): TaskText[] {
  return typeof value === 'string' && value.includes('$(') ? [{ text: value, at, field, form }] : [];
}
