import type { RuleSet } from '../../rule';
import { corsAndFaultRules } from './cors-and-faults';
import { destinationRules } from './destinations';
import { headerRules } from './headers';
import { httpActionRules } from './http-actions';
import { httpMatchRules } from './http-match';
import { httpRouteRules } from './http-route';
import { layer4Rules } from './layer4';
import { reachabilityRules } from './reachability';
import { virtualServiceRules } from './spec';

/** The rules of a VirtualService and its parts. */
export const virtualServiceRuleSets: readonly RuleSet[] = [
  virtualServiceRules,
  destinationRules,
  httpRouteRules,
  httpMatchRules,
  httpActionRules,
  headerRules,
  corsAndFaultRules,
  layer4Rules,
  reachabilityRules,
];
