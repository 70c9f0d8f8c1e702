import { spawnSync } from 'node:child_process';
import { kinds } from '../../../lib/api/registry';
import type { Needs } from './program';

/** What a program that answers in lines can judge. */
export interface Capabilities extends Needs {
  /** As `apiVersion/Kind`. */
  readonly kinds: ReadonlySet<string>;
  /** Those ConfigMaps that are judged by what they hold, as `namespace/name`. */
  readonly configMaps: ReadonlySet<string>;
  /** Of upstream's modules; empty where the program doesn't tell. */
  readonly versions: Readonly<Record<string, string>>;
}

const known = new Map<string, Capabilities>();

/** Asks a program what it can judge. One from before there was that question is tried with each kind. */
export function capabilitiesOf(program: string): Capabilities {
  const asked = known.get(program) ?? told(program) ?? tried(program);
  known.set(program, asked);
  return asked;
}

/** What is missing, in words; undefined if nothing is. */
export function shortcomings(needs: Needs, { flags, update }: Needs): string | undefined {
  const missing = needs.flags.filter((family) => !flags.includes(family));
  const words = missing.length === 0 ? [] : [`flags (${missing.join(', ')})`];
  if (needs.update && !update) words.push('updates');
  return words.length === 0 ? undefined : words.join(' and ');
}

interface Telling extends Needs {
  readonly kinds: readonly string[];
  readonly configMaps?: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
}

function told(program: string): Capabilities | undefined {
  const { status, stdout } = spawnSync(program, ['--capabilities'], { input: '', encoding: 'utf8' });
  if (status !== 0 || stdout.trim() === '') return undefined;
  const telling = JSON.parse(stdout) as Telling;
  return { ...telling, kinds: new Set(telling.kinds), configMaps: new Set(telling.configMaps) };
}

function tried(program: string): Capabilities {
  const names = kinds.map(({ apiVersion, kind }) => ({ apiVersion, kind }));
  const input = names.map((name) => JSON.stringify({ id: '', op: 'create', object: { ...name, metadata: {} } }));
  const { stdout } = spawnSync(program, [], { input: `${input.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 26 });
  const answers = stdout.trimEnd().split('\n');
  const judged = names.filter((_, i) => !/"failed":"unknown kind/.test(answers[i] ?? '"failed":"unknown kind'));
  return {
    kinds: new Set(judged.map(({ apiVersion, kind }) => `${apiVersion}/${kind}`)),
    configMaps: new Set(),
    flags: [],
    update: false,
    versions: {},
  };
}
