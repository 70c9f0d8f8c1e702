import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import type { Kind } from '../../../lib/api/kind';
import { kinds } from '../../../lib/api/registry';
import { crdOf, crdYaml } from '../../../lib/api/schema';
import { Service } from '../../../lib/api/serving/v1/service';
import { type CRD, type Difference, differences } from './crd-differences';

const ROOT = resolve(__dirname, '../../..');
const UPSTREAM = resolve(ROOT, '../shared/upstream/crds');
const EXPLAINED = join(ROOT, 'docs/crd-differences.md');

/** Kinds whose CRD is not among those that we have of upstream's; docs/crd-differences.md says why. */
const NOT_AT_HAND = [
  'messaging.knative.dev/NatsJetStreamChannel',
  'camel.apache.org/Pipe',
  'camel.apache.org/Integration',
];

const absent = !existsSync(UPSTREAM);
if (absent) console.warn(`${UPSTREAM} is absent: our CRDs are not compared with upstream's`);

describe.skipIf(absent)('our CRDs and those of upstream', () => {
  const found = absent
    ? []
    : kinds
        .filter((kind) => !NOT_AT_HAND.includes(nameOf(kind)))
        .flatMap((kind) => differences(upstreamOf(kind), crdOf(kind) as never));
  const explained = explainedDifferences();

  test('differ only where docs/crd-differences.md says why', () => {
    const known = new Set(explained.map(lineOf));
    expect(found.filter((one) => !linesOf(one).some((line) => known.has(line))).map(lineOf)).toEqual([]);
  });

  test('differ wherever docs/crd-differences.md says so', () => {
    const real = new Set(found.flatMap(linesOf));
    expect(explained.map(lineOf).filter((line) => !real.has(line))).toEqual([]);
  });

  test('are not compared only where docs/crd-differences.md says that there is nothing to compare with', () => {
    const text = readFileSync(EXPLAINED, 'utf8');
    expect(NOT_AT_HAND.filter((kind) => existsSync(fileOf(kind)) || !text.includes(`\`${kind}\``))).toEqual([]);
  });

  test('versions that are served besides the one that is modelled are those that upstream serves', () => {
    const served = (kind: Kind) => upstreamOf(kind).spec.versions.map(({ name }) => name);
    const compared = kinds.filter((kind) => !NOT_AT_HAND.includes(nameOf(kind)));
    for (const kind of compared)
      expect([kind.version, ...(kind.alsoServed ?? [])].sort(), nameOf(kind)).toEqual(served(kind).sort());
  });

  test('each line of docs/crd-differences.md has a reason', () => {
    expect(explained.filter(({ reason }) => reason.length < 20)).toEqual([]);
  });
});

test('the comparison sees a difference of every sort', () => {
  const change = (edit: (crd: string) => string) =>
    differences(crdOf(Service) as never, load(edit(crdYaml(Service))) as CRD).map(
      ({ where, upstream, ours }) => `${where}: ${upstream} -> ${ours}`,
    );
  expect(change((crd) => crd)).toEqual([]);
  expect(change((crd) => crd.replace('scope: Namespaced', 'scope: Cluster'))).toEqual([
    'scope: "Namespaced" -> "Cluster"',
  ]);
  expect(change((crd) => crd.replace('- ksvc', '- ks'))[0]).toContain('names: ');
  expect(change((crd) => crd.replace('.status.url', '.status.uri'))[0]).toContain('columns: ');
  expect(change((crd) => crd.replace('status: {}', 'scale: {}'))[0]).toContain('subresources: ');
  expect(change((crd) => crd.replace('addressable', 'source'))[0]).toContain('labels: ');
  expect(change((crd) => crd.replace('default: TCP', 'default: UDP'))).toEqual([
    'spec.template.spec.containers[].ports[].protocol default: "TCP" -> "UDP"',
  ]);
  expect(change((crd) => crd.replace('format: int32', 'format: int64'))[0]).toContain('format: "int32" -> "int64"');
  expect(change((crd) => crd.replace('x-kubernetes-list-type: map', 'x-kubernetes-list-type: set'))).toHaveLength(1);
  expect(change((crd) => crd.replace('x-kubernetes-map-type: atomic', 'nullable: true'))).toHaveLength(2);
  expect(change((crd) => crd.replace('imagePullPolicy:', 'imagePullPolice:'))).toEqual([
    'spec.template.spec.containers[].imagePullPolice: - -> "there"',
    'spec.template.spec.containers[].imagePullPolicy: "there" -> -',
  ]);
});

function nameOf({ group, kind }: Kind): string {
  return `${group}/${kind}`;
}

function fileOf(kind: string): string {
  return join(UPSTREAM, `${kind}.yaml`);
}

function upstreamOf(kind: Kind): CRD {
  return load(readFileSync(fileOf(nameOf(kind)), 'utf8')) as CRD;
}

function lineOf({ kind, where, upstream, ours }: Difference): string {
  return `${kind} | ${where} | ${upstream} | ${ours}`;
}

/** The lines that explain a difference: its own, and the one for the same field at any depth, `** oneOf`. */
function linesOf(difference: Difference): string[] {
  const [, field] = difference.where.split(' ');
  const anywhere = field === undefined ? [] : [lineOf({ ...difference, where: `** ${field}` })];
  return [lineOf(difference), ...anywhere];
}

/** The rows of the table: kinds, place, upstream's value, ours, reason. A row may name several kinds. */
function explainedDifferences(): (Difference & { reason: string })[] {
  const rows = readFileSync(EXPLAINED, 'utf8')
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.flatMap(([names = '', where = '', upstream = '', ours = '', reason = '']) =>
    names.split(',').map((kind) => ({
      kind: bare(kind),
      where: bare(where),
      upstream: bare(upstream),
      ours: bare(ours),
      reason,
    })),
  );
}

function bare(cell: string): string {
  return cell.trim().replace(/^`|`$/g, '');
}
