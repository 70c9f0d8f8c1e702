import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../../files';
import type { PublishedFile } from '../catalogue/component';
import type { PlatformRelease, ReleaseComponent } from '../catalogue/releases';
import { PlatformError } from '../errors';
import { imagesIn } from '../images/places';
import { objectsOfFile } from '../load';
import { sha256 } from './digest';
import { vendoredPath } from './layout';
import { LOCK_FILE, type LockedFile, lockText, type PlatformLock } from './lock';
import { lockOf } from './read';
import type { ManifestSource } from './source';

export interface VendorOptions {
  /** The folder to fill. */
  readonly dir: string;
  readonly source: ManifestSource;
  /**
   * Which components, besides those that are in the folder.
   * @default - those that are in the folder; if there are none, the release's default components
   */
  readonly components?: Iterable<string>;
  /**
   * Whether files are taken that are not what the catalogue or the lock file says, as when a mirror changes them.
   * @default false
   */
  readonly acceptChanged?: boolean;
}

/** What `vendor` did. */
export interface VendorResult {
  readonly lock: PlatformLock;
  readonly components: readonly ReleaseComponent[];
  /** Files whose digest nobody told before: they were taken as they came. */
  readonly unknown: readonly string[];
  /** Files that were there before and are not part of it any more. */
  readonly removed: readonly string[];
}

interface Fetched {
  readonly component: ReleaseComponent;
  readonly file: PublishedFile;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly locked: LockedFile;
}

/**
 * Puts the files of components of a release into a folder, and writes there the lock file that tells what they are.
 * Nothing is written before every file is there and is what it should be.
 *
 * Throws `PlatformError` if files are missing at the source, or are not what the catalogue or the lock file says.
 */
export async function vendor(release: PlatformRelease, options: VendorOptions): Promise<VendorResult> {
  const { dir, source, acceptChanged = false } = options;
  const before = lockOf(dir);
  const components = chosen(release, before, options.components);
  const wanted = components.flatMap((component) => component.files.map((file) => ({ component, file })));
  const found = await source.read(wanted);
  const missing = wanted.filter((_, i) => found[i] === undefined);
  if (missing.length > 0) {
    const list = missing.map(({ component, file }) => `  ${vendoredPath(component, file)}`).join('\n');
    const hint = 'take another source, or name the components that you need with --component';
    throw new PlatformError('filesNotFound', `${source.name} lacks ${missing.length} files:\n${list}\n`, hint);
  }
  const fetched = wanted.map(({ component, file }, i) => fetchedFile(component, file, found[i]!));
  const unknown: string[] = [];
  const differing: string[] = [];
  for (const { component, file, path, locked } of fetched) {
    const expected = expectedDigest(component, file, before);
    if (expected === undefined) unknown.push(path);
    else if (expected.sha256 !== locked.sha256) {
      differing.push(`  ${path} has ${locked.sha256}, and ${expected.by} says ${expected.sha256}`);
    }
  }
  if (differing.length > 0 && !acceptChanged) {
    const message = `${source.name} has ${differing.length} files that are not what they should be:\n${differing.join('\n')}\n`;
    throw new PlatformError('digestMismatch', message, 'if you know why they differ, add --accept-changed');
  }
  const lock = lockFor(release, fetched);
  const removed = write(dir, fetched, lock, before);
  return { lock, components, unknown, removed };
}

function chosen(release: PlatformRelease, before: PlatformLock | undefined, named?: Iterable<string>) {
  const kept = Object.keys(before?.components ?? {});
  const names = new Set([...kept, ...(named ?? [])]);
  for (const name of names) release.component(name);
  return release.components.filter(({ name, byDefault }) => (names.size === 0 ? byDefault : names.has(name)));
}

function fetchedFile(component: ReleaseComponent, file: PublishedFile, bytes: Uint8Array): Fetched {
  const path = vendoredPath(component, file);
  const images = new Set<string>();
  for (const { object } of objectsOfFile(Buffer.from(bytes).toString('utf8'), path)) {
    for (const { text, place } of imagesIn(object)) if (place !== 'example') images.add(text);
  }
  const locked = { url: file.url, sha256: sha256(bytes), images: [...images].sort() };
  return { component, file, path, bytes, locked };
}

/** What a file's digest must be, and who says so: the lock file knows the user's own mind best. */
function expectedDigest({ name, version }: ReleaseComponent, file: PublishedFile, before: PlatformLock | undefined) {
  const component = before?.components[name];
  const locked = component?.version === version ? component.files[file.name] : undefined;
  if (locked !== undefined) return { sha256: locked.sha256, by: LOCK_FILE };
  return file.sha256 === undefined ? undefined : { sha256: file.sha256, by: 'the release' };
}

function lockFor(release: PlatformRelease, fetched: readonly Fetched[]): PlatformLock {
  const components: Record<string, { version: string; files: Record<string, LockedFile> }> = {};
  for (const { component, file, locked } of fetched) {
    components[component.name] ??= { version: component.version, files: {} };
    components[component.name]!.files[file.name] = locked;
  }
  return { version: 1, release: release.name, components };
}

/** Writes each file, the lock file last. */
function write(dir: string, fetched: readonly Fetched[], lock: PlatformLock, before: PlatformLock | undefined) {
  const paths = new Set(fetched.map(({ path }) => path));
  for (const { path, bytes } of fetched) writeWhole(join(dir, path), bytes);
  writeWhole(join(dir, LOCK_FILE), lockText(lock));
  const removed = pathsOf(before).filter((path) => !paths.has(path));
  for (const path of removed) rmSync(join(dir, path), { force: true });
  return removed;
}

function pathsOf(lock: PlatformLock | undefined): string[] {
  return Object.entries(lock?.components ?? {}).flatMap(([name, { version, files }]) =>
    Object.keys(files).map((file) => `${name}/${version}/${file}`),
  );
}
