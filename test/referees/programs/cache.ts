import { existsSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** Tells later runs that something in a cache is in use. */
export function markUsed(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}

/** Removes what stands beside an entry, has a name that begins alike, and was of no use to anyone for a week. */
export function removeUnused(entry: string, beginning: string): void {
  for (const name of readdirSync(dirname(entry))) {
    const path = join(dirname(entry), name);
    if (!name.startsWith(beginning) || name === basename(entry) || !existsSync(path)) continue;
    if (Date.now() - statSync(path).mtimeMs > WEEK_MS) rmSync(path, { recursive: true, force: true });
  }
}
