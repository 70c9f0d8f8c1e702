import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { objectsOfFile } from '../../../lib/platform/load';

/** The folder with upstream's release manifests, beside this repository. */
export const UPSTREAM_MANIFESTS = resolve(__dirname, '../../../../shared/upstream/manifests');

/** Whether that folder is absent: tests that need it say so and are skipped. */
export const noUpstreamManifests = !existsSync(UPSTREAM_MANIFESTS);
if (noUpstreamManifests) console.warn(`${UPSTREAM_MANIFESTS} is absent: nothing is tested with upstream's manifests`);

/** What the folder's index says of a file. */
export interface IndexedFile {
  readonly file: string;
  readonly sha256: string;
  readonly objects: number;
  readonly kinds: Readonly<Record<string, number>>;
}

export function indexedFiles(): readonly IndexedFile[] {
  return JSON.parse(readFileSync(join(UPSTREAM_MANIFESTS, 'INDEX.json'), 'utf8')).files;
}

/** The objects of a file of that folder. */
export function upstreamObjects(file: string) {
  const text = readFileSync(join(UPSTREAM_MANIFESTS, file), 'utf8');
  return Array.from(objectsOfFile(text, file), ({ object }) => object);
}
