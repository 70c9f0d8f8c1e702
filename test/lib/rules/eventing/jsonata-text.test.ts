import { describe, expect, it } from 'vitest';
import { jsonataFault, keysOfResult } from '../../../../lib/rules/eventing/jsonata-text';

describe('what shows of a JSONata expression without its grammar', () => {
  it.each([
    '$',
    '{ "a": "}" }',
    'items[price > 3].name',
    "$replace(type, /[(']/, '')",
    'a / b / (c)',
    '`order (id` & "\\""',
    '/* ( */ $sum(items.(price * n)) /* ) */',
    '$map(a, function($v) { $v ~> /x\\/\\(/ })',
  ])('%s has no fault', (expression) => {
    expect(jsonataFault(expression)).toBeUndefined();
  });

  it.each([
    ['', 'the expression is empty', 0],
    ['/* a */', 'the expression is empty', 0],
    ['$sum(a', '"(" is never closed', 4],
    ['a)', '")" closes nothing', 1],
    ['[a)', '")" stands where "]" should', 2],
    ['"a', 'the text that begins with " never ends', 0],
    ['a & `b', 'the name that begins with ` never ends', 4],
    ['a /* b', 'the comment never ends', 2],
  ])('%s has one', (expression, fault, at) => {
    expect(jsonataFault(expression)).toEqual({ fault, at });
  });

  it('is which keys its result has, where they are written out', () => {
    expect(keysOfResult('{ "id": id, \'type\': "a,b", "data": { "x": [1, 2] } }')).toEqual(['id', 'type', 'data']);
    expect(keysOfResult('{}')).toEqual([]);
    expect(keysOfResult('{ name: 1 }')).toBeUndefined();
    expect(keysOfResult('{ "a": 1 } ~> $f')).toBeUndefined();
    expect(keysOfResult('$merge([$, {}])')).toBeUndefined();
  });
});
