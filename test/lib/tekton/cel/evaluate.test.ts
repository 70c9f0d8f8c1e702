import { describe, expect, it } from 'vitest';
import { evaluateCel } from '../../../../lib/tekton/cel/evaluate';

describe('an expression comes to a value', () => {
  it.each([
    ["'main' == 'main' && size('abc') > 2", true],
    ["'release-1'.startsWith('release') ? 1 : 2", 1n],
    ['1 + 2 * 3 - 4 / 2', 5n],
    ['-7 % 4', -3n],
    ['1 == 1.0', true],
    ["!('b' in ['a', 'c'])", true],
    ["{'a': {'b': 2}}.a['b']", 2n],
    ["has({'a': 1}.b)", false],
    ['[1, 2, 3].filter(x, x > 1).map(y, y * 2)', [4n, 6n]],
    ['[1, 2].exists(x, [2, 3].all(y, y >= x))', true],
    ["'a\\x62c' + r'\\d'", 'abc\\d'],
    ['0xff', 255n],
  ])('%s', (text, value) => {
    expect(evaluateCel(text)).toEqual({ value });
  });

  it('even where one side fails that does not decide', () => {
    expect(evaluateCel('1 / 0 == 1 || true')).toEqual({ value: true });
    expect(evaluateCel('false && 1 / 0 == 1')).toEqual({ value: false });
    expect(evaluateCel('1 / 0 == 1 || false')).toEqual({ problem: 'division by zero' });
  });
});

describe('an expression comes to nothing', () => {
  it.each([
    ['1 +', 'ERROR: <input>:1:4: Syntax error: something is missing at the end'],
    ["\n'a' == b", "ERROR: <input>:2:8: undeclared reference to 'b' (in container '')"],
    ["later('a')", "ERROR: <input>:1:1: undeclared reference to 'later' (in container '')"],
    // What every JavaScript object has is no function of CEL.
    ["'a'.toString()", "ERROR: <input>:1:5: undeclared reference to 'toString' (in container '')"],
    ['constructor(1)', "ERROR: <input>:1:1: undeclared reference to 'constructor' (in container '')"],
    ['9223372036854775807 + 1', 'integer overflow'],
    ["'a' - 'b'", "found no matching overload for '_-_' applied to '(string, string)'"],
    ['[1][2]', 'index out of bounds: 2'],
    ["{'a': 1}.b", 'no such key: b'],
    ['has()', "found no matching overload for 'has' applied to '()'"],
    ["'a'.all(x, true)", "found no matching overload for 'all' applied to '(string)'"],
    ['[1].exists(x, x{y: 1} == 1)', 'there are no messages here'],
  ])('%s', (text, problem) => {
    expect(evaluateCel(text)).toEqual({ problem });
  });
});
