import { posix } from 'node:path';
import type { ManifestFile } from '../manifests';
import { faultOf, GitOpsError } from './gitops-error';

/** The file that lists what was written, so that the next run knows what it may overwrite and delete. */
export const INVENTORY = '.cdk8s-knative-inventory.json';

const VERSION = 1;

interface Inventory {
  readonly version: number;
  readonly files: readonly string[];
}

/** The inventory of files, by their names. */
export function inventoryFile(names: readonly string[]): ManifestFile {
  const inventory: Inventory = { version: VERSION, files: [...new Set(names)].sort() };
  return { name: INVENTORY, text: `${JSON.stringify(inventory, undefined, 2)}\n` };
}

/**
 * The files that an inventory lists.
 *
 * @throws GitOpsError if it isn't one, or lists a file that is not below its folder.
 */
export function filesListed(text: string): readonly string[] {
  const fault = (message: string, hint: string) => new GitOpsError([faultOf('inventory', INVENTORY, message, hint)]);
  const { version, files } = parsed(text);
  if (version !== VERSION || !Array.isArray(files)) {
    throw fault('it is no inventory that this version reads', 'restore it from the repository, or empty the folder');
  }
  for (const file of files as unknown[]) {
    if (typeof file !== 'string' || !isBelow(file)) {
      throw fault(
        `it lists ${JSON.stringify(file)}, which is no file below its folder`,
        'restore it from the repository',
      );
    }
  }
  return files as string[];
}

function parsed(text: string): Partial<Record<keyof Inventory, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** Whether a name leads to a file in a folder or below it, written in the one way that names are written here. */
function isBelow(name: string): boolean {
  const isPlain = name !== '' && !name.includes('\\') && !name.includes('\0');
  return (
    isPlain && posix.normalize(name) === name && !posix.isAbsolute(name) && name !== '.' && !/^\.\.(?:\/|$)/.test(name)
  );
}
