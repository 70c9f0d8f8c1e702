import type { KubeObject } from '../../lib/api/meta/v1';
import { mergePatch } from '../../lib/rules/examples';
import type { FeatureFlags } from '../../lib/rules/features';
import { minimalObjects } from '../../lib/rules/minimal';

/** An object on which we and upstream once disagreed. */
export interface FoundExample {
  /** What upstream does, and we did not. */
  readonly why: string;
  readonly object: KubeObject;
  /** The object that it replaces. @default - none: it is created */
  readonly before?: KubeObject;
  readonly features?: FeatureFlags;
}

/** The minimal object of a kind with another spec. */
export function example(
  why: string,
  name: string,
  spec: object,
  more: Pick<FoundExample, 'features'> = {},
): FoundExample {
  return { why, object: mergePatch(minimalObjects[name], { spec }) as KubeObject, ...more };
}
