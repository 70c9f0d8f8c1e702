import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { PipelineRunSpec } from '../../../api/tekton/v1/pipeline-run';
import type { WorkspaceBinding } from '../../../api/tekton/v1/workspace';
import type { Platform } from '../../platform';
import { formatGoDuration, parseGoDuration } from '../../syntax/duration';
import type { Fault } from '../pipelines/fault';
import { workspacesOf } from '../pipelines/mentions';
import { isNestedPipeline, placedTasks } from '../pipelines/placed-tasks';
import { pipelineTimeout } from './timeouts';

/** The claim that a workspace of a run is on: each template makes one of its own. */
function claimOf({ name, persistentVolumeClaim, volumeClaimTemplate }: WorkspaceBinding): string | undefined {
  if (volumeClaimTemplate !== undefined) return `template ${name}`;
  return persistentVolumeClaim && `claim ${persistentVolumeClaim.claimName}`;
}

/** Tasks with workspaces on two claims: their pods would have to be where both claims are. */
export function claimFaults(run: PipelineRunSpec, pipeline: PipelineSpec, platform: Platform): Fault[] {
  if (platform.feature('coschedule') !== 'workspaces') return [];
  const bindings = new Map((run.workspaces ?? []).map((binding) => [binding.name, binding]));
  return placedTasks(pipeline).flatMap(({ task }) => {
    const byClaim = new Map<string, string>();
    for (const name of workspacesOf(task, bindings.keys())) {
      const binding = bindings.get(name);
      const claim = binding && claimOf(binding);
      if (claim !== undefined && !byClaim.has(claim)) byClaim.set(claim, name);
    }
    if (byClaim.size < 2) return [];
    const names = [...byClaim.values()];
    const last = (run.workspaces ?? []).findIndex(({ name }) => name === names.at(-1));
    const found = `the task "${task.name}" gets workspaces on ${names.length} claims: ${names.join(', ')}`;
    return [{ at: ['workspaces', last], found, hint: 'put them on one claim, each with a subPath of its own' }];
  });
}

/** Empty directories that several tasks get: each pod has one of its own. */
export function emptyDirFaults(run: PipelineRunSpec, pipeline: PipelineSpec): Fault[] {
  const bindings = run.workspaces ?? [];
  const names = bindings.map(({ name }) => name);
  const users = new Map<string, string[]>();
  for (const { task } of placedTasks(pipeline)) {
    for (const name of workspacesOf(task, names)) users.set(name, [...(users.get(name) ?? []), task.name]);
  }
  return bindings.flatMap(({ name, emptyDir }, i) => {
    const tasks = users.get(name) ?? [];
    if (emptyDir === undefined || tasks.length < 2) return [];
    const found = `each of ${tasks.join(', ')} gets an empty directory of its own for "${name}"`;
    return [{ at: ['workspaces', i, 'emptyDir'], found, hint: 'use a volumeClaimTemplate, which they share' }];
  });
}

/** A run that may take longer than any of its tasks, which end after the default time all the same. */
export function taskTimeoutFaults(run: PipelineRunSpec, pipeline: PipelineSpec, platform: Platform): Fault[] {
  const { timeouts, taskRunSpecs = [] } = run;
  const minutes = platform.tektonDefaults.defaultTimeoutMinutes;
  const whole = pipelineTimeout(timeouts, platform);
  if (timeouts?.pipeline === undefined || minutes === 0 || (whole !== 0 && whole <= minutes * 60e9)) return [];
  if (timeouts.tasks !== undefined || timeouts.finally !== undefined) return [];
  const own = new Set(taskRunSpecs.filter(({ timeout }) => timeout !== undefined).map((one) => one.pipelineTaskName));
  const bare = placedTasks(pipeline, ['tasks']).filter(
    ({ task }) => parsed(task.timeout) === undefined && !own.has(task.name) && !isNestedPipeline(task),
  );
  if (bare.length === 0) return [];
  const names = bare.map(({ task }) => task.name).join(', ');
  const found = `the run may take ${timeouts.pipeline}, yet ${names} ${formatGoDuration(minutes * 60)} at most`;
  return [{ at: ['timeouts'], found, hint: 'set timeouts.tasks as well, or a timeout for each task' }];
}

function parsed(timeout: string | undefined): number | undefined {
  return timeout === undefined ? undefined : parseGoDuration(timeout);
}
