import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { loadManifests, type Manifests } from '../manifests';
import type { Io } from './io';

/** A program that could not be run to its end, or wrote nothing: its own fault, or that of the command that runs it. */
export class AppError extends Error {
  public override readonly name = 'AppError';
}

/**
 * Runs a cdk8s program as `cdk8s synth` does, by a shell and with `CDK8S_OUTDIR`, and gives what it wrote. What the
 * program prints goes to standard error.
 *
 * @throws AppError if the program fails, or writes no object.
 */
export async function synthesized(app: string, io: Io): Promise<Manifests> {
  if (app.trim() === '') throw new AppError("no command runs the program: give one, such as 'npx tsx main.ts'");
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-knative-'));
  try {
    await run(app, outdir, io);
    const manifests = await loadManifests(['.'], { cwd: outdir });
    const hasAnything = manifests.objects.length > 0 || manifests.problems.length > 0;
    if (manifests.files.length > 0 && hasAnything) return manifests;
    const hint = 'manifests belong into the folder in $CDK8S_OUTDIR, where app.synth() writes them';
    throw new AppError(`the program "${app}" wrote no object: ${hint}`);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function run(app: string, outdir: string, { cwd, env, stderr }: Io): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(app, {
      shell: true,
      cwd,
      env: { ...env, CDK8S_OUTDIR: outdir },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => stderr.write(text));
    }
    child.on('error', ({ message }) => failed(new AppError(`the program can't be run: ${message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) done();
      else failed(new AppError(`the program "${app}" ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** The program that the project's `cdk8s.yaml` names; undefined if there is none. */
export function appOfProject({ cwd }: Pick<Io, 'cwd'>): string | undefined {
  let config: unknown;
  try {
    config = load(readFileSync(join(cwd, 'cdk8s.yaml'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new AppError(`cdk8s.yaml can't be read: ${(error as Error).message}`);
  }
  const app = (config as { app?: unknown } | undefined)?.app;
  return typeof app === 'string' ? app : undefined;
}
