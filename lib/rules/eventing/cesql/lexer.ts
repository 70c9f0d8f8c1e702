import type { Span } from './ast';

/** What a token is. A symbol's or keyword's type is the symbol or keyword itself, in upper case. */
export type TokenType =
  | 'word'
  | 'wordWithDigits'
  | 'wordWithUnderscores'
  | 'integer'
  | 'string'
  | 'end'
  | Keyword
  | '('
  | ')'
  | ','
  | "'"
  | '"'
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '='
  | '!='
  | '<>'
  | '>='
  | '<='
  | '<'
  | '>';

const KEYWORDS = ['AND', 'OR', 'XOR', 'NOT', 'LIKE', 'EXISTS', 'IN', 'TRUE', 'FALSE'] as const;
type Keyword = (typeof KEYWORDS)[number];

export interface Token extends Span {
  readonly type: TokenType;
  readonly text: string;
}

/** The tokens of an expression, the last of type `end`, and the stretches that are no token. */
export interface Tokens {
  readonly tokens: readonly Token[];
  /** What upstream's lexer drops without a word. */
  readonly dropped: readonly (Span & { readonly text: string })[];
}

const SYMBOLS = ['!=', '<>', '>=', '<=', '(', ')', ',', "'", '"', '*', '/', '%', '+', '-', '=', '<', '>'] as const;

/**
 * Cuts an expression into tokens as upstream's generated lexer does: the longest match wins, letters count
 * without case, and what matches nothing is dropped.
 */
export function tokenize(source: string): Tokens {
  const tokens: Token[] = [];
  const dropped: (Span & { text: string })[] = [];
  // Go folds these two letters to ASCII ones, so they stand for i and s in names.
  const folded = source.replaceAll('\u0131', 'i').replaceAll('\u017f', 's');
  let at = 0;
  while (at < source.length) {
    const space = /^[ \t\r\n]+/.exec(folded.slice(at))?.[0].length ?? 0;
    at += space;
    if (at >= source.length) break;
    const found = matchAt(folded, at);
    if (found === undefined) {
      const end = endOfDropped(source, at);
      dropped.push({ start: at, end, text: source.slice(at, end) });
      at = end;
      continue;
    }
    const end = at + found.length;
    tokens.push({ type: found.type, text: source.slice(at, end), start: at, end });
    at = end;
  }
  tokens.push({ type: 'end', text: '', start: source.length, end: source.length });
  return { tokens, dropped };
}

/** A `!` waits for a `=`; when another sign comes, both are gone. Any other sign goes alone. */
function endOfDropped(source: string, at: number): number {
  const lost = source[at] === '!' ? at + 1 : at;
  const code = source.codePointAt(lost);
  return code === undefined ? source.length : lost + String.fromCodePoint(code).length;
}

function matchAt(text: string, at: number): { type: TokenType; length: number } | undefined {
  const rest = text.slice(at);
  const quote = text[at];
  if (quote === "'" || quote === '"') {
    const length = stringLength(rest, quote);
    return length === undefined ? { type: quote, length: 1 } : { type: 'string', length };
  }
  const integer = /^[-+]?[0-9]+/.exec(rest)?.[0].length ?? 0;
  const word = /^[A-Za-z0-9]+/.exec(rest)?.[0].length ?? 0;
  const underscored = /^[A-Za-z][A-Za-z_]*/.exec(rest)?.[0].length ?? 0;
  if (integer > 0 && integer >= word) return { type: 'integer', length: integer };
  if (underscored > word) return { type: 'wordWithUnderscores', length: underscored };
  if (word > 0) return { type: wordType(rest.slice(0, word)), length: word };
  const symbol = SYMBOLS.find((candidate) => rest.startsWith(candidate));
  return symbol === undefined ? undefined : { type: symbol, length: symbol.length };
}

function wordType(word: string): TokenType {
  const upper = word.toUpperCase();
  const keyword = KEYWORDS.find((candidate) => candidate === upper);
  return keyword ?? (/[0-9]/.test(word) ? 'wordWithDigits' : 'word');
}

/**
 * The length of the string that begins here, or undefined if it doesn't end. A backslash takes the next sign
 * with it; a doubled quote belongs to the string if another quote ends it later, else the first of them is the end.
 */
function stringLength(text: string, quote: string): number | undefined {
  let longest: number | undefined;
  let at = 1;
  while (at < text.length) {
    if (text[at] === '\\') {
      if (at + 1 >= text.length) return longest;
      at += 1 + String.fromCodePoint(text.codePointAt(at + 1)!).length;
    } else if (text[at] === quote) {
      longest = at + 1;
      if (text[at + 1] !== quote) return longest;
      at += 2;
    } else {
      at++;
    }
  }
  return longest;
}
