import type { RuleSet } from '../../rule';
import { pipelineRunSpecRules } from './spec';
import { taskRunSpecRules } from './task-runs';
import { timeoutRules } from './timeouts';
import { runWorkspaceRules } from './workspaces';

/** The rules of runs of pipelines. */
export const pipelineRunRuleSets: readonly RuleSet[] = [
  pipelineRunSpecRules,
  timeoutRules,
  taskRunSpecRules,
  runWorkspaceRules,
];
