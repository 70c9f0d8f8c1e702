import type { SubscriptionsAPIFilter } from '../../api/duck/v1/filter';
import type { FieldPath } from '../diagnostic';
import { requiredTexts } from './cesql/contradiction';
import { type KnownAttributes, knownValue } from './cesql/known';
import { isParseError, parseCesql } from './cesql/parser';
import { type Filtered, isRecord, type TextDialect, textDialects, textsOf } from './filter-walk';

/** Whether an event passes: `maybe` where that hangs on attributes that are not known. */
export type Passes = 'yes' | 'no' | 'maybe';

/** What one filter says; `none` is a filter that upstream drops, so that it says nothing. */
type Verdict = 'pass' | 'fail' | 'maybe' | 'none';

/** Attributes that no event lacks. */
const ALWAYS_THERE = new Set(['id', 'source', 'specversion', 'type']);

/**
 * Whether the filters of a trigger let an event pass of which these attributes are known and no others,
 * as the data plane judges: filters go before the old filter, and empty ones pass everything.
 */
export function passes({ filter, filters }: Filtered, known: KnownAttributes): Passes {
  const verdict =
    filters !== undefined && filters.length > 0 ? allOf(filters, known) : oldFilter(filter?.attributes ?? {}, known);
  if (verdict === 'maybe') return 'maybe';
  return verdict === 'fail' ? 'no' : 'yes';
}

function judge(filter: unknown, known: KnownAttributes): Verdict {
  if (!isRecord(filter)) return 'none';
  const { all, any, not, cesql }: SubscriptionsAPIFilter = filter;
  for (const dialect of textDialects) if (isRecord(filter[dialect])) return compare(filter, dialect, known);
  if (Array.isArray(all)) return allOf(all, known);
  if (Array.isArray(any)) return anyOf(any, known);
  if (not !== undefined) return opposite(judge(not, known));
  return typeof cesql === 'string' ? evaluate(cesql, known) : 'none';
}

const COMPARE: Readonly<Record<TextDialect, (value: string, text: string) => boolean>> = {
  exact: (value, text) => value === text,
  prefix: (value, text) => value.startsWith(text),
  suffix: (value, text) => value.endsWith(text),
};

function compare(filter: SubscriptionsAPIFilter, dialect: TextDialect, known: KnownAttributes): Verdict {
  const texts = textsOf(filter, dialect);
  if (texts.length === 0 || texts.some(([, text]) => text === '')) return 'none';
  return every(
    texts.map(([name, text]) => {
      const value = known[name];
      if (value === undefined) return 'maybe';
      return COMPARE[dialect](value, text) ? 'pass' : 'fail';
    }),
  );
}

/** The old form, in which an empty text asks only that there is such an attribute. */
function oldFilter(attributes: Readonly<Record<string, string>>, known: KnownAttributes): Verdict {
  return every(
    Object.entries(attributes).map(([name, text]) => {
      const value = known[name];
      if (text === '' && (value || ALWAYS_THERE.has(name))) return 'pass';
      if (value === undefined) return 'maybe';
      return value === text ? 'pass' : 'fail';
    }),
  );
}

function allOf(filters: readonly unknown[], known: KnownAttributes): Verdict {
  return every(filters.map((filter) => judge(filter, known)));
}

function every(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('fail')) return 'fail';
  if (verdicts.includes('maybe')) return 'maybe';
  return verdicts.includes('pass') ? 'pass' : 'none';
}

/** One that passes is enough; if none does, the last one counts. */
function anyOf(filters: readonly unknown[], known: KnownAttributes): Verdict {
  const verdicts = filters.map((filter) => judge(filter, known));
  if (verdicts.includes('pass')) return 'pass';
  return verdicts.includes('maybe') ? 'maybe' : (verdicts.at(-1) ?? 'none');
}

function opposite(verdict: Verdict): Verdict {
  if (verdict === 'pass') return 'fail';
  return verdict === 'fail' ? 'pass' : verdict;
}

function evaluate(source: string, known: KnownAttributes): Verdict {
  if (source === '') return 'none';
  const parsed = parseCesql(source);
  if (isParseError(parsed)) return 'none';
  const value = knownValue(parsed.expression, known);
  if (value === undefined) return 'maybe';
  return value === true ? 'pass' : 'fail';
}

/** A type that an event must have for a trigger, and where the trigger says so. */
export interface WantedType {
  readonly type: string;
  readonly path: FieldPath;
}

/** The exact types that the filters of a trigger ask for; none where they leave the type open. */
export function wantedTypes({ filter, filters = [] }: Filtered): WantedType[] {
  if (filters.length === 0) {
    const type = filter?.attributes?.type;
    return type ? [{ type, path: ['filter', 'attributes', 'type'] }] : [];
  }
  return filters.flatMap((entry, i) => typesOf(entry, ['filters', i]));
}

function typesOf(filter: unknown, path: FieldPath): WantedType[] {
  if (!isRecord(filter)) return [];
  const { all, any, cesql }: SubscriptionsAPIFilter = filter;
  const exact = textsOf(filter, 'exact').find(([name]) => name === 'type')?.[1];
  if (exact) return [{ type: exact, path: [...path, 'exact', 'type'] }];
  if (Array.isArray(all)) return all.flatMap((entry, i) => typesOf(entry, [...path, 'all', i]));
  if (Array.isArray(any)) {
    const wanted = any.map((entry, i) => typesOf(entry, [...path, 'any', i]));
    // One entry that leaves the type open lets every type pass.
    return wanted.some((types) => types.length === 0) ? [] : wanted.flat();
  }
  const parsed = typeof cesql === 'string' && cesql !== '' ? parseCesql(cesql) : undefined;
  if (parsed === undefined || isParseError(parsed)) return [];
  return (requiredTexts(parsed.expression, 'type') ?? []).map((type) => ({ type, path: [...path, 'cesql'] }));
}
