import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Unpacks a program by `xz`, once. It does so under another name first: a program of the right name is whole. */
export function unpack(archive: string, program: string): string {
  if (existsSync(program) && statSync(program).size === unpackedSize(archive)) return program;
  mkdirSync(dirname(program), { recursive: true });
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
