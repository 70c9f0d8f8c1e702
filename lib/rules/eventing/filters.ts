import { Trigger } from '../../api/eventing/v1/trigger';
import { EventPolicy } from '../../api/eventing/v1alpha1/event-policy';
import { ApiServerSource } from '../../api/sources/v1/api-server-source';
import type { FeatureName } from '../features';
import type { Rule, RuleContext } from '../rule';
import { rulesOf } from '../rule';
import { ATTRIBUTE_NAME, asAttributeName, LONGEST_ATTRIBUTE_NAME } from '../syntax/attribute-name';
import { cesqlRules } from './cesql-rules';
import {
  dialects,
  dialectsOf,
  type Filtered,
  isRecord,
  namedAttributes,
  textDialects,
  textsOf,
  walkFilters,
} from './filter-walk';

const VALIDATION = 'eventing v1, trigger_validation.go';
const DATA_PLANE = 'eventing, pkg/eventfilter';
const SUBSCRIPTIONS_API = 'CloudEvents Subscriptions API 1.0-wip, 3.2.4';

/** The features without which filters, or the objects that have them, are refused as a whole. */
const NEEDED: Readonly<Record<string, FeatureName>> = {
  [ApiServerSource.kind]: 'new-apiserversource-filters',
  [EventPolicy.kind]: 'authentication-oidc',
};

/** While such a feature is off nothing more is said. */
export function areJudged({ object, platform }: RuleContext): boolean {
  const needed = NEEDED[object.kind];
  return needed === undefined || platform.isEnabled(needed);
}

/** A rule about filters that holds its tongue where filters are refused as a whole. */
function rule(definition: Rule<Filtered>): Rule<Filtered> {
  return {
    ...definition,
    check(subject, report, context) {
      if (areJudged(context)) definition.check(subject, report, context);
    },
    ...withFeature(definition),
  };
}

/** The examples run on an ApiServerSource too, whose filters need the feature. The referee has it off. */
function withFeature({ good, bad }: Rule<Filtered>): Pick<Rule<Filtered>, 'good' | 'bad'> {
  const features = { 'new-apiserversource-filters': 'enabled', 'authentication-oidc': 'enabled' } as const;
  const open = (examples: Rule<Filtered>['good']) =>
    ('length' in examples ? examples : [examples]).map((example) => ({ ...example, features }));
  return { good: open(good), bad: open(bad) };
}

const errors: readonly Rule<Filtered>[] = [
  {
    code: 'KE2104',
    title: 'filter attribute names are lower-case letters and digits, beginning with a letter',
    why: 'CloudEvents attributes have no upper case and no signs: no event would match, so the webhook refuses the name.',
    source: VALIDATION,
    check(filtered, report) {
      for (const { name, path } of namedAttributes(filtered)) {
        if (ATTRIBUTE_NAME.test(name)) continue;
        const meant = asAttributeName(name);
        report(
          path,
          `"${name}" is no attribute name`,
          meant === undefined ? 'write lower-case letters and digits' : `write ${meant}`,
        );
      }
    },
    good: { value: { filters: [{ exact: { type: 'order.created' } }] } },
    bad: { value: { filters: [{ exact: { orderType: 'created' } }] } },
  },
  {
    code: 'KE2105',
    title: 'a filter has one dialect',
    why: 'Several dialects in one filter could mean all of them or any of them: the webhook refuses that.',
    source: VALIDATION,
    check({ filters }, report) {
      for (const { filter, path } of walkFilters(filters, ['filters'])) {
        const found = dialectsOf(filter);
        if (found.length > 1)
          report(
            path,
            `one filter has ${found.join(' and ')}`,
            'make each a filter of its own: all entries of the list must hold',
          );
      }
    },
    good: { value: { filters: [{ exact: { type: 'a' } }, { prefix: { source: '/shop' } }] } },
    bad: { value: { filters: [{ exact: { type: 'a' }, prefix: { source: '/shop' } }] } },
  },
];

const warnings: readonly Rule<Filtered>[] = [
  {
    code: 'KE2151',
    severity: 'warning',
    title: 'a filter compares with no empty text',
    why: 'CloudEvents has no empty attributes. The data plane drops the whole filter, so that every event passes.',
    source: DATA_PLANE,
    check({ filters }, report) {
      for (const { filter, path } of walkFilters(filters, ['filters'])) {
        for (const dialect of textDialects) {
          for (const [name, text] of textsOf(filter, dialect)) {
            if (text === '')
              report(
                [...path, dialect, name],
                `"${name}" is compared with an empty text, so the filter is dropped`,
                `write what ${name} shall be, or cesql: EXISTS ${name}`,
              );
          }
        }
      }
    },
    good: { value: { filters: [{ exact: { type: 'order.created' } }] } },
    bad: { value: { filters: [{ exact: { type: '' } }] } },
  },
  {
    code: 'KE2152',
    severity: 'warning',
    title: 'a filter says something',
    why: 'A filter without a dialect, or with an empty one, passes every event.',
    source: SUBSCRIPTIONS_API,
    check({ filters }, report) {
      for (const { filter, path } of walkFilters(filters, ['filters'])) {
        const keys = dialects.filter((dialect) => filter[dialect] !== undefined);
        if (keys.length === 0)
          report(path, 'an empty filter passes every event', 'name a dialect, such as exact, or leave the filter out');
        for (const dialect of keys) {
          const value: unknown = filter[dialect];
          const empty = value === '' || (isRecord(value) && dialect !== 'not' && Object.keys(value).length === 0);
          if (empty)
            report([...path, dialect], `${dialect} is empty and passes every event`, 'say what an event must have');
        }
      }
    },
    good: { value: { filters: [{ prefix: { type: 'order.' } }] } },
    bad: [
      { value: { filters: [{}] } },
      { value: { filters: [{ exact: {} }] } },
      { value: { filters: [{ cesql: '' }] } },
    ],
  },
  {
    code: 'KE2153',
    severity: 'warning',
    title: 'all and any have at least one filter',
    why: 'CloudEvents asks for one or more. With none, every event passes.',
    source: SUBSCRIPTIONS_API,
    check({ filters }, report) {
      for (const { filter, path } of walkFilters(filters, ['filters'])) {
        for (const dialect of ['all', 'any'] as const) {
          const list: unknown = filter[dialect];
          if (Array.isArray(list) && list.length === 0)
            report([...path, dialect], `${dialect} has no filters, so every event passes`, 'name one or more');
        }
      }
    },
    good: { value: { filters: [{ any: [{ exact: { type: 'a' } }] }] } },
    bad: [{ value: { filters: [{ any: [] }] } }, { value: { filters: [{ all: [] }] } }],
  },
  {
    code: 'KE2154',
    severity: 'warning',
    title: 'a filter has no wildcards outside of CESQL',
    why: 'In exact, prefix and suffix a star is a star: no event has it.',
    source: DATA_PLANE,
    check(filtered, report) {
      for (const { text, path, dialect = 'filter' } of namedAttributes(filtered)) {
        if (/^.*\*$|^\*/.test(text))
          report(path, `"${text}" has a star, which stands for itself in ${dialect}`, wildcardHint(text));
      }
    },
    good: { value: { filters: [{ prefix: { type: 'com.acme.' } }] } },
    bad: { value: { filters: [{ exact: { type: 'com.acme.*' } }] } },
  },
  {
    code: 'KE2155',
    severity: 'warning',
    title: 'a filter looks at attributes, not at data',
    why: "An event's data is no attribute: a filter on it never matches.",
    source: 'CloudEvents 1.0, 3.3 Event Data',
    check(filtered, report) {
      for (const { name, path } of namedAttributes(filtered)) {
        if (/^data(base64)?$/.test(name))
          report(
            path,
            `"${name}" is no attribute, so nothing matches`,
            'filter on type, source, subject or an extension',
          );
      }
    },
    good: { value: { filters: [{ exact: { datacontenttype: 'application/json' } }] } },
    bad: { value: { filters: [{ exact: { data: 'x' } }] } },
  },
  {
    code: 'KE2156',
    severity: 'warning',
    title: 'attribute names have at most 20 letters',
    why: 'CloudEvents asks for no more; some senders and brokers drop or refuse longer ones.',
    source: 'CloudEvents 1.0, 3.1 Attribute Naming Convention',
    check(filtered, report) {
      for (const { name, path } of namedAttributes(filtered)) {
        if (ATTRIBUTE_NAME.test(name) && name.length > LONGEST_ATTRIBUTE_NAME) {
          report(
            path,
            `"${name}" has ${name.length} letters`,
            `make it ${LONGEST_ATTRIBUTE_NAME} or fewer, at the sender too`,
          );
        }
      }
    },
    good: { value: { filters: [{ exact: { knativeerrordest: 'x' } }] } },
    bad: { value: { filters: [{ exact: { customerorganisationunit: 'x' } }] } },
  },
];

function wildcardHint(text: string): string {
  const rest = text.replace(/^\*|\*$/g, '');
  if (rest === '') return 'leave the attribute out: any value passes then';
  if (text.startsWith('*') && text.endsWith('*')) return `write cesql: type LIKE '%${rest}%'`;
  return text.startsWith('*') ? `write suffix: ${rest}` : `write prefix: ${rest}`;
}

export const filterRules = rulesOf<Filtered>(
  'Filters',
  [
    { kind: Trigger, at: ['spec'] },
    { kind: ApiServerSource, at: ['spec'] },
    { kind: EventPolicy, at: ['spec'] },
  ],
  [...errors, ...cesqlRules, ...warnings].map(rule),
);
