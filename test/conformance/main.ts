import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findReferee } from '../referees/find-referee';
import { setup } from '../referees/prepare';
import { capabilitiesOf } from '../referees/programs/capabilities';
import { type Comparison, compare } from './compare';
import { fidelityPage } from './fidelity';
import { startReferees } from './referees';
import { explanation, summary, unreached } from './report';
import { readResults, withResult, writeResults } from './results';
import { nameOf, subjects } from './subjects';

const FIDELITY = resolve(__dirname, '../../docs/fidelity.md');

const USAGE = `npm run conformance -- [--count N] [--turns N] [--seed N] [--kind PATTERN]

Compares our rules and defaults with upstream's webhooks and an API server, on objects made by chance.

  --count N        objects of each kind at least (500)
  --turns N        how often each field has its turn at least (5)
  --seed N         the same seed makes the same objects (one by the clock, which is printed)
  --kind PATTERN   only kinds whose apiVersion/Kind the regular expression fits
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
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [seed, count, turns] = [values.seed, values.count, values.turns].map(wholeNumber) as [number, number, number];
  await setup();
  const referees = await startReferees();
  if (referees === undefined) return 0;
  let failures = 0;
  try {
    console.log(`seed ${seed}`);
    const pattern = new RegExp(values.kind);
    for (const kind of subjects(referees.upstream).filter((it) => pattern.test(nameOf(it)))) {
      const comparison = await compare(kind, { seed, count, turns }, referees);
      const faults = [...comparison.found.map(explanation), ...unreached(comparison)];
      failures += faults.length;
      console.log([summary(comparison), ...faults].join('\n  '));
      if (values.write) record(comparison, seed);
    }
  } finally {
    await referees.stop();
  }
  return failures === 0 ? 0 : 1;
}

/** Kind by kind: a run that is ended early has told something too. */
function record(comparison: Comparison, seed: number): void {
  const results = withResult({ ...readResults(), versions: upstreamVersions() }, comparison, seed);
  writeResults(results);
  writeFileSync(FIDELITY, fidelityPage(results));
}

/** Of the modules that the programs at hand were built of. */
function upstreamVersions(): Readonly<Record<string, string>> {
  const programs = [findReferee('upstream-oracle'), findReferee('istio-oracle')].filter((path) => path !== undefined);
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
