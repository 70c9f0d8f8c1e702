import type { RuleSet } from '../rule';
import { paramSpecRuleSets } from './param-specs';
import { paramUseRuleSets } from './param-uses';
import { referenceRuleSets } from './references';
import { resultRuleSets } from './results';
import { sidecarRuleSets } from './sidecar';
import { stepRuleSets } from './step';
import { stepVariableRuleSets } from './step-variables';
import { taskRuleSets } from './task';
import { whenRuleSets } from './when';

export { tektonDefaulters } from './defaults';

/** The rules of Tekton Pipelines: those of the parts that its kinds share, then each kind's own. */
export const tektonRuleSets: readonly RuleSet[] = [
  ...paramSpecRuleSets,
  ...paramUseRuleSets,
  ...resultRuleSets,
  ...referenceRuleSets,
  ...whenRuleSets,
  ...taskRuleSets,
  ...stepRuleSets,
  ...stepVariableRuleSets,
  ...sidecarRuleSets,
];
