import { expect, test } from 'vitest';
import { findingsOf, readManifests } from '../../../lib/manifests';

function find(files: Readonly<Record<string, string>>) {
  const read = Object.entries(files).map(([file, text]) => readManifests(text, file));
  return findingsOf({
    files: Object.keys(files),
    objects: read.flatMap(({ objects }) => objects),
    problems: read.flatMap(({ problems }) => problems),
  });
}

const trigger = (indent: string, name: string, field: string) =>
  [
    'apiVersion: eventing.knative.dev/v1',
    'kind: Trigger',
    `metadata: {name: ${name}, namespace: shop}`,
    'spec:',
    '  broker: default',
    `  ${field}: 1`,
    '  subscriber: {uri: http://example.com}',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');

test('each item of a list has the findings of its own', () => {
  const list = `apiVersion: v1\nkind: List\nitems:\n-\n${trigger('  ', 'a', 'x')}-\n${trigger('  ', 'b', 'filtr')}`;
  expect(find({ 'f.yaml': list }).filter(({ code }) => code === 'KG0105')).toMatchObject([
    { line: 10, column: 5, path: 'spec.x', object: { name: 'a', namespace: 'shop' } },
    { line: 18, column: 5, path: 'spec.filtr', object: { name: 'b', apiVersion: 'eventing.knative.dev/v1' } },
  ]);
});

test('two objects of one name are told at the second, each in its file', () => {
  const text = trigger('', 'a', 'delivery').replace('  delivery: 1\n', '');
  expect(find({ 'one.yaml': text, 'two.yaml': `---\n${text}` }).filter(({ code }) => code === 'KG0301')).toMatchObject([
    { file: 'two.yaml', line: 4, column: 18, document: 0, message: expect.stringContaining('one.yaml') },
  ]);
});

test('findings come in the order of files and lines, problems of the file among them', () => {
  const second = `${trigger('', 'b', 'x')}  x: 2\n`;
  const found = find({ 'z.yaml': second, 'a.yaml': 'kind: X\n' });
  expect(found.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    'z.yaml:8 KG0202',
    'z.yaml:8 KG0105',
    'a.yaml:1 KG0203',
  ]);
});

const service =
  'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\nspec:\n  template:\n    spec:\n';
const errorsIn = (text: string) =>
  find({ 'f.yaml': text })
    .filter(({ severity }) => severity === 'error')
    .map(({ line, column, path, message, hint }) => [`${line}:${column} ${path}`, message, hint]);

test.each([
  [
    'a misspelt field that is required',
    `${service}      containers:\n      - img: a/b\n`,
    ['8:9 spec.template.spec.containers[0].img', 'Service has no field "img" here', undefined],
  ],
  [
    'a field that stands one level too high',
    `${service.replace('    spec:\n', '')}    containers: [{image: a/b}]\n`,
    ['6:5 spec.template.containers', 'Service has no field "containers" here', 'put it in spec.template.spec'],
  ],
  [
    'a field that stands one level too low',
    `${service}      containers: [{image: a/b}]\n    traffic: []\n`,
    ['8:5 spec.template.traffic', 'Service has no field "traffic" here', 'put it in spec'],
  ],
  [
    'fields that stand together one level too high',
    trigger('', 'a', 'x').replace('  x: 1\n', '').replace('uri: http://example.com', 'kind: Service, name: a'),
    ['6:16 spec.subscriber.kind', 'Trigger has no fields "kind", "name" here', 'put them in spec.subscriber.ref'],
  ],
  [
    'a name that is a number',
    `${service.replace('name: a', 'name: 12')}      containers: [{image: a/b}]\n`,
    ['3:18 metadata.name', 'name is the number 12', 'it is a text: put it in quotes'],
  ],
  [
    'a value that YAML reads as another',
    `${service}      containers: [{image: a/b, env: [{name: A, value: 0755}]}]\n`,
    [
      '7:56 spec.template.spec.containers[0].env[0].value',
      'must be a string, found the number 493',
      'put it in quotes: "0755"',
    ],
  ],
  [
    'an object that begins in the midst of another',
    `${trigger('', 'b', 'delivery').replace('  delivery: 1\n', '').repeat(2)}`,
    ['7:1 ', 'a second object begins here', 'put --- before it'],
  ],
])('one error is told of %s', (_title, text, error) => {
  expect(errorsIn(text)).toEqual([error]);
});

test('a target that is nothing is told, and no rule stumbles', () => {
  expect(errorsIn(`${service}      containers: [{image: a/b}]\n  traffic: [null]\n`).map(([place]) => place)).toEqual([
    '8:13 spec.traffic[0]',
  ]);
});
