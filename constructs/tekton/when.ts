import type { WhenExpression } from '../../lib/api/tekton/v1/when';
import type { Lowering } from '../base/resource';
import type { ArrayVariable, StringInput, VariableOrigin } from './variable';

/** What must hold for a task or a step to run: a text is among others or is not, or an expression of CEL is true. */
export type When<Origin extends VariableOrigin = VariableOrigin> =
  | {
      /** The text. */
      readonly input: StringInput<Origin>;
      /** The texts of which it must be one. */
      readonly in: WhenValues<Origin>;
    }
  | {
      /** The text. */
      readonly input: StringInput<Origin>;
      /** The texts of which it must be none. */
      readonly notIn: WhenValues<Origin>;
    }
  | {
      /** An expression; variables stand in it as quoted texts. Needs the feature `enable-cel-in-whenexpression`. */
      readonly cel: string;
    };

type WhenValues<Origin extends VariableOrigin> =
  | readonly (StringInput<Origin> | ArrayVariable<Origin>)[]
  | ArrayVariable<Origin>;

export function lowerWhen(
  conditions: readonly When[] | undefined,
  path: string,
  lowering: Lowering,
): readonly WhenExpression[] | undefined {
  return conditions?.map((condition, i) => {
    if ('cel' in condition && condition.cel !== undefined) return { cel: condition.cel };
    if (!('input' in condition)) {
      return lowering.refuse('missing', `${path}[${i}]`, 'it asks for nothing', 'give input with in or notIn, or cel');
    }
    const input = String(condition.input);
    if ('in' in condition && condition.in !== undefined)
      return { input, operator: 'in', values: valuesOf(condition.in) };
    if ('notIn' in condition && condition.notIn !== undefined)
      return { input, operator: 'notin', values: valuesOf(condition.notIn) };
    return lowering.refuse('missing', `${path}[${i}]`, 'input is compared with nothing', 'give in or notIn');
  });
}

function valuesOf(values: WhenValues<VariableOrigin>): string[] {
  return 'type' in values ? [String(values)] : values.map(String);
}
