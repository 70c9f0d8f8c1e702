import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const SHARED = resolve(__dirname, '../../../shared');
const ARCHIVES = join(SHARED, 'tools/linux-amd64');
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-knative/referees');

/** Folder of upstream's CRDs, a file for each kind. Says so and gives undefined where it is absent. */
export function upstreamCrds(): string | undefined {
  const folder = join(SHARED, 'upstream/crds');
  return existsSync(folder) ? folder : absent('folder of CRDs', 'it lies beside the project');
}

/**
 * The path of a referee's program: in the folder that CDK8S_KNATIVE_REFEREES names, else unpacked from the archive
 * beside the project. Says so and gives undefined where there is neither.
 */
export function findReferee(name: string): string | undefined {
  const folder = process.env.CDK8S_KNATIVE_REFEREES;
  if (folder !== undefined && folder !== '') {
    const program = resolve(folder, name);
    if (existsSync(program)) return program;
    return absent(name, 'the folder that CDK8S_KNATIVE_REFEREES names lacks it');
  }
  const archive = join(ARCHIVES, `${name}.xz`);
  if (!existsSync(archive)) return absent(name, 'set CDK8S_KNATIVE_REFEREES to the folder that holds it');
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return absent(name, 'it is there for Linux on amd64 only');
  try {
    return unpack(name, archive);
  } catch (error) {
    return absent(name, `it can't be unpacked (is xz there?): ${error instanceof Error ? error.message : error}`);
  }
}

function absent(name: string, why: string): undefined {
  console.warn(`skipped: there is no ${name}: ${why}`);
  return undefined;
}

/** Unpacks under another name first, so that a program of the right name is whole. */
function unpack(name: string, archive: string): string {
  const program = join(CACHE, name);
  if (existsSync(program) && statSync(program).size === unpackedSize(archive)) return program;
  mkdirSync(CACHE, { recursive: true });
  const partial = `${program}.${process.pid}`;
  const file = openSync(partial, 'w', 0o755);
  try {
    execFileSync('xz', ['-dc', archive], { stdio: ['ignore', file, 'inherit'] });
    renameSync(partial, program);
  } finally {
    closeSync(file);
    rmSync(partial, { force: true });
  }
  return program;
}

function unpackedSize(archive: string): number {
  const listing = execFileSync('xz', ['--robot', '--list', archive], { encoding: 'utf8' });
  const totals = listing.split('\n').find((line) => line.startsWith('totals'));
  return Number(totals?.split('\t')[4]);
}
