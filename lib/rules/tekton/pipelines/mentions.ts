import type { EmbeddedTask, PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import { embeddedTask } from './placed-tasks';

/** Whether a text anywhere in a value mentions a variable, which makes Tekton hand it on. */
export function mentionsIn(value: unknown, root: 'params' | 'workspaces'): (name: string) => boolean {
  const text = JSON.stringify(value) ?? '';
  return (name) => [`.${name}`, `[\\"${name}`, `['${name}`].some((step) => text.includes(`$(${root}${step}`));
}

/** The workspaces of the pipeline that a task gets: those bound, and of a task that stands in it those it names. */
export function workspacesOf(task: PipelineTask, known: Iterable<string>): Set<string> {
  const bound = task.workspaces ?? [];
  const used = new Set(bound.map(({ name, workspace }) => workspace || name));
  const embedded: EmbeddedTask | undefined = embeddedTask(task);
  if (embedded === undefined) return used;
  const isMentioned = mentionsIn(embedded, 'workspaces');
  const isDeclared = (name: string) => embedded.workspaces?.some((one) => one.name === name) === true;
  for (const name of known) {
    const isBound = bound.some((one) => one.name === name);
    if (!isBound && (isDeclared(name) || isMentioned(name))) used.add(name);
  }
  return used;
}
