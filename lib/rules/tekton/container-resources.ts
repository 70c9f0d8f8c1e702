import type { ContainerResources } from '../../api/tekton/v1/task-run';

/** Whether resources are said of a container: what is empty says nothing. */
export function saysResources({ computeResources = {} }: ContainerResources): boolean {
  return Object.values(computeResources).some((amounts) => Object.keys(amounts as object).length > 0);
}
