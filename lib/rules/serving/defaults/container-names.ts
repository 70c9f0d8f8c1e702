import type { InitContainer } from '../../../api/core/v1/container';
import type { ObjectMeta } from '../../../api/meta/v1';

const FIELD = /\{\{-?\s*\.(Name|Namespace|Labels\.([\w]+)|Annotations\.([\w]+))\s*-?\}\}/g;

/** Fills the template of a container's name with what the object says of itself. */
export function containerName(template: string, metadata: ObjectMeta): string {
  if (!template.includes('{{')) return template;
  return template.replace(FIELD, (_, field: string, label?: string, annotation?: string) => {
    if (label !== undefined) return metadata.labels?.[label] ?? '';
    if (annotation !== undefined) return metadata.annotations?.[annotation] ?? '';
    return (field === 'Name' ? metadata.name : metadata.namespace) ?? '';
  });
}

/** Gives a name to each container without one: the base, with a number where there are several. */
export function nameContainers<C extends Partial<InitContainer>>(
  containers: readonly C[],
  base: string,
  taken: Set<string>,
): readonly C[] {
  if (containers.every(({ name }) => name)) return containers;
  let number = 0;
  return containers.map((container) => {
    if (container.name) return container;
    let name = base;
    if (containers.length > 1 || taken.has(base)) {
      do name = `${base}-${number++}`;
      while (taken.has(name));
    }
    return { ...container, name };
  });
}
