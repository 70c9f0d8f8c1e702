import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { PlatformError } from '../errors';
import { sha256 } from './digest';
import { vendoredPath } from './layout';
import type { ManifestSource, WantedFile } from './source';

/**
 * A folder that somebody put manifests into, laid out in one of these ways, the first that fits:
 * as the vendored folder is; by the URLs that the files are published at; in any way, if the bytes are those that the
 * release has; or in folders that name the component or its repository, and the version.
 */
export function folderSource(dir: string): ManifestSource {
  return {
    name: dir,
    async read(wanted) {
      const byName = filesByName(dir);
      return wanted.map((file) => {
        const path = pathOf(file, byName.get(file.file.name) ?? [], dir);
        return path === undefined ? undefined : readFileSync(join(dir, path));
      });
    },
  };
}

function filesByName(dir: string): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  let found: string[];
  try {
    found = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new PlatformError('filesNotFound', `can't read ${dir}: ${(error as Error).message}`);
  }
  for (const path of found.map((each) => each.split(sep).join('/')).sort()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return byName;
}

function pathOf(wanted: WantedFile, candidates: readonly string[], dir: string): string | undefined {
  const { component, file } = wanted;
  const vendored = vendoredPath(component, file);
  const published = file.url.replace(/^https?:\/\//, '');
  const exact = candidates.find((path) => path === vendored || `/${path}`.endsWith(`/${published}`));
  if (exact !== undefined) return exact;
  if (file.sha256 !== undefined) {
    const same = candidates.find((path) => sha256(readFileSync(join(dir, path))) === file.sha256);
    if (same !== undefined) return same;
  }
  const ofComponent = candidates.filter((path) => namesComponent(path, wanted));
  const minor = component.version.split('.').slice(0, 2).join('.');
  for (const version of [component.version, minor]) {
    const fitting = ofComponent.filter((path) => namesVersion(path, version));
    if (fitting.length > 1) {
      const found = `${dir} has several files for ${vendored}: ${fitting.join(', ')}`;
      throw new PlatformError('ambiguousFile', found, `move the right one to ${vendored}`);
    }
    if (fitting.length === 1) return fitting[0];
  }
  return undefined;
}

/** Whether a folder of the path is called like the component or its repository, or like a part of these names. */
function namesComponent(path: string, { component, file }: WantedFile): boolean {
  const [, organisation, repository] = new URL(file.url).pathname.split('/');
  const names = [component.name, repository ?? '', `${organisation}-${repository}`];
  return foldersOf(path).some((folder) =>
    names.some((name) => {
      return (
        folder === name || folder.startsWith(`${name}-`) || folder.endsWith(`-${name}`) || name.startsWith(`${folder}-`)
      );
    }),
  );
}

function namesVersion(path: string, version: string): boolean {
  return foldersOf(path).some((folder) => folder === version || folder.endsWith(`v${version}`));
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}
