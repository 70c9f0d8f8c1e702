import { eventingPairs } from './eventing';
import { identityPairs } from './identity';
import { internalPairs } from './internal';
import { istioPairs } from './istio';
import { metadataPairs } from './metadata';
import { servingPairs } from './serving';

export { objects } from './objects';
export type { Pair } from './pair';

/** Faults of structure that people make in YAML, each with what is almost it and right. */
export const pairs = [
  ...metadataPairs,
  ...servingPairs,
  ...eventingPairs,
  ...internalPairs,
  ...identityPairs,
  ...istioPairs,
];
