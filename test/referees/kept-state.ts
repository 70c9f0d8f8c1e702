import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KubeObject } from '../../lib/api/meta/v1';
import type { ApiServer } from './api-server';
import { places } from './find-referee';
import { removeUnused } from './programs/cache';

const KEY_LENGTH = 16;

/** Where the state of a server that has these kinds is kept, or would be: to install them takes longer than to start. */
export function keptState(program: string, definitions: readonly KubeObject[]): string {
  const { size, mtimeMs } = statSync(program);
  const key = createHash('sha256').update(JSON.stringify([program, size, mtimeMs, definitions]));
  return join(places().cache, 'clusters', key.digest('hex').slice(0, KEY_LENGTH));
}

/** Ends a server and keeps its state, unless another was quicker. What has the right name is whole. */
export async function keepAt(path: string, server: ApiServer): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}`;
  try {
    await server.keepState(partial);
    renameSync(partial, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  removeUnused(path, '');
}
