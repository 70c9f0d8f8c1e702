import { dump, load } from 'js-yaml';
import { PlatformError } from '../errors';

/** The lock file's name, in the vendored folder. */
export const LOCK_FILE = 'platform.lock.yaml';

/** A vendored file: where it was published, what its bytes are, and which images it names. */
export interface LockedFile {
  readonly url: string;
  /** Digest of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** References that the file's objects make pods run, sorted. */
  readonly images: readonly string[];
}

export interface LockedComponent {
  readonly version: string;
  /** By file name. */
  readonly files: Readonly<Record<string, LockedFile>>;
}

/** What `platform vendor` put into a folder. */
export interface PlatformLock {
  /** Of this format. */
  readonly version: 1;
  /** The release, such as `1.23`. */
  readonly release: string;
  /** By component name. */
  readonly components: Readonly<Record<string, LockedComponent>>;
}

const HEADING = `# Written by "cdk8s-knative platform vendor". Commit it with the files beside it, and edit neither.
`;

export function lockText(lock: PlatformLock): string {
  return HEADING + dump(lock, { lineWidth: -1, noRefs: true });
}

/** Reads the text of a lock file. Throws `PlatformError` for one that no version of this package wrote. */
export function readLock(text: string, file: string): PlatformLock {
  const refuse = (found: string): never => {
    throw new PlatformError('lockUnreadable', `${file} ${found}`, 'delete it and run "platform vendor" again');
  };
  let value: unknown;
  try {
    value = load(text, { filename: file });
  } catch (error) {
    return refuse(`is no YAML (${(error as Error).message.split('\n', 1)[0]})`);
  }
  if (!isMap(value)) return refuse('is no lock file');
  if (value.version !== 1) return refuse(`has version ${JSON.stringify(value.version)}, which is not 1`);
  if (typeof value.release !== 'string') return refuse('names no release');
  if (!isMap(value.components) || !isNamed(value.components) || !Object.values(value.components).every(isComponent)) {
    return refuse('has components without a version, files and their digests');
  }
  return value as unknown as PlatformLock;
}

function isComponent(value: unknown): boolean {
  return (
    isMap(value) &&
    isName(value.version) &&
    isMap(value.files) &&
    isNamed(value.files) &&
    Object.values(value.files).every(isFile)
  );
}

/** Names become paths below the folder: none may lead out of it. */
function isNamed(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).every(isName);
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^\w[\w.-]*$/.test(value);
}

function isFile(value: unknown): boolean {
  return (
    isMap(value) &&
    typeof value.url === 'string' &&
    typeof value.sha256 === 'string' &&
    Array.isArray(value.images) &&
    value.images.every((image) => typeof image === 'string')
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
