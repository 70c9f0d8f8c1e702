const LABEL_1123 = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_1035 = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_1123 = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_PART = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const C_IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
const MAX_LABEL = 63;
const MAX_SUBDOMAIN = 253;

/** A DNS label that may begin with a digit: names of containers and volumes. */
export function isDns1123Label(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL_1123.test(text);
}

/** A DNS label that begins with a letter: names of Knative's Services, Routes and Revisions. */
export function isDns1035Label(text: string): boolean {
  return text.length <= MAX_LABEL && LABEL_1035.test(text);
}

/** What a `generateName` must be so that a DNS label can come of it. */
export function isDns1035Prefix(text: string): boolean {
  // As the API server does: the trailing dash stands for what will follow.
  return isDns1035Label(text.length > 1 && text.endsWith('-') ? `${text.slice(0, -2)}a` : text);
}

/** A name as the API server makes it of a `generateName`: five characters follow the first 58. */
export function generatedName(prefix: string): string {
  return `${prefix.slice(0, MAX_LABEL - 5)}00000`;
}

/** DNS labels with dots between them: names of most objects of Kubernetes. */
export function isDns1123Subdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN && SUBDOMAIN_1123.test(text);
}

/** A DNS name of two labels or more. */
export function isFullyQualifiedDomain(text: string): boolean {
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  const labels = name.split('.');
  return isDns1123Subdomain(name) && labels.length > 1 && labels.every(isDns1123Label);
}

/** The key of a label or an annotation: a name, or a DNS name, a slash and a name. */
export function isQualifiedName(text: string): boolean {
  const parts = text.split('/');
  const name = parts.pop()!;
  if (parts.length > 1 || (parts.length === 1 && !isDns1123Subdomain(parts[0]!))) return false;
  return name.length <= MAX_LABEL && QUALIFIED_PART.test(name);
}

/** A name in a program: a letter or an underscore, then letters, digits and underscores. */
export function isCIdentifier(text: string): boolean {
  return C_IDENTIFIER.test(text);
}

/** Says how to write a name as a DNS label; for hints. */
export function dnsLabelHint(text: string): string {
  const label = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, MAX_LABEL)
    .replace(/-+$/, '');
  return label === '' || label === text
    ? 'use lower-case letters, digits and dashes, a letter first, no dash last, at most 63'
    : `write ${label}`;
}
