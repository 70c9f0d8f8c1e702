import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchExpansion } from './expansion';
import { benchImports } from './imports';
import { benchLoading } from './loading';
import { benchOrder } from './order';
import { benchPipelines } from './pipelines';
import { benchSynthesis } from './synthesis';
import { markdownTable } from './table';
import { benchTopology } from './topology';
import { benchYaml } from './yaml';

/** With --smoke: less of everything, and nothing is written. It shows that the benchmarks run. */
const smoke = process.argv.includes('--smoke');
const rounds = smoke ? 1 : 7;
const services = smoke ? 200 : 2000;

const rows = [
  ...benchSynthesis({ services, charts: 20, rounds }),
  ...benchSynthesis({ services, charts: 1, rounds }),
  ...benchYaml({ services, charts: 1, rounds }),
  ...benchImports(smoke ? 1 : 11),
  ...benchLoading(smoke ? 1 : 3, smoke ? 2 : 20),
  ...benchOrder(smoke ? 1 : 3),
  ...benchTopology(smoke ? 1 : 5, smoke ? 320 : 2000),
  ...benchPipelines(smoke ? 1 : 5, smoke ? 320 : 2400),
  ...benchExpansion(smoke ? 1 : 5, smoke ? 80 : 1000),
];
const table = markdownTable(rows);
console.log(table);

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench\`, on one noisy machine with two cores: read the ratios, not the seconds. Contestants ran in
turns in one process, and each number is a median. Ratios are to the same manifests made as bare \`ApiObject\`s and
written by \`app.synth()\` without any validation; for loading, to \`require('cdk8s')\`.
`;
if (!smoke) writeFileSync(join(__dirname, 'results.md'), `${INTRODUCTION}\n${table}\n`);
