import type { RuleSet } from '../rule';
import { customRunRuleSets } from './custom-run';
import { givenParamRuleSets } from './given-params';
import { nameRuleSets } from './names';
import { paramSpecRuleSets } from './param-specs';
import { paramUseRuleSets } from './param-uses';
import { referenceRuleSets } from './references';
import { resolutionRequestRuleSets } from './resolution-request';
import { resultRuleSets } from './results';
import { runParamRuleSets } from './run-params';
import { sidecarRuleSets } from './sidecar';
import { stepRuleSets } from './step';
import { stepActionRuleSets } from './step-action';
import { stepVariableRuleSets } from './step-variables';
import { taskRuleSets } from './task';
import { taskRunRuleSets } from './task-run';
import { verificationPolicyRuleSets } from './verification-policy';
import { taskWarningRuleSets } from './warnings';
import { whenRuleSets } from './when';
import { workspaceRuleSets } from './workspaces';

export { tektonDefaulters } from './defaults';

/** The rules of Tekton Pipelines: those of the parts that its kinds share, then each kind's own. */
export const tektonRuleSets: readonly RuleSet[] = [
  ...nameRuleSets,
  ...paramSpecRuleSets,
  ...paramUseRuleSets,
  ...resultRuleSets,
  ...referenceRuleSets,
  ...givenParamRuleSets,
  ...runParamRuleSets,
  ...whenRuleSets,
  ...taskRuleSets,
  ...stepRuleSets,
  ...stepVariableRuleSets,
  ...sidecarRuleSets,
  ...taskWarningRuleSets,
  ...stepActionRuleSets,
  ...taskRunRuleSets,
  ...workspaceRuleSets,
  ...customRunRuleSets,
  ...verificationPolicyRuleSets,
  ...resolutionRequestRuleSets,
];
