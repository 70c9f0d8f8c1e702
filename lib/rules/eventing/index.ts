import type { RuleSet } from '../rule';
import { annotationRules } from './annotations';
import { apiServerSourceRules } from './api-server-source';
import { brokerRules } from './broker';
import { ceOverridesRules } from './ce-overrides';
import { deliveryRules } from './delivery';
import { destinationRules, replyRules, transformSinkRules } from './destination';
import { eventPolicyRules } from './event-policy';
import { eventTransformRules } from './event-transform';
import { eventTypeRules } from './event-type';
import { filterRules } from './filters';
import { pingSourceRules } from './ping-source';
import { requestReplyRules } from './request-reply';
import { sameNamespaceRules } from './same-namespace';
import { triggerRules } from './trigger';
import { unjudgedRuleSets } from './unjudged';

export { eventingDefaulters } from './defaults';
export { eventingGraphRules } from './graph';

/** The rules of Eventing's kinds: each kind's own first, then those of the parts that they share. */
export const eventingRuleSets: readonly RuleSet[] = [
  brokerRules,
  triggerRules,
  pingSourceRules,
  apiServerSourceRules,
  eventTypeRules,
  eventPolicyRules,
  eventTransformRules,
  requestReplyRules,
  filterRules,
  destinationRules,
  replyRules,
  transformSinkRules,
  sameNamespaceRules,
  deliveryRules,
  ceOverridesRules,
  annotationRules,
  ...unjudgedRuleSets,
];
