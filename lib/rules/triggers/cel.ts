import type { TriggerInterceptor } from '../../api/triggers/v1beta1/interceptor-use';
import type { FieldPath } from '../diagnostic';
import { isRecord } from '../eventing/filter-walk';
import { nearest } from '../nearest';
import type { Rule, RuleExample } from '../rule';
import { isCelProblem } from '../syntax/cel/lexer';
import { readCel } from '../syntax/cel/parser';
import { valuesOf } from './core-params';

const SOURCE = 'triggers, pkg/interceptors/cel; cel-go';

/** What an event is to the cel interceptor. */
const VARIABLES = ['body', 'header', 'extensions', 'requestURL'];

/** Names of types, and those before the dot of functions such as `base64.decode`. */
const OTHER_NAMES: ReadonlySet<string> = new Set([
  ...['bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint', 'google'],
  ...['base64', 'lists', 'math', 'sets', 'strings'],
]);

/** Functions of CEL, of the libraries that the interceptor loads, and of its own. */
const FUNCTIONS = [
  ...['size', 'contains', 'startsWith', 'endsWith', 'matches', 'has', 'all', 'exists', 'exists_one', 'map', 'filter'],
  ...['type', 'int', 'uint', 'double', 'string', 'bytes', 'bool', 'timestamp', 'duration', 'dyn', 'existsOne'],
  ...['getFullYear', 'getMonth', 'getDayOfYear', 'getDayOfMonth', 'getDate', 'getDayOfWeek', 'getHours', 'getMinutes'],
  ...[
    'getSeconds',
    'getMilliseconds',
    'charAt',
    'format',
    'indexOf',
    'join',
    'lastIndexOf',
    'lowerAscii',
    'upperAscii',
  ],
  ...['replace', 'split', 'substring', 'trim', 'quote', 'reverse', 'encode', 'decode', 'equivalent', 'intersects'],
  ...[
    'slice',
    'flatten',
    'sort',
    'sortBy',
    'distinct',
    'range',
    'greatest',
    'least',
    'ceil',
    'floor',
    'round',
    'trunc',
  ],
  ...['abs', 'sign', 'isInf', 'isNaN', 'isFinite', 'bitOr', 'bitAnd', 'bitXor', 'bitNot', 'bitShiftLeft'],
  ...['bitShiftRight', 'sqrt', 'match', 'canonical', 'truncate', 'compareSecret', 'parseJSON', 'parseYAML', 'parseURL'],
  ...['marshalJSON', 'first', 'last', 'translate', 'decodeb64'],
];

const filter = (value: string): RuleExample => ({
  value: { ref: { name: 'cel' }, params: [{ name: 'filter', value }] },
});
const overlay = (expression: string): RuleExample => ({
  value: { ref: { name: 'cel' }, params: [{ name: 'overlays', value: [{ key: 'branch', expression }] }] },
});

export const celRules: readonly Rule<TriggerInterceptor>[] = [
  {
    code: 'KT4350',
    severity: 'warning',
    title: 'the filter of the cel interceptor can be read',
    why: 'The webhook does not read it; one that can’t be read fails every event.',
    source: SOURCE,
    check(interceptor, report) {
      for (const { value, path } of valuesOf(interceptor, 'cel', 'filter')) checkSyntax(value, path, report);
    },
    good: [
      filter("header.match('X-GitHub-Event', 'push') && body.ref.startsWith('refs/heads/')"),
      filter("body.commits.exists(c, c.modified.exists(file, file.matches('^src/'))) ? true : has(body.forced)"),
    ],
    bad: [filter('body.x =='), filter("body.ref = 'main'"), filter("body.ref == 'main"), filter('body.list[0')],
  },
  {
    code: 'KT4351',
    severity: 'warning',
    title: 'the overlays of the cel interceptor can be read',
    why: 'The webhook does not read them; one that can’t be read fails every event.',
    source: SOURCE,
    check(interceptor, report) {
      for (const { expression, path } of overlaysOf(interceptor)) checkSyntax(expression, path, report);
    },
    good: overlay("body.ref.split('/')[2]"),
    bad: overlay("body.ref.split('/'"),
  },
  {
    code: 'KT4358',
    severity: 'warning',
    title: 'the cel interceptor is asked for what it knows',
    why: 'An expression with an unknown name can’t be compiled: every event fails.',
    source: SOURCE,
    check(interceptor, report) {
      const filters = [...valuesOf(interceptor, 'cel', 'filter')].map(({ value, path }) => ({
        expression: value,
        path,
      }));
      for (const { expression, path } of [...filters, ...overlaysOf(interceptor)]) checkNames(expression, path, report);
    },
    good: filter("requestURL.parseURL().query != '' && size([1, 2].map(x, x + 1)) == 2 && type(body.n) == double"),
    bad: [filter("boyd.ref == 'main'"), filter("body.ref.startWith('refs/')"), overlay('head_commit.id')],
  },
];

type Report = Parameters<Rule['check']>[1];

function* overlaysOf(interceptor: TriggerInterceptor): Generator<{ expression: unknown; path: FieldPath }> {
  for (const { value, path } of valuesOf(interceptor, 'cel', 'overlays')) {
    if (!Array.isArray(value)) continue;
    for (const [i, item] of value.entries())
      if (isRecord(item)) yield { expression: item.expression, path: [...path, i, 'expression'] };
  }
}

function checkSyntax(expression: unknown, path: FieldPath, report: Report): void {
  if (typeof expression !== 'string' || expression === '') return;
  const read = readCel(expression);
  if (isCelProblem(read)) report(path, `the expression can't be read: ${read.problem}, at character ${read.at + 1}`);
}

function checkNames(expression: unknown, path: FieldPath, report: Report): void {
  if (typeof expression !== 'string' || expression === '') return;
  const read = readCel(expression);
  if (isCelProblem(read)) return;
  for (const { name, at } of read.variables) {
    if (VARIABLES.includes(name) || OTHER_NAMES.has(name)) continue;
    const meant = nearest(name, VARIABLES);
    report(
      path,
      `there is no variable "${name}", at character ${at + 1}`,
      meant === undefined ? `there is ${VARIABLES.join(', ')}; texts stand in quotes` : `did you mean "${meant}"?`,
    );
  }
  for (const { name, at } of read.functions) {
    // Not each function of each library is known here: only what is almost one of them is told.
    const meant = FUNCTIONS.includes(name) ? undefined : nearest(name, FUNCTIONS);
    if (meant !== undefined)
      report(path, `there is no function "${name}", at character ${at + 1}`, `did you mean "${meant}"?`);
  }
}
