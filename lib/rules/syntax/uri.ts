import { isIPv6 } from 'node:net';

/** The parts of a URI that tell whether events can be sent there. */
export interface Uri {
  /** In lower case; empty for a relative URI. */
  readonly scheme: string;
  /** With its port; empty where the URI names none. */
  readonly host: string;
  readonly path: string;
}

/** Why a text is not a URI. */
export interface UriError {
  readonly error: string;
}

/**
 * Reads a URI as Go's net/url does, which upstream decodes with: much that other readers refuse passes,
 * and a colon in the first segment of a relative path does not.
 */
export function parseUri(text: string): Uri | UriError {
  const [beforeFragment, fragment] = cut(text, '#');
  if (hasControlCharacter(beforeFragment)) return { error: 'it has a control character' };
  if (beforeFragment === '*') return badEscape(fragment) ?? { scheme: '', host: '', path: '*' };

  const schemed = /^([A-Za-z][A-Za-z0-9+.-]*):([\s\S]*)$/.exec(beforeFragment);
  if (schemed === null && beforeFragment.startsWith(':')) return { error: 'nothing stands before the colon' };
  const scheme = (schemed?.[1] ?? '').toLowerCase();
  const [hierarchy] = cut(schemed?.[2] ?? beforeFragment, '?');

  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return badEscape(fragment) ?? { scheme, host: '', path: '' };
    const [segment] = cut(hierarchy, '/');
    if (segment.includes(':')) return { error: 'a colon stands in the first part of a path' };
  }

  let authority = '';
  let path = hierarchy;
  if (hierarchy.startsWith('//') && (scheme !== '' || !hierarchy.startsWith('///'))) {
    const slash = hierarchy.indexOf('/', 2);
    authority = hierarchy.slice(2, slash < 0 ? undefined : slash);
    path = slash < 0 ? '' : hierarchy.slice(slash);
  }
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  return (
    badHost(scheme, host) ??
    badUser(authority.slice(0, Math.max(at, 0))) ??
    badEscape(path) ??
    badEscape(fragment) ?? { scheme, host, path }
  );
}

/**
 * Whether an API server takes a text for one of the format `uri`: an absolute URI, or an absolute path. It reads it as the
 * target of a request, which has no fragment.
 */
export function isUriOfSchema(text: string): boolean {
  const uri = parseUri(text.replaceAll('#', '%23'));
  return !isUriError(uri) && (uri.scheme !== '' || text.startsWith('/') || text === '*');
}

export function isUriError(uri: Uri | UriError): uri is UriError {
  return 'error' in uri;
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function badEscape(text: string): UriError | undefined {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  return bad === null ? undefined : { error: `"${text.slice(bad.index, bad.index + 3)}" is no percent-encoded byte` };
}

function badUser(user: string): UriError | undefined {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user))
    return { error: 'the user name has a character that it may not have' };
  return badEscape(user);
}

function badHost(scheme: string, host: string): UriError | undefined {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return { error: 'a bracket stands within the host' };
  if (bracket === 0) {
    const close = host.lastIndexOf(']');
    if (close < 0) return { error: 'the closing bracket of the address is missing' };
    return badPort(host.slice(close + 1)) ?? badAddress(host.slice(1, close));
  }
  const first = host.indexOf(':');
  if (first >= 0) {
    // Only http and https are held to one colon; lists of database hosts have several.
    const strict = scheme === 'http' || scheme === 'https';
    const error = badPort(host.slice(strict ? first : host.lastIndexOf(':')));
    if (error !== undefined) return error;
  }
  return badHostText(host);
}

function badPort(colonPort: string): UriError | undefined {
  return /^(:[0-9]*)?$/.test(colonPort) ? undefined : { error: `"${colonPort.slice(1)}" is no port` };
}

/** A host may percent-encode bytes beyond ASCII only, and the percent sign itself. */
function badHostText(host: string): UriError | undefined {
  const escaped = /%(?!25|[89A-Fa-f][0-9A-Fa-f])/.exec(host);
  if (escaped !== null) return { error: `"${host.slice(escaped.index, escaped.index + 3)}" may not stand in a host` };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII
  const bad = /[\x00-\x7f]/g;
  for (const [character] of host.matchAll(bad)) {
    if (!/[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"%]/.test(character))
      return { error: `"${character}" may not stand in a host` };
  }
  return undefined;
}

function badAddress(address: string): UriError | undefined {
  const [ip, zone] = cut(address.replace('%25', '%'), '%');
  if (!isIPv6(ip) || (address.includes('%') && zone === '')) return { error: `"${address}" is no IPv6 address` };
  return badHostText(ip);
}
