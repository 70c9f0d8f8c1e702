import { blockScalarLines } from './block-scalars';
import { type Mend, type Step, textRules } from './text-rules';

/** Mends one line; undefined if there is nothing to mend. */
interface LineMender {
  readonly rule: Mend['rule'];
  readonly message: string;
  mend(line: string): string;
}

const LIGATURES: Readonly<Record<string, string>> = {
  '\uFB00': 'ff',
  '\uFB01': 'fi',
  '\uFB02': 'fl',
  '\uFB03': 'ffi',
  '\uFB04': 'ffl',
  '\uFB05': 'ft',
  '\uFB06': 'st',
};

/** Keys that begin nearly every object; a colon after them is one, whatever follows. */
const KEYS = ['apiVersion', 'kind', 'metadata', 'spec', 'name', 'namespace', 'image', 'value', 'template', 'type'];

const menders: readonly LineMender[] = [
  {
    rule: textRules.space,
    message: 'a space that is none for YAML became one',
    mend: (line) =>
      line
        .replace(/\u200B|\u200C|\u200D|\u2060|\uFEFF|\u00AD/g, '')
        .replace(/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' '),
  },
  {
    rule: textRules.ligature,
    message: 'a ligature became its letters',
    mend: (line) => line.replace(/[\uFB00-\uFB06]/g, (letter) => LIGATURES[letter] ?? letter),
  },
  {
    rule: textRules.quote,
    message: 'bent quotes became straight',
    // Around a value only: an apostrophe within a sentence is a letter.
    mend: (line) =>
      line
        .replace(
          /(^|[\s[{(,:])[\u201C\u201D\u201E]([^\u201C\u201D\u201E"]*)[\u201C\u201D\u201E](?=$|[\s\]}),:])/g,
          '$1"$2"',
        )
        .replace(/(^|[\s[{(,:])[\u2018\u2019]([^\u2018\u2019']*)[\u2018\u2019](?=$|[\s\]}),:])/g, "$1'$2'")
        .replace(/^(\s*(?:- )?[\w.-]+: )([\u201C\u201D])(.*)"$/, '$1"$3"')
        .replace(/^(\s*(?:- )?[\w.-]+: )"(.*)([\u201C\u201D])$/, '$1"$2"'),
  },
  {
    rule: textRules.dash,
    message: 'a long dash became hyphens',
    mend: (line) => line.replace(/^(\s*)[–—](?=\s)/, '$1-').replace(/(^|[\s"'[,])[–—](?=[a-z])/g, '$1--'),
  },
  {
    rule: textRules.colon,
    message: 'a colon and a space stand after the key',
    mend: (line) =>
      line
        .replace(/^(\s*(?:- )?["']?[\w./-]+["']?)\s?：\s*/, '$1: ')
        .replace(new RegExp(`^(\\s*(?:- )?(?:${KEYS.join('|')})):(?=[^\\s:/\\d])`), '$1: ')
        .replace(/^(\s*(?:- )?(?:apiVersion|kind|metadata|spec|name)) +:(?=\s|$)/, '$1:'),
  },
  {
    rule: textRules.capital,
    message: 'the key begins with a small letter',
    mend: (line) =>
      line.replace(/^(\s*(?:- )?)(ApiVersion|APIVersion|Apiversion|Kind|Metadata|Spec)(?=:)/, (_, before, key) => {
        return `${before}${key === 'Kind' ? 'kind' : key === 'Metadata' ? 'metadata' : key === 'Spec' ? 'spec' : 'apiVersion'}`;
      }),
  },
];

/** The letters of a text as YAML knows them. */
export function mendCharacters(text: string): Step {
  const mends: Mend[] = [];
  // A hyphen at the end of a line that was lost with it.
  const parts = text.split('\n').map((line) => line.split('\uFFFE'));
  const whole = parts.flatMap((some) => some.map((part, i) => (i < some.length - 1 ? `${part}-` : part)));
  const given = parts.flatMap((some, line) => some.map(() => line + 1));
  const added = given.flatMap((line, i) => (line === given[i - 1] ? [i + 1] : []));
  const numberless = withoutLineNumbers(whole, mends);
  const isValue = blockScalarLines(numberless);
  const lines = numberless.map((written, index) => {
    if (isValue[index]) return written;
    let line = written.replace(/\r$/, '');
    for (const { rule, message, mend } of menders) {
      const mended = mend(line);
      if (mended === line) continue;
      mends.push({ rule, line: given[index] as number, message });
      line = mended;
    }
    return line;
  });
  return { text: lines.join('\n'), mends, added };
}

const NUMBERED = /^\s*(\d+)(?:[:.|)]|\s|$)/;

/** Line numbers stand before nearly all lines and go up by one. */
function withoutLineNumbers(lines: readonly string[], mends: Mend[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const numbers = filled
    .map((line) => NUMBERED.exec(line)?.[1])
    .map((number) => (number === undefined ? undefined : Number(number)));
  if (filled.length < 3 || numbers.some((number) => number === undefined)) return lines;
  if (numbers.some((number, i) => i > 0 && (number as number) <= (numbers[i - 1] as number))) return lines;
  mends.push({ rule: textRules.lineNumber, line: 1, message: `line numbers were taken away, from ${numbers[0]}` });
  const stripped = lines.map((line) => line.replace(/^\s*\d+[:.|)]?/, ''));
  // What stands between the number and the text in every line is no indentation.
  const margins = stripped.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const margin = Math.min(...margins);
  return stripped.map((line) => line.slice(margin));
}
