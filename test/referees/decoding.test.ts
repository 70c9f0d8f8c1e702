import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../lib/api/kind';
import { kinds } from '../../lib/api/registry';
import { definition, type JsonSchema, schemaOf } from '../../lib/api/schema';
import { findReferee } from './find-referee';

const oracle = findReferee('upstream-oracle');

/** Kinds that upstream's core decodes strictly; the webhooks of extensions are not part of the referee. */
const CORE = /^(eventing|messaging|flows|sources|sinks)\.knative\.dev$/;
const EXTENSIONS = /^(Kafka|Rabbitmq|Nats|Redis|GitHub|GitLab)/;

/** Fields that upstream's schema has and its code has not. */
const IN_SCHEMA_ONLY = ['InMemoryChannel spec.subscribers[].namespace'];

interface Sample {
  readonly path: string;
  readonly spec: unknown;
}

describe.skipIf(oracle === undefined)("upstream's decoder", () => {
  const core = kinds.filter(({ group, kind }) => CORE.test(group) && !EXTENSIONS.test(kind));

  test('knows every field of our types', () => {
    const samples = core.flatMap((kind) =>
      samplesOf(schemaOf(kind).properties?.spec ?? {}, kind.kind).map((sample) => ({ ...sample, kind })),
    );
    const failed = failures(samples.map(({ spec, kind }) => objectOf(kind, spec)));
    const unknown = samples.filter((_, i) => failed[i]?.includes('unknown field')).map(({ path }) => path);
    expect(samples.length).toBeGreaterThan(2000);
    expect(unknown).toEqual(IN_SCHEMA_ONLY);
  });

  test('refuses unknown fields of the kinds that say so', () => {
    const failed = failures(core.map((kind) => objectOf(kind, { noSuchField: 1 })));
    expect(core.filter((kind, i) => (kind.decoding === 'strict') !== failed[i]?.includes('unknown field'))).toEqual([]);
  });
});

function objectOf({ apiVersion, kind }: Kind, spec: unknown) {
  return { apiVersion, kind, metadata: { name: 'a', namespace: 'default' }, spec };
}

/** Why each object can't be decoded; empty where it can. */
function failures(objects: readonly object[]): string[] {
  const input = objects.map((object, id) => JSON.stringify({ id: String(id), op: 'create', object })).join('\n');
  const output = execFileSync(oracle!, { input: `${input}\n`, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const failed: string[] = objects.map(() => '');
  for (const line of output.split('\n').filter(Boolean)) {
    const answer = JSON.parse(line) as { id: string; failed?: unknown };
    failed[Number(answer.id)] = answer.failed ? JSON.stringify(answer.failed) : '';
  }
  return failed;
}

/** A spec for each field below a node, with nothing but that field. */
function samplesOf(spec: JsonSchema, kind: string): Sample[] {
  const samples: Sample[] = [];
  const walk = (use: JsonSchema, path: string, wrap: (value: unknown) => unknown, above: readonly string[]) => {
    if (use.$ref !== undefined && (above.includes(use.$ref) || use.$ref.endsWith('/ObjectMeta'))) return;
    const node = use.$ref === undefined ? use : definition(use.$ref);
    const inside = use.$ref === undefined ? above : [...above, use.$ref];
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const at = `${path}.${name}`;
      samples.push({ path: at, spec: wrap({ [name]: valueFor(child) }) });
      walk(child, at, (value) => wrap({ [name]: value }), inside);
      if (child.items) walk(child.items, `${at}[]`, (value) => wrap({ [name]: [value] }), inside);
    }
  };
  walk(spec, `${kind} spec`, (value) => value, []);
  return samples;
}

function valueFor(node: JsonSchema): unknown {
  const values = { string: 'x', integer: 1, number: 1, boolean: true, array: [], object: {} };
  if (node['x-int-or-string']) return '1';
  return node.type === undefined ? {} : values[node.type];
}
