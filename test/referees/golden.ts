import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubeObject } from '../../lib/api/meta/v1';

const EXAMPLES = resolve(__dirname, '../../examples');

/** A file of manifests that an example becomes. */
export interface GoldenFile {
  /** Its path below examples/. */
  readonly name: string;
  readonly objects: readonly KubeObject[];
}

/** The manifests of all examples. */
export function goldenFiles(): GoldenFile[] {
  return readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /[/\\]golden[/\\].*\.yaml$/.test(name))
    .sort()
    .map((name) => ({ name, objects: loadAll(readFileSync(join(EXAMPLES, name), 'utf8')) as KubeObject[] }));
}
