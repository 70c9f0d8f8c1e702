import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { upstreamDefinitions } from '../referees/cluster';
import { findReferee } from '../referees/find-referee';
import { modelledGroups } from '../referees/groups';
import { setup } from '../referees/prepare';
import { capabilitiesOf } from '../referees/programs/capabilities';
import type { Comparison } from './compare';
import { fidelityPage } from './fidelity';
import { compareAll } from './jobs';
import { startReferees } from './referees';
import { explanation, summary, unreached } from './report';
import { readResults, withResult, writeResults } from './results';
import { nameOf, subjects } from './subjects';

const FIDELITY = resolve(__dirname, '../../docs/fidelity.md');

const USAGE = `npm run conformance -- [--count N] [--turns N] [--seed N] [--kind PATTERN] [--jobs N] [--write]

Compares our rules and defaults with upstream's webhooks and an API server, on objects made by chance.

  --count N        objects of each kind at least (500)
  --turns N        how often each field has its turn at least (5)
  --seed N         the same seed makes the same objects (one by the clock, which is printed)
  --kind PATTERN   only kinds whose apiVersion/Kind the regular expression fits
  --jobs N         processes that compare a kind each (one for each processor)
  --write          writes down what comes of it, in results.json and docs/fidelity.md
`;

/** `npm run conformance`: exit code 1 where we and upstream disagree, or a field was not reached. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '500' },
      turns: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      kind: { type: 'string', default: '' },
      jobs: { type: 'string', default: String(availableParallelism()) },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [seed, count, turns, jobs] = [values.seed, values.count, values.turns, values.jobs].map(wholeNumber) as [
    number,
    number,
    number,
    number,
  ];
  await setup();
  const referees = await startReferees();
  if (referees === undefined) return 0;
  const begun = performance.now();
  const commit = commitOfCode();
  let [failures, cases] = [0, 0];
  try {
    console.log(`seed ${seed}`);
    const pattern = new RegExp(values.kind);
    const all = subjects(referees.upstream, upstreamDefinitions(modelledGroups));
    const kinds = all.filter((it) => pattern.test(nameOf(it)));
    for await (const comparison of compareAll(kinds, { seed, count, turns }, jobs, referees.cluster)) {
      const faults = [...comparison.found.map(explanation), ...unreached(comparison)];
      failures += faults.length;
      cases += comparison.cases;
      console.log([summary(comparison), ...faults].join('\n  '));
      if (values.write) record(comparison, seed, commit);
    }
  } finally {
    await referees.stop();
  }
  const seconds = (performance.now() - begun) / 1000;
  console.log(`${cases} cases in ${seconds.toFixed(0)} s, ${(cases / seconds).toFixed(0)} a second`);
  return failures === 0 ? 0 : 1;
}

/** Kind by kind: a run that is ended early has told something too. */
function record(comparison: Comparison, seed: number, commit: string | undefined): void {
  const results = withResult({ ...readResults(), versions: upstreamVersions() }, comparison, { seed, commit });
  writeResults(results);
  writeFileSync(FIDELITY, fidelityPage(results));
}

/** The commit that is checked out; undefined where the code is another, or there is no Git. */
function commitOfCode(): string | undefined {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: __dirname, encoding: 'utf8' });
  // What a run before this one has written down is no code.
  const code = ['../../lib', '.', ':(exclude)results.json'];
  if (git('diff', '--quiet', 'HEAD', '--', ...code).status !== 0) return undefined;
  return git('rev-parse', '--short', 'HEAD').stdout.trim() || undefined;
}

/** Of the modules that the programs at hand were built of. */
function upstreamVersions(): Readonly<Record<string, string>> {
  const names = ['upstream-oracle', 'istio-oracle', 'schema-oracle'] as const;
  const programs = names.map((name) => findReferee(name)).filter((path) => path !== undefined);
  return Object.assign({}, ...programs.map((path) => capabilitiesOf(path).versions)) as Record<string, string>;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`"${text}" is no whole number`);
  return number;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
