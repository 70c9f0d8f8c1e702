import type { SubscriptionsAPIFilter } from '../../api/duck/v1/filter';
import type { FieldPath } from '../diagnostic';

/** What both triggers and sources of changes have: filters, in the old form and the new. */
export interface Filtered {
  /** The old form: attributes and their values. */
  readonly filter?: { readonly attributes?: Readonly<Record<string, string>> };
  readonly filters?: readonly SubscriptionsAPIFilter[];
}

/** A filter and where it stands, seen from what holds the filters. */
export interface LocatedFilter {
  readonly filter: SubscriptionsAPIFilter;
  readonly path: FieldPath;
}

/** The dialects that compare attributes with texts. */
export const textDialects = ['exact', 'prefix', 'suffix'] as const;

export type TextDialect = (typeof textDialects)[number];

/** All dialects; a filter has one of them. */
export const dialects = [...textDialects, 'all', 'any', 'not', 'cesql'] as const;

export type Dialect = (typeof dialects)[number];

/**
 * All filters, the nested ones after that which they are in. The schema leaves nested filters open, so what is
 * no object there is passed over.
 */
export function* walkFilters(filters: unknown, path: FieldPath): Generator<LocatedFilter> {
  if (!Array.isArray(filters)) return;
  for (const [index, filter] of filters.entries()) yield* walkFilter(filter, [...path, index]);
}

function* walkFilter(value: unknown, path: FieldPath): Generator<LocatedFilter> {
  if (!isRecord(value)) return;
  const filter: SubscriptionsAPIFilter = value;
  yield { filter, path };
  yield* walkFilters(filter.all, [...path, 'all']);
  yield* walkFilters(filter.any, [...path, 'any']);
  yield* walkFilter(filter.not, [...path, 'not']);
}

/** The dialects that upstream finds in a filter: an empty map, list or text is none. */
export function dialectsOf(filter: SubscriptionsAPIFilter): Dialect[] {
  return dialects.filter((dialect) => {
    const value: unknown = filter[dialect];
    if (dialect === 'not') return isRecord(value);
    if (dialect === 'cesql') return typeof value === 'string' && value !== '';
    return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  });
}

/** The attributes and texts of a dialect that compares them; none where it is absent. */
export function textsOf(filter: SubscriptionsAPIFilter, dialect: TextDialect): [name: string, text: string][] {
  const texts: unknown = filter[dialect];
  if (!isRecord(texts)) return [];
  return Object.entries(texts).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

/** Each attribute that a filter names, where, and what it is compared with. */
export interface NamedAttribute {
  readonly name: string;
  readonly text: string;
  readonly path: FieldPath;
  /** Absent in the old form. */
  readonly dialect?: TextDialect;
}

/** All attributes that the filters of an object name, outside of CESQL. */
export function* namedAttributes({ filter, filters }: Filtered): Generator<NamedAttribute> {
  for (const [name, text] of Object.entries(filter?.attributes ?? {})) {
    yield { name, text, path: ['filter', 'attributes', name] };
  }
  for (const located of walkFilters(filters, ['filters'])) {
    for (const dialect of textDialects) {
      for (const [name, text] of textsOf(located.filter, dialect)) {
        yield { name, text, dialect, path: [...located.path, dialect, name] };
      }
    }
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
