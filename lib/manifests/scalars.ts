import { Schema } from 'yaml';

/** What a plain scalar that begins like a number may be. */
const INTEGER = /^([-+]?)(0[xX][\dA-Fa-f]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const LEADING_POINT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+)?$/;

/**
 * The number that a plain scalar stands for, as go-yaml 2 reads it: `0755` is octal, `1_000` is a thousand,
 * `12e03` is twelve thousand, `1:30` is a text. Undefined for texts.
 */
export function numberOf(text: string): number | undefined {
  if (text.startsWith('.') && !LEADING_POINT.test(text)) return undefined;
  const plain = text.replaceAll('_', '');
  const [, sign, digits] = INTEGER.exec(plain) ?? [];
  if (digits !== undefined) {
    const size = Number(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
    return sign === '-' && size !== 0 ? -size : size;
  }
  return DECIMAL.test(plain) ? Number(plain) : undefined;
}

function numberIn(text: string): number {
  const number = numberOf(text);
  if (number === undefined) throw new Error(`${JSON.stringify(text)} is no number`);
  return number;
}

const TAG = 'tag:yaml.org,2002:';

/** Plain scalars that stand for something else than their text or a number. */
export const plainWords = {
  null: /^(?:~|null|Null|NULL)?$/,
  true: /^(?:y|Y|yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  false: /^(?:n|N|no|No|NO|false|False|FALSE|off|Off|OFF)$/,
  notFinite: /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
} as const;

/**
 * How scalars become values: by the rules of YAML 1.1 as go-yaml 2 keeps them, which is what kubectl reads with.
 * Unquoted `yes`, `on` and `y` are booleans; moments and `1:30` remain texts.
 */
export const schema = new Schema({
  schema: 'failsafe',
  merge: false,
  resolveKnownTags: false,
  customTags: (tags) => [
    ...tags,
    { tag: `${TAG}null`, default: true, test: plainWords.null, resolve: () => null },
    { tag: `${TAG}bool`, default: true, test: plainWords.true, resolve: () => true },
    { tag: `${TAG}bool`, default: true, test: plainWords.false, resolve: () => false },
    {
      tag: `${TAG}float`,
      default: true,
      test: plainWords.notFinite,
      resolve: (text: string) => (/nan/i.test(text) ? Number.NaN : Number.POSITIVE_INFINITY),
    },
    { tag: `${TAG}int`, default: true, test: /^[-+.\d]/, resolve: (text: string) => numberOf(text) ?? text },
    { tag: `${TAG}int`, resolve: numberIn },
    { tag: `${TAG}float`, resolve: numberIn },
    { tag: `${TAG}binary`, resolve: (text: string) => Buffer.from(text, 'base64').toString('utf8') },
  ],
});
