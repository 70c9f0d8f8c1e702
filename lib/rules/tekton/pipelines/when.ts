import type { PipelineSpec } from '../../../api/tekton/v1/pipeline';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import type { FieldPath } from '../../diagnostic';
import type { Rule } from '../../rule';
import { placedTasks } from './placed-tasks';

const WHEN = 'tektoncd/pipeline, pkg/apis/pipeline/v1/when_validation.go';

const asking = (when: object) => ({
  value: {
    params: [{ name: 'branch' }],
    tasks: [
      { name: 'greet', taskRef: { name: 'hello' }, params: [{ name: 'of', value: '$(params.branch)' }], when: [when] },
    ],
  },
});
const branch = { input: '$(params.branch)', operator: 'in', values: ['main'] };

interface PlacedWhen {
  readonly when: WhenExpression;
  readonly at: FieldPath;
}

function conditionsOf(spec: PipelineSpec): PlacedWhen[] {
  return placedTasks(spec).flatMap(({ task, at }) =>
    (task.when ?? []).map((when, i) => ({ when, at: [...at, 'when', i] })),
  );
}

/** What must hold of the conditions under which a task runs, besides what any condition must have. */
export const whenRules: readonly Rule<PipelineSpec>[] = [
  {
    code: 'KT3364',
    severity: 'warning',
    title: 'a condition depends on something',
    why: 'An input without a variable has the same answer in each run.',
    source: WHEN,
    check(spec, report) {
      for (const { when, at } of conditionsOf(spec)) {
        const { input = '', operator, values = [] } = when;
        if (operator === undefined || values.length === 0 || input.includes('$(')) continue;
        if (input === '') {
          report([...at, 'input'], 'there is no input', 'name what is compared, as $(params.NAME)');
          continue;
        }
        if (values.some((value) => value.includes('$('))) continue;
        const holds = values.includes(input) === (operator === 'in');
        const found = `"${input}" ${operator} ${values.join(', ')} ${holds ? 'always holds' : 'never holds'}`;
        report([...at, 'input'], found, holds ? 'leave the condition out' : 'compare a variable, as $(params.NAME)');
      }
    },
    good: [asking(branch), asking({ input: 'main', operator: 'in', values: ['$(params.branch)'] })],
    bad: [
      asking({ ...branch, input: 'main' }),
      asking({ ...branch, input: 'dev' }),
      asking({ ...branch, input: '' }),
      asking({ operator: 'in', values: ['main'] }),
    ],
  },
];
