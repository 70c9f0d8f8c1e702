import { type FileFaultName, fileFaults } from '../rules/file-faults';

/** A place that can't be written to. */
export class FileError extends Error {
  public override readonly name = 'FileError';
  /** Stable, such as `KG0208`; explained in docs/rules.md. */
  public readonly code: string;

  public constructor(
    fault: FileFaultName,
    /** The file or folder. */
    public readonly path: string,
    /** What was found, in a clause without a full stop. */
    found: string,
    /** What would be right. */
    public readonly hint: string,
  ) {
    const { code } = fileFaults[fault];
    super(`${code} ${found}: ${hint}`);
    this.code = code;
  }
}

/** An error of the file system in words; any other is thrown on. */
export function unwritable(path: string, error: unknown): FileError {
  if (error instanceof FileError) return error;
  const { code, syscall, message } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  const [reason, hint] = REASONS[code] ?? [message, 'give another place'];
  return new FileError('unwritable', path, `can't write ${path}: ${reason} (${code})`, hint);
}

const REASONS: Readonly<Record<string, readonly [string, string]>> = {
  EACCES: ['this user may not write there', 'give another place, or the right to write to this one'],
  EPERM: ['this user may not write there', 'give another place, or the right to write to this one'],
  EROFS: ['the file system is read-only', 'give another place'],
  ENOSPC: ['the disk is full', 'make room, or give another place'],
  EDQUOT: ['the quota of the disk is used up', 'make room, or give another place'],
  ENOTDIR: ['a file is in the place of a folder', 'give another place, or move the file'],
  EEXIST: ['a file is in the place of a folder', 'give another place, or move the file'],
  EISDIR: ['it is a folder', 'give the name of a file'],
  ENOENT: ['the file system takes nothing there', 'give another place'],
  ENAMETOOLONG: ['the name is too long', 'give a shorter one'],
};
