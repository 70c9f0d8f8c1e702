import { expect, test } from 'vitest';
import { kinds } from '../../../lib/api/registry';
import { validate } from '../../../lib/rules/validate';

const codesOf = (apiVersion: string, kind: string) =>
  validate({ apiVersion, kind, metadata: { name: 'it' } }).map(({ code }) => code);

test('a version that upstream serves besides the one that is modelled is no fault, another one is', () => {
  for (const { group, kind, alsoServed = [] } of kinds) {
    for (const version of alsoServed) expect(codesOf(`${group}/${version}`, kind)).toEqual([]);
    expect(codesOf(`${group}/v99`, kind)).toEqual(['KG0112']);
  }
});
