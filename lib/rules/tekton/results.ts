import type { ParamType } from '../../api/tekton/v1/param';
import type { StepResult, TaskResult } from '../../api/tekton/v1/result';
import type { Step } from '../../api/tekton/v1/step';
import type { TaskSpec } from '../../api/tekton/v1/task';
import type { StepActionSpec } from '../../api/tekton/v1beta1/step-action';
import { type Report, type Rule, type RuleExample, type RuleSet, rulesOf } from '../rule';
import { isDns1123Label } from '../syntax/names';
import { minimalStep } from './minimal-step';
import { paramTypes } from './param-types';
import { stepActions, steps, taskSpecs } from './targets';

const SOURCE = 'pipeline v1, result_validation.go';
const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/** Whether a result can be called so. */
export function isResultName(name: string): boolean {
  return NAME.test(name);
}

type AnyResult = TaskResult | StepResult;
interface HasResults {
  readonly results?: readonly AnyResult[];
}

function eachResult(check: (result: AnyResult, report: Report) => void): Rule<HasResults>['check'] {
  return ({ results = [] }, report) => {
    results.forEach((result, i) => {
      check(result, (path, ...fault) => report(['results', i, ...path], ...fault));
    });
  };
}

/** Rules of declared results. `example` makes an example with one that the program writes, if its name can be written. */
function resultRules(example: (result: AnyResult) => RuleExample): readonly Rule<HasResults>[] {
  return [
    {
      code: 'KT3112',
      title: 'the name of a result can be written in a reference',
      why: 'The webhook refuses other characters than letters, digits, dashes, underscores and dots, and names that begin or end with one of the last three.',
      source: SOURCE,
      check: eachResult(({ name }, report) => {
        if (!isResultName(name)) report(['name'], `"${name}" is no name of a result`, 'use letters, digits and dashes');
      }),
      good: example({ name: 'image-digest' }),
      bad: [example({ name: 'image digest' }), example({ name: '-digest' })],
    },
    {
      code: 'KT3113',
      title: 'a result is a string, an array or an object',
      why: 'Tekton knows no other types.',
      source: SOURCE,
      check: eachResult(({ name, type }, report) => {
        // One that is empty is none: where it isn't defaulted, it counts as a string.
        if (!isResultName(name) || !type || paramTypes.includes(type)) return;
        report(['type'], `there is no type "${type}"`, 'write string, array or object');
      }),
      good: [example({ name: 'digests', type: 'array' }), example({ name: 'digest', type: '' as ParamType })],
      bad: example({ name: 'digests', type: 'list' as ParamType }),
    },
    {
      code: 'KT3114',
      title: 'a result that is an object has properties, all of them strings',
      why: 'Without them nobody knows which keys there are; the webhook refuses the result.',
      source: SOURCE,
      check: eachResult(({ name, type, properties }, report) => {
        if (!isResultName(name) || type !== 'object') return;
        if (properties === undefined) {
          report(['properties'], 'the object has no properties', 'write its keys, each with type: string');
          return;
        }
        for (const [key, property] of Object.entries(properties))
          if (property.type !== 'string')
            report(['properties', key], `"${key}" is of the type ${property.type ?? 'none'}`, 'write type: string');
      }),
      good: example({ name: 'image', type: 'object', properties: { url: { type: 'string' } } }),
      bad: [
        example({ name: 'image', type: 'object' }),
        example({ name: 'image', type: 'object', properties: { url: { type: 'array' as 'string' } } }),
      ],
    },
  ];
}

/** Refers to a step's result; what stands around it, the webhook lets pass. */
const STEP_RESULT = /\$\(steps\.([^.)]*)\.results\.([^)]*)\)/;

const valueRules: readonly Rule<TaskSpec>[] = [
  {
    code: 'KT3115',
    title: 'the value of a result is the result of a step',
    why: 'The webhook takes $(steps.STEP.results.RESULT) alone: any other value a step has to write itself.',
    source: SOURCE,
    check({ results = [] }, report) {
      results.forEach(({ name, value }, i) => {
        if (value === undefined || (value as unknown) === '' || !isResultName(name)) return;
        const [, step, result] = (typeof value === 'string' && STEP_RESULT.exec(value)) || [];
        if (step !== undefined && isDns1123Label(step) && isResultName(result ?? '')) return;
        report(
          ['results', i, 'value'],
          `${JSON.stringify(value)} is no result of a step`,
          'write $(steps.STEP.results.RESULT)',
        );
      });
    },
    good: {
      value: {
        steps: [{ ...minimalStep, results: [{ name: 'digest' }], args: ['$(step.results.digest.path)'] }],
        results: [{ name: 'digest', value: '$(steps.greet.results.digest)' }],
      },
    },
    bad: [
      { value: { results: [{ name: 'digest', value: 'sha256:0' }] } },
      { value: { results: [{ name: 'digest', value: ['$(steps.greet.results.digest)'] }] } },
      { value: { results: [{ name: 'digest', value: '$(steps.Greet.results.digest)' }] } },
    ],
  },
];

const pathIn = (root: string, { name }: AnyResult) => (isResultName(name) ? `$(${root}.${name}.path)` : '');

const ofTask = (result: AnyResult): RuleExample => ({
  value: { results: [result], steps: [{ ...minimalStep, args: [pathIn('results', result)] }] },
});
const ofStep = (result: AnyResult): RuleExample => ({
  value: { results: [result], args: [pathIn('step.results', result)] },
});

/** What must hold of the results that tasks, steps and actions leave. */
export const resultRuleSets: readonly RuleSet[] = [
  rulesOf<TaskSpec>('Task', taskSpecs, [...resultRules(ofTask), ...valueRules]),
  rulesOf<Step>('Step', steps, resultRules(ofStep)),
  rulesOf<StepActionSpec>('StepAction', [stepActions], resultRules(ofStep)),
];
