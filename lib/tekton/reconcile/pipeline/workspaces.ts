import type { KubeObject } from '../../../api/meta/v1';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { Step } from '../../../api/tekton/v1/step';
import type { TaskSpec } from '../../../api/tekton/v1/task';
import type { PipelineTaskWorkspace, WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import { variablesIn } from '../../../api/tekton/variables';
import { claimName, claimOf } from '../claims';
import { textsOf } from '../params';
import { assistantName, type Coschedule } from './assistants';
import { type PipelineRunObject, runKindOf } from './pipeline-spec';

/** The run's workspaces, with claims in the place of the templates that they are made of, and these claims. */
export function boundWorkspaces(
  run: PipelineRunObject,
  given: readonly WorkspaceBinding[],
  coschedule: Coschedule,
): { readonly bindings: readonly WorkspaceBinding[]; readonly claims: readonly KubeObject[] } {
  const claims: KubeObject[] = [];
  const bindings = given.map((binding): WorkspaceBinding => {
    if (binding.volumeClaimTemplate === undefined) return binding;
    if (!isByAssistant(coschedule)) claims.push(claimOf(run, binding));
    const { volumeClaimTemplate: _template, ...rest } = binding;
    return { ...rest, persistentVolumeClaim: { claimName: boundName(run, binding, coschedule) } };
  });
  return { bindings, claims };
}

/** Where a whole run has one assistant, its StatefulSet makes the claims. */
const isByAssistant = (coschedule: Coschedule) => coschedule === 'pipelineruns' || coschedule === 'isolate-pipelinerun';

function boundName(run: PipelineRunObject, binding: WorkspaceBinding, coschedule: Coschedule): string {
  const name = claimName(run, binding);
  return isByAssistant(coschedule) ? `${name}-${assistantName(run, '')}-0` : name;
}

/** The claims that were made of a run's templates. */
export function claimNames(run: PipelineRunObject, coschedule: Coschedule): readonly string[] {
  return (run.spec?.workspaces ?? [])
    .filter(({ volumeClaimTemplate }) => volumeClaimTemplate !== undefined)
    .map((binding) => boundName(run, binding, coschedule));
}

/** What a task's workspaces are bound to; or which of them is not. */
export type TaskBindings =
  | { readonly workspaces: readonly WorkspaceBinding[]; readonly claimed?: string }
  | { readonly fault: string };

/** What the task's workspaces are bound to: those of the run, in a folder of their own where the task says so. */
export function bindingsOf(
  bindings: readonly WorkspaceBinding[],
  task: PipelineTask,
  spec: TaskSpec | undefined,
): TaskBindings {
  const workspaces: WorkspaceBinding[] = [];
  let claimed: string | undefined;
  for (const { name, workspace, subPath } of usedBy(task)) {
    const wanted = workspace || name;
    const binding = bindings.find((bound) => bound.name === wanted);
    if (binding === undefined) {
      // A pipeline in the place of the task says itself what it lacks.
      if (runKindOf(task) === PipelineRun) continue;
      if (spec?.workspaces?.some((declared) => declared.name === name && declared.optional === true)) continue;
      return { fault: `expected workspace "${wanted}" to be provided by pipelinerun for pipeline task "${task.name}"` };
    }
    if (binding.persistentVolumeClaim !== undefined) claimed = wanted;
    const path = [binding.subPath, subPath].filter((part) => part !== undefined && part !== '').join('/');
    workspaces.push({ ...binding, name, ...(path === '' ? {} : { subPath: path }) });
  }
  return { workspaces, ...(claimed === undefined ? {} : { claimed }) };
}

/** The workspaces that a task names, and those that it speaks of where it stands in the pipeline itself. */
function usedBy({ workspaces = [], taskSpec }: PipelineTask): readonly PipelineTaskWorkspace[] {
  if (taskSpec === undefined) return workspaces;
  const containers = [
    ...(taskSpec.steps ?? []),
    ...(taskSpec.sidecars ?? []),
    ...(taskSpec.stepTemplate === undefined ? [] : [taskSpec.stepTemplate]),
  ] as readonly Step[];
  const spoken = containers.flatMap(({ script, args, command, workingDir, env = [], params }) =>
    textsOf([script, args, command, workingDir, env.map(({ value }) => value), params]).flatMap((text) =>
      variablesIn(text).flatMap(({ variable }) => (variable?.kind === 'workspace' ? [variable.name] : [])),
    ),
  );
  const added = [...new Set(spoken)].filter((name) => !workspaces.some((named) => named.name === name)).sort();
  return [...workspaces, ...added.map((name) => ({ name }))];
}
