const MAX_LENGTH = 1024;
const LOOK_AROUND = /\(\?(?:[=!]|<[=!]|>)/;
const ESCAPE = /\\(.)/gs;
/** Letters that mean something after a backslash in RE2. */
const ESCAPE_LETTERS = 'aftnrvdDsSwWbBAzCQEpPx0123456789';

/** What is wrong with a regular expression in the syntax of RE2, which knows neither look-around nor back references. */
export function regexFault(text: string): string | undefined {
  if (text === '') return 'the expression is empty';
  if (text.length > MAX_LENGTH) return `the expression has ${text.length} characters, and ${MAX_LENGTH} are the most`;
  const bare = text.replace(/\\\\/g, '');
  if (LOOK_AROUND.test(bare)) return `"${text}" looks around, which RE2 does not know`;
  for (const [, letter = ''] of bare.matchAll(ESCAPE)) {
    if (/[1-9]/.test(letter)) return `"${text}" refers back to a group, which RE2 does not know`;
    if (/[A-Za-z]/.test(letter) && !ESCAPE_LETTERS.includes(letter)) return `"\\${letter}" means nothing to RE2`;
  }
  try {
    new RegExp(asJavaScript(text));
    return undefined;
  } catch {
    return `"${text}" is no regular expression`;
  }
}

/** The expression in JavaScript's syntax, as far as it matters for whether it is one. */
function asJavaScript(text: string): string {
  return text
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[imsU]+(?:-[imsU]+)?\)/g, '')
    .replace(/\(\?[imsU]*(?:-[imsU]+)?:/g, '(?:');
}
