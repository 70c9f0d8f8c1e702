import { Pipeline, type PipelineSpec } from '../../../api/tekton/v1/pipeline';
import { PipelineRun } from '../../../api/tekton/v1/pipeline-run';
import type { FieldPath } from '../../diagnostic';
import { type Rule, type RuleSet, rulesOf, type Target } from '../../rule';
import { placedTasks } from './placed-tasks';

const base = { pipelineRef: null, pipelineSpec: { tasks: [{ name: 'greet', taskRef: { name: 'hello' } }] } };

/** A pipeline's spec: that of a Pipeline, and that which a run has of its own. */
const pipelineSpecs: readonly Target[] = [
  { kind: Pipeline, at: ['spec'] },
  { kind: PipelineRun, at: ['spec', 'pipelineSpec'], base },
];

/** Rules of a pipeline, wherever it stands but in another one. */
export function rulesOfPipelines(rules: readonly Rule<PipelineSpec>[]): RuleSet {
  return rulesOf('Pipelines', pipelineSpecs, rules);
}

/** Rules of a pipeline wherever it stands, in place of a task of another one too. */
export function rulesOfAnyPipelines(rules: readonly Rule<PipelineSpec>[]): RuleSet {
  return rulesOfPipelines(rules.map(ofNestedToo));
}

function ofNestedToo(rule: Rule<PipelineSpec>): Rule<PipelineSpec> {
  return {
    ...rule,
    check(outer, report, context) {
      for (const { spec, at } of withNested(outer))
        rule.check(spec, (path, ...fault) => report([...at, ...path], ...fault), context);
    },
  };
}

interface PlacedSpec {
  readonly spec: PipelineSpec;
  readonly at: FieldPath;
}

/** A pipeline and those that stand in it in place of tasks. */
function withNested(outer: PipelineSpec): readonly PlacedSpec[] {
  const found: PlacedSpec[] = [{ spec: outer, at: [] }];
  // The list grows while it is walked.
  for (const { spec, at } of found) {
    for (const { task, at: place } of placedTasks(spec)) {
      const { pipelineSpec } = task;
      if (pipelineSpec !== undefined) found.push({ spec: pipelineSpec, at: [...at, ...place, 'pipelineSpec'] });
    }
  }
  return found;
}
