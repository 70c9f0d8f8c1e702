import { hash } from 'node:crypto';

/** Letters and digits of which no word and no number can be mistaken, as Kubernetes picks them for generated names. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

/** An identity that is always the same for the n-th object of a name: `key` names the object. */
export function uidOf(key: string, incarnation: number): string {
  const hex = hash('md5', `${key}#${incarnation}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The end of the n-th name that is made from this prefix in this namespace. */
export function nameSuffix(seed: string, prefix: string, namespace: string | undefined, n: number): string {
  const digest = hash('md5', `${seed}|${namespace ?? ''}|${prefix}|${n}`, 'buffer');
  return Array.from(digest.subarray(0, SUFFIX_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
