import type { KubeObject } from '../api/meta/v1';

/** An object, and what belongs to it. */
export interface Owned {
  readonly object: KubeObject;
  readonly children: readonly Owned[];
}

/** Objects under those that own them; those that nobody owns come first to last as they were made. */
export function ownersOf(objects: readonly KubeObject[]): readonly Owned[] {
  const uids = new Set(objects.map(({ metadata }) => metadata.uid));
  const ownerOf = ({ metadata }: KubeObject) => {
    const owners = metadata.ownerReferences ?? [];
    return (owners.find(({ controller }) => controller === true) ?? owners[0])?.uid;
  };
  const byOwner = new Map<string, KubeObject[]>();
  const roots: KubeObject[] = [];
  for (const object of objects) {
    const owner = ownerOf(object);
    if (owner === undefined || !uids.has(owner)) roots.push(object);
    else byOwner.set(owner, [...(byOwner.get(owner) ?? []), object]);
  }
  const node = (object: KubeObject): Owned => ({
    object,
    children: (byOwner.get(object.metadata.uid ?? '') ?? []).map(node),
  });
  return roots.map(node);
}
