import type { RuleSet } from '../rule';
import { paramSpecRuleSets } from './param-specs';
import { paramUseRuleSets } from './param-uses';

export { tektonDefaulters } from './defaults';

/** The rules of Tekton Pipelines: those of the parts that its kinds share, then each kind's own. */
export const tektonRuleSets: readonly RuleSet[] = [...paramSpecRuleSets, ...paramUseRuleSets];
