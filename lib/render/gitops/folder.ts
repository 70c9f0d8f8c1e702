import { lstatSync, readFileSync, rmdirSync, rmSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { unwritable, writeWhole } from '../../files';
import type { ManifestFile } from '../manifests';
import { faultOf, GitOpsError, type GitOpsFault } from './gitops-error';
import { filesListed, INVENTORY, inventoryFile } from './inventory';

/** A file that a folder has and should not, or that it lacks, or that should be another. */
export interface FileChange {
  /** Path of the file below the folder. */
  readonly name: string;
  /** What it holds. Absent: there is no such file. */
  readonly before?: string;
  /** What it should hold. Absent: it should not be there. */
  readonly after?: string;
}

/**
 * How a folder differs from a tree, by the names of the files. Files that the tree does not have count only if the
 * folder's inventory lists them: others belong to somebody else.
 *
 * @throws GitOpsError for a file of somebody else in the place of one of the tree's, an inventory that is none, and a
 * link that leads out of the folder; FileError if the folder can't be looked into.
 */
export function changesOf(files: readonly ManifestFile[], outdir: string): FileChange[] {
  const folder = new Folder(outdir);
  const inventory = folder.read(INVENTORY);
  const listed = inventory === undefined ? [] : filesListed(inventory);
  const wanted = new Map(
    [...files, inventoryFile(files.map(({ name }) => name))].map(({ name, text }) => [name, text]),
  );
  const changes: FileChange[] = [];
  for (const [name, after] of wanted) {
    const before = folder.read(name);
    if (before === after) continue;
    const isOurs = before === undefined || name === INVENTORY || listed.includes(name);
    if (isOurs) changes.push({ name, before, after });
    else
      folder.faults.push(
        faultOf('foreignFile', name, 'it is there already, and not ours', 'move it, or write elsewhere'),
      );
  }
  for (const name of listed) {
    if (wanted.has(name)) continue;
    const before = folder.read(name);
    if (before !== undefined) changes.push({ name, before });
  }
  if (folder.faults.length > 0) throw new GitOpsError(folder.faults);
  return changes.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Makes a folder equal to a tree, and tells what that changed. What the tree does not have is deleted if the folder's
 * inventory lists it, and left alone otherwise. Nothing is written if anything is wrong.
 *
 * @throws GitOpsError and FileError as `changesOf` does, and FileError if a file can't be written.
 */
export function writeTree(files: readonly ManifestFile[], outdir: string): FileChange[] {
  const changes = changesOf(files, outdir);
  const inventory = changes.find(({ name }) => name === INVENTORY);
  if (inventory !== undefined) {
    // Until all is done, all is ours: a run that was broken off is made up for by the next.
    const before = inventory.before === undefined ? [] : filesListed(inventory.before);
    writeWhole(join(outdir, INVENTORY), inventoryFile([...files.map(({ name }) => name), ...before]).text);
  }
  const inOrder = [...changes].sort((a, b) => Number(a.name === INVENTORY) - Number(b.name === INVENTORY));
  for (const { name, after } of inOrder) {
    if (after === undefined) remove(outdir, name);
    else writeWhole(join(outdir, name), after);
  }
  return changes;
}

/** Deletes a file, and the folders that are empty without it. */
function remove(outdir: string, name: string): void {
  rmSync(join(outdir, name), { force: true });
  for (let folder = dirname(name); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(outdir, folder));
    } catch {
      return;
    }
  }
}

/** A folder that is looked into without following any link. */
class Folder {
  public readonly faults: GitOpsFault[] = [];
  readonly #checked = new Map<string, boolean>();

  public constructor(private readonly root: string) {}

  /** What a file holds; undefined if there is none. */
  public read(name: string): string | undefined {
    if (!this.#isPlain(name)) return undefined;
    const stats = this.#stats(name);
    if (!stats?.isFile()) return undefined;
    const path = join(this.root, name);
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  /** Whether neither a file nor any folder on the way to it is a link or something else than it has to be. */
  #isPlain(name: string): boolean {
    const known = this.#checked.get(name);
    if (known !== undefined) return known;
    const folder = dirname(name);
    const isPlain = (folder === '.' || this.#isPlain(folder)) && !this.#isLink(name);
    this.#checked.set(name, isPlain);
    return isPlain;
  }

  #isLink(name: string): boolean {
    if (!this.#stats(name)?.isSymbolicLink()) return false;
    this.faults.push(faultOf('link', name, 'it is a link', 'put a folder or file in its place'));
    return true;
  }

  #stats(name: string): Stats | undefined {
    const path = join(this.root, name);
    try {
      return lstatSync(path, { throwIfNoEntry: false });
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}
