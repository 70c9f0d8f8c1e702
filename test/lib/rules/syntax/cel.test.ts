import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isCelProblem } from '../../../../lib/rules/syntax/cel/lexer';
import { readCel } from '../../../../lib/rules/syntax/cel/parser';

test.each([
  "body.action in ['opened', 'synchronize'] && !body.draft",
  "header.match('X-GitHub-Event', 'push') && body.ref.split('/')[2] == 'main'",
  "body.commits.all(c, c.author.name != '') || has(body.forced) ? 1 : -2.5e3",
  "body.pull_request.head.sha.truncate(7) + '-' + string(int(body.number))",
  "{'a': 1, \"b\": [1u, 0xFF, .5, 1e10,],}['a'] <= 3 % 2 * 4 - -1",
  'r"\\d+" + b\'\\x41\' + """two\nlines""" + rb\'\\\'',
  'google.protobuf.Duration{seconds: 3} == duration("3s") // three seconds',
  "body['a-b'].exists_one(k, body[k] == null) == true",
  '!!body.a',
  '.body.a',
  'size(body.list.filter(x, x > 1).map(x, x * 2)) > 0',
])('%s is an expression', (text) => {
  expect(readCel(text)).not.toHaveProperty('problem');
});

test.each([
  ['', 0, 'it is empty'],
  ['body.x ==', 9, 'something is missing at the end'],
  ["body.ref = 'main'", 9, 'equality is a double =='],
  ["body.ref == 'main", 12, 'the text is not closed'],
  ["'a\nb'", 0, 'the text is not closed'],
  ["'\\d'", 1, '"\\d" is no escape'],
  ['body.list[0', 11, '"]" is missing at the end'],
  ['f(a, )', 5, '")" can\'t stand here'],
  ['a b', 2, '"b" can\'t stand here'],
  ['a && && b', 5, '"&&" can\'t stand here'],
  ['a ? b', 5, '":" is missing at the end'],
  ['if', 0, '"if" is a reserved word'],
  ['a.true', 2, '"true" is a reserved word'],
  ['!-a', 1, '"-" can\'t stand here'],
  ['a @ b', 2, '"@" can\'t stand here'],
  ['[1, 2', 5, '"]" is missing at the end'],
  ["{'a' 1}", 5, '":" is missing before "1"'],
  ['list.all(x)', 10, 'a macro takes a variable and an expression, with a comma between them'],
  ['('.repeat(300), 250, 'it is nested too deeply'],
])('%j is none, from character %i on', (text, at, problem) => {
  expect(readCel(text)).toEqual({ at, problem });
});

describe('the names that an expression uses', () => {
  const namesOf = (text: string) => {
    const read = readCel(text);
    if (isCelProblem(read)) throw new Error(read.problem);
    return { variables: read.variables, functions: read.functions };
  };

  it('are variables and functions, with where they stand', () => {
    expect(namesOf("body.ref == head && size(x.f('y'))")).toEqual({
      variables: [
        { name: 'body', at: 0 },
        { name: 'head', at: 12 },
        { name: 'x', at: 25 },
      ],
      functions: [
        { name: 'size', at: 20 },
        { name: 'f', at: 27 },
      ],
    });
  });

  it('are without those that macros bring, as far as these reach', () => {
    expect(namesOf('a.exists(x, x.all(y, y == x)) && x').variables.map(({ name, at }) => `${name}@${at}`)).toEqual([
      'a@0',
      'x@33',
    ]);
  });
});

describe('the parts of an expression', () => {
  const partsOf = (text: string) => {
    const read = readCel(text);
    if (isCelProblem(read)) throw new Error(read.problem);
    return read.expression;
  };
  const name = (text: string) => ({ kind: 'name', name: text });

  it('bind as tightly as their operators', () => {
    expect(partsOf('a || b && c == d + e * f')).toEqual({
      kind: 'binary',
      sign: '||',
      left: name('a'),
      right: {
        kind: 'binary',
        sign: '&&',
        left: name('b'),
        right: {
          kind: 'binary',
          sign: '==',
          left: name('c'),
          right: {
            kind: 'binary',
            sign: '+',
            left: name('d'),
            right: { kind: 'binary', sign: '*', left: name('e'), right: name('f') },
          },
        },
      },
    });
  });

  it('stand from left to right where operators bind alike', () => {
    const left = { kind: 'binary', sign: '-', left: name('a'), right: name('b') };
    expect(partsOf('a - b - c')).toEqual({ kind: 'binary', sign: '-', left, right: name('c') });
    expect(partsOf('(a - b) - c')).toEqual(partsOf('a - b - c'));
    expect(partsOf('a - (b - c)')).not.toEqual(partsOf('a - b - c'));
  });

  it('are methods, macros, fields, elements and messages behind what they belong to', () => {
    expect(partsOf("a.b[0].f('x')")).toEqual({
      kind: 'call',
      name: 'f',
      of: {
        kind: 'index',
        of: { kind: 'select', of: name('a'), field: 'b' },
        by: { kind: 'literal', text: '0' },
      },
      parts: [{ kind: 'literal', text: "'x'" }],
    });
    expect(partsOf('a.exists(x, !x)')).toEqual({
      kind: 'macro',
      name: 'exists',
      of: name('a'),
      variable: 'x',
      parts: [{ kind: 'unary', sign: '!', operand: name('x') }],
    });
    expect(partsOf('a.B{c: null}')).toEqual({
      kind: 'message',
      type: { kind: 'select', of: name('a'), field: 'B' },
      fields: [['c', { kind: 'constant', value: null }]],
    });
  });

  it.each(['(a){b: 1}', 'f(a){b: 1}', 'a[0]{b: 1}', 'a.f(){b: 1}', 'a.all(x,)'])('do not make up %s', (text) => {
    expect(readCel(text)).toHaveProperty('problem');
  });
});

test('any text is read or refused, at a place within it', () => {
  const unit = fc.constantFrom(
    'a',
    '.',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    "'",
    '"',
    '\\',
    ' ',
    '&&',
    '==',
    '?',
    ':',
    ',',
    '1',
    '-',
    '!',
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const read = readCel(text);
      if (isCelProblem(read)) expect(read.at).toBeLessThanOrEqual(text.length);
    }),
  );
});
