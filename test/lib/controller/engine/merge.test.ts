import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeApplied, mergePatch } from '../../../../lib/controller/engine/merge';

describe('applying', () => {
  test('sets what is wanted, and leaves what others set', () => {
    expect(mergeApplied({ a: 1, b: { c: 2 } }, undefined, { b: { d: 3 } })).toEqual({ a: 1, b: { c: 2, d: 3 } });
  });

  test('takes away what was applied before and is no longer wanted', () => {
    expect(mergeApplied({ a: 1, b: 2 }, { a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  });

  test('tells items of a list apart by their names', () => {
    const live = [{ name: 'app', image: 'a:1', env: [{ name: 'K_SINK', value: 'x' }] }, { name: 'sidecar' }];
    const applied = [{ name: 'app', image: 'a:1' }];
    expect(mergeApplied(live, applied, [{ name: 'app', image: 'a:2' }])).toEqual([
      { name: 'app', image: 'a:2', env: [{ name: 'K_SINK', value: 'x' }] },
      { name: 'sidecar' },
    ]);
    expect(mergeApplied([{ name: 'a' }, { name: 'b' }], [{ name: 'a' }, { name: 'b' }], [{ name: 'b' }])).toEqual([
      { name: 'b' },
    ]);
  });

  test('writes other lists whole', () => {
    expect(mergeApplied({ args: ['a', 'b'] }, undefined, { args: ['c'] })).toEqual({ args: ['c'] });
  });

  test('of the same once more changes nothing, and gives the very same value', () => {
    // No field of an object is called so, and JavaScript takes it for something else.
    const names = fc.string().filter((name) => name !== '__proto__');
    const json = fc.dictionary(
      names,
      fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
    );
    fc.assert(
      fc.property(json, json, (live, desired) => {
        const once = mergeApplied(live, undefined, desired);
        expect(mergeApplied(once, desired, desired)).toBe(once);
      }),
    );
  });
});

describe('a merge patch', () => {
  test('sets fields, and takes away those that are null', () => {
    expect(mergePatch({ a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: 4 } })).toEqual({ b: { c: 4, d: 3 } });
  });

  test('that says nothing new gives the very same value', () => {
    const live = { a: { b: [1] } };
    expect(mergePatch(live, { a: { b: [1] }, c: null })).toBe(live);
  });
});
