import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { nearest } from '../../nearest';
import type { Fault } from './fault';
import type { PlacedTask } from './placed-tasks';
import type { TaskInterface } from './task-fit';

/** The workspaces that a task needs and does not get; those handed on by a pipeline around it excepted. */
export function missingWorkspaces(
  { task, at }: PlacedTask,
  { workspaces = [] }: TaskInterface,
  isHandedOn: (name: string) => boolean = () => false,
): Fault[] {
  const bound = (task.workspaces ?? []).map(({ name }) => name);
  return workspaces.flatMap(({ name, optional }) => {
    if (optional || bound.includes(name) || isHandedOn(name)) return [];
    const found = `the task needs a workspace "${name}"`;
    return [{ at: [...at, 'workspaces'], found, hint: `bind it: { name: ${name}, workspace: … }` }];
  });
}

/** Workspaces given to a task that does not have them. */
export function unknownWorkspaces(
  { task, at }: PlacedTask,
  { workspaces = [] }: TaskInterface,
  isRead: (name: string) => boolean = () => false,
): Fault[] {
  const declared = workspaces.map(({ name }) => name);
  return (task.workspaces ?? []).flatMap(({ name }, i) => {
    if (declared.includes(name) || isRead(name)) return [];
    const near = nearest(name, declared);
    const hint = near === undefined ? `it has ${declared.join(', ') || 'none'}` : `did you mean "${near}"?`;
    return [{ at: [...at, 'workspaces', i, 'name'], found: `the task has no workspace "${name}"`, hint }];
  });
}

/** Workspaces that a run may leave out and that a task can't do without. */
export function optionalForRequired({ task, at }: PlacedTask, taken: TaskInterface, pipeline: PipelineSpec): Fault[] {
  return (task.workspaces ?? []).flatMap(({ name, workspace }, i) => {
    const source = pipeline.workspaces?.find((one) => one.name === (workspace || name));
    const target = taken.workspaces?.find((one) => one.name === name);
    if (source?.optional !== true || target === undefined || target.optional === true) return [];
    const found = `"${source.name}" is optional in the pipeline, and "${name}" is not in the task`;
    return [{ at: [...at, 'workspaces', i], found, hint: 'make both optional, or none' }];
  });
}
