import type { ParamSpec } from '../../../api/tekton/v1/param';
import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import type { TektonSettings } from '../../settings';
import { FOR_USERS } from '../../status';
import { enumFault, indexFault, missingKeys, missingParams, paramsFault, slice, typeOf } from '../params';
import { allTasks, graphFault, resultsUsedBy, taskResultsIn } from './graph';
import type { PipelineRunObject } from './pipeline-spec';

/** Why a pipeline can't run. */
export interface Fault {
  readonly reason: string;
  /** What the run's condition says. */
  readonly message: string;
  /** What is wrong, without where. */
  readonly cause: string;
}

/** A fault that whoever wrote the run can mend. */
export const userFault = (reason: string, where: string, cause: string): Fault => ({
  reason,
  message: `${FOR_USERS} ${where}${cause}`,
  cause,
});

/** What is wrong with what a run gives its pipeline; undefined where nothing is. The first that is wrong counts. */
export function faultOf(
  run: PipelineRunObject,
  { spec, name }: { readonly spec: PipelineSpec; readonly name: string },
  { platform }: TektonSettings,
): Fault | undefined {
  const { namespace, name: runName } = run.metadata;
  const here = `PipelineRun ${namespace}/${runName}`;
  const there = `Pipeline ${namespace}/${name}`;
  const { params: declared = [], workspaces = [] } = spec;
  const params = run.spec?.params ?? [];
  const when = (cause: string | undefined, reason: string, where: string) =>
    cause === undefined ? undefined : userFault(reason, where, cause);
  const missing = missingParams(declared, params);
  const keys = missingKeys(declared, params);
  return (
    when(graphFault(spec.tasks ?? []), 'PipelineInvalidGraph', `${here}'s Pipeline DAG is invalid: `) ??
    when(
      graphFault((spec.finally ?? []).map(({ name: task }) => ({ name: task }))),
      'PipelineInvalidGraph',
      `${here}'s Pipeline DAG is invalid for finally clause: `,
    ) ??
    when(
      platform.isEnabled('enable-cel-in-whenexpression') ? undefined : celFault(spec),
      'PipelineValidationFailed',
      `${there} can't be Run; it has an invalid spec: `,
    ) ??
    when(
      missing.length === 0 ? undefined : `pipelineRun missing parameters: ${slice(missing)}`,
      'ParameterMissing',
      `${here} is missing some parameters required by ${there}: `,
    ) ??
    when(
      mistyped(declared, run),
      'ParameterTypeMismatch',
      `${here} parameters have mismatching types with ${there}'s parameters: `,
    ) ??
    when(
      platform.isEnabled('enable-param-enum') ? enumFault(declared, params) : undefined,
      'InvalidParamValue',
      `${here} parameters have invalid value: `,
    ) ??
    when(
      keys === undefined ? undefined : `pipelineRun missing object keys for parameters: ${keys}`,
      'ObjectParameterMissKeys',
      `${here} parameters is missing object keys required by ${there}'s parameters: `,
    ) ??
    when(
      indexFault(declared, params, [spec.tasks, spec.finally]),
      'ParamArrayIndexingInvalid',
      `${here} failed validation: failed to validate ${there}'s parameter which has an invalid index while referring to an array: `,
    ) ??
    when(
      unbound(workspaces, run),
      'InvalidWorkspaceBindings',
      `${here} doesn't bind ${there}'s Workspaces correctly: `,
    ) ??
    when(lostTaskRunSpec(spec, run), 'InvalidTaskRunSpecs', `${here} doesn't define taskRunSpecs correctly: `)
  );
}

/** Conditions in CEL are off, as Tekton ships. */
function celFault(spec: PipelineSpec): string | undefined {
  for (const section of ['tasks', 'finally'] as const) {
    for (const [index, { when = [] }] of (spec[section] ?? []).entries()) {
      const at = when.findIndex(({ cel }) => cel !== undefined && cel !== '');
      if (at >= 0) {
        return `feature flag enable-cel-in-whenexpression should be set to true to use CEL: ${when[at]!.cel} in WhenExpression: ${section}[${index}].when[${at}]`;
      }
    }
  }
  return undefined;
}

function mistyped(declared: readonly ParamSpec[], { spec }: PipelineRunObject): string | undefined {
  const wrong = (spec?.params ?? []).filter(({ name, value }) => {
    const param = declared.find((each) => each.name === name);
    return param !== undefined && typeOf(value) !== (param.type ?? 'string');
  });
  return wrong.length === 0
    ? undefined
    : `parameters have inconsistent types : ${slice(wrong.map(({ name }) => name))}`;
}

function unbound(declared: NonNullable<PipelineSpec['workspaces']>, { spec }: PipelineRunObject): string | undefined {
  const lost = declared.find(
    ({ name, optional }) => optional !== true && !(spec?.workspaces ?? []).some((bound) => bound.name === name),
  );
  return lost === undefined
    ? undefined
    : `pipeline requires workspace with name "${lost.name}" be provided by pipelinerun`;
}

function lostTaskRunSpec(pipeline: PipelineSpec, { spec }: PipelineRunObject): string | undefined {
  const names = new Set(allTasks(pipeline).map(({ name }) => name));
  const lost = (spec?.taskRunSpecs ?? []).find(({ pipelineTaskName }) => !names.has(pipelineTaskName));
  return lost === undefined
    ? undefined
    : `pipelineRun's taskrunSpecs defined wrong taskName: "${lost.pipelineTaskName}", does not exist in Pipeline`;
}

/** What a pipeline's tasks run, by the tasks' names. */
export type TaskSpecs = ReadonlyMap<string, { readonly spec: TaskSpec | undefined; readonly name: string }>;

/** What is wrong with what tasks are given by their pipeline; undefined where nothing is. */
export function tasksFault(run: PipelineRunObject, pipeline: PipelineSpec, specs: TaskSpecs): Fault | undefined {
  for (const task of allTasks(pipeline)) {
    const found = specs.get(task.name);
    if (found?.spec === undefined) continue;
    const matrix = [
      ...(task.matrix?.params ?? []),
      ...(task.matrix?.include ?? []).flatMap(({ params = [] }) => params),
    ];
    const cause = paramsFault(found.spec.params ?? [], task.params ?? [], matrix);
    if (cause === undefined) continue;
    const where = `Validation failed for pipelinerun ${run.metadata.name} with error `;
    return userFault('PipelineValidationFailed', where, `invalid input params for task ${found.name}: ${cause}`);
  }
  return undefined;
}

/** What is wrong with references from task to task before the first of them runs; undefined where nothing is. */
export function referencesFault(run: PipelineRunObject, pipeline: PipelineSpec, specs: TaskSpecs): Fault | undefined {
  const lost = (refs: ReturnType<typeof taskResultsIn>) => {
    for (const { task, name } of refs) {
      const found = specs.get(task);
      if (found === undefined) return `referenced pipeline task "${task}" does not exist`;
      if (found.spec !== undefined && !(found.spec.results ?? []).some((result) => result.name === name))
        return `"${name}" is not a named result returned by pipeline task "${task}"`;
    }
    return undefined;
  };
  for (const task of allTasks(pipeline)) {
    const cause = lost(resultsUsedBy(task));
    if (cause === undefined) continue;
    const message = `invalid result reference in pipeline task "${task.name}": ${cause}`;
    return { reason: 'InvalidTaskResultReference', message, cause: message };
  }
  for (const { name, value } of pipeline.results ?? []) {
    const cause = lost(taskResultsIn(value));
    if (cause === undefined) continue;
    const fault = `invalid pipeline result "${name}": ${cause}`;
    const where = `Failed to resolve pipeline result reference for "${run.metadata.name}" with error `;
    return { reason: 'InvalidPipelineResultReference', message: where + fault, cause: fault };
  }
  return optionalFault(pipeline, specs);
}

/** A task can't count on what its pipeline may do without. */
function optionalFault(pipeline: PipelineSpec, specs: TaskSpecs): Fault | undefined {
  const optional = new Set(
    (pipeline.workspaces ?? []).filter((each) => each.optional === true).map(({ name }) => name),
  );
  const needs = ({ name: task, workspaces = [] }: PipelineTask) =>
    workspaces.find(
      ({ name, workspace = '' }) =>
        optional.has(workspace) &&
        specs.get(task)?.spec?.workspaces?.some((declared) => declared.name === name && declared.optional !== true),
    );
  for (const task of allTasks(pipeline)) {
    const found = needs(task);
    if (found === undefined) continue;
    return userFault(
      'RequiredWorkspaceMarkedOptional',
      'Optional workspace not supported by task: ',
      `pipeline workspace "${found.workspace}" is marked optional but pipeline task "${task.name}" requires it be provided`,
    );
  }
  return undefined;
}
