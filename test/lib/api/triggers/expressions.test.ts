import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { expressionsIn, literalsIn, paramExpression, templateVariable } from '../../../../lib/api/triggers/expressions';
import { isJsonPathProblem, readJsonPath } from '../../../../lib/api/triggers/json-path';

const inners = (text: string) => expressionsIn(text).closed.map(({ inner }) => inner);

describe('expressions in a text', () => {
  it('are what stands between $( and the parenthesis that closes it', () => {
    expect(inners('$(body.a)-$(body.list[?(@.x == 1)].y) and (no) $one')).toEqual([
      'body.a',
      'body.list[?(@.x == 1)].y',
    ]);
  });

  it('that are not closed before the next one are told by where they begin', () => {
    expect(expressionsIn('a $(b $(c) $(d').unclosed).toEqual([2, 11]);
    expect(inners('$($(body.a))')).toEqual(['body.a']);
  });

  it('and the text outside of them make up the whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '(', ')', 'a', '$(', '.') }), (text) => {
        const { closed } = expressionsIn(text);
        const length = closed.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(literalsIn(text).join('').length + length).toBe(text.length);
        for (const { inner, start, end } of closed) expect(text.slice(start, end)).toBe(`$(${inner})`);
      }),
    );
  });
});

test.each([
  ['tt.params.git-url', { kind: 'param', name: 'git-url' }],
  ['uid', { kind: 'uid' }],
  ["tt.params['a b']", { kind: 'misspelt', name: 'a b' }],
  ['tt.param.a', { kind: 'misspelt', name: 'a' }],
  ['params.a', { kind: 'pipelines', name: 'a' }],
  ['params.list[*]', { kind: 'pipelines', name: 'list' }],
  ['params["a.b"]', { kind: 'pipelines', name: 'a.b' }],
  ['tasks.build.results.image', { kind: 'other' }],
])('within a template, $(%s) is known for what it is', (inner, variable) => {
  expect(templateVariable(inner)).toEqual(variable);
});

test('the expression of a param is read as that param', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[_a-zA-Z][_a-zA-Z0-9.-]{0,20}$/), (name) => {
      expect(inners(paramExpression(name)).map(templateVariable)).toEqual([{ kind: 'param', name }]);
    }),
  );
});

describe('a JSONPath', () => {
  it.each([
    ['body', 'body', undefined],
    ['.body.a', 'body', 'a'],
    ['{.body.a}', 'body', 'a'],
    ['{body}', 'body', undefined],
    ["body['a b'].c", 'body', 'a b'],
    ['header.X-GitHub-Event', 'header', 'X-GitHub-Event'],
    ['body.annotations.example\\.com/owner', 'body', 'annotations'],
    ['example\\.com', 'example.com', undefined],
    ['body..name', 'body', 'name'],
    ['body.items[0:2].x[-1]', 'body', 'items'],
    ['body[?(@.a == "b]")].c', 'body', undefined],
    ['body.*.x', 'body', '*'],
  ])('%s begins with %s', (text, root, second) => {
    expect(readJsonPath(text)).toEqual({ root, ...(second !== undefined && { second }) });
  });

  it.each([
    ['', 0],
    ['body.', 5],
    ['body.a[', 6],
    ['body.a[]', 7],
    ['body.a[name]', 7],
    ['body a', 4],
    ['body[?(@.a]', 5],
    ['body.a}', 6],
  ])('"%s" is none, from character %i on', (text, at) => {
    const read = readJsonPath(text);
    expect(isJsonPathProblem(read) && read.at).toBe(at);
  });

  it('is read or refused, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('.', '[', ']', "'", 'a', '\\', '{', '}', '?', '(', ' ', '*') }),
        (text) => {
          const read = readJsonPath(text);
          if (isJsonPathProblem(read)) expect(read.at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});
