import { createHash } from 'node:crypto';

const LONGEST = 63;
const HASH_LENGTH = 8;

/**
 * A DNS label of several words: lower-case letters, digits and dashes. Words that are too long together are cut,
 * and a hash of all of them keeps different names apart.
 */
export function objectName(words: readonly string[]): string {
  const name = words.map(label).filter(Boolean).join('-');
  if (name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, LONGEST - HASH_LENGTH - 1).replace(/-+$/, '')}-${hash}`;
}

function label(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
