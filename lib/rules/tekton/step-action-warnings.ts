import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import type { Rule } from '../rule';

/** What is accepted of an action and regretted. */
export const stepActionWarnings: readonly Rule<StepActionSpec>[] = [];
