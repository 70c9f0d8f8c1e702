import { mkdirSync, realpathSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileError, unwritable } from './file-error';

/**
 * Makes a folder, and those that it lies in.
 *
 * Not by Node's own way, which does not end where a file system takes no folder, such as below `/proc`.
 *
 * @throws FileError if it can't be made.
 */
export function makeFolder(path: string): void {
  const stats = statsOf(path);
  if (stats?.isDirectory()) return;
  if (stats !== undefined) {
    throw new FileError('unwritable', path, `${path} is a file and no folder (ENOTDIR)`, 'give another folder');
  }
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statsOf(path)?.isDirectory()) throw unwritable(path, error);
  }
}

/**
 * Writes all of a file or nothing of it, and makes its folder.
 *
 * @throws FileError if it can't be written.
 */
export function writeWhole(path: string, content: string | Uint8Array): void {
  makeFolder(dirname(path));
  try {
    const stats = statsOf(path);
    if (stats === undefined || stats.isFile()) replace(stats === undefined ? path : realpathSync(path), content);
    // A pipe or a terminal takes what is written, and stays what it is.
    else writeFileSync(path, content);
  } catch (error) {
    throw unwritable(path, error);
  }
}

function replace(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`;
  try {
    writeFileSync(part, content);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** What is at a place, links followed; undefined if nothing is, or nothing that this user may know of. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
