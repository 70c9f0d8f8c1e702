import type { WhenExpression } from '../../api/tekton/v1/when';
import { EACH, type Rule, type RuleSet, rulesOf, type Target } from '../rule';
import { isCelProblem } from '../syntax/cel/lexer';
import { readCel } from '../syntax/cel/parser';
import { minimalStep } from './minimal-step';
import { inPipelines, taskSpecsOf, within } from './targets';

const SOURCE = 'pipeline v1, when_validation.go';
const FLAG = 'enable-cel-in-whenexpression';
const features = { [FLAG]: 'true' } as const;

/** Names that CEL has of its own accord: those of types. */
const TYPES: ReadonlySet<string> = new Set([
  ...['bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint', 'google'],
]);

const cel = (expression: string) => ({ value: { input: null, operator: null, values: null, cel: expression } });

const rules: readonly Rule<WhenExpression>[] = [
  {
    code: 'KT3131',
    title: 'a condition has an operator, in or notin, and values',
    why: 'The webhook refuses it otherwise.',
    source: SOURCE,
    check(when, report) {
      const { input, operator, values = [], cel: expression } = when;
      if (expression) return;
      if (!input && !operator && values.length === 0)
        report([], 'the condition is empty', 'write input, operator and values');
      else if (operator !== 'in' && operator !== 'notin')
        report(
          ['operator'],
          operator ? `there is no operator "${operator}"` : 'there is no operator',
          'write in or notin',
        );
      else if (values.length === 0) report(['values'], 'there are no values', 'list the values to compare with');
    },
    good: { value: { operator: 'notin' } },
    bad: [
      { value: { operator: 'exists' } },
      { value: { operator: null } },
      { value: { values: [] } },
      { value: { input: null, operator: null, values: null } },
    ],
  },
  {
    code: 'KT3132',
    title: 'cel in a condition needs the flag enable-cel-in-whenexpression',
    why: 'The webhook refuses it where the flag is not set.',
    source: SOURCE,
    check({ cel: expression }, report, { platform }) {
      if (expression && !platform.isEnabled(FLAG))
        report(['cel'], 'cel is not open here', `set ${FLAG} to true, or write input, operator and values`);
    },
    good: { ...cel("'$(context.taskRun.name)'.startsWith('main')"), features },
    bad: cel("'a' == 'a'"),
  },
  {
    code: 'KT3133',
    title: 'a condition is an expression, or a comparison',
    why: 'The webhook refuses cel beside input, operator and values.',
    source: SOURCE,
    check({ cel: expression, input, operator, values = [] }, report, { platform }) {
      if (!expression || !platform.isEnabled(FLAG)) return;
      if (input || operator || values.length > 0)
        report(['cel'], 'there is a comparison too', 'leave input, operator and values out');
    },
    good: { ...cel("'a' == 'a'"), features },
    bad: { value: { cel: "'a' == 'a'" }, features },
  },
  {
    code: 'KT3134',
    title: 'the expression of a condition is one of CEL',
    why: "The webhook reads it before variables are put in, and knows no names: $(params.x) stands in quotes, '$(params.x)'.",
    source: SOURCE,
    check({ cel: expression = '' }, report, { platform }) {
      if (expression === '' || !platform.isEnabled(FLAG)) return;
      const read = readCel(expression);
      if (isCelProblem(read)) {
        const bare = /(?<!['"])\$\([^)]*\)/.exec(expression)?.[0];
        const hint = bare === undefined ? 'see https://cel.dev' : `put it in quotes: '${bare}'`;
        report(['cel'], `${read.problem}, at character ${read.at + 1}`, hint);
        return;
      }
      const [unknown] = read.variables.filter(({ name }) => !TYPES.has(name));
      if (unknown !== undefined)
        report(
          ['cel'],
          `there is no name "${unknown.name}", at character ${unknown.at + 1}`,
          "write a variable in quotes: '$(params.x)'",
        );
    },
    good: { ...cel("'$(context.taskRun.name)' == 'a' && size('b') > 0"), features },
    bad: [
      { ...cel("$(context.taskRun.name) == 'a'"), features },
      { ...cel("'a' = 'b'"), features },
      { ...cel("branch == 'main'"), features },
    ],
  },
];

const when = [{ input: '$(context.taskRun.name)', operator: 'in', values: ['main'] }];
const greet = {
  name: 'greet',
  taskRef: { name: 'hello' },
  when: [{ input: '$(context.pipelineRun.name)', operator: 'in', values: ['main'] }],
};
const ofPipelineTasks: readonly Target[] = [
  ...inPipelines({ tasks: [greet] }, 'tasks', EACH, 'when', EACH),
  ...inPipelines(
    { tasks: [{ ...greet, when: [] }], finally: [{ ...greet, name: 'bye' }] },
    ...['finally', EACH, 'when', EACH],
  ),
];

/** What must hold of conditions, of steps and of a pipeline's tasks. */
export const whenRuleSets: readonly RuleSet[] = [
  rulesOf('When', within(taskSpecsOf({ steps: [{ ...minimalStep, when }] }), 'steps', EACH, 'when', EACH), rules),
  rulesOf('When', ofPipelineTasks, rules),
];
