import fc from 'fast-check';
import type { KubeObject } from '../../../lib/api/meta/v1';
import { exampleObject, examplesOf } from '../../../lib/rules/examples';
import { istioRuleSets } from '../../../lib/rules/istio';
import { minimalIstio } from '../../../lib/rules/minimal-istio';

type Path = readonly (string | number)[];
type Holder = Record<string | number, unknown>;

/** What is put in place of texts: what is right at one field is wrong at another. */
const TEXTS = [
  ...['', '*', 'a', 'a_b', 'A b', '-a', 'a-', '1', 'a.1', 'a.b.c', 'A.com', 'a.com.', '*.com', '*-a.com', 'a.*.com'],
  ...[
    '10.0.0.1',
    '10.0.0.0/8',
    '::1',
    'unix:///a',
    'unix://a',
    'http://x.com',
    'www.a.com:80',
    '/',
    'a/b',
    './*',
    '*/*',
  ],
  ...['.', '~', '~/*', '0s', '1s', '100ms', '1.5ms', '%', '100%', '%A%', 'HTTP', 'https', 'TLS', 'tcp', 'FOO', 'mesh'],
  ...[
    '{*}',
    '/a/{**}',
    '(',
    '(?=a)',
    '\\d+',
    '/.*',
    ':authority',
    'host',
    'source.ip',
    'request.headers[a]',
    '5xx',
    '503',
  ],
  'x'.repeat(64),
];
const NUMBERS = [0, 1, -1, 80, 100, 101, 200, 299, 301, 404, 600, 601, 65_535, 65_536, 70_000];

/** Each example of each rule, and what is minimal; namespaces are Kubernetes' own. */
const bases: readonly KubeObject[] = [
  ...Object.values(minimalIstio),
  ...istioRuleSets.flatMap(({ targets, rules }) =>
    targets.flatMap((target) =>
      rules.flatMap(({ bad, good }) =>
        [...examplesOf(bad), ...examplesOf(good)].map((example) => exampleObject(target, example).object),
      ),
    ),
  ),
].filter(({ kind }) => kind !== 'Namespace');

/** The values that stand in the examples below fields of the same names, by kind. */
const graftsByField = new Map<string, unknown[]>();
for (const { kind, spec } of bases) {
  for (const path of pathsOf(spec)) {
    const key = fieldOf(kind, path);
    graftsByField.set(key, [...(graftsByField.get(key) ?? []), valueAt(spec, path)]);
  }
}

interface Change {
  /** Which of the places in the spec. */
  readonly place: number;
  /** What is done there. */
  readonly how: 'graft' | 'drop' | 'double' | 'swap';
  /** Which of the values that could be put there. */
  readonly which: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('graft', 'drop', 'double', 'swap', 'swap', 'swap'),
  which: fc.nat(),
});

/** Objects of Istio that are nearly right or nearly wrong: examples of rules with a change or two. */
export const changedObjects: fc.Arbitrary<KubeObject> = fc
  .tuple(fc.constantFrom(...bases), fc.array(change, { minLength: 1, maxLength: 2 }))
  .map(([base, changes]) => changes.reduce(changed, structuredClone(base)))
  // What stands in a patch is Envoy's: its types are not modelled.
  .filter(({ kind, spec }) => kind !== 'EnvoyFilter' || !JSON.stringify(spec).includes('typed_config'));

function changed(object: KubeObject, { place, how, which }: Change): KubeObject {
  const paths = [...pathsOf(object.spec)].filter((path) => !path.includes('value') || object.kind !== 'EnvoyFilter');
  const path = paths[place % Math.max(paths.length, 1)];
  if (path === undefined) return object;
  const holder = valueAt(object.spec, path.slice(0, -1)) as Holder;
  const last = path.at(-1)!;
  const value = holder[last];
  const grafts = graftsByField.get(fieldOf(object.kind, path)) ?? [];
  if (how === 'drop' && !Array.isArray(holder)) delete holder[last];
  else if (how === 'graft' && grafts.length > 0) holder[last] = structuredClone(grafts[which % grafts.length]);
  else if (Array.isArray(value)) holder[last] = how === 'double' ? [...value, ...structuredClone(value)] : [];
  else if (typeof value === 'string') holder[last] = TEXTS[which % TEXTS.length];
  else if (typeof value === 'number') holder[last] = NUMBERS[which % NUMBERS.length];
  return object;
}

function* pathsOf(value: unknown, at: Path = []): Generator<Path> {
  if (at.length > 0) yield at;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== undefined) yield* pathsOf(inner, [...at, Array.isArray(value) ? Number(name) : name]);
  }
}

function fieldOf(kind: string, path: Path): string {
  return [kind, ...path.filter((step) => typeof step === 'string').slice(-2)].join('.');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((holder: unknown, step) => (holder as Holder)[step], value);
}
