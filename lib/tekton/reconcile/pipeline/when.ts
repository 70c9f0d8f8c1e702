import type { PipelineTask } from '../../../api/tekton/v1/pipeline-task';
import type { WhenExpression } from '../../../api/tekton/v1/when';
import { evaluateCel } from '../../cel/evaluate';

/** Whether a condition holds: one in CEL that can't be evaluated does not. */
export function holds({ input = '', operator, values = [], cel }: WhenExpression): boolean {
  if (cel !== undefined && cel !== '') {
    const result = evaluateCel(cel);
    return 'value' in result && result.value === true;
  }
  return values.includes(input) === (operator === 'in');
}

/** Why a task's conditions can't be evaluated; undefined where they can. */
export function celFault({ when = [] }: PipelineTask): string | undefined {
  for (const { cel } of when) {
    if (cel === undefined || cel === '') continue;
    const result = evaluateCel(cel);
    if ('problem' in result) return result.problem;
    if (typeof result.value !== 'boolean') return `The CEL expression ${cel} is not evaluated to a boolean`;
  }
  return undefined;
}
