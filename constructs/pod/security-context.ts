import type { PodSecurityContext, SecurityContext } from '../../lib/api/core/v1/security-context';

/**
 * What a container's processes may do. What is not said has a safe value: no more rights than the parent process, no
 * capabilities, the runtime's filter of system calls, no root. `'unset'` leaves all of it to the cluster.
 *
 * The root file system stays writable: many images write below their own directories, and a program that says nothing
 * of them can't know. Say `readOnlyRootFilesystem: true` with an `emptyDir` where the image writes.
 */
export type SecurityContextProps = SecurityContext | 'unset';

const SAFE = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
  runAsNonRoot: true,
} as const satisfies SecurityContext;

/** The security context of a container, whose pod may have said part of it for all its containers. */
export function lowerSecurityContext(
  given: SecurityContextProps = {},
  pod: PodSecurityContext = {},
): SecurityContext | undefined {
  if (given === 'unset') return undefined;
  const { capabilities, runAsUser = pod.runAsUser } = given;
  // Who asks for the user 0 asks for root.
  const runAsNonRoot = pod.runAsNonRoot === undefined ? runAsUser !== 0 : undefined;
  const seccompProfile = pod.seccompProfile === undefined ? SAFE.seccompProfile : undefined;
  return {
    ...given,
    allowPrivilegeEscalation: given.allowPrivilegeEscalation ?? SAFE.allowPrivilegeEscalation,
    capabilities: { ...capabilities, drop: capabilities?.drop ?? SAFE.capabilities.drop },
    seccompProfile: given.seccompProfile ?? seccompProfile,
    runAsNonRoot: given.runAsNonRoot ?? runAsNonRoot,
  };
}
