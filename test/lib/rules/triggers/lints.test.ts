import { expect, test } from 'vitest';
import { validate } from '../../../../lib/rules/validate';
import { codesOf } from './objects';
import { regretted } from './regretted';

test.each(regretted)('%s', (_, object, code) => {
  expect(codesOf(object)).toEqual([code]);
  expect(validate(object).map(({ severity }) => severity)).not.toContain('error');
});
