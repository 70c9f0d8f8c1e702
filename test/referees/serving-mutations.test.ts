import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { KubeObject } from '../../lib/api/meta/v1';
import { withDefaults } from '../../lib/rules/defaults';
import { exampleObject, examplesOf } from '../../lib/rules/examples';
import { Platform } from '../../lib/rules/platform';
import type { Rule } from '../../lib/rules/rule';
import { servingRuleSets } from '../../lib/rules/serving';
import { validate } from '../../lib/rules/validate';
import { normalForm } from './go-encoding';
import { isAccepted, startUpstream } from './upstream';

const upstream = startUpstream();
afterAll(() => upstream?.end());

const platform = new Platform();

/** The examples of all rules that upstream's program can judge. */
const examples: readonly KubeObject[] = servingRuleSets.flatMap(({ targets, rules }) =>
  targets
    .filter(({ kind }) => kind.group === 'serving.knative.dev')
    .flatMap((target) =>
      (rules as readonly Rule<never>[])
        .flatMap(({ good, bad }) => [...examplesOf(good), ...examplesOf(bad)])
        .filter(({ before }) => before === undefined)
        .map((example) => plain(exampleObject(target, example).object)),
    ),
);

/** What the examples hold, by the name of the field. */
const valuesOf = new Map<string, unknown[]>();
for (const example of examples) {
  for (const { holder, key, field } of placesOf(example))
    valuesOf.set(field, [...(valuesOf.get(field) ?? []), holder[key]]);
}

const TEXTS = ['', 'a', 'A', '-', '1', '0', 'x.y', 'a b', '60s', '-1', 'a/b', 'é', 'a'.repeat(64)];
const NUMBERS = [0, 1, -1, 99, 100, 600, 601, 8012, 65_535, 65_536, 2 ** 31 - 1, 2 ** 31];

interface PlaceOf {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
  /** The field's name; that of the list, for an item. */
  readonly field: string;
}

function placesOf(value: unknown, name = ''): PlaceOf[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string | number, unknown>;
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return keys.flatMap((key) => {
    const field = typeof key === 'number' ? `${name}[]` : key;
    return [{ holder, key, field }, ...placesOf(holder[key], field)];
  });
}

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const mutation = fc.record({
  place: fc.nat(),
  way: fc.constantFrom('remove', 'other', 'text', 'number', 'edit', 'repeat'),
  choice: fc.nat(),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer M> ? M : never;

function mutated(example: KubeObject, mutations: readonly Mutation[]): KubeObject {
  const object = plain(example);
  for (const { place, way, choice } of mutations) {
    const places = placesOf(object.metadata).concat(placesOf(object.spec));
    const { holder, key, field } = places[place % places.length]!;
    const value = holder[key];
    const others = valuesOf.get(field) ?? [null];
    if (way === 'remove') Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
    else if (way === 'repeat' && Array.isArray(value)) value.push(plain(value[0] ?? {}));
    else if (way === 'text' && typeof value === 'string') holder[key] = TEXTS[choice % TEXTS.length];
    else if (way === 'number' && typeof value === 'number') holder[key] = NUMBERS[choice % NUMBERS.length];
    else if (way === 'edit' && typeof value === 'string') holder[key] = edited(value, choice);
    else holder[key] = plain(others[choice % others.length] ?? null);
  }
  return object;
}

function edited(text: string, choice: number): string {
  const at = choice % (text.length + 1);
  return `${text.slice(0, at)}${['', 'A', '-', '.', ' ', '/', ':', '@'][choice % 8]}${text.slice(at + 1)}`;
}

describe.skipIf(upstream === undefined)('objects that are almost examples', () => {
  it('have the same verdict and the same defaults as upstream gives them', async () => {
    const objects = fc.record({
      example: fc.constantFrom(...examples),
      mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(objects, async ({ example, mutations }) => {
        const object = mutated(example, mutations);
        const errors = validate(object, { platform }).filter(({ severity }) => severity === 'error');
        // What the schema or the API server refuses never comes to upstream's validators.
        fc.pre(errors.every(({ code }) => !code.startsWith('KG')));
        const verdict = await upstream!.judge(object);
        const ours = errors.map(({ code, path }) => `${code} ${path}`);
        expect({ isAccepted: ours.length === 0, ours, object }).toEqual({
          isAccepted: isAccepted(verdict),
          ours,
          object,
        });
        if (isAccepted(verdict))
          expect(normalForm(withDefaults(object, platform))).toEqual(normalForm(verdict.defaulted!));
      }),
      { numRuns: 3000, seed: 20_261_121, maxSkipsPerRun: 10 },
    );
  }, 120_000);
});
