import { isFields } from '../../draft';
import { type Expression, given, list, map } from '../expression';
import type { Variables } from './tekton-variables';

/** What must hold for a task or a step to run. */
export function when(conditions: unknown, variables: Variables): Expression | undefined {
  if (!Array.isArray(conditions)) return undefined;
  return list(
    conditions.filter(isFields).map(({ cel, input, operator, values }) => {
      if (cel !== undefined) return map({ cel: given(cel) });
      return map({
        input: variables.value(input),
        [operator === 'in' ? 'in' : 'notIn']: values === undefined ? undefined : variables.value(values),
      });
    }),
  );
}
