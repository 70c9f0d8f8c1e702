import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The version of this package. */
export function packageVersion(): string {
  return ownPackage()?.version ?? 'unknown';
}

/** The versions of packages that this one was tested with, and its own. */
export function packageVersions(): Readonly<Record<string, string>> {
  const own = ownPackage();
  return own === undefined ? {} : { ...own.devDependencies, [own.name]: `^${own.version}` };
}

/** The package.json above this file: it lies at another height once built. */
function ownPackage(): Package | undefined {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Package;
  }
  return undefined;
}
