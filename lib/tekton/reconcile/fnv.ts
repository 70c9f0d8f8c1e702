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
