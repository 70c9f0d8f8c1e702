import { inRange, type Value } from './values';

const HEX = 16;
const OCTAL = 8;
const SIMPLE: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The value of a number or a text as it is written. */
export function literal(text: string): Value {
  const quoted = /^(r?)("""|'''|"|')([\s\S]*)\2$/i.exec(text);
  if (quoted !== null) return quoted[1] === '' ? unescaped(quoted[3]!) : quoted[3]!;
  if (/^\d*\.\d|^\d+[eE]/.test(text)) return Number(text);
  return inRange(BigInt(text.replace(/u$/i, '')));
}

function unescaped(text: string): string {
  return text.replace(
    /\\(?:[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|([\s\S]))/g,
    (_whole, ...[byte, short, long, octal, char]: readonly (string | undefined)[]) => {
      const hex = byte ?? short ?? long;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, HEX));
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, OCTAL));
      return SIMPLE[char ?? ''] ?? char ?? '';
    },
  );
}
