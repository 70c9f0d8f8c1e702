import type { KubeObject } from '../../api/meta/v1';
import type { PreflightCheck } from './check';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

interface ClaimSpec {
  readonly storageClassName?: string;
  readonly volumeClaimTemplates?: readonly { readonly spec?: ClaimSpec }[];
}

/** Claims to storage that name no class get one: there is a default. */
export const storageClasses: PreflightCheck = async ({ client, nodes, signal }) => {
  const claimants = nodes.filter(({ object }) =>
    claimsOf(object).some((claim) => claim.storageClassName === undefined),
  );
  if (claimants.length === 0) return [];
  const classes = await client.list<KubeObject>('storage.k8s.io/v1', 'StorageClass', { signal });
  if (classes.some(({ metadata }) => metadata.annotations?.[DEFAULT] === 'true')) return [];
  const names = claimants.map(({ ref }) => `${ref.kind} ${ref.namespace}/${ref.name}`);
  return [
    {
      check: 'storage-class',
      severity: 'error',
      message: `the cluster has no default StorageClass, and ${names.join(', ')} ${names.length === 1 ? 'asks' : 'ask'} for storage`,
      hint: `annotate a StorageClass with ${DEFAULT}: "true", or name one in the claims`,
    },
  ];
};

function claimsOf({ kind, spec }: KubeObject): readonly ClaimSpec[] {
  const given = (spec ?? {}) as ClaimSpec;
  if (kind === 'PersistentVolumeClaim') return [given];
  return kind === 'StatefulSet' ? (given.volumeClaimTemplates ?? []).map((template) => template.spec ?? {}) : [];
}
