import type { Param } from '../../api/tekton/v1/param';
import { PipelineRun } from '../../api/tekton/v1/pipeline-run';
import { TaskRun } from '../../api/tekton/v1/task-run';
import { CustomRun } from '../../api/tekton/v1beta1/custom-run';
import { type Rule, type RuleExample, type RuleSet, rulesOf } from '../rule';
import { eachRepeated } from './repeated';

/** What is given params. */
interface Given {
  readonly params?: readonly Param[];
}

/** That whatever is given params is given each of them once; the examples are of what `example` makes of params. */
export function paramsGivenOnce(
  example: (params: readonly Param[]) => RuleExample,
  [one, other]: readonly [string, string] = ['a', 'b'],
): Rule<Given> {
  return {
    code: 'KT3111',
    title: 'a param is given once',
    why: 'The webhook refuses two of one name, and does not look at upper and lower case.',
    source: 'pipeline v1, taskrun_validation.go',
    check: ({ params = [] }, report) =>
      eachRepeated(params, (i, name) => report(['params', i, 'name'], ...givenTwice(name))),
    good: example(valuesOf([one, other])),
    bad: example(valuesOf([one, one.toUpperCase()])),
  };
}

/** What is said of a param that is given twice. */
function givenTwice(name: string): [found: string, hint: string] {
  return [`"${name}" is given above already`, 'leave one of them out'];
}

function valuesOf(names: readonly string[]): Param[] {
  return names.map((name, i) => ({ name, value: String(i + 1) }));
}

/** What must hold of the params of runs; those of references are judged with these. */
export const givenParamRuleSets: readonly RuleSet[] = [
  rulesOf(
    'Params of runs',
    [TaskRun, PipelineRun, CustomRun].map((kind) => ({ kind, at: ['spec'] })),
    [paramsGivenOnce((params) => ({ spec: { params } }))],
  ),
];
