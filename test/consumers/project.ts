import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';

const ROOT = resolve(__dirname, '../..');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of a user, in a folder of its own, with the package as it would be published. */
export interface Project {
  readonly folder: string;
  run(command: string, ...args: string[]): Outcome;
  remove(): void;
}

/** Copies a template and installs what it needs, and the packed package. */
export function projectOf(template: string): Project {
  return installed(template, (folder) => {
    cpSync(join(__dirname, template, 'project'), folder, { recursive: true });
  });
}

/** A project that our own command makes, with the packed package. */
export function newProject(name: string, flavor: string): Project {
  return installed(name, (folder, home) => {
    const made = runIn(home, 'node', [join(ROOT, 'build/lib/cli/main.js'), 'init', folder, '--flavor', flavor]);
    succeed(made);
  });
}

function installed(name: string, make: (folder: string, home: string) => void): Project {
  const home = mkdtempSync(join(tmpdir(), 'cdk8s-knative-consumer-'));
  const folder = join(home, name);
  const remove = () => rmSync(home, { recursive: true, force: true });
  const run = (command: string, ...args: string[]) => runIn(folder, command, args);
  try {
    make(folder, home);
    const [packed] = JSON.parse(
      succeed(runIn(ROOT, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home])).stdout,
    );
    const tarball = join(home, (packed as { filename: string }).filename);
    succeed(run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball));
    return { folder, run, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The outcome of a command that must not fail. */
export function succeed(outcome: Outcome): Outcome {
  if (outcome.code === 0) return outcome;
  throw new Error(`exit code ${outcome.code}\n${outcome.stdout}\n${outcome.stderr}`);
}

/** The objects in a file of manifests. */
export function manifestsIn(...path: string[]): unknown[] {
  return loadAll(readFileSync(join(...path), 'utf8'));
}

/** The objects that an example of this repository becomes. */
export function goldenOf(example: string): unknown[] {
  return manifestsIn(ROOT, 'examples', example, 'golden', `${example}.k8s.yaml`);
}

function runIn(folder: string, command: string, args: readonly string[]): Outcome {
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NO_COLOR: '1' };
  // What npm tells the scripts of this repository is not true of the other project.
  for (const name of Object.keys(env)) {
    if (/^(npm_(package|lifecycle|config_local_prefix)|INIT_CWD|NODE_ENV|VITEST|TEST$)/.test(name))
      Reflect.deleteProperty(env, name);
  }
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}
