import fc from 'fast-check';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { readManifests } from '../../../lib/manifests';
import { toYaml } from '../../../lib/render';
import { anyValue, trickyTexts } from '../../yaml-corpus';

const object = (spec: unknown) =>
  ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'a' }, spec }) as KubeObject;

/** Readers by the rules of YAML 1.2 and 1.1, of two libraries, and the reader of this package. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'js-yaml, as YAML 1.2': (text) => load(text),
  'js-yaml, as YAML 1.1': (text) => load(text, { schema: YAML11_SCHEMA }),
  'yaml, as YAML 1.2': (text) => parse(text),
  'yaml, as YAML 1.1': (text) => parse(text, { version: '1.1' }),
  'our own reader': (text) => readManifests(text, 'a.yaml').objects[0]?.object,
};

describe.each(Object.entries(readers))('what is written is read back by %s', (_, read) => {
  test.each(trickyTexts.map((text) => [text]))('with the text %j, as value, as key and in a list', (text) => {
    const given = object({ value: text, keys: { [text]: text }, list: [text, [text]] });
    expect(read(toYaml([given]))).toEqual(given);
  });

  test('with anything that a field may hold', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const given = object({ value });
        expect(JSON.stringify(read(toYaml([given])))).toBe(JSON.stringify(given));
      }),
      { numRuns: 300 },
    );
  });
});

test('equal parts are written out each time: no reader has to follow an anchor', () => {
  const shared = { a: [1] };
  const text = toYaml([object({ one: shared, two: shared })]);
  expect(text).not.toMatch(/[&*]/);
});

test('several objects are documents of one text', () => {
  expect(toYaml([object(1), object(2)]).split('---\n')).toHaveLength(2);
});
