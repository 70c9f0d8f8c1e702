import type { GraphRule, RuleSet } from '../rule';
import { parallelRules, sequenceRules } from './flows';

export { flowsDefaulters } from './defaults';

/** The rules of sequences and parallels; what they share with Eventing's other kinds is among Eventing's. */
export const flowsRuleSets: readonly RuleSet[] = [sequenceRules, parallelRules];

/** What can be wrong between flows is judged with the brokers and channels that they lead to. */
export const flowsGraphRules: readonly GraphRule[] = [];
