import { kinds } from '../../lib/api/registry';
import { deliberateDifferences } from './differences';
import type { Result, Results } from './results';
import { nameOf } from './subjects';

const INTRODUCTION = `# Fidelity

What we accept, a cluster with Knative, Tekton and Istio accepts; what we refuse, it refuses. This page says how far that
is proven. It is written by \`npm run conformance -- --write\`; what is behind it stands in
[\`test/conformance/README.md\`](../test/conformance/README.md).

Objects of each kind are made by chance of its schema and of sound examples, most of them with one field put in, and many
of them broken in one place or two. Each is judged by our rules and by upstream's own code, compiled: the defaulting and
validating webhooks of Knative and Tekton, Istio's validation, and an API server with upstream's CRDs that decodes
strictly, as \`kubectl\` asks it to. Kinds that come with extensions of Eventing are judged by that server alone. A case is a
disagreement if one accepts what the other refuses, if we name another field than upstream, or if our defaults are others.
What we warn of is accepted.`;

const COLUMNS = `## Kinds

*Accepted* are the cases that both accept without a difference; the others both refuse. A field is *sound* once it was in
an object that both accept, *forbidden* if upstream wants it gone whatever its value is, *broken* once an object was
refused by both in which it was broken. Where Knative or Tekton keep fields behind flags, half of the cases or more are for a cluster with gates
open. One object in ten replaces the one that it was made of.`;

const FOUND = `What runs found was repaired, and stands as fixed examples in \`test/conformance/found.ts\` and the files
beside it, which CI judges each time.`;

/** The page on how far we agree with upstream. */
export function fidelityPage({ versions, kinds: results }: Results): string {
  return [
    INTRODUCTION,
    '## Upstream',
    table(
      ['Module', 'Version'],
      Object.entries(versions).map(([module, version]) => [`\`${module}\``, version]),
    ),
    COLUMNS,
    `${origin(Object.values(results))} ${FOUND}`,
    table(
      ['Kind', 'Cases', 'Accepted', 'Disagreements', 'Deliberate', 'Fields', 'Sound', 'Forbidden', 'Broken'],
      [...Object.entries(results).map(([kind, result]) => row(`\`${kind}\``, result)), total(Object.values(results))],
    ),
    '## Deliberate differences',
    'Each is told by a predicate in `test/conformance/differences.ts`; a case that fits is counted as deliberate.',
    table(
      ['Difference', 'Cases', 'Why'],
      deliberateDifferences.map(({ title, reason }) => [title, String(casesOf(title, results)), reason]),
    ),
    'Where our CRDs differ from upstream’s stands in [`crd-differences.md`](crd-differences.md).',
    '## Not compared',
    notCompared(results),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

/** Of which runs the rows are. */
function origin(results: readonly Result[]): string {
  const seeds = new Set(results.map(({ seed }) => seed));
  const commits = new Set(results.map(({ commit }) => commit));
  const [seed, commit] = [[...seeds][0], [...commits][0]];
  if (seeds.size === 1 && commits.size === 1 && commit !== undefined)
    return `All rows are of one run, with the seed ${seed}, at commit \`${commit}\`.`;
  const rows = results.map(({ seed: own, commit: at }) => `${own}${at === undefined ? '' : ` at \`${at}\``}`);
  return `Rows are of several runs, by seed and commit: ${[...new Set(rows)].join(', ')}.`;
}

function row(kind: string, result: Omit<Result, 'seed' | 'commit'>): string[] {
  const { cases, accepted, disagreements, fields, sound, forbidden, broken } = result;
  const numbers = [cases, accepted, disagreements, meantIn(result), fields, sound, forbidden, broken];
  return [kind, ...numbers.map(String)];
}

function total(results: readonly Result[]): string[] {
  const sum = (of: (result: Result) => number) => results.reduce((so, result) => so + of(result), 0);
  return row('all', {
    cases: sum(({ cases }) => cases),
    accepted: sum(({ accepted }) => accepted),
    disagreements: sum(({ disagreements }) => disagreements),
    deliberate: { all: sum(meantIn) },
    fields: sum(({ fields }) => fields),
    sound: sum(({ sound }) => sound),
    forbidden: sum(({ forbidden }) => forbidden),
    broken: sum(({ broken }) => broken),
  });
}

function meantIn({ deliberate }: Pick<Result, 'deliberate'>): number {
  return Object.values(deliberate).reduce((sum, times) => sum + times, 0);
}

function casesOf(title: string, results: Results['kinds']): number {
  return Object.values(results).reduce((sum, { deliberate }) => sum + (deliberate[title] ?? 0), 0);
}

function notCompared(results: Results['kinds']): string {
  const names = kinds.map(nameOf).filter((name) => results[name] === undefined);
  if (names.length === 0) return 'All kinds are compared.';
  return [
    'Of these kinds neither a webhook nor a schema of upstream’s is at hand; examples of their rules are held against what',
    `upstream’s documents say: ${names.map((name) => `\`${name}\``).join(', ')}.`,
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
