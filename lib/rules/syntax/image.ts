const REPOSITORY = /^[a-z0-9_\-./]{2,255}$/;
const TAG = /^[A-Za-z0-9_\-.]{1,128}$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;
const IPV6_HOST = /^\[[\da-fA-F:.]+\](?::\d*)?$/;
const HOST = /^[A-Za-z0-9\-_.~!$&'()*+,;=:\]<>"\u{80}-\u{10ffff}]*$/u;
const PORT = /:\d*$/;

/** Whether a registry could be asked for this image. A registry, tag and digest may be left out. */
export function isImageReference(text: string): boolean {
  return isTagged(text) || isDigested(text);
}

function isTagged(text: string): boolean {
  const colon = text.lastIndexOf(':');
  // A colon before a slash belongs to the registry's port.
  const tag = colon < 0 || text.includes('/', colon) ? undefined : text.slice(colon + 1);
  if (tag === undefined) return isRepository(text);
  return TAG.test(tag) && isRepository(text.slice(0, colon));
}

function isDigested(text: string): boolean {
  const [base = '', digest, ...more] = text.split('@');
  if (digest === undefined || more.length > 0 || !DIGEST.test(digest)) return false;
  return isTagged(base) || isRepository(base);
}

function isRepository(text: string): boolean {
  const slash = text.indexOf('/');
  const first = text.slice(0, Math.max(slash, 0));
  const hasRegistry = first.includes('.') || first.includes(':');
  if (!hasRegistry) return REPOSITORY.test(text);
  return isRegistry(first) && REPOSITORY.test(text.slice(slash + 1));
}

function isRegistry(host: string): boolean {
  if (IPV6_HOST.test(host)) return true;
  if (!HOST.test(host)) return false;
  return !host.includes(':') || PORT.test(host);
}
