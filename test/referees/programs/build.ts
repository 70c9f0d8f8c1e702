import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { removeUnused } from './cache';
import type { RefereeProgram } from './program';

/** What all programs that answer in lines have in common; part of each of them. */
const SHARED_SOURCES = resolve(__dirname, '../lines');
const KEY_LENGTH = 16;

/** Whether there is a Go toolchain, and nobody said not to use it. */
export function canBuild(): boolean {
  if (process.env.CDK8S_KNATIVE_BUILD_REFEREES === 'no') return false;
  return spawnSync('go', ['version']).status === 0;
}

/** Where a build of a program's present sources lies, or would lie. */
export function builtProgram(program: RefereeProgram, cache: string): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.platform, process.arch, argumentsFor(program, '')]));
  for (const file of [...sourceFiles(program.sources), ...sourceFiles(SHARED_SOURCES)])
    hash.update(`${file.slice(resolve(__dirname, '..').length)}\n`).update(readFileSync(file));
  return join(cache, 'built', `${program.name}-${hash.digest('hex').slice(0, KEY_LENGTH)}`);
}

/** Builds a program into the cache. Throws what Go says if it can't. */
export async function build(program: RefereeProgram, cache: string): Promise<string> {
  const built = builtProgram(program, cache);
  mkdirSync(dirname(built), { recursive: true });
  const partial = `${built}.${process.pid}`;
  try {
    await go(argumentsFor(program, partial), program.sources);
    renameSync(partial, built);
  } finally {
    rmSync(partial, { force: true });
  }
  removeUnused(built, `${program.name}-`);
  return built;
}

function argumentsFor({ buildFlags, linkerFlags }: RefereeProgram, output: string): string[] {
  // The same flags for all: Go's cache of compiled packages is theirs together.
  return ['build', '-trimpath', ...buildFlags, `-ldflags=${['-s -w', ...linkerFlags].join(' ')}`, '-o', output, '.'];
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.go$|(^|[/\\])go\.(mod|sum)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function go(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn('go', args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    // Others may be at work on this machine.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    let complaint = '';
    child.stderr.on('data', (text) => {
      complaint = `${complaint}${text}`.slice(-2000);
    });
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(complaint))));
  });
}
