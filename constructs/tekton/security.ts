import type { KubeSecurityContext } from '../../lib/api/core/v1/kube-security-context';
import { lowerSecurityContext } from '../pod/security-context';

/** What the processes of a task may do: what `SecurityContextProps` say, and all else that Kubernetes knows. */
export type TaskSecurityContextProps = KubeSecurityContext | 'unset';

/** The user that containers of tasks run as, by number: most images say none, or root. It owns the files of none of them. */
export const TASK_USER = 65532;

/** What all containers of a task may do, where they do not say otherwise: as little as possible, and as nobody. */
export function taskSecurityContext(given: TaskSecurityContextProps = {}): KubeSecurityContext | undefined {
  return lowerSecurityContext(given === 'unset' ? given : { ...given, runAsUser: given.runAsUser ?? TASK_USER });
}

/**
 * What one step may do, on top of what its task says. The step says its part only, and Tekton joins the two; but what the
 * task forbids by default must be taken back where it contradicts.
 */
export function stepSecurityContext(given: KubeSecurityContext | undefined): KubeSecurityContext | undefined {
  if (given === undefined) return undefined;
  const { runAsUser, runAsNonRoot, privileged, allowPrivilegeEscalation } = given;
  return {
    ...given,
    runAsNonRoot: runAsNonRoot ?? (runAsUser === 0 ? false : undefined),
    allowPrivilegeEscalation: allowPrivilegeEscalation ?? (privileged ? true : undefined),
  };
}
