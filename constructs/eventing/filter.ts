import type { SubscriptionsAPIFilter } from '../../lib/api/duck/v1/filter';
import type { TriggerSpec } from '../../lib/api/eventing/v1/trigger';
import { brand } from '../base/brand';
import { foundValue } from '../base/found-value';
import type { Lowering } from '../base/resource';

/** CloudEvents attributes by name: lower-case letters and digits. */
export type EventAttributes = Readonly<Record<string, string>>;

/**
 * Which events a trigger passes: attributes that must have just these values, one expression, or several
 * that must all hold.
 */
export type EventFilter = EventAttributes | Filter | readonly Filter[];

/** An expression over the attributes of an event. */
export class Filter {
  /** Attributes equal these values. */
  public static exact(attributes: EventAttributes): Filter {
    return new Filter({ exact: attributes });
  }

  /** Attributes begin with these values. */
  public static prefix(attributes: EventAttributes): Filter {
    return new Filter({ prefix: attributes });
  }

  /** Attributes end with these values. */
  public static suffix(attributes: EventAttributes): Filter {
    return new Filter({ suffix: attributes });
  }

  /** All of these hold. */
  public static all(...filters: readonly Filter[]): Filter {
    return new Filter({ all: filters.map(({ expression }) => expression) });
  }

  /** At least one of these holds. */
  public static any(...filters: readonly Filter[]): Filter {
    return new Filter({ any: filters.map(({ expression }) => expression) });
  }

  /** The filter does not hold. */
  public static not(filter: Filter): Filter {
    return new Filter({ not: filter.expression });
  }

  /**
   * An expression in CloudEvents SQL that is true.
   *
   * @example
   * Filter.cesql("type LIKE 'order.%' AND EXISTS priority")
   */
  public static cesql(expression: string): Filter {
    return new Filter({ cesql: expression });
  }

  private constructor(
    /** The expression as a trigger's `filters` has it. */
    public readonly expression: SubscriptionsAPIFilter,
  ) {
    brand(this, 'Value');
  }
}

/** Plain attributes become `filter`, which every broker class understands; expressions become `filters`. */
export function lowerFilter(filter: EventFilter | undefined): Pick<TriggerSpec, 'filter' | 'filters'> {
  if (filter === undefined) return {};
  if (isFilter(filter)) return { filters: [filter.expression] };
  if (isFilterList(filter)) return { filters: filter.map(({ expression }) => expression) };
  return { filter: { attributes: filter } };
}

/**
 * A filter that plain JavaScript may get wrong: an attribute without a value would let all events pass.
 */
export function givenFilter(filter: EventFilter | undefined, lowering: Lowering): EventFilter | undefined {
  if (filter === undefined || isFilterList(filter)) return filter;
  if (isFilter(lowering.map('filter', filter))) return filter;
  for (const [name, value] of Object.entries(filter)) {
    if (typeof value === 'string') continue;
    lowering.refuse('value', `filter.${name}`, `found ${foundValue(value)}`, 'give a text, or leave the attribute out');
  }
  return filter;
}

/** The one event type that a filter asks for, where it asks for one. */
export function typeOf(filter: EventFilter | undefined): string | undefined {
  if (filter === undefined || isFilterList(filter)) return undefined;
  return isFilter(filter) ? filter.expression.exact?.type : filter.type;
}

function isFilter(filter: EventFilter): filter is Filter {
  return typeof filter === 'object' && 'expression' in filter && typeof filter.expression === 'object';
}

function isFilterList(filter: EventFilter): filter is readonly Filter[] {
  return Array.isArray(filter);
}
