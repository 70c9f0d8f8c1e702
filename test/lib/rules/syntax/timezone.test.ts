import { describe, expect, it } from 'vitest';
import { isTimeZone, nearestTimeZone } from '../../../../lib/rules/syntax/timezone';

describe('a time zone', () => {
  it.each([
    '',
    'UTC',
    'Local',
    'Europe/Paris',
    'US/Eastern',
    'EST5EDT',
    'Etc/GMT+5',
    'Europe/Kyiv',
    'Asia/Calcutta',
    'Factory',
  ])('%j is known', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each([
    'utc',
    'CST',
    'UTC+8',
    'europe/paris',
    'Europe',
    'Europe/',
    '/Europe/Paris',
    '../UTC',
    'SystemV/EST5',
    'Asia/Beijing',
    'AST',
  ])('%j is not', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });

  it('knows every zone that Node has a name of its own for', () => {
    expect(Intl.supportedValuesOf('timeZone').filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it.each([
    ['CST', 'America/Chicago'],
    ['UTC+8', 'Etc/GMT-8'],
    ['+02:00', 'Etc/GMT-2'],
    ['america/new york', 'America/New_York'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['Asia/Beijing', 'Asia/Shanghai'],
  ])('%j was meant to be %s', (name, meant) => {
    expect(nearestTimeZone(name)).toBe(meant);
  });
});
