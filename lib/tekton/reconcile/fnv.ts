const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const MASK = (1n << 128n) - 1n;
const DIGITS = 32;
const HEX = 16;

/** The FNV-1a hash of 128 bits of a text, in hexadecimal digits, as Go's `hash/fnv` has it. */
export function fnv128a(text: string): string {
  let hash = OFFSET;
  for (const byte of Buffer.from(text)) hash = ((hash ^ BigInt(byte)) * PRIME) & MASK;
  return hash.toString(HEX).padStart(DIGITS, '0');
}

const OFFSET_32 = 0x811c9dc5;
const PRIME_32 = 0x01000193;

/** A name made of another, with so many digits of its hash; as Tekton names volumes. */
export function hashedName(prefix: string, name: string, digits: number): string {
  let hash = OFFSET_32;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, PRIME_32);
  const text = (hash >>> 0).toString(HEX);
  return `${prefix}-${text.slice(0, digits).padEnd(digits, '0')}`;
}
