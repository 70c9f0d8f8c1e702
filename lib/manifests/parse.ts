import { Composer, type CST, type Document, type ErrorCode, Lexer, Parser, type YAMLError } from 'yaml';
import type { DocumentText } from './documents';
import { manifestRules } from './problems';
import { schema } from './scalars';
import { dataOf, type Fault, Unreadable } from './values';

/** What one document's text says. */
export interface Parsed {
  /** Absent if the text can't be read. */
  readonly value?: unknown;
  readonly faults: readonly Fault[];
}

/** Reads the text of one document. */
export function parse({ text }: DocumentText): Parsed {
  const faults: Fault[] = [];
  try {
    const document = nodesOf(text);
    // One broken line breaks the lines after it too: only the first fault says something.
    const [error] = document.errors;
    if (error !== undefined) return { faults: [faultOf(error, text)] };
    return { value: dataOf(document, (fault) => faults.push(fault)), faults };
  } catch (error) {
    if (error instanceof Unreadable) return { faults: [withTemplateHint(error.fault, text)] };
    throw error;
  }
}

/** The syntax tree of one document's text. */
export function nodesOf(text: string): Document {
  const composer = new Composer({ schema, uniqueKeys: false, prettyErrors: false });
  const [document] = composer.compose(tokensOf(text), true, text.length);
  return document!;
}

/** Composing is recursive and would exhaust the stack, which no handler survives; no kind has a tenth of these levels. */
const DEEPEST = 500;

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    offset += lexeme.length;
    if (parser.stack.length > DEEPEST) throw new Unreadable(tooDeep(Math.min(offset, text.length)));
  }
  yield* parser.end();
}

function tooDeep(offset: number): Fault {
  const message = `maps and lists nest more than ${DEEPEST} levels deep`;
  return { rule: manifestRules.syntax, offset, message, hint: 'is a bracket or an indentation repeated?' };
}

/** In our words, what is wrong and what would be right; for other faults the parser's message stands. */
const TEXTS: Readonly<Partial<Record<ErrorCode, readonly [message: string, hint: string]>>> = {
  TAB_AS_INDENT: ['a tab indents this line', 'indent with spaces: YAML allows no tabs here'],
  MULTILINE_IMPLICIT_KEY: ['a key runs over several lines', 'is a ":" missing after the key?'],
  BAD_DQ_ESCAPE: [
    'a backslash sequence in double quotes is none that YAML knows',
    'write \\\\ for a backslash, or use single quotes',
  ],
};

/** The parser has one code for all that is missing. */
const NO_COLON = ['there is a key without ":"', 'is it part of the value above? Then indent it deeper'] as const;

function faultOf({ code, message, pos }: YAMLError, text: string): Fault {
  const [ours, hint] =
    code === 'BLOCK_AS_IMPLICIT_KEY'
      ? nestedText(text, pos[0])
      : message.startsWith('Implicit map keys')
        ? NO_COLON
        : (TEXTS[code] ?? []);
  if (code === 'TAB_AS_INDENT') {
    return { rule: manifestRules.tab, offset: pos[0], message: ours ?? message, hint };
  }
  const theirs = message.charAt(0).toLowerCase() + message.slice(1);
  return withTemplateHint({ rule: manifestRules.syntax, offset: pos[0], message: ours ?? theirs, hint }, text);
}

/** The parser has one code for `a: b: c` and for a line that is indented deeper than the value above it allows. */
function nestedText(text: string, offset: number): readonly [message: string, hint: string] {
  const [line = ''] = text.slice(offset).split('\n', 1);
  return /:(?:\s|$)/.test(line)
    ? ['a second ":" follows on this line', 'put the nested map on a line of its own, or quote the value']
    : ['the next line is indented deeper, but this key has its value already', 'indent both alike'];
}

function withTemplateHint(fault: Fault, text: string): Fault {
  if (!text.includes('{{')) return fault;
  return {
    ...fault,
    hint: 'this looks like a template: validate what it renders to, for example with `helm template`',
  };
}
