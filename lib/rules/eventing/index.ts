import type { RuleSet } from '../rule';
import { annotationRules } from './annotations';
import { apiServerSourceRules } from './api-server-source';
import { brokerRules } from './broker';
import { ceOverridesRules } from './ce-overrides';
import { deliveryRules } from './delivery';
import { destinationRules } from './destination';
import { filterRules } from './filters';
import { pingSourceRules } from './ping-source';
import { triggerRules } from './trigger';

export { eventingDefaulters } from './defaults';
export { eventingGraphRules } from './graph';

/** The rules of Eventing's kinds: each kind's own first, then those of the parts that they share. */
export const eventingRuleSets: readonly RuleSet[] = [
  brokerRules,
  triggerRules,
  pingSourceRules,
  apiServerSourceRules,
  filterRules,
  destinationRules,
  deliveryRules,
  ceOverridesRules,
  annotationRules,
];
