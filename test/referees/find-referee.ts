import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { unpack } from './programs/archive';
import { builtProgram, canBuild } from './programs/build';
import { markUsed } from './programs/cache';
import { capabilitiesOf, shortcomings } from './programs/capabilities';
import { type RefereeName, type RefereeProgram, refereePrograms } from './programs/program';

const SHARED = resolve(__dirname, '../../../shared');

/** Where programs are looked for, and kept. */
export interface Places {
  /** A folder of programs that someone named. */
  readonly folder?: string;
  /** Folder of packed programs. */
  readonly archives: string;
  readonly cache: string;
}

/** The places of this machine. */
export function places(): Places {
  return {
    folder: process.env.CDK8S_KNATIVE_REFEREES || undefined,
    archives: join(SHARED, 'tools/linux-amd64'),
    cache: join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'cdk8s-knative/referees'),
  };
}

/** Folder of upstream's CRDs, a file for each kind. Says so and gives undefined where it is absent. */
export function upstreamCrds(): string | undefined {
  const folder = join(SHARED, 'upstream/crds');
  return existsSync(folder) ? folder : absent('folder of CRDs', 'it lies beside the project');
}

/** A program that was found. */
export interface FoundReferee {
  readonly path: string;
  /** What one of our own sources could judge and this one can't, in words. */
  readonly lacks?: string;
}

/**
 * The path of a referee's program, where `lookFor` finds it. Says so and gives undefined where there is none; says what
 * it can't judge, where it is an old one.
 */
export function findReferee(name: RefereeName): string | undefined {
  const found = lookFor(refereePrograms[name], places());
  if (found === undefined) {
    const why = canBuild() ? '`npm run referees` builds it' : 'without Go it must come in CDK8S_KNATIVE_REFEREES';
    return absent(name, why);
  }
  if (found.lacks !== undefined) console.warn(`not judged: this ${name} knows nothing of ${found.lacks}`);
  return found.path;
}

/**
 * The path of a program that users have from elsewhere and that is never built here: in the folder that someone named, in
 * PATH, or packed beside the project. Says so and gives undefined where there is none.
 */
export function findUserProgram(name: string): string | undefined {
  const { folder, archives, cache } = places();
  const folders = [folder, ...(process.env.PATH ?? '').split(delimiter)].filter(
    (path) => path !== undefined && path !== '',
  );
  const found = folders.map((path) => join(path!, name)).find((path) => existsSync(path));
  return found ?? unpacked(name, archives, cache) ?? absent(name, 'it must be in PATH or in CDK8S_KNATIVE_REFEREES');
}

/**
 * Looks in the folder that someone named, which is taken as it is; then for the first that can judge all, among the
 * packed ones beside the project and the builds in the user's cache; then for any.
 */
export function lookFor(program: RefereeProgram, { folder, archives, cache }: Places): FoundReferee | undefined {
  const named = folder === undefined ? undefined : resolve(folder, program.name);
  if (named !== undefined && existsSync(named)) return judgedBy(program, named);

  const packed = unpacked(program.name, archives, cache);
  const asPacked = packed === undefined ? undefined : judgedBy(program, packed);
  if (asPacked !== undefined && asPacked.lacks === undefined) return asPacked;

  const built = builtProgram(program, cache);
  if (!existsSync(built)) return asPacked;
  markUsed(built);
  return judgedBy(program, built);
}

function judgedBy({ needs }: RefereeProgram, path: string): FoundReferee {
  const hasNeeds = needs.update || needs.flags.length > 0;
  return { path, lacks: hasNeeds ? shortcomings(needs, capabilitiesOf(path)) : undefined };
}

function unpacked(name: string, archives: string, cache: string): string | undefined {
  const archive = join(archives, `${name}.xz`);
  // They are there for one platform only.
  if (!existsSync(archive) || process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    return unpack(archive, join(cache, name));
  } catch (error) {
    console.warn(`${name} can't be unpacked (is xz there?): ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

function absent(what: string, why: string): undefined {
  console.warn(`skipped: there is no ${what}: ${why}`);
  return undefined;
}
