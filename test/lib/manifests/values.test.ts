import { describe, expect, test } from 'vitest';
import { documentsOf } from '../../../lib/manifests/documents';
import { parse } from '../../../lib/manifests/parse';

function read(text: string) {
  const [document] = documentsOf(text);
  return parse(document!);
}

// The right-hand side is what sigs.k8s.io/yaml 1.6 makes of each, which kubectl reads with.
const SCALARS: readonly (readonly [text: string, value: unknown])[] = [
  ['y', true],
  ['Y', true],
  ['yes', true],
  ['YES', true],
  ['yEs', 'yEs'],
  ['on', true],
  ['On', true],
  ['True', true],
  ['tRue', 'tRue'],
  ['n', false],
  ['No', false],
  ['OFF', false],
  ['false', false],
  ['"yes"', 'yes'],
  ["'on'", 'on'],
  ['~', null],
  ['Null', null],
  ['', null],
  ['nULL', 'nULL'],
  ['0755', 493],
  ['0o755', 493],
  ['-017', -15],
  ['0_7', 7],
  ['08', 8],
  ['09.5', 9.5],
  ['0x1F', 31],
  ['-0x10', -16],
  ['0xG', '0xG'],
  ['0b101', 5],
  ['0b2', '0b2'],
  ['+12', 12],
  ['-0', 0],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1_0.5', 10.5],
  ['1.', 1],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['._5', '._5'],
  ['.5_0', 0.5],
  ['.', '.'],
  ['1.10', 1.1],
  ['1.2.3', '1.2.3'],
  ['1e3', 1000],
  ['12e03', 12_000],
  ['1e', '1e'],
  ['.e3', '.e3'],
  ['18446744073709551616', 2 ** 64],
  ['1:30', '1:30'],
  ['190:20:30', '190:20:30'],
  ['2001-12-14', '2001-12-14'],
  ['2001-12-14t21:59:43.10-05:00', '2001-12-14t21:59:43.10-05:00'],
  ['100m', '100m'],
  ['!!str 12', '12'],
  ['!!int "12"', 12],
  ['!!float 3', 3],
  ['!!binary aGVsbG8=', 'hello'],
  ['!Ref other', 'other'],
  ['grüße 🦊', 'grüße 🦊'],
  ['"\\ud83e\\udd8a"', '🦊'],
];

test.each(SCALARS)('%s is read as kubectl reads it', (text, value) => {
  expect(read(`a: ${text}\n`)).toEqual({ value: { a: value }, faults: [] });
});

test('keys that are no texts become texts', () => {
  expect(read('on: 1\n0755: 2\n1.5: 3\n').value).toEqual({ true: 1, 493: 2, 1.5: 3 });
});

test('a key named __proto__ is a key as any other', () => {
  const { value } = read('__proto__: {a: 1}\n');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
});

test('JSON is read with its escapes', () => {
  expect(read('{\n\t"a": "x\\/\\u0041\\n",\n\t"b": [1, null]\n}').value).toEqual({ a: 'x/A\n', b: [1, null] });
});

describe('merge keys and anchors', () => {
  test("a merge adds what the map doesn't have itself", () => {
    const text = 'base: &base {a: 1, b: 1}\nmore: &more {b: 2, c: 2}\nx: {<<: [*base, *more], a: 0}\n';
    expect(read(text).value).toMatchObject({ x: { a: 0, b: 1, c: 2 } });
  });

  test('a quoted << is a key as any other', () => {
    expect(read('"<<": 1\n').value).toEqual({ '<<': 1 });
  });

  test('an alias stands for the last anchor of its name before it', () => {
    expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  test.each([
    ['a: *x\n', 'the alias *x has no anchor &x before it'],
    ['a: &x [*x]\n', 'the alias *x has no anchor &x before it'],
    ['a: {<<: 1}\n', '"<<" merges something that is no map'],
  ])('%s is refused', (text, message) => {
    expect(read(text).faults).toMatchObject([{ rule: { code: 'KG0201' }, message }]);
  });

  test('aliases of aliases that stand for billions of values are refused at once', () => {
    const lines = ['a0: &a0 [1,1,1,1,1,1,1,1,1,1]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(',')}]`,
      );
    const [fault] = read(`${lines.join('\n')}\n`).faults;
    expect(fault?.message).toMatch(/^aliases stand for more than 250000 values by \*a/);
  });
});

describe('what is no YAML', () => {
  test.each([
    ['a:\n\tb: 1\n', 'KG0204', 'a tab indents this line'],
    ['a: b: c\n', 'KG0201', 'a second ":" follows on this line'],
    ['a: 1\n  b: 2\n', 'KG0201', 'the next line is indented deeper, but this key has its value already'],
    ['a:b\nc: d\n', 'KG0201', 'a key runs over several lines'],
    ['a: "\\q"\n', 'KG0201', 'a backslash sequence in double quotes is none that YAML knows'],
    ['a: .inf\n', 'KG0201', '.inf is a number that JSON does not have'],
    ['{a: 1}: 2\n', 'KG0201', 'a map stands where a key must be'],
    ['~: 2\n', 'KG0201', 'a key is empty'],
    ['a: !!int x\n', 'KG0201', '"x" is no number'],
    ['a: "x\n', 'KG0201', 'missing closing "quote'],
  ])('%j is told as %s', (text, code, message) => {
    const { value, faults } = read(text);
    expect(value).toBeUndefined();
    expect(faults).toMatchObject([{ rule: { code }, message }]);
  });

  test('a template is told from a slip', () => {
    expect(read('image: {{ .Values.image }}\n').faults[0]?.hint).toMatch(/^this looks like a template/);
  });

  test.each(['- ', '[', 'a: ', '? ', '{a: '])('thousands of "%s" are refused and crash nothing', (opening) => {
    expect(read(opening.repeat(20_000)).faults).toMatchObject([{ message: expect.stringMatching(/500 levels deep/) }]);
  });
});
