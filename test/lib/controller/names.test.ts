import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { childName } from '../../../lib/controller/names';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

test('a short name and a short suffix stand as they are', () => {
  expect(childName('shop', '-deployment')).toBe('shop-deployment');
  expect(childName('s'.repeat(52), '-deployment')).toHaveLength(63);
});

test('a digest stands in for the end of a parent that is too long', () => {
  const parent = 'p'.repeat(60);
  expect(childName(parent, '-deployment')).toBe(`${'p'.repeat(20)}${md5(parent)}-deployment`);
  expect(childName(parent, '-deployment')).toHaveLength(63);
});

test('a suffix that is too long goes into the digest', () => {
  const suffix = `-${'s'.repeat(40)}`;
  expect(childName('p'.repeat(40), suffix)).toBe(`${'p'.repeat(31)}${md5('p'.repeat(40) + suffix)}`);
});
