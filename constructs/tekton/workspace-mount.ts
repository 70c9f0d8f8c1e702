import type { WorkspaceUsage } from '../../lib/api/tekton/v1/workspace';
import type { Workspace } from './workspace';

/** A workspace that one step or sidecar sees, in a place of its own. */
export interface WorkspaceMount {
  /** The workspace, which the task declares. */
  readonly workspace: Workspace;
  /** Where it is seen. */
  readonly mountPath: string;
}

/** The workspaces of one container. Tekton asks for the place in each case. */
export function lowerWorkspaceMounts(
  workspaces: readonly (Workspace | WorkspaceMount)[] | undefined,
): readonly WorkspaceUsage[] | undefined {
  return workspaces?.map((given) => {
    if ('workspace' in given) return { name: given.workspace.name, mountPath: given.mountPath };
    return { name: given.name, mountPath: given.declaration.mountPath ?? `/workspace/${given.name}` };
  });
}
