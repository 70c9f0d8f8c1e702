const MAX_NAME = 255;
const MAX_LABEL = 63;
const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(?:\*|(?:\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
const NUMBER = /^[+-]?\d+$/;

/** A DNS label as Istio takes it: upper case too. */
export function isLabel(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL.test(text);
}

/** A domain name, short or fully qualified. A number can't be its last part: that would be an address. */
export function isDomain(text: string): boolean {
  return text !== '' && text.length <= MAX_NAME && areLabels(text);
}

/** A domain name whose first part may be a wildcard: `*`, `*.example.com`, `*-eu.example.com`. */
export function isWildcardDomain(text: string): boolean {
  if (text === '' || text.length > MAX_NAME) return false;
  const dot = text.indexOf('.');
  const first = dot < 0 ? text : text.slice(0, dot);
  if (first.length > MAX_LABEL || !WILDCARD_LABEL.test(first)) return false;
  return dot < 0 || areLabels(text.slice(dot + 1));
}

/** Whether only a part of the first label is a wildcard, as in `*-eu.example.com`. */
export function isPartialWildcard(text: string): boolean {
  return text.includes('*') && text !== '*' && !text.startsWith('*.');
}

export function isWildcard(host: string): boolean {
  return host.startsWith('*');
}

/** Whether some name is meant by both. */
export function hostsOverlap(a: string, b: string): boolean {
  if (isWildcard(a) && isWildcard(b)) {
    return a.length < b.length ? b.slice(1).endsWith(a.slice(1)) : a.slice(1).endsWith(b.slice(1));
  }
  if (isWildcard(a)) return b.endsWith(a.slice(1));
  if (isWildcard(b)) return a.endsWith(b.slice(1));
  return a === b;
}

/** Whether every name that `host` means is one of those that `of` means. */
export function isCoveredBy(host: string, of: string): boolean {
  if (!isWildcard(of)) return host === of;
  if (isWildcard(host) && host.length < of.length) return false;
  return host.slice(isWildcard(host) ? 1 : 0).endsWith(of.slice(1));
}

function areLabels(text: string): boolean {
  const labels = text.split('.');
  // The dot at the end of a name that is written in full.
  if (labels.at(-1) === '') labels.pop();
  else if (NUMBER.test(labels.at(-1)!)) return false;
  return labels.every(isLabel);
}
