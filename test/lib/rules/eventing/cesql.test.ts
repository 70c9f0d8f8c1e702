import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../../lib/rules/eventing/cesql/ast';
import { checkCesql } from '../../../../lib/rules/eventing/cesql/check';
import { knownValue, matchesLike } from '../../../../lib/rules/eventing/cesql/known';
import { isParseError, type Parsed, parseCesql } from '../../../../lib/rules/eventing/cesql/parser';

function parse(source: string): Parsed {
  const result = parseCesql(source);
  if (isParseError(result)) throw new Error(`${source}: ${result.error}`);
  return result;
}

/** Writes a tree with brackets round every operation. */
function bracketed(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return JSON.stringify(expression.value);
    case 'attribute':
      return expression.name;
    case 'exists':
      return `(exists ${expression.name})`;
    case 'call':
      return `${expression.name}(${expression.args.map(bracketed).join(', ')})`;
    case 'not':
    case 'negate':
      return `(${expression.kind} ${bracketed(expression.operand)})`;
    case 'like':
      return `(${bracketed(expression.operand)} ${expression.negated ? 'not ' : ''}like ${JSON.stringify(expression.pattern)})`;
    case 'in':
      return `(${bracketed(expression.operand)} ${expression.negated ? 'not ' : ''}in [${expression.set.map(bracketed).join(', ')}])`;
    case 'binary':
      return `(${bracketed(expression.left)} ${expression.operator} ${bracketed(expression.right)})`;
  }
}

describe('the tree of a CESQL expression', () => {
  it.each([
    ["type = 'a' AND source = 'b'", '((type = "a") AND (source = "b"))'],
    ['a AND b OR c', '(a AND (b OR c))'],
    ['a XOR b AND c', '(a XOR (b AND c))'],
    ['a = b = c', '((a = b) = c)'],
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['a - b - c', '((a - b) - c)'],
    ["NOT type LIKE 'a%'", '((not type) like "a%")'],
    ["NOT (type LIKE 'a%')", '(not (type like "a%"))'],
    ["type NOT LIKE 'a%'", '(type not like "a%")'],
    ['NOT EXISTS subject', '(not (exists subject))'],
    ["-a IN (1, '2')", '((negate a) in [1, "2"])'],
    ['a + b IN (1) = TRUE', '((a + (b in [1])) = true)'],
    ['a NOT IN (b)', '(a not in [b])'],
    ['left(Type, -1)', 'LEFT(type, -1)'],
    ['CONCAT()', 'CONCAT()'],
    ['- 1 < +2', '((negate 1) < 2)'],
    ['\'it\\\'s\' = "say \\"hi\\" \\n"', '("it\'s" = "say \\"hi\\" \\\\n")'],
    ["type='a'", '(type = "a")'],
    ['EXISTS A1 and true', '((exists a1) AND true)'],
  ])('%s is %s', (source, tree) => {
    expect(bracketed(parse(source).expression)).toBe(tree);
  });

  it('its parts know where they stand', () => {
    const { expression } = parse("EXISTS a AND type = 'b'");
    expect(expression).toMatchObject({
      start: 0,
      end: 23,
      right: { start: 13, end: 23, right: { start: 20, end: 23 } },
    });
  });

  it.each([
    ['type =', 'it ends where an attribute, a value or a function should stand', 6],
    ['type == 1', '"=" stands where an attribute, a value or a function should', 6],
    ["type = 'a", 'a string is not closed', 7],
    ['type LIKE x', '"x" stands where a pattern in quotes should', 10],
    ['2147483648 = 1', '2147483648 does not fit 32 bits', 0],
    ['LEFT(a', 'it ends where a comma or a closing bracket should stand', 6],
    ['a b', '"b" stands where the end of the expression should', 2],
    [`${'('.repeat(600)}a${')'.repeat(600)}`, 'the expression is nested too deeply', 500],
  ])('%s is refused', (source, error, start) => {
    expect(parseCesql(source)).toMatchObject({ error, start });
  });

  it('what means nothing is dropped and told', () => {
    expect(parse("@type = !x'a';").dropped.map(({ text }) => text)).toEqual(['@', '!x', ';']);
  });
});

describe('what is amiss in a CESQL expression', () => {
  const faults = (source: string) => checkCesql(source, parse(source)).map(({ fault }) => fault);

  it.each([
    ["type = 'a'", []],
    ['EXISTS subject AND LENGTH(subject) > 3', []],
    ["type IN ('a', 'b') AND type = 'b'", []],
    ["type = 'a' OR type = 'b'", []],
    ["datacontenttype = 'x' AND dataContentType = 'x'", []],
    ['correlationid = replyid', []],
    ["NOT (type = 'a') AND NOT EXISTS subject", []],
    ["CONTAINS(type, 'a')", ['unknown-function']],
    ["LEFT(type) = 'a'", ['argument-count']],
    ["SUBSTRING(type, 1, 2, 3) = 'a'", ['argument-count']],
    ['type', ['not-boolean']],
    ['1 + 2', ['not-boolean']],
    ['UPPER(type)', ['not-boolean']],
    ['FALSE', ['never-true']],
    ["NOT ('a' = 'a')", ['never-true']],
    ["EXISTS a AND (type = 'x' AND FALSE)", ['never-true']],
    ["type = 'a' AND type IN ('b', 'c')", ['never-true']],
    ["'a' LIKE 'b%'", ['never-true']],
    ["type = 'a';", ['dropped-sign']],
    ['type = a', ['unquoted-string']],
    ['subject = NULL', ['null']],
    ['orderid != null', ['null']],
    ["dead-letter = 'x'", ['dash']],
    ['a - b = 1', []],
    ["orderId = '1'", ['camel-case']],
    ["ORDERID = '1'", []],
    ['EXISTS orderId', ['camel-case']],
    ["NOT type = 'a'", ['not-binds-tighter']],
    ["NOT subject IN ('a')", ['not-binds-tighter']],
    ['NOT TRUE = FALSE', []],
  ])('%s: %j', (source, expected) => {
    expect(faults(source)).toEqual(expected);
  });

  it('names the function that was meant', () => {
    expect(checkCesql('LENGHT(type) > 1', parse('LENGHT(type) > 1'))[0]).toMatchObject({
      hint: 'did you mean LENGTH?',
    });
  });
});

describe('what is known of the value of an expression', () => {
  it.each([
    ["type = 'a'", { type: 'a' }, true],
    ["type = 'a'", { type: 'b' }, false],
    ["type = 'a'", {}, undefined],
    ["type = 'a' AND subject = 'x'", { type: 'b' }, false],
    ["type = 'a' OR subject = 'x'", { type: 'a' }, true],
    ["type = 'a' AND subject = 'x'", { type: 'a' }, undefined],
    ["type LIKE 'com.%'", { type: 'com.acme' }, true],
    ["type NOT LIKE 'com.%'", { type: 'com.acme' }, false],
    ["type IN ('a', subject)", { type: 'b' }, undefined],
    ["type NOT IN ('a')", { type: 'b' }, true],
    ['EXISTS type', {}, true],
    ['EXISTS subject', {}, undefined],
    ['TRUE XOR FALSE', {}, true],
    ['1 <= 2', {}, true],
    ['LENGTH(type) = 1', { type: 'a' }, undefined],
  ])('%s with %j is %j', (source, known, value) => {
    expect(knownValue(parse(source).expression, known)).toBe(value);
  });

  it.each([
    ['a%', 'abc', true],
    ['_b_', 'abc', true],
    ['_b', 'abc', false],
    ['a\\%', 'a%', true],
    ['a\\%', 'ab', false],
    ['a.c', 'abc', false],
    ['%', '', true],
    ['', 'a', false],
    ['a%\n%', 'a\n', true],
  ])('the pattern %s takes %j: %j', (pattern, text, taken) => {
    expect(matchesLike(text, pattern)).toBe(taken);
  });
});
