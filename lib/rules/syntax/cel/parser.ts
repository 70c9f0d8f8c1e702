import { type BinarySign, type CelExpression, LEVELS } from './expression';
import { type CelProblem, isCelProblem, type Token, tokenAt } from './lexer';

/** A name that an expression uses. */
export interface CelName {
  readonly name: string;
  /** Character of the text, from 0. */
  readonly at: number;
}

/** What an expression uses of the world around it. */
export interface CelNames {
  /** Variables, without those that macros such as `exists` bring. */
  readonly variables: readonly CelName[];
  /** Functions and methods. */
  readonly functions: readonly CelName[];
}

/** An expression, and what it uses of the world around it. */
export interface CelReading extends CelNames {
  readonly expression: CelExpression;
}

/** Words that are no names: CEL keeps them for later. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'in', 'let', 'loop'],
  ...['package', 'namespace', 'return', 'var', 'void', 'while'],
]);
const CONSTANTS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Methods whose first argument names a variable that the others use. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'sortBy']);

/** How deeply parts may be within each other, as cel-go has it. */
const DEEPEST = 250;

/** Reads an expression of the Common Expression Language; or tells why it can't be read. */
export function readCel(text: string): CelReading | CelProblem {
  try {
    return new Parser(text).read();
  } catch (error) {
    if (error instanceof Unreadable) return error.problem;
    throw error;
  }
}

/** Leaves the parser from wherever it is. */
class Unreadable extends Error {
  public constructor(public readonly problem: CelProblem) {
    super(problem.problem);
  }
}

class Parser {
  readonly #text: string;
  readonly #variables: CelName[] = [];
  readonly #functions: CelName[] = [];
  #bound: readonly string[] = [];
  #depth = 0;
  #next: Token;

  public constructor(text: string) {
    this.#text = text;
    this.#next = this.#read(0);
  }

  public read(): CelReading {
    const expression = this.#expression();
    if (this.#next.kind !== 'end') this.#unexpected();
    return { expression, variables: this.#variables, functions: this.#functions };
  }

  #expression(): CelExpression {
    if (++this.#depth > DEEPEST) this.#fail('it is nested too deeply');
    let expression = this.#operation(0);
    if (this.#take('?')) {
      const first = this.#operation(0);
      this.#expect(':');
      expression = { kind: 'conditional', condition: expression, first, second: this.#expression() };
    }
    this.#depth--;
    return expression;
  }

  #operation(level: number): CelExpression {
    const operators: readonly string[] | undefined = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#operation(level + 1);
    while (this.#next.kind !== 'literal' && operators.includes(this.#next.text)) {
      const sign = this.#next.text as BinarySign;
      this.#advance();
      left = { kind: 'binary', sign, left, right: this.#operation(level + 1) };
    }
    return left;
  }

  #unary(): CelExpression {
    const sign = this.#next.text;
    if (this.#next.kind !== 'sign' || (sign !== '!' && sign !== '-')) return this.#member();
    let count = 0;
    while (this.#take(sign)) count++;
    let operand = this.#member();
    for (; count > 0; count--) operand = { kind: 'unary', sign, operand };
    return operand;
  }

  #member(): CelExpression {
    const isEnclosed = this.#isSign('(');
    let of = this.#primary();
    // Only a dotted name can be the type of a message.
    let isDottedName = of.kind === 'name' && !isEnclosed;
    for (;;) {
      if (this.#take('.')) {
        of = this.#selection(of);
        isDottedName &&= of.kind === 'select';
      } else if (this.#take('[')) {
        of = { kind: 'index', of, by: this.#expression() };
        this.#expect(']');
        isDottedName = false;
      } else if (isDottedName && this.#isSign('{')) {
        of = { kind: 'message', type: of, fields: this.#entries(() => this.#name().text) };
        isDottedName = false;
      } else return of;
    }
  }

  /** A field or a method behind a dot. */
  #selection(of: CelExpression): CelExpression {
    const { text: name, at } = this.#name();
    if (name === 'in' || CONSTANTS.has(name)) throw new Unreadable({ at, problem: `"${name}" is a reserved word` });
    if (!this.#take('(')) return { kind: 'select', of, field: name };
    this.#functions.push({ name, at });
    return this.#method(of, name);
  }

  /** The arguments of a method; those of a macro begin with the name of a variable. */
  #method(of: CelExpression, name: string): CelExpression {
    if (!MACROS.has(name) || this.#next.kind !== 'name') return { kind: 'call', name, of, parts: this.#list(')') };
    const outer = this.#bound;
    const variable = this.#next.text;
    this.#bound = [...outer, variable];
    this.#advance();
    if (!this.#take(',')) this.#fail('a macro takes a variable and an expression, with a comma between them');
    if (this.#isSign(')')) this.#unexpected();
    const parts = this.#list(')');
    this.#bound = outer;
    return { kind: 'macro', name, of, variable, parts };
  }

  #primary(): CelExpression {
    const token = this.#next;
    if (token.kind === 'literal') {
      this.#advance();
      return { kind: 'literal', text: token.text };
    }
    if (token.kind === 'name') return this.#nameOrCall();
    if (this.#take('(')) {
      const inner = this.#expression();
      this.#expect(')');
      return inner;
    }
    if (this.#take('[')) return { kind: 'list', items: this.#list(']') };
    if (this.#isSign('{')) return { kind: 'map', entries: this.#entries(() => this.#expression()) };
    if (this.#take('.')) return this.#nameOrCall();
    return this.#unexpected();
  }

  #nameOrCall(): CelExpression {
    const constant = CONSTANTS.get(this.#next.text);
    if (constant !== undefined) {
      this.#advance();
      return { kind: 'constant', value: constant };
    }
    const { text: name, at } = this.#name();
    if (RESERVED.has(name)) throw new Unreadable({ at, problem: `"${name}" is a reserved word` });
    if (this.#take('(')) {
      this.#functions.push({ name, at });
      return { kind: 'call', name, parts: this.#list(')') };
    }
    if (!this.#bound.includes(name)) this.#variables.push({ name, at });
    return { kind: 'name', name };
  }

  /** Expressions up to a closing sign, before which lists may have a comma more. */
  #list(closing: ')' | ']'): readonly CelExpression[] {
    const items: CelExpression[] = [];
    while (!this.#take(closing)) {
      items.push(this.#expression());
      if (this.#take(',')) {
        if (closing === ')' && this.#isSign(')')) this.#unexpected();
        continue;
      }
      this.#expect(closing);
      break;
    }
    return items;
  }

  /** Keys and values between braces: of a map, or of the fields of a message. */
  #entries<Key>(key: () => Key): readonly (readonly [Key, CelExpression])[] {
    const entries: (readonly [Key, CelExpression])[] = [];
    this.#advance();
    while (!this.#take('}')) {
      const name = key();
      this.#expect(':');
      entries.push([name, this.#expression()]);
      if (this.#take(',')) continue;
      this.#expect('}');
      break;
    }
    return entries;
  }

  #name(): Token {
    const token = this.#next;
    if (token.kind !== 'name') this.#unexpected();
    this.#advance();
    return token;
  }

  #isSign(sign: string): boolean {
    return this.#next.kind === 'sign' && this.#next.text === sign;
  }

  #take(sign: string): boolean {
    if (!this.#isSign(sign)) return false;
    this.#advance();
    return true;
  }

  #expect(sign: string): void {
    if (this.#take(sign)) return;
    this.#fail(
      this.#next.kind === 'end'
        ? `"${sign}" is missing at the end`
        : `"${sign}" is missing before "${this.#next.text}"`,
    );
  }

  #unexpected(): never {
    if (this.#next.kind === 'end')
      this.#fail(this.#text.trim() === '' ? 'it is empty' : 'something is missing at the end');
    if (this.#next.text === '=') this.#fail('equality is a double ==');
    this.#fail(`"${this.#next.text}" can't stand here`);
  }

  #fail(problem: string): never {
    throw new Unreadable({ at: this.#next.at, problem });
  }

  #advance(): void {
    this.#next = this.#read(this.#next.at + this.#next.text.length);
  }

  #read(from: number): Token {
    const token = tokenAt(this.#text, from);
    if (isCelProblem(token)) throw new Unreadable(token);
    return token;
  }
}
