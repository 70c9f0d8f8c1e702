import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manifestRules, type SyntaxProblem } from './problems';
import { type ManifestObject, readManifests } from './read';

/** What a set of files and folders holds. */
export interface Manifests {
  /** The files that were read, in the order they were named and found. */
  readonly files: readonly string[];
  readonly objects: readonly ManifestObject[];
  readonly problems: readonly SyntaxProblem[];
}

export interface LoadOptions {
  /** Where relative paths begin. @default - the working directory */
  readonly cwd?: string;
  /** Reads what the path `-` stands for. @default - `-` can't be read */
  readonly stdin?: () => Promise<Uint8Array>;
}

/** The name under which standard input is told of. */
const STDIN = 'stdin';

const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * Reads files, and all `*.yaml`, `*.yml` and `*.json` in folders and the folders in them, without `node_modules` and
 * names that begin with a dot. In folders, documents that have nothing of a Kubernetes object are passed over.
 * Each file is read once, however often it is named. `-` is standard input.
 */
export async function loadManifests(paths: readonly string[], options: LoadOptions = {}): Promise<Manifests> {
  const { files, texts, problems: unreadable } = await loadTexts(paths, options);
  const objects: ManifestObject[] = [];
  const problems: SyntaxProblem[] = [...unreadable];
  for (const { file, text, isNamed } of texts) {
    const read = readManifests(text, file, { skipForeign: !isNamed });
    for (const object of read.objects) objects.push(object);
    for (const problem of read.problems) problems.push(problem);
  }
  return { files, objects, problems };
}

/** A file as it is written. */
export interface FileText {
  readonly file: string;
  readonly text: string;
  /** Whether somebody named the file; others were found in a folder, where files of other programs lie too. */
  readonly isNamed: boolean;
}

/** What a set of files and folders says, unread. */
export interface FileTexts {
  /** The files that were opened, in the order they were named and found. */
  readonly files: readonly string[];
  readonly texts: readonly FileText[];
  readonly problems: readonly SyntaxProblem[];
}

/** The texts of the files that `loadManifests` reads. */
export async function loadTexts(paths: readonly string[], options: LoadOptions = {}): Promise<FileTexts> {
  const loader = new Loader(options);
  for (const path of paths) await loader.add(path);
  return loader;
}

class Loader implements FileTexts {
  public readonly files: string[] = [];
  public readonly texts: FileText[] = [];
  public readonly problems: SyntaxProblem[] = [];
  readonly #options: LoadOptions;
  readonly #seen = new Set<string>();

  public constructor(options: LoadOptions) {
    this.#options = options;
  }

  public async add(path: string): Promise<void> {
    if (path === '-') return this.#addStdin();
    // `./a.yaml` and `a.yaml` are one file, so they get one name.
    const name = join(path);
    const stats = this.#attempt(name, () => statSync(this.#resolve(name)));
    if (stats === undefined) return;
    if (!stats.isDirectory()) return this.#addFile(name, false);
    if (!this.#walk(name)) {
      this.#unreadable(name, 'the folder has no manifest', 'manifests end in .yaml, .yml or .json');
    }
  }

  async #addStdin(): Promise<void> {
    const { stdin } = this.#options;
    if (stdin === undefined) return this.#unreadable(STDIN, 'there is no standard input', 'name a file');
    if (!this.#isNew(STDIN)) return;
    let bytes: Uint8Array;
    try {
      bytes = await stdin();
    } catch (error) {
      return this.#unreadable(STDIN, `standard input can't be read: ${(error as Error).message}`);
    }
    this.#addText(STDIN, bytes, false);
  }

  /** Adds the files below a folder; tells whether there is any. */
  #walk(folder: string): boolean {
    if (!this.#isNew(`${this.#attempt(folder, () => realpathSync(this.#resolve(folder)))}/`)) return true;
    const names = this.#attempt(folder, () => readdirSync(this.#resolve(folder))) ?? [];
    let any = false;
    for (const name of names.sort()) {
      if (name.startsWith('.') || name === 'node_modules') continue;
      const path = join(folder, name);
      const stats = this.#stats(path);
      if (stats?.isDirectory()) {
        if (this.#walk(path)) any = true;
      } else if (stats?.isFile() && MANIFEST.test(name)) {
        this.#addFile(path, true);
        any = true;
      }
    }
    return any;
  }

  /** A link that leads nowhere is nobody's manifest. */
  #stats(path: string): Stats | undefined {
    return statSync(this.#resolve(path), { throwIfNoEntry: false });
  }

  #addFile(path: string, skipForeign: boolean): void {
    if (!this.#isNew(this.#resolve(path))) return;
    const bytes = this.#attempt(path, () => readFileSync(this.#resolve(path)));
    if (bytes !== undefined) this.#addText(path, bytes, skipForeign);
  }

  #addText(file: string, bytes: Uint8Array, skipForeign: boolean): void {
    this.files.push(file);
    const text = textOf(bytes);
    if (text === undefined) {
      this.#unreadable(file, 'the file is no UTF-8 text', 'save it as UTF-8');
      return;
    }
    this.texts.push({ file, text, isNamed: !skipForeign });
  }

  #resolve(path: string): string {
    return resolve(this.#options.cwd ?? '.', path);
  }

  #isNew(key: string): boolean {
    return this.#seen.size < this.#seen.add(key).size;
  }

  #attempt<T>(path: string, access: () => T): T | undefined {
    try {
      return access();
    } catch (error) {
      const { code = '', syscall, message } = error as NodeJS.ErrnoException;
      if (syscall === undefined && FAULTS[code] === undefined) throw error;
      this.#unreadable(path, FAULTS[code] ?? `it can't be read: ${message}`);
      return undefined;
    }
  }

  #unreadable(file: string, message: string, hint?: string): void {
    const { code } = manifestRules.unreadable;
    this.problems.push({ code, severity: 'error', message, hint, at: [], file, document: 0, line: 1, column: 1 });
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read by this user',
  EPERM: 'it may not be read by this user',
  ERR_STRING_TOO_LONG: 'the file is too large to be read',
  ERR_FS_FILE_TOO_LARGE: 'the file is too large to be read',
};

/** The text in UTF-8, or in UTF-16 with a byte order mark, as Windows' shells write it. */
function textOf(bytes: Uint8Array): string | undefined {
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
