import type { KubeObject } from '../../api/meta/v1';
import type { Condition, Conditions } from '../../controller/conditions';

/** Marks whether a Deployment has pods that take work. */
export function markAvailable(conditions: Conditions, type: string, deployment: KubeObject | undefined): void {
  const said = (deployment?.status as { readonly conditions?: readonly Condition[] } | undefined)?.conditions;
  const available = said?.find((condition) => condition.type === 'Available');
  if (available?.status === 'True') {
    conditions.markTrue(type);
  } else if (available === undefined) {
    const name = deployment?.metadata.name ?? '';
    conditions.markUnknown(type, 'DeploymentUnavailable', `The Deployment '${name}' is unavailable.`);
  } else if (available.status === 'False') {
    conditions.markFalse(type, available.reason ?? 'DeploymentUnavailable', available.message);
  } else {
    conditions.markUnknown(type, available.reason, available.message);
  }
}

/** What a container of Eventing's own may do: nothing but its work. */
export const RESTRICTED = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
} as const;
