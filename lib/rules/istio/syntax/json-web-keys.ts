/** A JSON Web Key. */
type Key = Readonly<Record<string, unknown>>;

/** What a key of each sort has in base64: what it must have, and what makes it a private one. */
const PARTS: Readonly<Record<string, { readonly needed: readonly string[]; readonly text?: string }>> = {
  RSA: { needed: ['n', 'e'] },
  EC: { needed: ['x', 'y'], text: 'crv' },
  OKP: { needed: ['x'], text: 'crv' },
  oct: { needed: ['k'] },
};

function isKey(key: Key): boolean {
  const parts = typeof key.kty === 'string' && Object.hasOwn(PARTS, key.kty) ? PARTS[key.kty]! : undefined;
  if (parts === undefined) return false;
  if (parts.text !== undefined && typeof key[parts.text] !== 'string') return false;
  return parts.needed.every((part) => isBase64(key[part])) && (key.d === undefined || isBase64(key.d));
}

/** Base64 of either alphabet, with what fills it up or without. */
function isBase64(value: unknown): boolean {
  if (typeof value !== 'string' || !/^(?:[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}$/.test(value)) return false;
  return value.endsWith('=') ? value.length % 4 === 0 : value.length % 4 !== 1;
}

/** The keys of a set in JSON, or the one key that stands for a set; undefined if the text is neither. */
export function keysIn(text: string): readonly Key[] | undefined {
  try {
    const set: unknown = JSON.parse(text);
    if (typeof set !== 'object' || set === null) return undefined;
    const keys: unknown = 'keys' in set ? set.keys : [set];
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null && isKey(key))
      ? keys
      : undefined;
  } catch {
    return undefined;
  }
}
