import type { Binary, Expression } from './ast';

/** A value that CESQL has. */
export type Value = string | number | boolean;

/** What is known of an event: the attributes that are given have these values, of the others nothing is known. */
export type KnownAttributes = Readonly<Record<string, string>>;

/** The attributes that every event has. */
const REQUIRED = new Set(['id', 'source', 'specversion', 'type']);

/**
 * The value of an expression as far as it follows from what is known; undefined where it takes more.
 * Casts that could fail are left undefined too.
 */
export function knownValue(expression: Expression, known: KnownAttributes = {}): Value | undefined {
  const value = (part: Expression) => knownValue(part, known);
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'attribute':
      return known[expression.name];
    case 'exists':
      return REQUIRED.has(expression.name) || known[expression.name] !== undefined ? true : undefined;
    case 'not':
      return negated(asBoolean(value(expression.operand)), true);
    case 'negate': {
      const operand = value(expression.operand);
      return typeof operand === 'number' ? -operand : undefined;
    }
    case 'like': {
      const text = value(expression.operand);
      return text === undefined
        ? undefined
        : negated(matchesLike(String(text), expression.pattern), expression.negated);
    }
    case 'in': {
      const operand = value(expression.operand);
      if (operand === undefined) return undefined;
      const found = expression.set.map((item) => equal(operand, value(item)));
      if (found.includes(true)) return !expression.negated;
      return found.includes(undefined) ? undefined : expression.negated;
    }
    case 'binary':
      return binaryValue(expression, value);
    case 'call':
      return undefined;
  }
}

/** Whether a text matches a pattern of LIKE: `%` stands for any run, `_` for one sign, a backslash before them for themselves. */
export function matchesLike(text: string, pattern: string): boolean {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const sign = pattern[i]!;
    const next = pattern[i + 1];
    if (sign === '\\' && (next === '%' || next === '_')) {
      source += next;
      i++;
    } else if (sign === '%') source += '[\\s\\S]*';
    else if (sign === '_') source += '[\\s\\S]';
    else source += sign.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
  }
  return new RegExp(`^${source}$`).test(text);
}

function binaryValue(
  { operator, left, right }: Binary,
  value: (part: Expression) => Value | undefined,
): Value | undefined {
  const a = value(left);
  const b = value(right);
  switch (operator) {
    case 'AND':
    case 'OR': {
      const decisive = operator === 'OR';
      const sides = [asBoolean(a), asBoolean(b)];
      if (sides.includes(decisive)) return decisive;
      return sides.includes(undefined) ? undefined : !decisive;
    }
    case 'XOR': {
      const [x, y] = [asBoolean(a), asBoolean(b)];
      return x === undefined || y === undefined ? undefined : x !== y;
    }
    case '=':
      return equal(a, b);
    case '!=':
    case '<>':
      return negated(equal(a, b), true);
    default:
      return typeof a === 'number' && typeof b === 'number' ? numeric(operator, a, b) : undefined;
  }
}

function numeric(operator: string, a: number, b: number): Value | undefined {
  switch (operator) {
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** Equality of values of one type; between types it is a cast, which may fail. */
function equal(a: Value | undefined, b: Value | undefined): boolean | undefined {
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined;
  return a === b;
}

function asBoolean(value: Value | undefined): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function negated(value: boolean | undefined, negate: boolean): boolean | undefined {
  return value === undefined ? undefined : value !== negate;
}
