import type { RuleSet } from '../rule';
import { bindingParamRuleSets } from './binding-params';
import { bindingRuleSets } from './bindings';
import { eventListenerRules } from './event-listener';
import { interceptorUseRuleSets } from './interceptor-use';
import { interceptorRuleSets } from './interceptors';
import { listenerPodRuleSets } from './listener-pod';
import { templateRuleSets } from './template';
import { triggerRuleSets } from './trigger';

export { triggersDefaulters } from './defaults';
export { triggersGraphRules } from './graph';

/** The rules of Tekton Triggers: each kind's own first, then those of the parts that they share. */
export const triggersRuleSets: readonly RuleSet[] = [
  eventListenerRules,
  ...listenerPodRuleSets,
  ...triggerRuleSets,
  ...bindingRuleSets,
  ...bindingParamRuleSets,
  ...templateRuleSets,
  ...interceptorUseRuleSets,
  ...interceptorRuleSets,
];
