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

/** Words that are no names: CEL keeps them for later. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import', 'in', 'let', 'loop'],
  ...['package', 'namespace', 'return', 'var', 'void', 'while'],
]);
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/** Methods whose first argument names a variable that the others use. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'sortBy']);

/** Operators from those that bind loosest to those that bind tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** How deeply parts may be within each other, as cel-go has it. */
const DEEPEST = 250;

/** Reads an expression of the Common Expression Language; tells the names that it uses, or why it can't be read. */
export function readCel(text: string): CelNames | CelProblem {
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

  public read(): CelNames {
    this.#expression();
    if (this.#next.kind !== 'end') this.#unexpected();
    return { variables: this.#variables, functions: this.#functions };
  }

  #expression(): void {
    if (++this.#depth > DEEPEST) this.#fail('it is nested too deeply');
    this.#operation(0);
    if (this.#take('?')) {
      this.#operation(0);
      this.#expect(':');
      this.#expression();
    }
    this.#depth--;
  }

  #operation(level: number): void {
    const operators = LEVELS[level];
    if (operators === undefined) {
      this.#unary();
      return;
    }
    this.#operation(level + 1);
    while (this.#next.kind !== 'literal' && operators.includes(this.#next.text)) {
      this.#advance();
      this.#operation(level + 1);
    }
  }

  #unary(): void {
    const sign = this.#next.text;
    if (this.#next.kind === 'sign' && (sign === '!' || sign === '-')) while (this.#take(sign)) {}
    this.#member();
  }

  #member(): void {
    this.#primary();
    for (;;) {
      if (this.#take('.')) this.#selection();
      else if (this.#take('[')) {
        this.#expression();
        this.#expect(']');
        this.#mayBeMessage = false;
      } else if (this.#isSign('{') && this.#mayBeMessage) this.#fields();
      else return;
    }
  }

  /** A field or a method behind a dot. */
  #selection(): void {
    const { text: name, at } = this.#name();
    if (name === 'in' || CONSTANTS.has(name)) throw new Unreadable({ at, problem: `"${name}" is a reserved word` });
    if (this.#take('(')) {
      this.#functions.push({ name, at });
      this.#arguments(MACROS.has(name));
      this.#mayBeMessage = false;
    }
  }

  /** Whether what was read last is a dotted name, which a message of that type can follow. */
  #mayBeMessage = false;

  #primary(): void {
    const token = this.#next;
    this.#mayBeMessage = false;
    if (token.kind === 'literal') this.#advance();
    else if (token.kind === 'name') this.#nameOrCall();
    else if (this.#take('(')) {
      this.#expression();
      this.#expect(')');
    } else if (this.#take('[')) this.#list(']');
    else if (this.#isSign('{')) this.#entries();
    else if (this.#take('.')) this.#nameOrCall();
    else this.#unexpected();
  }

  #nameOrCall(): void {
    if (CONSTANTS.has(this.#next.text)) {
      this.#advance();
      return;
    }
    const { text: name, at } = this.#name();
    if (RESERVED.has(name)) throw new Unreadable({ at, problem: `"${name}" is a reserved word` });
    if (this.#take('(')) {
      this.#functions.push({ name, at });
      this.#arguments(false);
      return;
    }
    this.#mayBeMessage = true;
    if (!this.#bound.includes(name)) this.#variables.push({ name, at });
  }

  /** The arguments of a call; those of a macro begin with the name of a variable. */
  #arguments(isMacro: boolean): void {
    const outer = this.#bound;
    if (isMacro && this.#next.kind === 'name') {
      this.#bound = [...outer, this.#next.text];
      this.#advance();
      if (!this.#take(',')) this.#fail('a macro takes a variable and an expression, with a comma between them');
    }
    this.#list(')');
    this.#bound = outer;
  }

  /** Expressions up to a closing sign, before which lists may have a comma more. */
  #list(closing: ')' | ']'): void {
    while (!this.#take(closing)) {
      this.#expression();
      if (this.#take(',')) {
        if (closing === ')' && this.#isSign(')')) this.#unexpected();
        continue;
      }
      this.#expect(closing);
      return;
    }
  }

  #entries(): void {
    this.#advance();
    while (!this.#take('}')) {
      this.#expression();
      this.#expect(':');
      this.#expression();
      if (this.#take(',')) continue;
      this.#expect('}');
      return;
    }
  }

  #fields(): void {
    this.#advance();
    while (!this.#take('}')) {
      this.#name();
      this.#expect(':');
      this.#expression();
      if (this.#take(',')) continue;
      this.#expect('}');
      return;
    }
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
