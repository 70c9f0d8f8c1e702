import { Pipeline } from '../../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import { type RuleSet, rulesFor, rulesOf } from '../../rule';
import { defaultRules } from './defaults';
import { embeddedStepRules } from './embedded-steps';
import { matrixRules } from './matrix';
import { orderRules } from './order';
import { outcomeRules } from './outcomes';
import { paramReferenceRules, unseenParamRules } from './param-references';
import { resultRules } from './results';
import { rulesOfAnyPipelines, rulesOfPipelines } from './specs';
import { structureRules } from './structure';
import { taskOptionRules } from './task-options';
import { variableRules } from './variables';
import { whenRules } from './when';
import { boundWorkspaceRules, workspaceRules } from './workspaces';

/** The rules of pipelines: those of Pipelines, of the pipelines of runs, and of pipelines within pipelines. */
export const pipelineRuleSets: readonly RuleSet[] = [
  rulesOfAnyPipelines([
    ...structureRules,
    ...taskOptionRules,
    ...orderRules,
    ...outcomeRules,
    ...resultRules,
    ...matrixRules,
    ...whenRules,
    ...workspaceRules,
  ]),
  rulesOfPipelines([...paramReferenceRules, ...variableRules, ...defaultRules]),
  rulesOf('Pipelines', [{ kind: Pipeline, at: ['spec'] }], [...boundWorkspaceRules, ...embeddedStepRules]),
  rulesFor(PipelineRun, unseenParamRules),
];
