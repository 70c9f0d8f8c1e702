import { nearest } from '../../nearest';
import { asAttributeName, CORE_ATTRIBUTES } from '../../syntax/attribute-name';
import type { Expression, Span } from './ast';
import { walk } from './ast';
import { contradictions } from './contradiction';
import { functionNamed, functions, type ValueType } from './functions';
import { knownValue } from './known';
import type { Parsed } from './parser';

/** What can be amiss in an expression that parses. */
export type CesqlFault =
  | 'unknown-function'
  | 'argument-count'
  | 'not-boolean'
  | 'never-true'
  | 'dropped-sign'
  | 'unquoted-string'
  | 'typographic-quote'
  | 'dash'
  | 'null'
  | 'camel-case'
  | 'not-binds-tighter';

export interface CesqlFinding extends Span {
  readonly fault: CesqlFault;
  readonly message: string;
  readonly hint?: string;
}

/** Everything that an author would regret about an expression, in the order of the faults above. */
export function checkCesql(source: string, parsed: Parsed): CesqlFinding[] {
  const parts = [...walk(parsed.expression)];
  return [
    ...parts.flatMap(callFindings),
    ...resultFindings(source, parsed.expression),
    ...droppedFindings(parsed),
    ...parts.flatMap((part) => nameFindings(source, part)),
    ...parts.flatMap((part) => notFindings(source, part)),
  ];
}

/** The type of an expression's value; an attribute may have any. */
export function typeOf(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'literal':
      if (typeof expression.value === 'string') return 'String';
      return typeof expression.value === 'number' ? 'Integer' : 'Boolean';
    case 'attribute':
      return 'Any';
    case 'call':
      return functionNamed(expression.name)?.returns ?? 'Any';
    case 'negate':
      return 'Integer';
    case 'binary':
      return ['+', '-', '*', '/', '%'].includes(expression.operator) ? 'Integer' : 'Boolean';
    default:
      return 'Boolean';
  }
}

function callFindings(part: Expression): CesqlFinding[] {
  if (part.kind !== 'call') return [];
  const { name, args, start, end } = part;
  const known = functionNamed(name);
  if (known === undefined) {
    const meant = nearest(name, Object.keys(functions));
    const hint =
      meant === undefined ? `there are ${Object.keys(functions).slice(0, -1).join(', ')}` : `did you mean ${meant}?`;
    return [{ fault: 'unknown-function', message: `there is no function ${name}`, hint, start, end }];
  }
  if (args.length >= known.least && args.length <= known.most) return [];
  const wanted = known.least === known.most ? `${known.least}` : `${known.least} to ${known.most}`;
  const message = `${name} has ${count(args.length, 'argument')}`;
  const hint = known.most === Number.POSITIVE_INFINITY ? `it takes ${known.least} or more` : `it takes ${wanted}`;
  return [{ fault: 'argument-count', message, hint, start, end }];
}

function resultFindings(source: string, expression: Expression): CesqlFinding[] {
  const span = { start: expression.start, end: expression.end };
  const type = typeOf(expression);
  if (expression.kind === 'attribute') {
    const message = `"${source}" is the value of an attribute, not true or false`;
    return [
      { fault: 'not-boolean', message, hint: `compare it with a value, or ask EXISTS ${expression.written}`, ...span },
    ];
  }
  if (type === 'String' || type === 'Integer') {
    const message = `"${source}" is ${type === 'String' ? 'a text' : 'a number'}, not true or false`;
    return [{ fault: 'not-boolean', message, hint: 'write a comparison', ...span }];
  }
  if (knownValue(expression) === false) {
    return [
      {
        fault: 'never-true',
        message: `"${source}" is false for every event`,
        hint: 'write a condition that some event meets',
        ...span,
      },
    ];
  }
  return contradictions(expression).map(({ attribute, values, start, end }) => ({
    fault: 'never-true',
    message: `"${attribute}" can't be ${values.map((value) => `"${value}"`).join(' and ')} at once`,
    hint: 'join the two by OR, or write IN',
    start,
    end,
  }));
}

const TYPOGRAPHIC_QUOTES = /[\u2018-\u201f\u00ab\u00bb\u2032\u2033\u0060\u00b4]/;

function droppedFindings({ dropped }: Parsed): CesqlFinding[] {
  return dropped.map(({ text, start, end }) =>
    TYPOGRAPHIC_QUOTES.test(text)
      ? {
          fault: 'typographic-quote',
          message: `${text} is no quote, so what follows is read as the name of an attribute`,
          hint: 'texts stand in \' or "',
          start,
          end,
        }
      : {
          fault: 'dropped-sign',
          message: `"${text}" means nothing here and is dropped`,
          hint: 'leave it out',
          start,
          end,
        },
  );
}

/** Names for "nothing" in other languages. */
const NOTHING = new Set(['null', 'nil', 'none', 'undefined']);

function nameFindings(source: string, part: Expression): CesqlFinding[] {
  if (part.kind === 'binary' && part.operator === '-') {
    const { left, right, start, end } = part;
    if (left.kind !== 'attribute' || right.kind !== 'attribute' || right.start !== left.end + 1) return [];
    const written = source.slice(start, end);
    const meant = asAttributeName(written);
    const hint = `names of attributes have no dash${meant === undefined ? '' : `: perhaps ${meant}`}`;
    return [
      { fault: 'dash', message: `"${written}" subtracts "${right.written}" from "${left.written}"`, hint, start, end },
    ];
  }
  if (part.kind === 'binary' && ['=', '!=', '<>'].includes(part.operator)) return comparedNames(part.left, part.right);
  if (part.kind !== 'attribute' && part.kind !== 'exists') return [];
  const { name, written, start, end } = part;
  if (!/[a-z]/.test(written) || !/[A-Z]/.test(written) || CORE_ATTRIBUTES.has(name)) return [];
  const message = `"${written}" is looked up as "${name}": names of attributes are in lower case`;
  return [{ fault: 'camel-case', message, hint: `write ${name}`, start, end }];
}

function comparedNames(left: Expression, right: Expression): CesqlFinding[] {
  if (right.kind !== 'attribute') return [];
  const { name, written, start, end } = right;
  if (NOTHING.has(name)) {
    const message = `"${written}" is the name of an attribute: CESQL has no ${written.toUpperCase()}`;
    const subject = left.kind === 'attribute' ? left.written : 'ATTRIBUTE';
    return [{ fault: 'null', message, hint: `write NOT EXISTS ${subject}`, start, end }];
  }
  // Comparing two attributes is legitimate; a core one is compared with a text in practice.
  if (left.kind !== 'attribute' || !CORE_ATTRIBUTES.has(left.name) || CORE_ATTRIBUTES.has(name)) return [];
  const message = `"${written}" without quotes is the name of an attribute`;
  return [{ fault: 'unquoted-string', message, hint: `write '${written}' if it is a text`, start, end }];
}

/** `NOT type = 'a'` is `(NOT type) = 'a'`, and a text can't be negated. */
function notFindings(source: string, part: Expression): CesqlFinding[] {
  let left: Expression;
  if (part.kind === 'like' || part.kind === 'in') left = part.operand;
  else if (part.kind === 'binary' && typeOf(part) === 'Boolean' && !['AND', 'OR', 'XOR'].includes(part.operator))
    left = part.left;
  else return [];
  if (left.kind !== 'not' || !['attribute', 'literal', 'call'].includes(left.operand.kind)) return [];
  if (typeOf(left.operand) === 'Boolean') return [];
  const { start, end } = left;
  const operand = source.slice(left.operand.start, left.operand.end);
  return [
    {
      fault: 'not-binds-tighter',
      message: `NOT takes "${operand}" alone, which is no truth value`,
      hint: `write NOT (${source.slice(left.operand.start, part.end)})`,
      start,
      end,
    },
  ];
}

function count(number: number, noun: string): string {
  return number === 1 ? `one ${noun}` : `${number} ${noun}s`;
}
