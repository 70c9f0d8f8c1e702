import { type Fields, fieldsAt, isFields } from '../../draft';
import { call, type Expression, given, list, literal, ours } from '../expression';

/** Which events a trigger is for. */
export function filter(spec: Fields): Expression | undefined {
  if (Array.isArray(spec.filters)) return filters(spec.filters);
  return given(fieldsAt(fieldsAt(spec, 'filter'), 'attributes'));
}

/** Filters in their later form: one of them, or all in a list. */
export function filters(value: readonly unknown[]): Expression | undefined {
  const expressions = value.map(filterExpression);
  if (expressions.some((expression) => expression === undefined)) return undefined;
  const whole = expressions as Expression[];
  return whole.length === 1 ? whole[0] : list(whole);
}

export function filterExpression(value: unknown): Expression | undefined {
  if (!isFields(value) || Object.keys(value).length !== 1) return undefined;
  const [[dialect, inner]] = Object.entries(value) as [[string, unknown]];
  if (dialect === 'all' || dialect === 'any') {
    const parts = (Array.isArray(inner) ? inner : []).map(filterExpression);
    return parts.some((part) => part === undefined) ? undefined : call(ours(`Filter.${dialect}`), ...parts);
  }
  if (dialect === 'not') {
    const negated = filterExpression(inner);
    return negated && call(ours('Filter.not'), negated);
  }
  return ['exact', 'prefix', 'suffix', 'cesql'].includes(dialect)
    ? call(ours(`Filter.${dialect}`), literal(inner))
    : undefined;
}
