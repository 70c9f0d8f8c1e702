/** Why an expression can't be read, and where. */
export interface CelProblem {
  /** Character of the text, from 0. */
  readonly at: number;
  readonly problem: string;
}

/** A word, a sign or a literal of an expression. */
export interface Token {
  readonly kind: 'name' | 'literal' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const BLANK = /(?:\s+|\/\/[^\n]*)*/y;
const NAME = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const NUMBER = /0[xX][0-9a-fA-F]+[uU]?|(?:\d+\.\d+|\d+(?=[eE])|\.\d+)(?:[eE][+-]?\d+)?|\d+[uU]?/y;
const SIGN = /&&|\|\||==|!=|<=|>=|[-+*/%!<>=?:.,()[\]{}]/y;
const QUOTE = /([rR]?[bB]?|[bB][rR])("""|'''|"|')/y;
const ESCAPE = /\\(?:[abfnrtv\\'"`?]|x[0-9a-fA-F]{2}|X[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})/y;

/** Reads the next token of an expression, from `from` on. */
export function tokenAt(text: string, from: number): Token | CelProblem {
  const at = from + (match(BLANK, text, from)?.length ?? 0);
  if (at >= text.length) return { kind: 'end', text: '', at };
  const quote = matched(QUOTE, text, at);
  if (quote !== null) return stringAt(text, at, quote);
  const name = match(NAME, text, at);
  if (name !== undefined) return { kind: 'name', text: name, at };
  const number = match(NUMBER, text, at);
  if (number !== undefined) return { kind: 'literal', text: number, at };
  const sign = match(SIGN, text, at);
  if (sign !== undefined) return { kind: 'sign', text: sign, at };
  return { at, problem: `"${text[at]}" can't stand here` };
}

export function isCelProblem(value: object): value is CelProblem {
  return 'problem' in value;
}

/** A text in quotes; three of them let it go over several lines, and with an `r` before them no escapes are read. */
function stringAt(text: string, at: number, [opening, prefix = '', quote = '']: readonly string[]): Token | CelProblem {
  const isRaw = /r/i.test(prefix);
  const isLong = quote.length === 3;
  let end = at + opening!.length;
  while (!text.startsWith(quote, end)) {
    const character = text[end];
    if (character === undefined || (!isLong && /[\r\n]/.test(character)))
      return { at, problem: 'the text is not closed' };
    if (character !== '\\' || isRaw) {
      end++;
      continue;
    }
    const escaped = match(ESCAPE, text, end);
    if (escaped === undefined) return { at: end, problem: `"${text.slice(end, end + 2)}" is no escape` };
    end += escaped.length;
  }
  end += quote.length;
  return { kind: 'literal', text: text.slice(at, end), at };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  return matched(pattern, text, at)?.[0];
}

function matched(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
