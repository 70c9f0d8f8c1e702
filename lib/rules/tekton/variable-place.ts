import type { VariableReference } from '../../api/tekton/variables';

/** A reference and where in its text it begins, for messages: a script is long. */
export function placeOf({ text, offset }: Pick<VariableReference, 'text' | 'offset'>): string {
  return offset === 0 ? text : `${text} at character ${offset + 1}`;
}
