import { literalsIn } from './expressions';

/** Why a text can't stand between quotes in JSON, and what to write. */
export interface JsonTextProblem {
  readonly found: string;
  readonly hint: string;
}

/**
 * What of a text, outside of its expressions, breaks the JSON that it is put into. With the annotation for old
 * templates quotes are escaped first.
 */
export function jsonTextProblem(text: string, escapesQuotes = false): JsonTextProblem | undefined {
  for (const literal of literalsIn(text)) {
    const control = controlCharacter(literal);
    if (control !== undefined)
      return { found: `the text has ${control}`, hint: 'write \\n for a line break and \\t for a tab, as in JSON' };
    const put = escapesQuotes ? literal.replaceAll('"', '\\"') : literal;
    if (/(?<!\\)(?:\\\\)*"/.test(put)) return { found: 'the text has a quote', hint: 'write \\" for it, as in JSON' };
    if (!isJsonText(put)) return { found: 'the text has a lone backslash', hint: 'write \\\\ for it, as in JSON' };
  }
  return undefined;
}

function controlCharacter(text: string): string | undefined {
  for (const character of text) {
    if (character === '\n' || character === '\r') return 'a line break';
    if (character === '\t') return 'a tab';
    if (character < ' ') return 'a control character';
  }
  return undefined;
}

function isJsonText(text: string): boolean {
  try {
    JSON.parse(`"${text}"`);
    return true;
  } catch {
    return false;
  }
}
