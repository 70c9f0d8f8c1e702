import type { GraphRule } from '../../rule';
import { conflictGraphRules } from './conflicts';
import { destinationGraphRules } from './destinations';
import { gatewayGraphRules } from './gateways';

/** Rules of Istio over several objects. */
export const istioGraphRules: readonly GraphRule[] = [
  ...gatewayGraphRules,
  ...destinationGraphRules,
  ...conflictGraphRules,
];
