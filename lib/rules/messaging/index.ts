import type { GraphRule, RuleSet } from '../rule';
import { channelRules, inMemoryChannelRules } from './channel';
import { channelTemplateRules } from './channel-template';
import { subscriptionRules } from './subscription';

export { messagingDefaulters } from './defaults';

/** The rules of channels and subscriptions; what they share with Eventing's other kinds is among Eventing's. */
export const messagingRuleSets: readonly RuleSet[] = [
  channelRules,
  inMemoryChannelRules,
  subscriptionRules,
  channelTemplateRules,
];

/** What can be wrong between channels is judged with the brokers and flows that they lead to. */
export const messagingGraphRules: readonly GraphRule[] = [];
