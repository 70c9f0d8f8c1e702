import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookFor, type Places } from './find-referee';
import { builtProgram } from './programs/build';
import { type RefereeProgram, refereePrograms } from './programs/program';

const program: RefereeProgram = refereePrograms['upstream-oracle'];
const { flags } = program.needs;

let home: string;
let at: Places & { folder: string };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cdk8s-knative-places-'));
  at = { folder: join(home, 'named'), archives: join(home, 'archives'), cache: join(home, 'cache') };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** A program that tells its abilities; an old one tells nothing. */
function write(path: string, abilities?: object): string {
  mkdirSync(dirname(path), { recursive: true });
  const said = abilities === undefined ? '' : JSON.stringify({ kinds: [], versions: {}, ...abilities });
  writeFileSync(path, `#!/bin/sh\ncat > /dev/null\necho '${said}'\n`);
  chmodSync(path, 0o755);
  return path;
}

const able = { flags, update: true };
const builtAt = () => builtProgram(program, at.cache);

function pack(abilities?: object): void {
  execFileSync('xz', ['--keep', write(join(at.archives, program.name), abilities)]);
}

describe('a referee', () => {
  it('is nowhere at first', () => {
    expect(lookFor(program, at)).toBeUndefined();
  });

  it('is taken from the folder that someone named, whatever it can', () => {
    write(builtAt(), able);
    const path = write(join(at.folder, program.name));
    expect(lookFor(program, at)).toEqual({ path, lacks: `flags (${flags.join(', ')}) and updates` });
  });

  it('is looked for elsewhere where that folder lacks it', () => {
    mkdirSync(at.folder);
    const path = write(builtAt(), able);
    expect(lookFor(program, at)).toEqual({ path, lacks: undefined });
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')('is unpacked, if it can judge all', () => {
    write(builtAt(), able);
    pack(able);
    expect(lookFor(program, at)?.path).toBe(join(at.cache, program.name));
  });

  it('is a build of ours where the packed one is old', () => {
    pack();
    const path = write(builtAt(), able);
    expect(lookFor(program, at)).toEqual({ path, lacks: undefined });
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')('is an old one rather than none', () => {
    pack({ flags: ['serving'], update: true });
    const others = flags.filter((family) => family !== 'serving');
    expect(lookFor(program, at)?.lacks).toBe(`flags (${others.join(', ')})`);
  });

  it('has a build for each state of its sources', () => {
    const names = Object.values<RefereeProgram>(refereePrograms).map((each) => builtProgram(each, at.cache));
    expect(new Set(names).size).toBe(names.length);
    const otherFlags = { ...program, buildFlags: ['-race'] };
    expect(builtProgram(otherFlags, at.cache)).not.toBe(builtProgram(program, at.cache));
    expect(builtProgram(program, at.cache)).toBe(builtAt());
  });
});
