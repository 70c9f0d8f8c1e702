import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type * as Constructs from '../constructs/index';
import type * as Registry from '../lib/api/registry';
import type * as Schema from '../lib/api/schema';
import type * as Expand from '../lib/expand/index';
import type * as Graph from '../lib/graph/index';
import type * as Manifests from '../lib/manifests/index';
import type * as Platform from '../lib/platform/load';
import type * as Render from '../lib/render/index';
import type * as Rules from '../lib/rules/index';

/** Root of the repository. */
export const root = resolve(__dirname, '..');

const load = createRequire(__filename);

// What users run is measured: the compiled package, not the sources.
export const constructs = load('../build/constructs/index.js') as typeof Constructs;
export const expansion = load('../build/lib/expand/index.js') as typeof Expand;
export const graph = load('../build/lib/graph/index.js') as typeof Graph;
export const render = load('../build/lib/render/index.js') as typeof Render;
export const { objectsOfFile } = load('../build/lib/platform/load.js') as typeof Platform;
export const { readManifests } = load('../build/lib/manifests/index.js') as typeof Manifests;
export const { kinds } = load('../build/lib/api/registry.js') as typeof Registry;
export const { crdYaml } = load('../build/lib/api/schema.js') as typeof Schema;
export const rules = load('../build/lib/rules/index.js') as typeof Rules;
