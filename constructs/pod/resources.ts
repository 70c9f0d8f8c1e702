import { Size } from 'cdk8s';
import type { ResourceRequirements } from '../../lib/api/core/v1/resources';

/** An amount: a number, a text such as `500m` or `128Mi`, or a size. */
export type Amount = number | string | Size;

/** Amounts by resource. */
export interface ResourceAmounts {
  /** CPUs: `0.5` and `500m` are half of one. @default - none */
  readonly cpu?: number | string;
  /** Memory in bytes. @default - none */
  readonly memory?: Amount;
  /** Storage on the node in bytes. @default - none */
  readonly 'ephemeral-storage'?: Amount;
  /** Other resources, such as `nvidia.com/gpu`. @default - none */
  readonly [resource: string]: Amount | undefined;
}

/** What a container needs, and what it may not exceed. */
export interface Resources {
  /** What the scheduler keeps free. @default - those of config-defaults: none */
  readonly requests?: ResourceAmounts;
  /** The most that the container gets. @default - those of config-defaults: none */
  readonly limits?: ResourceAmounts;
}

export function lowerResources(resources: Resources | undefined): ResourceRequirements | undefined {
  if (resources === undefined) return undefined;
  const { requests, limits } = resources;
  return { requests: requests && lowerAmounts(requests), limits: limits && lowerAmounts(limits) };
}

function lowerAmounts(amounts: ResourceAmounts): Record<string, number | string> {
  const lowered: Record<string, number | string> = {};
  for (const [resource, amount] of Object.entries(amounts)) {
    if (amount !== undefined) lowered[resource] = lowerAmount(amount);
  }
  return lowered;
}

/** An amount as Kubernetes writes it; a fraction of a whole in thousandths. */
export function lowerAmount(amount: Amount): number | string {
  if (amount instanceof Size) return amount.asString();
  if (typeof amount === 'number' && !Number.isInteger(amount)) return `${Math.round(amount * 1000)}m`;
  return amount;
}
