import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentName, FilePhase } from '../catalogue/component';
import type { PlatformRelease, ReleaseComponent } from '../catalogue/releases';
import { PlatformError } from '../errors';
import { sha256 } from './digest';
import { vendorCommand, vendoredPath } from './layout';
import { LOCK_FILE, type PlatformLock, readLock } from './lock';

/** A file of the vendored folder, as the lock file says it must be. */
export interface VendoredFile {
  readonly component: ComponentName;
  readonly phase: FilePhase;
  /** Within the folder, such as `serving/1.23.0/serving-core.yaml`. */
  readonly path: string;
  readonly text: string;
}

export interface Vendored {
  readonly components: readonly ReleaseComponent[];
  readonly files: readonly VendoredFile[];
}

/**
 * Reads components of a release from the folder that `platform vendor` filled: those named, or all that are there.
 *
 * Throws `PlatformError`, with the command to run, if something is missing or is not what the lock file says.
 */
export function readVendored(release: PlatformRelease, dir: string, names?: Iterable<string>): Vendored {
  const wanted = names === undefined ? undefined : [...new Set(names)].map((name) => release.component(name));
  const run = (missing: readonly ReleaseComponent[] = wanted ?? []) => {
    return `run "${vendorCommand(release, namesOf(missing), dir)}"`;
  };
  const lock = lockOf(dir);
  if (lock === undefined) throw new PlatformError('notVendored', `there is no ${LOCK_FILE} in ${dir}`, run());
  if (lock.release !== release.name) throw otherRelease(release, lock, dir, run());
  const components = release.components.filter((component) => {
    return wanted === undefined ? Object.hasOwn(lock.components, component.name) : wanted.includes(component);
  });
  const missing = components.filter(({ name, version }) => lock.components[name]?.version !== version);
  if (missing.length > 0) {
    const list = missing.map((component) => described(component, lock)).join(', ');
    throw new PlatformError('componentNotVendored', `${dir} lacks ${list}`, run(missing));
  }
  const files = components.flatMap((component) => {
    return component.files.map((file): VendoredFile => {
      const path = vendoredPath(component, file);
      const locked = lock.components[component.name]?.files[file.name];
      const bytes = existsSync(join(dir, path)) ? readFileSync(join(dir, path)) : undefined;
      if (locked === undefined || bytes === undefined) {
        const where = locked === undefined ? LOCK_FILE : dir;
        throw new PlatformError('fileMissing', `${path} is missing in ${where}`, run([]));
      }
      const found = sha256(bytes);
      if (found !== locked.sha256) {
        const message = `${join(dir, path)} has digest ${found}, and ${LOCK_FILE} says ${locked.sha256}`;
        throw new PlatformError('fileChanged', message, `restore the file from version control, or ${run([])}`);
      }
      return { component: component.name, phase: file.phase, path, text: bytes.toString('utf8') };
    });
  });
  return { components, files };
}

function otherRelease({ name }: PlatformRelease, { release }: PlatformLock, dir: string, hint: string): PlatformError {
  return new PlatformError('notVendored', `${dir} has release ${release}, and ${name} is asked for`, hint);
}

/**
 * The lock file of a folder. Throws `PlatformError`, with the command to run, if there is none, it can't be read, or it is
 * of another release than the one asked for.
 */
export function lockedRelease(dir: string, wanted?: PlatformRelease): PlatformLock {
  const lock = lockOf(dir);
  if (lock !== undefined) {
    if (wanted === undefined || wanted.name === lock.release) return lock;
    throw otherRelease(wanted, lock, dir, `run "${vendorCommand(wanted, [], dir)}"`);
  }
  throw new PlatformError(
    'notVendored',
    `there is no ${LOCK_FILE} in ${dir}`,
    'run "npx cdk8s-knative platform vendor"',
  );
}

/** The lock file of a folder, if there is one. Throws `PlatformError` for one that can't be read. */
export function lockOf(dir: string): PlatformLock | undefined {
  const path = join(dir, LOCK_FILE);
  return existsSync(path) ? readLock(readFileSync(path, 'utf8'), path) : undefined;
}

function described({ name, version }: ReleaseComponent, { components }: PlatformLock): string {
  const other = components[name]?.version;
  return other === undefined ? `${name} ${version}` : `${name} ${version} (it has ${other})`;
}

function namesOf(components: readonly ReleaseComponent[]): string[] {
  return components.map(({ name }) => name);
}
