import type { Diagnostic, FieldPath } from './diagnostic';
import { structureRules } from './structure';
import { valueAt } from './value-at';

/**
 * Without errors that only follow from a field that is misspelt or misplaced: that there is nothing in the place where
 * it should stand. Who mends the field mends them too; what is wrong besides is told then.
 */
export function withoutConsequences(diagnostics: Diagnostic[], object: unknown): Diagnostic[] {
  const isUnknown = ({ code }: Diagnostic) => code === structureRules.unknown.code;
  const unknown = diagnostics.filter(isUnknown);
  if (unknown.length === 0) return diagnostics;
  const isConsequence = ({ at }: Diagnostic) => unknown.some((field) => follows(at, field.at, object));
  return diagnostics.filter((one) => isUnknown(one) || one.severity !== 'error' || !isConsequence(one));
}

/** Whether a path leads to what holds an unknown field, to the list of that, or to what is not where it should be. */
function follows(at: FieldPath, field: FieldPath, object: unknown): boolean {
  const holder = field.slice(0, -1);
  const list = typeof holder.at(-1) === 'number' ? holder.slice(0, -1) : holder;
  if (at.length <= holder.length && at.length >= list.length && begins(at, list)) return begins(holder, at);
  if (begins(at, holder)) return isNothing(valueAt(object, at.slice(0, holder.length + 1)));
  // It may have been meant for one of the levels around it.
  return holder.some((_, length) => {
    const home = [...holder.slice(0, length), field.at(-1)!];
    return begins(at, home) && isNothing(valueAt(object, home));
  });
}

function begins(path: FieldPath, start: FieldPath): boolean {
  return start.length <= path.length && start.every((step, i) => step === path[i]);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}
