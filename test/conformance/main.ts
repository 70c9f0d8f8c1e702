import { parseArgs } from 'node:util';
import { setup } from '../referees/prepare';
import { compare } from './compare';
import { startReferees } from './referees';
import { explanation, summary, unreached } from './report';
import { nameOf, subjects } from './subjects';

const USAGE = `npm run conformance -- [--count N] [--turns N] [--seed N] [--kind PATTERN]

Compares our rules and defaults with upstream's webhooks and an API server, on objects made by chance.

  --count N        objects of each kind at least (500)
  --turns N        how often each field has its turn at least (5)
  --seed N         the same seed makes the same objects (one by the clock, which is printed)
  --kind PATTERN   only kinds whose apiVersion/Kind the regular expression fits
`;

/** `npm run conformance`: exit code 1 where we and upstream disagree, or a field was not reached. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '500' },
      turns: { type: 'string', default: '5' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      kind: { type: 'string', default: '' },
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
    }
  } finally {
    await referees.stop();
  }
  return failures === 0 ? 0 : 1;
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
