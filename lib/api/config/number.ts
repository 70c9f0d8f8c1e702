const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)$/i;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

/** What a text holds in place of a number. */
export type NotANumber = 'syntax' | 'range';

/** Reads a whole number as Go's `strconv.ParseInt` does in base 10. */
export function parseGoInteger(text: string, bits: 32 | 64 = 64): number | NotANumber {
  if (!INTEGER.test(text)) return 'syntax';
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text);
  if (BigInt.asIntN(bits, value) !== value) return 'range';
  return Number(value);
}

/** Reads a number as Go's `strconv.ParseFloat` does; `NaN` and `Inf` are numbers there. */
export function parseGoFloat(written: string): number | NotANumber {
  const text = withoutUnderscores(written);
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : 'range';
  }
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = INFINITY.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return hexadecimal(text);
}

/** Go lets an underscore stand between two digits. */
function withoutUnderscores(text: string): string {
  const between = /^[+-]?0x/i.test(text) ? /(?<=[\da-fx])_(?=[\da-f])/gi : /(?<=\d)_(?=\d)/g;
  return text.replace(between, '');
}

function hexadecimal(text: string): number | NotANumber {
  const parts = HEXADECIMAL.exec(text);
  if (parts === null) return 'syntax';
  const [, sign, whole = '', fraction = '', exponent = ''] = parts;
  if (whole === '' && fraction === '') return 'syntax';
  const mantissa = Number.parseInt(`${whole}${fraction}`, 16);
  const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
  if (!Number.isFinite(value)) return 'range';
  return sign === '-' ? -value : value;
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** Reads a truth value as Go's `strconv.ParseBool` does; undefined if it is none. */
export function parseGoBoolean(text: string): boolean | undefined {
  if (TRUE.includes(text)) return true;
  return FALSE.includes(text) ? false : undefined;
}
