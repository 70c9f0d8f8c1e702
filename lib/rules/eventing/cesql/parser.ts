import type { BinaryOperator, Expression, Span } from './ast';
import { type Token, type TokenType, tokenize } from './lexer';

/** What became of parsing: the tree, and what the lexer dropped on the way. */
export interface Parsed {
  readonly expression: Expression;
  readonly tokens: readonly Token[];
  readonly dropped: readonly (Span & { readonly text: string })[];
}

/** Why an expression is none, and where. */
export interface ParseError extends Span {
  readonly error: string;
}

export function isParseError(result: Parsed | ParseError): result is ParseError {
  return 'error' in result;
}

/** Reads an expression of CloudEvents SQL 1.0; accepts just what upstream's parser accepts. */
export function parseCesql(source: string): Parsed | ParseError {
  const { tokens, dropped } = tokenize(source);
  try {
    const parser = new Parser(tokens);
    const expression = parser.expression(0);
    parser.expect('end', 'the end of the expression');
    return { expression, tokens, dropped };
  } catch (error) {
    if (error instanceof Unexpected) return { error: error.message, start: error.span.start, end: error.span.end };
    throw error;
  }
}

class Unexpected extends Error {
  public constructor(
    message: string,
    public readonly span: Span,
  ) {
    super(message);
  }
}

/** How tightly an operator holds what stands on its left; the tightest has the greatest number. */
const BINDING: Readonly<Partial<Record<TokenType, number>>> = {
  LIKE: 9,
  IN: 7,
  '*': 6,
  '/': 6,
  '%': 6,
  '+': 5,
  '-': 5,
  '=': 4,
  '!=': 4,
  '<>': 4,
  '>=': 4,
  '<=': 4,
  '<': 4,
  '>': 4,
  AND: 3,
  OR: 3,
  XOR: 3,
};

/** Prefixes hold tighter than every infix: `NOT type LIKE 'a%'` is `(NOT type) LIKE 'a%'`. */
const NOT_BINDING = 11;
const NEGATE_BINDING = 10;

/** Deeper nesting than anyone writes, and shallower than our stack. */
const DEEPEST = 500;

const MIN_INT32 = -(2n ** 31n);
const MAX_INT32 = 2n ** 31n - 1n;

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  public constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** An expression whose infix operators bind at least this tightly. */
  public expression(tightness: number): Expression {
    if (++this.#depth > DEEPEST) throw new Unexpected('the expression is nested too deeply', this.#peek());
    let left = this.#operand();
    for (;;) {
      const negated = this.#peek().type === 'NOT';
      const operator = this.#peek(negated ? 1 : 0);
      const binding = BINDING[operator.type];
      if (binding === undefined || binding < tightness) break;
      if (negated && operator.type !== 'LIKE' && operator.type !== 'IN') break;
      this.#at += negated ? 2 : 1;
      left = this.#infix(left, operator, binding, negated);
    }
    this.#depth--;
    return left;
  }

  public expect(type: TokenType, what: string): Token {
    const token = this.#peek();
    if (token.type !== type) throw unexpected(token, what);
    this.#at++;
    return token;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  #infix(left: Expression, operator: Token, binding: number, negated: boolean): Expression {
    const { start } = left;
    if (operator.type === 'LIKE') {
      const pattern = this.expect('string', 'a pattern in quotes');
      return { kind: 'like', operand: left, pattern: stringOf(pattern), negated, start, end: pattern.end };
    }
    if (operator.type === 'IN') {
      const { args: set, end } = this.#list(1);
      return { kind: 'in', operand: left, set, negated, start, end };
    }
    // The logic operators group from the right, all others from the left.
    const right = this.expression(binding === BINDING.AND ? binding : binding + 1);
    return { kind: 'binary', operator: operator.type as BinaryOperator, left, right, start, end: right.end };
  }

  #operand(): Expression {
    const token = this.#peek();
    const { start, end, text } = token;
    switch (token.type) {
      case 'NOT':
      case '-': {
        this.#at++;
        const operand = this.expression(token.type === 'NOT' ? NOT_BINDING : NEGATE_BINDING);
        return { kind: token.type === 'NOT' ? 'not' : 'negate', operand, start, end: operand.end };
      }
      case 'EXISTS': {
        this.#at++;
        const name = this.#peek();
        if (name.type !== 'word' && name.type !== 'wordWithDigits') throw unexpected(name, 'the name of an attribute');
        this.#at++;
        return { kind: 'exists', name: lowered(name.text), written: name.text, start, end: name.end };
      }
      case '(': {
        this.#at++;
        const inner = this.expression(0);
        this.expect(')', 'a closing bracket');
        return inner;
      }
      case 'TRUE':
      case 'FALSE':
        this.#at++;
        return { kind: 'literal', value: token.type === 'TRUE', start, end };
      case 'integer':
        this.#at++;
        return { kind: 'literal', value: integerOf(token), start, end };
      case 'string':
        this.#at++;
        return { kind: 'literal', value: stringOf(token), start, end };
      case 'wordWithUnderscores':
      case 'word':
        if (token.type === 'wordWithUnderscores' || this.#peek(1).type === '(') {
          this.#at++;
          const { args, end: close } = this.#list(0);
          return { kind: 'call', name: text.toUpperCase(), written: text, args, start, end: close };
        }
        this.#at++;
        return { kind: 'attribute', name: lowered(text), written: text, start, end };
      case 'wordWithDigits':
        this.#at++;
        return { kind: 'attribute', name: lowered(text), written: text, start, end };
      default:
        throw unexpected(token, 'an attribute, a value or a function');
    }
  }

  /** Expressions in brackets, at least so many. */
  #list(least: number): { args: Expression[]; end: number } {
    this.expect('(', 'an opening bracket');
    const args: Expression[] = [];
    if (least > 0 || this.#peek().type !== ')') {
      do args.push(this.expression(0));
      while (this.#peek().type === ',' && ++this.#at);
    }
    return { args, end: this.expect(')', 'a comma or a closing bracket').end };
  }
}

function unexpected(token: Token, wanted: string): Unexpected {
  if (token.type === 'end') return new Unexpected(`it ends where ${wanted} should stand`, token);
  if (token.type === "'" || token.type === '"') return new Unexpected('a string is not closed', token);
  return new Unexpected(`"${token.text}" stands where ${wanted} should`, token);
}

function integerOf(token: Token): number {
  const value = BigInt(token.text.replace('+', ''));
  if (value < MIN_INT32 || value > MAX_INT32) throw new Unexpected(`${token.text} does not fit 32 bits`, token);
  return Number(value);
}

/** Only the string's own quote is unescaped; every other backslash stays. */
function stringOf({ text }: Token): string {
  const quote = text[0]!;
  return text.slice(1, -1).replaceAll(`\\${quote}`, quote);
}

function lowered(name: string): string {
  return name.toLowerCase();
}
