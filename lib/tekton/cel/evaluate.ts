import { isCelProblem, type Token, tokenAt } from '../../rules/syntax/cel/lexer';
import { readCel } from '../../rules/syntax/cel/parser';
import { literal } from './literals';
import {
  CelFault,
  compared,
  computed,
  contains,
  element,
  equal,
  functions,
  isList,
  isMap,
  type Key,
  noOverload,
  type Value,
} from './values';

type Scope = ReadonlyMap<string, Value>;
type Node = (scope: Scope) => Value;

/** What an expression comes to, or why it comes to nothing. */
export type CelResult = { readonly value: Value } | { readonly problem: string };

const NOTHING: Scope = new Map();

/**
 * Evaluates an expression of the Common Expression Language that uses nothing but itself, as Tekton has its conditions:
 * what is known of a run is put into the text before.
 */
export function evaluateCel(text: string): CelResult {
  const names = readCel(text);
  if (isCelProblem(names)) return { problem: told(text, names.at, `Syntax error: ${names.problem}`) };
  const [unknown] = names.variables;
  if (unknown !== undefined) {
    return { problem: told(text, unknown.at, `undeclared reference to '${unknown.name}' (in container '')`) };
  }
  const strange = names.functions.find(({ name }) => !(name in functions) && !(name in MACROS) && name !== 'has');
  if (strange !== undefined) {
    return { problem: told(text, strange.at, `undeclared reference to '${strange.name}' (in container '')`) };
  }
  try {
    return { value: new Reader(text).read()(NOTHING) };
  } catch (error) {
    if (error instanceof CelFault) return { problem: error.message };
    throw error;
  }
}

/** A problem with its line and column, as cel-go tells it. */
function told(text: string, at: number, problem: string): string {
  const lines = text.slice(0, at).split('\n');
  return `ERROR: <input>:${lines.length}:${(lines.at(-1) ?? '').length + 1}: ${problem}`;
}

const RELATIONS = ['<', '<=', '>=', '>', '==', '!=', 'in'];

/** Reads an expression that is known to be well formed into what evaluates it. */
class Reader {
  readonly #text: string;
  #next: Token;

  public constructor(text: string) {
    this.#text = text;
    this.#next = this.#read(0);
  }

  public read(): Node {
    return this.#expression();
  }

  #expression(): Node {
    const condition = this.#or();
    if (!this.#take('?')) return condition;
    const first = this.#or();
    this.#take(':');
    const second = this.#expression();
    return (scope) => (asBoolean(condition(scope), '_?_:_') ? first(scope) : second(scope));
  }

  #or(): Node {
    let left = this.#and();
    while (this.#take('||')) left = either(left, this.#and(), true);
    return left;
  }

  #and(): Node {
    let left = this.#relation();
    while (this.#take('&&')) left = either(left, this.#relation(), false);
    return left;
  }

  #relation(): Node {
    let left = this.#sum();
    for (let sign = this.#sign(RELATIONS); sign !== undefined; sign = this.#sign(RELATIONS)) {
      left = related(sign, left, this.#sum());
    }
    return left;
  }

  #sum(): Node {
    return this.#operations(['+', '-'], () => this.#product());
  }

  #product(): Node {
    return this.#operations(['*', '/', '%'], () => this.#unary());
  }

  #operations(signs: readonly string[], operand: () => Node): Node {
    let left = operand();
    for (let sign = this.#sign(signs); sign !== undefined; sign = this.#sign(signs)) {
      const [before, by, right] = [left, sign, operand()];
      left = (scope) => computed(by, before(scope), right(scope));
    }
    return left;
  }

  #unary(): Node {
    if (this.#take('!')) {
      const operand = this.#unary();
      return (scope) => !asBoolean(operand(scope), '!_');
    }
    if (!this.#take('-')) return this.#member();
    const operand = this.#unary();
    return (scope) => {
      const value = operand(scope);
      if (typeof value === 'bigint') return -value;
      if (typeof value === 'number') return -value;
      throw noOverload('-_', [value]);
    };
  }

  #member(): Node {
    let value = this.#primary();
    for (;;) {
      if (this.#take('[')) {
        const [container, at] = [value, this.#expression()];
        this.#take(']');
        value = (scope) => element(container(scope), at(scope));
      } else if (this.#take('.')) value = this.#selected(value);
      else return value;
    }
  }

  #selected(of: Node): Node {
    const name = this.#name();
    if (!this.#take('(')) return (scope) => element(of(scope), name);
    const macro = MACROS[name];
    if (macro === undefined) return called(name, [of, ...this.#items(')')]);
    const variable = this.#name();
    this.#take(',');
    const parts = this.#items(')');
    return (scope) => {
      const each = (item: Value) => parts.map((part) => () => part(new Map(scope).set(variable, item)));
      return macro(itemsOf(of(scope), name), each);
    };
  }

  #primary(): Node {
    const token = this.#next;
    if (token.kind === 'literal') {
      this.#advance();
      const value = literal(token.text);
      return () => value;
    }
    if (this.#take('(')) {
      const inner = this.#expression();
      this.#take(')');
      return inner;
    }
    if (this.#take('[')) {
      const items = this.#items(']');
      return (scope) => items.map((item) => item(scope));
    }
    if (this.#take('{')) return this.#map();
    this.#take('.');
    return this.#named(this.#name());
  }

  #named(name: string): Node {
    if (name === 'true' || name === 'false') return () => name === 'true';
    if (name === 'null') return () => null;
    if (!this.#take('(')) return (scope) => scope.get(name) ?? null;
    if (name !== 'has') return called(name, this.#items(')'));
    const [field] = this.#items(')');
    return (scope) => {
      try {
        field!(scope);
        return true;
      } catch (error) {
        if (error instanceof CelFault) return false;
        throw error;
      }
    };
  }

  #map(): Node {
    const entries: [Node, Node][] = [];
    while (!this.#take('}')) {
      const key = this.#expression();
      this.#take(':');
      entries.push([key, this.#expression()]);
      this.#take(',');
    }
    return (scope) => new Map(entries.map(([key, value]) => [key(scope) as Key, value(scope)]));
  }

  #items(closing: string): readonly Node[] {
    const items: Node[] = [];
    while (!this.#take(closing)) {
      items.push(this.#expression());
      this.#take(',');
    }
    return items;
  }

  #name(): string {
    const { text } = this.#next;
    this.#advance();
    return text;
  }

  #sign(signs: readonly string[]): string | undefined {
    const { kind, text } = this.#next;
    if (kind === 'literal' || !signs.includes(text)) return undefined;
    this.#advance();
    return text;
  }

  #take(sign: string): boolean {
    if (this.#next.kind !== 'sign' || this.#next.text !== sign) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    this.#next = this.#read(this.#next.at + this.#next.text.length);
  }

  #read(from: number): Token {
    const token = tokenAt(this.#text, from);
    if (isCelProblem(token)) throw new CelFault(token.problem);
    return token;
  }
}

function asBoolean(value: Value, sign: string): boolean {
  if (typeof value !== 'boolean') throw noOverload(sign, [value]);
  return value;
}

/** Either side may decide alone, even where the other one fails. */
function either(left: Node, right: Node, deciding: boolean): Node {
  const sign = deciding ? '_||_' : '_&&_';
  return (scope) => {
    let fault: CelFault | undefined;
    for (const side of [left, right]) {
      try {
        if (asBoolean(side(scope), sign) === deciding) return deciding;
      } catch (error) {
        if (!(error instanceof CelFault)) throw error;
        fault ??= error;
      }
    }
    if (fault !== undefined) throw fault;
    return !deciding;
  };
}

function related(sign: string, left: Node, right: Node): Node {
  return (scope) => {
    const [a, b] = [left(scope), right(scope)];
    switch (sign) {
      case '==':
        return equal(a, b);
      case '!=':
        return !equal(a, b);
      case 'in':
        return contains(b, a);
      case '<':
        return compared(a, b, '_<_') < 0;
      case '<=':
        return compared(a, b, '_<=_') <= 0;
      case '>':
        return compared(a, b, '_>_') > 0;
      default:
        return compared(a, b, '_>=_') >= 0;
    }
  };
}

function called(name: string, parts: readonly Node[]): Node {
  return (scope) => {
    const values = parts.map((part) => part(scope));
    const result = functions[name]?.(values);
    if (result === undefined) throw noOverload(name, values);
    return result;
  };
}

function itemsOf(value: Value, macro: string): readonly Value[] {
  if (isList(value)) return value;
  if (isMap(value)) return [...value.keys()];
  throw noOverload(macro, [value]);
}

type Macro = (items: readonly Value[], each: (item: Value) => readonly (() => Value)[]) => Value;

const passes = (test: () => Value, macro: string) => asBoolean(test(), macro);

const exactlyOne: Macro = (items, each) => items.filter((item) => passes(each(item)[0]!, 'exists_one')).length === 1;

/** Methods that look at each item under a name. */
const MACROS: Readonly<Record<string, Macro>> = {
  all: (items, each) => items.every((item) => passes(each(item)[0]!, 'all')),
  exists: (items, each) => items.some((item) => passes(each(item)[0]!, 'exists')),
  exists_one: exactlyOne,
  existsOne: exactlyOne,
  filter: (items, each) => items.filter((item) => passes(each(item)[0]!, 'filter')),
  map: (items, each) =>
    items.flatMap((item) => {
      const [first, second] = each(item);
      if (second === undefined) return [first!()];
      return passes(first!, 'map') ? [second()] : [];
    }),
};
