import type { Kind } from '../../lib/api/kind';
import type { KubeObject } from '../../lib/api/meta/v1';
import { findKind } from '../../lib/api/registry';
import { unknownFields } from '../../lib/api/schema';
import { parseGoDuration } from '../../lib/rules/syntax/duration';
import { parseQuantity } from '../../lib/rules/syntax/quantity';
import { normalForm as servingForm } from '../referees/go-encoding';
import { copy, type Holder } from './generate/grow';

/**
 * An object in a form in which two are equal if Go's encoder writes them alike. Where a zero is not the same as nothing,
 * which is so in Serving, they are told apart; elsewhere Go's encoder leaves out what is empty, or adds it. A webhook
 * that decodes leniently has dropped the fields that it doesn't know.
 */
export function normalForm(object: KubeObject): unknown {
  const kind = findKind(object.apiVersion, object.kind)!;
  const known = withoutUnknown(object, kind);
  const { metadata, spec } = known;
  return sorted(kind.group === 'serving.knative.dev' ? servingForm(known) : withoutEmpties({ metadata, spec }, ''));
}

function withoutUnknown(object: KubeObject, kind: Kind): KubeObject {
  const unknown = unknownFields(kind, object);
  if (unknown.length === 0) return object;
  const known = copy(object);
  for (const { path } of unknown) {
    const holder = path.slice(0, -1).reduce<unknown>((value, step) => (value as Holder)[step], known) as Holder;
    delete holder[path.at(-1)!];
  }
  return known;
}

const URI = /ur[il]$/i;
/** Of Tekton, whose fields are Go's durations; those of Knative are others, and stay as they are. */
const GO_DURATION = /^(timeout|pipeline|tasks|finally)$/;
/** Values of headers and params. */
const HELD_AS_TEXT = new Set(['value', 'default']);
const AMOUNTS = new Set(['limits', 'requests', 'overhead']);
const AMOUNT = new Set(['divisor', 'sizeLimit']);

/** Bytes are written in base64 anew. Headers of triggers are written as texts unless all of one is text, and certificates without line breaks. */
function withoutEmpties(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEmpties(item, '') ?? {});
  if (typeof value !== 'object' || value === null) {
    if (['', null, 0, false, undefined].includes(value as null)) return undefined;
    const text = String(value);
    if (AMOUNT.has(key)) return parseQuantity(text.trim()) || undefined;
    if (URI.test(key)) return withEncoding(text) || undefined;
    if (key === 'caBundle') return Buffer.from(text, 'base64').toString('base64');
    if (GO_DURATION.test(key)) return parseGoDuration(text) ?? text;
    return text.startsWith('-----BEGIN') ? text.trim() : text;
  }
  if (HELD_AS_TEXT.has(key) && !Object.values(value).every(isTextOrNull)) return JSON.stringify(value);
  const kept = Object.entries(value)
    .map(([name, inner]) => [name, withoutEmpties(inner, AMOUNTS.has(key) ? 'sizeLimit' : name)] as const)
    .filter(([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** A URI as Go writes it anew: its scheme in lower case, what needs encoding encoded. */
function withEncoding(uri: string): string {
  const decoded = uri.replace(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  // An authority of nothing is none.
  return decoded
    .replace(/^([^:/]*:)?\/\/$/, '$1')
    .replace(/^[A-Za-z][A-Za-z0-9+.-]*(?=:)/, (scheme) => scheme.toLowerCase());
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}
