import { describe, expect, it, test } from 'vitest';
import { autoscalerConfig, autoscalerConfigMap } from '../../../../lib/api/config/autoscaler';
import { defaultsConfig, defaultsConfigMap } from '../../../../lib/api/config/defaults';
import { parseGoFloat, parseGoInteger } from '../../../../lib/api/config/number';
import { configProblems } from '../../../../lib/api/config/problems';
import { formatGoDuration, parseGoDuration } from '../../../../lib/rules/syntax/duration';
import {
  isDns1035Label,
  isDns1035Prefix,
  isFullyQualifiedDomain,
  isQualifiedName,
} from '../../../../lib/rules/syntax/names';
import { parseQuantity } from '../../../../lib/rules/syntax/quantity';

describe('durations as Go writes them', () => {
  it.each([
    ['0', 0],
    ['90s', 90e9],
    ['1h30m', 5400e9],
    ['1.5s', 1.5e9],
    ['.5m', 30e9],
    ['-1ms', -1e6],
    ['1µs', 1e3],
    ['1m1ns', 60e9 + 1],
  ])('%s', (text, nanoseconds) => expect(parseGoDuration(text)).toBe(nanoseconds));

  it.each(['', '60', '1d', '5 m', 's', '.s', '1h-5m', '1e3s', '3000000h'])('%j is none', (text) => {
    expect(parseGoDuration(text)).toBeUndefined();
  });

  it('are written back', () => {
    expect([3600, 90, 6, 0.5, -60].map(formatGoDuration)).toEqual(['1h0m0s', '1m30s', '6s', '0.5s', '-1m0s']);
  });
});

describe('numbers as Go reads them', () => {
  it.each([
    ['+3', 3],
    ['007', 7],
    ['1.5', 'syntax'],
    ['', 'syntax'],
    ['2147483648', 'range'],
  ])('%j as a whole number', (text, value) => expect(parseGoInteger(text, 32)).toBe(value));

  it.each([
    ['1_0', 10],
    ['1__0', 'syntax'],
    ['0x1p4', 16],
    ['0x1.8p1', 3],
    ['1e999', 'range'],
    ['Inf', Number.POSITIVE_INFINITY],
    ['NaN', Number.NaN],
    ['1,5', 'syntax'],
  ])('%j as a number', (text, value) => expect(parseGoFloat(text)).toBe(value));
});

test('quantities are read with their suffixes', () => {
  const texts = ['500m', '1Ki', '1.5G', '1e3', '-2Mi', '1E', 'm', 0.5];
  expect(texts.map(parseQuantity)).toEqual([0.5, 1024, 1.5e9, 1000, -2 * 2 ** 20, 1e18, 0, 0.5]);
  expect(['', '1MB', '1 Gi', '1e', 'half', '1ki'].map(parseQuantity)).toEqual(Array(6).fill(undefined));
});

test('names', () => {
  expect(['a', 'a-1', '1a', 'a-', 'A', ''].map(isDns1035Label)).toEqual([true, true, false, false, false, false]);
  expect(['a-', '1-', '1a-', '-'].map(isDns1035Prefix)).toEqual([true, true, false, false]);
  expect(['a.b', 'a', 'a.b.', '*.b'].map(isFullyQualifiedDomain)).toEqual([true, false, true, false]);
  expect(['A_b', 'a.b/C', '/a', 'a/', 'A.b/c', 'a/b/c'].map(isQualifiedName)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

describe('ConfigMaps', () => {
  it('have the values that Knative ships', () => {
    expect(autoscalerConfig({})).toMatchObject({ stableWindow: 60, targetBurstCapacity: 211, maxScaleLimit: 0 });
    expect(defaultsConfig({})).toMatchObject({ revisionTimeoutSeconds: 300, enableServiceLinks: false });
  });

  it('have the default of a key whose text is wrong, and tell it', () => {
    const settings = { 'stable-window': '60' };
    expect(autoscalerConfig(settings).stableWindow).toBe(60);
    expect(configProblems(autoscalerConfigMap, settings)).toEqual([
      { key: 'stable-window', found: '"60" is no duration', hint: 'write it like 30s or 1h30m' },
    ]);
  });

  it('tell what does not fit together', () => {
    const keys = configProblems(autoscalerConfigMap, { 'max-scale-limit': '5', 'initial-scale': '0' }).map(
      ({ key }) => key,
    );
    expect(keys).toEqual(['initial-scale', 'max-scale']);
    expect(configProblems(defaultsConfigMap, { 'revision-timeout-seconds': '100' })).toEqual([]);
    expect(configProblems(defaultsConfigMap, { 'revision-timeout-seconds': '700' })).toHaveLength(1);
  });
});
