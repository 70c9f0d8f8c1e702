import { Pipeline, type PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import { type Rule, type RuleSet, rulesOf, type Target } from '../../rule';
import { nestingOf, outermost } from '../targets';

const base = { pipelineRef: null, pipelineSpec: { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }] } };

/** A pipeline's spec: that of a Pipeline, that which a run has of its own, and those in place of tasks of another one. */
const pipelineSpecs: readonly Target[] = [
  { kind: Pipeline, at: ['spec'], nesting: nestingOf(1) },
  { kind: PipelineRun, at: ['spec', 'pipelineSpec'], nesting: nestingOf(2), base },
];

/** Rules of a pipeline, wherever it stands but in another one. */
export function rulesOfPipelines(rules: readonly Rule<PipelineSpec>[]): RuleSet {
  return rulesOf('Pipelines', outermost(pipelineSpecs), rules);
}

/** Rules of a pipeline wherever it stands, in place of a task of another one too. */
export function rulesOfAnyPipelines(rules: readonly Rule<PipelineSpec>[]): RuleSet {
  return rulesOf('Pipelines', pipelineSpecs, rules);
}
