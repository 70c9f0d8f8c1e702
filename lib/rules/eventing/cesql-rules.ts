import type { Rule, RuleExample } from '../rule';
import { type CesqlFault, type CesqlFinding, checkCesql } from './cesql/check';
import { isParseError, type Parsed, type ParseError, parseCesql } from './cesql/parser';
import { type Filtered, walkFilters } from './filter-walk';

/** What an expression is and what is amiss with it. */
interface Judged {
  readonly result: Parsed | ParseError;
  readonly findings: readonly CesqlFinding[];
}

/** A dozen rules look at the same expression one after the other: it is read once. */
let last: { source: string; judged: Judged } | undefined;

function judge(source: string): Judged {
  if (last?.source !== source) {
    const result = parseCesql(source);
    last = { source, judged: { result, findings: isParseError(result) ? [] : checkCesql(source, result) } };
  }
  return last.judged;
}

function* expressions({ filters }: Filtered) {
  for (const { filter, path } of walkFilters(filters, ['filters'])) {
    const source: unknown = filter.cesql;
    if (typeof source === 'string' && source !== '') yield { source, path: [...path, 'cesql'] };
  }
}

const example = (cesql: string): RuleExample => ({ value: { filters: [{ cesql }] } });

const parses: Rule<Filtered> = {
  code: 'KE2106',
  title: 'a CESQL expression can be read',
  why: 'The webhook refuses an expression that its parser does not understand.',
  source: 'eventing v1, trigger_validation.go; CESQL 1.0, 2',
  check(filtered, report) {
    for (const { source, path } of expressions(filtered)) {
      const { result } = judge(source);
      if (!isParseError(result)) continue;
      report(
        path,
        `the expression can't be read: ${result.error}, at character ${result.start + 1}`,
        parseHint(source),
      );
    }
  },
  good: example("type = 'order.created' AND subject LIKE 'shop/%'"),
  bad: example("type = 'order.created' AND"),
};

/** What people who come from elsewhere write, and what it is called in CESQL. */
function parseHint(source: string): string | undefined {
  const outsideTexts = source.replace(/'[^']*'|"[^"]*"/g, '');
  if (outsideTexts.includes('==')) return 'equality is a single =';
  if (outsideTexts.includes('&&')) return '&& is AND';
  if (outsideTexts.includes('||')) return '|| is OR';
  if (/\bIS\s+(NOT\s+)?NULL\b/i.test(outsideTexts)) return 'ask EXISTS for an attribute';
  if (/[A-Za-z0-9]\s*[-+][0-9]/.test(outsideTexts)) return 'put a space between an operator and a number: "a - 1"';
  if (/[a-z]\.[a-z]/i.test(outsideTexts)) return "texts stand in quotes: 'com.acme.order'";
  if (/[a-z]_[a-z]/i.test(outsideTexts)) return 'names of attributes have no underscore';
  if (/\bIN\s*\(\s*\)/i.test(outsideTexts)) return 'a set has one element or more';
  if (/\bLIKE\s*[^'"\s]/i.test(source)) return 'the pattern of LIKE stands in quotes';
  return undefined;
}

interface Lint {
  readonly fault: CesqlFault;
  readonly code: string;
  readonly title: string;
  readonly why: string;
  readonly good: string;
  readonly bad: string | readonly string[];
}

const lints: readonly Lint[] = [
  {
    fault: 'unknown-function',
    code: 'KE2160',
    title: 'CESQL calls functions that exist',
    why: 'An unknown function fails each evaluation: no event passes.',
    good: 'LENGTH(subject) > 3',
    bad: "CONTAINS(type, 'order')",
  },
  {
    fault: 'argument-count',
    code: 'KE2161',
    title: 'CESQL functions get as many arguments as they take',
    why: 'A function is looked up by name and number of arguments: with another number each evaluation fails.',
    good: "LEFT(type, 3) = 'com'",
    bad: "LEFT(type) = 'com'",
  },
  {
    fault: 'not-boolean',
    code: 'KE2162',
    title: 'a CESQL filter is true or false',
    why: 'The data plane takes the result for a truth value and panics on anything else, event for event.',
    good: "type = 'a'",
    bad: ['type', '1', "'order.created'"],
  },
  {
    fault: 'never-true',
    code: 'KE2163',
    title: 'a CESQL filter can be true',
    why: 'If it never is, no event reaches the subscriber.',
    good: "type = 'a' OR type = 'b'",
    bad: ["type = 'a' AND type = 'b'", '1 = 2'],
  },
  {
    fault: 'dropped-sign',
    code: 'KE2164',
    title: 'CESQL has no signs that mean nothing',
    why: "Upstream's parser drops signs that it does not know without a word, so the rest may mean something else.",
    good: "type = 'a'",
    bad: ["type = 'a';", "@type = 'a'", "{type} = 'a'"],
  },
  {
    fault: 'unquoted-string',
    code: 'KE2165',
    title: 'texts in CESQL stand in quotes',
    why: 'A word without quotes is the name of an attribute, which events lack: no event passes.',
    good: "type = 'created'",
    bad: 'type = created',
  },
  {
    fault: 'typographic-quote',
    code: 'KE2166',
    title: 'quotes in CESQL are straight',
    why: 'Typographic quotes are dropped, so the text between them is read as the name of an attribute.',
    good: "subject = 'created' OR EXISTS time",
    bad: 'datakind = \u201ccreated\u201d',
  },
  {
    fault: 'dash',
    code: 'KE2167',
    title: 'attribute names in CESQL have no dash',
    why: 'A dash subtracts: the texts of both attributes would have to be numbers.',
    good: "deadletter = 'x'",
    bad: "dead-letter = 'x'",
  },
  {
    fault: 'null',
    code: 'KE2168',
    title: 'CESQL has no NULL',
    why: 'It compares with an attribute of that name, which events lack: no event passes.',
    good: 'NOT EXISTS subject',
    bad: 'subject = NULL',
  },
  {
    fault: 'camel-case',
    code: 'KE2169',
    title: 'attribute names in CESQL are in lower case',
    why: 'Names are looked up in lower case, as CloudEvents has them: capitals only mislead the reader.',
    good: "orderid = '1'",
    bad: "orderId = '1'",
  },
  {
    fault: 'not-binds-tighter',
    code: 'KE2170',
    title: 'NOT in CESQL stands before brackets',
    why: 'NOT takes only what follows directly, not the comparison: a text is no truth value, so each evaluation fails.',
    good: "NOT (type = 'a')",
    bad: ["NOT type = 'a'", "NOT type LIKE 'a%'"],
  },
];

/** Rules about the expressions of CESQL filters. */
export const cesqlRules: readonly Rule<Filtered>[] = [
  parses,
  ...lints.map(
    ({ fault, good, bad, ...text }): Rule<Filtered> => ({
      ...text,
      severity: 'warning',
      source: 'CESQL 1.0; eventing, pkg/eventfilter/subscriptionsapi',
      check(filtered, report) {
        for (const { source, path } of expressions(filtered)) {
          for (const finding of judge(source).findings) {
            if (finding.fault === fault) report(path, finding.message, finding.hint);
          }
        }
      },
      good: example(good),
      bad: (typeof bad === 'string' ? [bad] : bad).map(example),
    }),
  ),
];
