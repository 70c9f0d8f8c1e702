import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './built';
import { median } from './measure';
import { formatRatio, type Row } from './table';

const PACKAGE = join(root, 'build/constructs/index.js');

/** What a program does first, in each contestant's way. */
const programs = {
  cdk8s: `require('cdk8s');`,
  ours: `require(${JSON.stringify(PACKAGE)}); require('cdk8s');`,
  // The package loads its modules when they are first used, so loading alone says too little.
  used: `const { Broker, KnativeService, Trigger } = require(${JSON.stringify(PACKAGE)}); require('cdk8s');`,
};

/** How long the package takes to load, beside cdk8s alone, each time in a new process. */
export function benchImports(rounds: number): Row[] {
  const times = { cdk8s: [] as number[], ours: [] as number[], used: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ['cdk8s', 'ours', 'used'] as const) times[name].push(timeToRun(programs[name]));
  }
  const ratio = (name: 'ours' | 'used') => formatRatio(median(times[name]) / median(times.cdk8s));
  return [
    { what: 'loading the package, cdk8s included', result: ratio('ours'), goal: '≤ 1.5' },
    { what: 'loading it and taking KnativeService, Broker and Trigger from it', result: ratio('used'), goal: '≤ 1.5' },
  ];
}

function timeToRun(program: string): number {
  const script = `const start = performance.now(); ${program} console.log(performance.now() - start)`;
  return Number(execFileSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' }));
}
