import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { importTexts } from '../../../lib/importer';
import { allTextRules } from '../../../lib/importer/source/text-rules';
import { upgradeRules } from '../../../lib/importer/upgrade';
import { cases } from './cases';

function imported(text: string) {
  return importTexts([{ file: 'old.yaml', text, isNamed: true }]);
}

function documents(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => document.toJS());
}

describe.each(cases)('$title', ({ old, now, codes }) => {
  test('becomes what it is today', () => {
    const { objects, problems } = imported(old);
    expect(problems).toEqual([]);
    expect(objects.map(({ object }) => object)).toEqual(now === '' ? [] : documents(now));
  });

  test('each change is told with its reason', () => {
    expect(new Set(imported(old).changes.map(({ code }) => code))).toEqual(new Set(codes));
  });

  test('what came out stays as it is', () => {
    if (now === '') return;
    const again = imported(now);
    expect(again.objects.map(({ object }) => object)).toEqual(documents(now));
    expect(again.changes.filter(({ action }) => action !== 'decide')).toEqual([]);
  });
});

test('every change that there may be has a case, and a code of its own', () => {
  const codes = [...allTextRules, ...upgradeRules].map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  const shown = new Set(cases.flatMap((one) => one.codes));
  expect(codes.filter((code) => !shown.has(code))).toEqual([]);
});

test('a script is a value: no line of it is taken for a command, a tab or something left out', () => {
  const script = '#!/bin/sh\n$ kubectl apply -f x\nkubectl get pods\n...\n\tcurl http://x\nvalue: {a}b\n';
  const task = `apiVersion: tekton.dev/v1
kind: Task
metadata: {name: t}
spec:
  colour: green
  steps:
    - name: run
      image: registry.example.com/alpine:3
      script: |
${script.replace(/^(?=.)/gm, '        ')}`;
  for (const text of [task, `# A page\n\n\`\`\`yaml\n${task}\`\`\`\n`]) {
    const { objects, changes } = importTexts([{ file: 'page.md', text, isNamed: true }]);
    expect(objects[0]?.object).toMatchObject({ spec: { colour: 'green', steps: [{ script }] } });
    expect(changes).toEqual([]);
  }
});

test('a file that can be read is not rebuilt: a misspelt field stays where it is, and is told', () => {
  const text = `apiVersion: eventing.knative.dev/v1
kind: Trigger
metadata: {name: t}
spec:
  brokr: default
  subscriber: {uri: 'http://display'}
`;
  const { objects, findings } = imported(text);
  expect(objects[0]?.object.spec).toMatchObject({ brokr: 'default' });
  expect(findings.map(({ code }) => code)).toContain('KG0105');
});

test('lines are those of the file, whatever was put in before them', () => {
  const text = `kind: Broker
metadata: {name: first}
---
apiVersion: eventing.knative.dev/v1beta1
kind: Broker
metadata: {name: second}
apiVersion: eventing.knative.dev/v1beta1
kind: Broker
metadata: {name: third}
`;
  const { objects, changes } = imported(text);
  expect(objects.map(({ object, line }) => [object.metadata.name, line])).toEqual([
    ['first', 1],
    ['second', 4],
    ['third', 7],
  ]);
  expect(changes.map(({ code, line }) => [code, line])).toEqual([
    ['KU0013', 1],
    ['KU1001', 4],
    ['KU0016', 7],
    ['KU1001', 7],
  ]);
});

test('what an alias stands for is written out, and changed once', () => {
  const { objects } = imported(`apiVersion: v1
kind: List
items:
  - apiVersion: flows.knative.dev/v1alpha1
    kind: Sequence
    metadata: {name: s}
    spec:
      steps: [&step {dnsName: a.example.com}, *step]
`);
  expect(objects[0]?.object.spec).toEqual({
    steps: [{ uri: 'http://a.example.com' }, { uri: 'http://a.example.com' }],
  });
});
