import type { CelExpression } from '../../rules/syntax/cel/expression';
import { isCelProblem } from '../../rules/syntax/cel/lexer';
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

/** What the variables of macros stand for. */
type Scope = ReadonlyMap<string, Value>;

/** What an expression comes to, or why it comes to nothing. */
export type CelResult = { readonly value: Value } | { readonly problem: string };

const NOTHING: Scope = new Map();

/**
 * Evaluates an expression of the Common Expression Language that uses nothing but itself, as Tekton has its conditions:
 * what is known of a run is put into the text before.
 */
export function evaluateCel(text: string): CelResult {
  const read = readCel(text);
  if (isCelProblem(read)) return { problem: told(text, read.at, `Syntax error: ${read.problem}`) };
  const [unknown] = [...read.variables, ...read.functions.filter(({ name }) => !isFunction(name))];
  if (unknown !== undefined) {
    return { problem: told(text, unknown.at, `undeclared reference to '${unknown.name}' (in container '')`) };
  }
  try {
    return { value: evaluated(read.expression, NOTHING) };
  } catch (error) {
    if (error instanceof CelFault) return { problem: error.message };
    throw error;
  }
}

function isFunction(name: string): boolean {
  return Object.hasOwn(functions, name) || Object.hasOwn(MACROS, name) || name === 'has';
}

/** A problem with its line and column, as cel-go tells it. */
function told(text: string, at: number, problem: string): string {
  const lines = text.slice(0, at).split('\n');
  return `ERROR: <input>:${lines.length}:${(lines.at(-1) ?? '').length + 1}: ${problem}`;
}

function evaluated(expression: CelExpression, scope: Scope): Value {
  const value = (part: CelExpression) => evaluated(part, scope);
  switch (expression.kind) {
    case 'literal':
      return literal(expression.text);
    case 'constant':
      return expression.value;
    case 'name':
      return scope.get(expression.name) ?? null;
    case 'select':
      return element(value(expression.of), expression.field);
    case 'index':
      return element(value(expression.of), value(expression.by));
    case 'call':
      return called(expression, scope);
    case 'macro':
      return looped(expression, scope);
    case 'list':
      return expression.items.map(value);
    case 'map':
      return new Map(expression.entries.map(([key, each]) => [value(key) as Key, value(each)]));
    case 'message':
      throw new CelFault('there are no messages here');
    case 'unary':
      return expression.sign === '!'
        ? !asBoolean(value(expression.operand), '!_')
        : negative(value(expression.operand));
    case 'binary':
      return combined(expression, scope);
    case 'conditional':
      return value(asBoolean(value(expression.condition), '_?_:_') ? expression.first : expression.second);
  }
}

type Of<Kind extends CelExpression['kind']> = Extract<CelExpression, { kind: Kind }>;

function negative(value: Value): Value {
  if (typeof value === 'bigint') return -value;
  if (typeof value === 'number') return -value;
  throw noOverload('-_', [value]);
}

function asBoolean(value: Value, sign: string): boolean {
  if (typeof value !== 'boolean') throw noOverload(sign, [value]);
  return value;
}

function combined({ sign, left, right }: Of<'binary'>, scope: Scope): Value {
  if (sign === '||' || sign === '&&') return either([left, right], sign, scope);
  const [a, b] = [evaluated(left, scope), evaluated(right, scope)];
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
    case '>=':
      return compared(a, b, '_>=_') >= 0;
    default:
      return computed(sign, a, b);
  }
}

/** Either side may decide alone, even where the other one fails. */
function either(sides: readonly CelExpression[], sign: '||' | '&&', scope: Scope): boolean {
  const deciding = sign === '||';
  let fault: CelFault | undefined;
  for (const side of sides) {
    try {
      if (asBoolean(evaluated(side, scope), `_${sign}_`) === deciding) return deciding;
    } catch (error) {
      if (!(error instanceof CelFault)) throw error;
      fault ??= error;
    }
  }
  if (fault !== undefined) throw fault;
  return !deciding;
}

function called({ name, of, parts }: Of<'call'>, scope: Scope): Value {
  if (name === 'has' && of === undefined && parts.length === 1) return isThere(parts[0]!, scope);
  const values = [...(of === undefined ? [] : [of]), ...parts].map((part) => evaluated(part, scope));
  const result = Object.hasOwn(functions, name) ? functions[name]!(values) : undefined;
  if (result === undefined) throw noOverload(name, values);
  return result;
}

function isThere(field: CelExpression, scope: Scope): boolean {
  try {
    evaluated(field, scope);
    return true;
  } catch (error) {
    if (error instanceof CelFault) return false;
    throw error;
  }
}

function looped({ name, of, variable, parts }: Of<'macro'>, scope: Scope): Value {
  const each = (item: Value) => parts.map((part) => () => evaluated(part, new Map(scope).set(variable, item)));
  return MACROS[name]!(itemsOf(evaluated(of, scope), name), each);
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
