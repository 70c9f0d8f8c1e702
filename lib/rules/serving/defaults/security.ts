import type { InitContainer } from '../../../api/core/v1/container';
import type { PodSecurityContext, SecurityContext } from '../../../api/core/v1/security-context';
import type { FeatureState } from '../../features';

const FIRST_OPEN_PORT = 1024;

/** Whether the cluster makes containers safe by default. */
export function hasSecureDefaults(state: FeatureState): boolean {
  return state === 'enabled' || state === 'allowrootbounded';
}

/** What the feature `secure-pod-defaults` fills in a container. */
export function withSecureDefaults<C extends InitContainer>(
  container: C,
  pod: PodSecurityContext | undefined,
  state: FeatureState,
): C {
  const given: SecurityContext = container.securityContext ?? {};
  const seccompProfile =
    given.seccompProfile?.type || pod?.seccompProfile?.type
      ? given.seccompProfile
      : { ...given.seccompProfile, type: 'RuntimeDefault' as const };
  const runAsNonRoot = state === 'enabled' && pod?.runAsNonRoot === undefined ? true : undefined;
  return {
    ...container,
    securityContext: {
      ...given,
      ...defined({
        allowPrivilegeEscalation: given.allowPrivilegeEscalation ?? false,
        capabilities: given.capabilities ?? defaultCapabilities(container),
        seccompProfile,
        runAsNonRoot: given.runAsNonRoot ?? runAsNonRoot,
      }),
    },
  };
}

function defaultCapabilities({ ports = [] }: InitContainer) {
  const privileged = ports.some(({ containerPort = 0 }) => containerPort < FIRST_OPEN_PORT);
  return privileged ? { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } : { drop: ['ALL'] };
}

function defined(context: SecurityContext): SecurityContext {
  return Object.fromEntries(Object.entries(context).filter(([, value]) => value !== undefined));
}
