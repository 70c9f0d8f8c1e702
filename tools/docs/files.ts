import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths, relative to the root, of all files below a folder of it, in order. */
export function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
