import { describe, expect, test } from 'vitest';
import { type ManifestFile, type ReadOptions, readManifests } from '../../../lib/manifests';

const read = (text: string, options?: ReadOptions) => readManifests(text, 'f.yaml', options);
const problems = ({ problems: all }: ManifestFile) =>
  all.map(({ code, line, column, message }) => `${line}:${column} ${code} ${message}`);
const names = ({ objects }: ManifestFile) =>
  objects.map(({ object, document }) => `${document} ${object.metadata.name}`);

const config = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

describe('documents', () => {
  test('each document is one object; empty ones are passed over and counted', () => {
    expect(
      names(read(`# first\n---\n${config('a')}---\n---\n# nothing\n---\n${config('b')}...\n${config('c')}`)),
    ).toEqual(['0 a', '3 b', '4 c']);
  });

  test('a comment or directive before the first marker belongs to the first document', () => {
    expect(names(read(`%YAML 1.1\n# generated\n---\n${config('a')}`))).toEqual(['0 a']);
  });

  test('a document may begin on the line of its marker', () => {
    expect(names(read(`--- {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n`))).toEqual(['0 a']);
  });

  test('dashes within a text are no marker', () => {
    const { objects } = read(`${config('a')}data:\n  x: |\n    ---\n    b\n  z: "---"\n`);
    expect(objects.map(({ object }) => (object as { data?: unknown }).data)).toEqual([{ x: '---\nb\n', z: '---' }]);
  });

  test('a document that is broken costs no other', () => {
    const file = read(`${config('a')}---\nx: "open\n---\n${config('b')}`);
    expect(names(file)).toEqual(['0 a', '2 b']);
    expect(problems(file)).toEqual(['6:1 KG0201 missing closing "quote']);
  });

  test('a stream of JSON is read as several documents', () => {
    const json = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
    expect(names(read(`${json('a')}\n${json('b}{')}`))).toEqual(['0 a', '1 b}{']);
  });

  test('an empty file holds nothing', () => {
    expect(read('')).toEqual({ objects: [], problems: [] });
    expect(read('\uFEFF# nothing\n')).toEqual({ objects: [], problems: [] });
  });
});

describe('lists', () => {
  const list = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: a
- apiVersion: v1
  kind: ConfigMapList
  items:
  - metadata: {name: b}
`;

  test('the items of a list are objects with positions of their own', () => {
    const file = read(list);
    expect(names(file)).toEqual(['0 a', '0 b']);
    expect(file.objects.map(({ object }) => object.kind)).toEqual(['ConfigMap', 'ConfigMap']);
    expect(file.objects.map(({ position }) => position(['metadata', 'name']))).toEqual([
      { line: 7, column: 11 },
      { line: 11, column: 22 },
    ]);
  });

  test('an empty list is no fault, items that are no list are', () => {
    expect(read('apiVersion: v1\nkind: List\nitems:\n')).toEqual({ objects: [], problems: [] });
    expect(problems(read('apiVersion: v1\nkind: List\nitems: {}\n'))).toEqual(['3:8 KG0207 items of a List is a map']);
  });

  test('a fault of an item is told of the item', () => {
    const { problems: all } = read(list.replace('name: a', 'name: 12'));
    expect(all).toMatchObject([
      { code: 'KG0207', at: ['metadata', 'name'], line: 7, column: 11, object: { kind: 'ConfigMap' } },
    ]);
  });
});

describe('positions', () => {
  const text = `\uFEFF# a comment
apiVersion: v1
kind: X
metadata: {name: "grüße 🦊", labels: {app: a}}
spec:
  list:
    - one
    - {two: 2}
    - three:
        four: 4
  empty:
  text: |
    a
  copy: &copy {deep: {deeper: 1}}
  paste: *copy
  merged:
    <<: *copy
    own: 1
`;
  test.each([
    [['apiVersion'], '2:13'],
    [['metadata', 'labels', 'app'], '4:44'],
    [['spec'], '5:1'],
    [['spec', 'list'], '6:3'],
    [['spec', 'list', 0], '7:7'],
    [['spec', 'list', 1, 'two'], '8:13'],
    [['spec', 'list', 2, 'three'], '9:7'],
    [['spec', 'list', 2, 'three', 'four'], '10:15'],
    [['spec', 'empty'], '11:3'],
    [['spec', 'text'], '12:9'],
    [['spec', 'paste'], '15:10'],
    [['spec', 'paste', 'deep', 'deeper'], '14:31'],
    [['spec', 'merged', 'deep', 'deeper'], '14:31'],
    [['spec', 'merged', 'own'], '18:10'],
    [['spec', 'missing', 'deeper'], '5:1'],
    [['spec', 'list', 7], '6:3'],
    [['nowhere'], '2:1'],
    [[], '2:1'],
  ])('%j is at %s', (path, place) => {
    for (const given of [text, text.replaceAll('\n', '\r\n')]) {
      const { line, column } = read(given).objects[0]!.position(path);
      expect(`${line}:${column}`).toBe(place);
    }
  });

  test('a key is found where it is the fault', () => {
    const [object] = read(text).objects;
    expect(object?.position(['spec', 'list', 2, 'three', 'four'], 'key')).toEqual({ line: 10, column: 9 });
    expect(object?.position(['metadata', 'name'], 'key')).toEqual({ line: 4, column: 12 });
  });

  test('of two equal keys the last is meant, as it is the one that counts', () => {
    const file = read(`${config('a')}data:\n  x: a\n  x: b\n`);
    expect(problems(file)).toEqual(['6:3 KG0202 the key "x" is here twice']);
    expect(file.objects[0]?.position(['data', 'x'])).toEqual({ line: 6, column: 6 });
  });
});

describe('what every object has', () => {
  test.each([
    ['kind: Service\n', '1:1 KG0203 the object has no apiVersion'],
    ['apiVersion: v1\nkind: ""\n', '1:1 KG0203 the object has no kind'],
    ['metadata: {name: a}\n', '1:1 KG0203 the object has no apiVersion and no kind'],
    ['a: 1\n', '1:1 KG0203 the object has no apiVersion and no kind'],
    ['- a\n', '1:1 KG0203 a list stands where an object must be'],
    ['hello\n', '1:1 KG0203 the text "hello" stands where an object must be'],
    ['apiVersion: 1\nkind: X\n', '1:13 KG0207 apiVersion is the number 1'],
    ['apiVersion: v1\nkind: [X]\n', '2:7 KG0207 kind is a list'],
    ['apiVersion: v1\nkind: Secret\nmetadata: []\n', '3:11 KG0207 metadata is a list'],
    ['apiVersion: v1\nkind: Secret\nmetadata: {name: 12}\n', '3:18 KG0207 name is the number 12'],
  ])('%j is told', (text, problem) => {
    expect(problems(read(text))).toEqual([problem]);
  });

  test.each([
    'apiVersion: v1\nkind: Secret\nmetadata: {generateName: a-}\n',
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
    'apiVersion: example.com/v1\nkind: X\nmetadata:\n',
    'apiVersion: v1\nkind: Secret\n',
  ])('%j is as it should be', (text) => {
    const file = read(text);
    expect(file.problems).toEqual([]);
    expect(file.objects).toHaveLength(1);
  });

  test('names of a wrong type are told once and replaced, for whoever reads the object next', () => {
    const text = 'apiVersion: v1\nkind: X\nmetadata: {name: 12, namespace: {}, labels: {a: true}}\n';
    const { objects, problems: all } = read(text);
    expect(all).toHaveLength(2);
    expect(objects[0]?.object.metadata).toEqual({ name: '12', labels: { a: true } });
  });
});

describe("other programs' documents", () => {
  test.each([
    'a: 1\n',
    '- a\n',
    'hello\n',
    '{"name": "package", "version": "1.0.0"}',
    '{\n  // comment\n  "a": 1\n}',
    '{{ x }}',
  ])('%j is passed over in a folder', (text) => {
    expect(read(text, { skipForeign: true })).toEqual({ objects: [], problems: [] });
    expect(read(text).problems).not.toEqual([]);
  });

  test.each(['kind: Service\n', 'spec: {}\n', 'metadata: {name: a}\n', 'apiVersion: v1\nkind: "\n'])(
    '%j is a fault anywhere',
    (text) => {
      expect(read(text, { skipForeign: true }).problems).toHaveLength(1);
    },
  );
});
