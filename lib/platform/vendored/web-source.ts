import { PlatformError } from '../errors';
import { vendoredPath } from './layout';
import type { ManifestSource, WantedFile } from './source';

/** Where upstream publishes the files. */
export function publishedSource(): ManifestSource {
  return webSource('the place that upstream publishes at', ({ file }) => [file.url]);
}

/**
 * A server that has the files: as the vendored folder is laid out, or by the URLs that they are published at, such as
 * `BASE/github.com/knative/serving/releases/download/…`.
 */
export function mirrorSource(base: string): ManifestSource {
  const { root, authorization } = withoutPassword(base);
  const urlsOf = ({ component, file }: WantedFile) => [
    `${root}/${vendoredPath(component, file)}`,
    `${root}/${file.url.replace(/^https?:\/\//, '')}`,
  ];
  return webSource(root, urlsOf, authorization === undefined ? {} : { authorization });
}

/** A URL may hold a name and password: these belong into a header, and into no message. */
function withoutPassword(base: string): { readonly root: string; readonly authorization?: string } {
  const url = new URL(base);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const root = url.href.replace(/\/+$/, '');
  if (username === '' && password === '') return { root };
  const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { root, authorization: `Basic ${Buffer.from(words).toString('base64')}` };
}

const AT_ONCE = 6;

type Headers = Readonly<Record<string, string>>;

function webSource(
  name: string,
  urlsOf: (wanted: WantedFile) => readonly string[],
  headers: Headers = {},
): ManifestSource {
  return {
    name,
    async read(wanted) {
      const found: (Uint8Array | undefined)[] = new Array(wanted.length);
      let next = 0;
      const worker = async () => {
        while (next < wanted.length) {
          const index = next++;
          found[index] = await firstOf(urlsOf(wanted[index]!), headers);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
      return found;
    },
  };
}

async function firstOf(urls: readonly string[], headers: Headers): Promise<Uint8Array | undefined> {
  for (const url of urls) {
    const bytes = await download(url, headers);
    if (bytes !== undefined) return bytes;
  }
  return undefined;
}

const ATTEMPTS = 3;
const TIMEOUT_SECONDS = 60;

/** The bytes at a URL; undefined if there is nothing. Tries again where that may help. */
async function download(url: string, headers: Headers): Promise<Uint8Array | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000) });
      if (response.status === 404 || response.status === 410) return undefined;
      if (response.ok) return new Uint8Array(await response.arrayBuffer());
      if (response.status < 500 || attempt === ATTEMPTS) fail(url, `it answers ${response.status}`);
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      if (attempt === ATTEMPTS) fail(url, reasonOf(error));
    }
  }
}

function fail(url: string, reason: string): never {
  const hint = 'if it can\'t be reached from here, take --from with a folder or a mirror: see "platform vendor --help"';
  throw new PlatformError('downloadFailed', `can't fetch ${url}, ${reason}`, hint);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // The reason that matters is in the cause: fetch itself says "fetch failed".
  return error.cause instanceof Error ? error.cause.message : error.message;
}
