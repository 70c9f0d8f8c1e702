import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { kinds } from '../../lib/api/registry';
import type { JsonSchema } from '../../lib/api/schema/node';
import { crdOfKind } from './crd';
import { mapParts, mapValues, type Schemas } from './node';
import { schemasOf } from './schemas';
import { settingsCode } from './settings';
import { readKinds } from './source';
import { validatorsCode } from './validators';

const FOLDER = 'lib/api/generated';
const SETTINGS = 'constructs/config/generated';
const FOLDERS = [FOLDER, SETTINGS];
const MARK = 'Generated from the interfaces in lib/api by `npm run generate`: do not edit.';

/** `cdk8s-knative crds` hands these files to users, who have no such script. */
const CRD_MARK = 'Generated from the types of cdk8s-knative: do not edit.';

const SETTINGS_MARK = 'Generated from the tables in lib/api/config by `npm run generate`: do not edit.';

const DECLARATIONS = `// ${MARK}
interface Failure {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
interface Validator {
  (value: unknown): boolean;
  errors?: readonly Failure[] | null;
}
/** By \`group/version/Kind\`. */
declare const validators: Readonly<Record<string, Validator>>;
export = validators;
`;

/** All generated files, by path from the root of the project. */
export function outputs(root: string): ReadonlyMap<string, string> {
  const source = readKinds(root, kinds);
  const schemas = schemasOf(source.kinds, source.metadata);
  const files = new Map<string, string>();
  files.set(`${FOLDER}/schemas.json`, schemasText(schemas));
  files.set(`${FOLDER}/validators.js`, `// ${MARK}\n${validatorsCode(schemas)}\n`);
  files.set(`${FOLDER}/validators.d.ts`, DECLARATIONS);
  files.set(`${SETTINGS}/settings.ts`, settingsCode(SETTINGS_MARK));
  for (const kind of kinds) {
    const crd = dump(crdOfKind(kind, schemas), { lineWidth: -1, noRefs: true });
    files.set(`${FOLDER}/crds/${kind.group}/${kind.plural}.yaml`, `# ${CRD_MARK}\n${crd}`);
  }
  return files;
}

/** Paths of committed files that differ from what would be generated, are missing, or should not be there. */
export function staleFiles(root: string, expected = outputs(root)): string[] {
  const present = new Set(FOLDERS.flatMap((folder) => [...filesBelow(root, folder)]));
  const stale = [...expected].filter(([path, text]) => !present.has(path) || read(root, path) !== text);
  const surplus = [...present].filter((path) => !expected.has(path));
  return [...stale.map(([path]) => path), ...surplus].sort();
}

function schemasText({ definitions, kinds: ofKinds }: Schemas): string {
  const text = {
    $comment: MARK,
    definitions: mapValues(definitions, withoutDescription),
    kinds: mapValues(ofKinds, withoutDescription),
  };
  return `${JSON.stringify(text, undefined, 1)}\n`;
}

function withoutDescription({ description: _, ...node }: JsonSchema): JsonSchema {
  return mapParts(node, withoutDescription);
}

function filesBelow(root: string, folder: string): Set<string> {
  try {
    const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new Set(files.map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
