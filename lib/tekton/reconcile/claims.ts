import { createHash } from 'node:crypto';
import { kubernetes } from '../../api/kubernetes';
import type { KubeObject } from '../../api/meta/v1';
import type { WorkspaceBinding } from '../../api/tekton/v1/workspace';
import { controllerReference } from '../../controller/effects';

const HASH = 10;

/** The name of the claim that a workspace of a run gets of its template. */
export function claimName(owner: KubeObject, { name, volumeClaimTemplate }: WorkspaceBinding): string {
  const hash = createHash('sha256')
    .update(`${name}${owner.metadata.uid ?? ''}`)
    .digest('hex');
  return `${volumeClaimTemplate?.metadata?.name || 'pvc'}-${hash.slice(0, HASH)}`;
}

/** The claim that a workspace of a run gets of its template. */
export function claimOf(owner: KubeObject, binding: WorkspaceBinding): KubeObject {
  const { metadata, spec } = binding.volumeClaimTemplate ?? {};
  return {
    apiVersion: kubernetes.PersistentVolumeClaim.apiVersion,
    kind: kubernetes.PersistentVolumeClaim.kind,
    metadata: {
      ...(metadata?.labels === undefined ? {} : { labels: metadata.labels }),
      ...(metadata?.annotations === undefined ? {} : { annotations: metadata.annotations }),
      name: claimName(owner, binding),
      namespace: owner.metadata.namespace,
      ownerReferences: [controllerReference(owner)],
    },
    spec,
  };
}
