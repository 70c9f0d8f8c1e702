import type { KubeContainer } from '../../api/core/v1/kube-container';
import type { PodTemplateSpec } from '../../api/core/v1/kube-pod';
import { isRecord } from '../eventing/filter-walk';

/** A container of a pod template, as far as it can be read: no schema has looked at it. */
export type LooseContainer = Partial<KubeContainer>;

/** What is there of a template that no schema has looked at. */
export function containersOf(template: PodTemplateSpec | undefined): readonly LooseContainer[] {
  const { containers }: { containers?: unknown } = template?.spec ?? {};
  return Array.isArray(containers) ? containers.filter(isRecord) : [];
}

/** Changes each container of a list that no schema has looked at; what is no list of objects stays. */
export function withContainers(
  containers: unknown,
  change: (container: LooseContainer, index: number) => LooseContainer,
): unknown {
  if (!Array.isArray(containers)) return containers;
  return containers.map((container, i) => (isRecord(container) ? change(container, i) : container));
}
