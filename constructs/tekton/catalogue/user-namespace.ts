import type { KubeSecurityContext } from '../../../lib/api/core/v1/kube-security-context';

/**
 * What it takes to build in a user namespace without root. The two capabilities go to the programs that map users and
 * groups into the namespace; the runtime's usual filters forbid to make one and to mount in it.
 */
export const IN_USER_NAMESPACE: KubeSecurityContext = {
  runAsUser: 1000,
  runAsGroup: 1000,
  allowPrivilegeEscalation: true,
  capabilities: { drop: ['ALL'], add: ['SETGID', 'SETUID'] },
  seccompProfile: { type: 'Unconfined' },
  appArmorProfile: { type: 'Unconfined' },
};
