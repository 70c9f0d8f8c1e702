import { describe, expect, it } from 'vitest';
import { passes, wantedTypes } from '../../../../lib/rules/eventing/filter-match';

const known = { type: 'com.acme.order.created', source: '/shop' };
const type = known.type;

describe('whether filters let an event pass', () => {
  it.each([
    ['no filter', {}, 'yes'],
    ['no attributes', { filter: {} }, 'yes'],
    ['the type', { filter: { attributes: { type } } }, 'yes'],
    ['another type', { filter: { attributes: { type: 'x' } } }, 'no'],
    ['any type', { filter: { attributes: { type: '' } } }, 'yes'],
    ['an attribute that is not known', { filter: { attributes: { region: 'eu' } } }, 'maybe'],
    ['another type and an attribute that is not known', { filter: { attributes: { region: 'eu', type: 'x' } } }, 'no'],
    ['filters go before filter', { filter: { attributes: { type: 'x' } }, filters: [{ exact: { type } }] }, 'yes'],
    ['no filters do not', { filter: { attributes: { type: 'x' } }, filters: [] }, 'no'],
    ['a prefix', { filters: [{ prefix: { type: 'com.acme.' } }] }, 'yes'],
    ['a suffix', { filters: [{ suffix: { type: '.deleted' } }] }, 'no'],
    ['all entries must hold', { filters: [{ exact: { type } }, { exact: { source: 'x' } }] }, 'no'],
    ['an empty text drops the filter', { filters: [{ exact: { type: '', source: 'x' } }] }, 'yes'],
    ['an empty filter', { filters: [{}] }, 'yes'],
    ['not', { filters: [{ not: { exact: { type } } }] }, 'no'],
    ['not of a dropped filter', { filters: [{ not: { exact: {} } }] }, 'yes'],
    ['any', { filters: [{ any: [{ exact: { type: 'x' } }, { exact: { type } }] }] }, 'yes'],
    ['any of others', { filters: [{ any: [{ exact: { type: 'x' } }] }] }, 'no'],
    [
      'any with one that is not known',
      { filters: [{ any: [{ exact: { type: 'x' } }, { exact: { region: 'eu' } }] }] },
      'maybe',
    ],
    ['any of none', { filters: [{ any: [] }] }, 'yes'],
    ['all', { filters: [{ all: [{ exact: { type } }, { prefix: { source: '/s' } }] }] }, 'yes'],
    ['CESQL', { filters: [{ cesql: "type LIKE 'com.acme.%'" }] }, 'yes'],
    ['CESQL of what is not known', { filters: [{ cesql: "region = 'eu'" }] }, 'maybe'],
    ['CESQL that is false', { filters: [{ cesql: "type = 'x'" }] }, 'no'],
  ] as const)('%s', (_, filtered, expected) => {
    expect(passes(filtered, known)).toBe(expected);
  });
});

describe('the types that filters ask for', () => {
  it.each([
    [{ filter: { attributes: { type: 'a', source: 'b' } } }, ['a']],
    [{ filter: { attributes: { source: 'b' } } }, []],
    [{ filters: [{ exact: { type: 'a' } }, { prefix: { type: 'b' } }] }, ['a']],
    [
      { filters: [{ any: [{ exact: { type: 'a' } }, { cesql: "type IN ('b', 'c') AND EXISTS subject" }] }] },
      ['a', 'b', 'c'],
    ],
    [{ filters: [{ any: [{ exact: { type: 'a' } }, { prefix: { type: 'b' } }] }] }, []],
    [{ filters: [{ not: { exact: { type: 'a' } } }] }, []],
    [{ filters: [{ cesql: "type = 'a' OR type = 'b'" }] }, []],
  ])('%j: %j', (filtered, types) => {
    expect(wantedTypes(filtered).map((wanted) => wanted.type)).toEqual(types);
  });
});
