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
