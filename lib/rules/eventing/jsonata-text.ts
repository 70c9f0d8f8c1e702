/** What is said of an expression that says nothing. */
export const EMPTY = 'the expression is empty';

/**
 * Faults of a JSONata expression that show without its grammar: it is empty, or quotes, comments or brackets are not
 * closed. Undefined where none of these is found, which does not say that the expression can be read.
 */
export function jsonataFault(expression: string): { readonly fault: string; readonly at: number } | undefined {
  if (withoutComments(expression).trim() === '') return { fault: EMPTY, at: 0 };
  const open: { readonly bracket: string; readonly at: number }[] = [];
  let isOperand = false;
  for (let at = 0; at < expression.length; at++) {
    const sign = expression[at]!;
    if (/\s/.test(sign)) continue;
    const end = skipped(expression, at, isOperand);
    if (typeof end === 'string') return { fault: end, at };
    if (CLOSING[sign] !== undefined && end === at) open.push({ bracket: sign, at });
    if (')]}'.includes(sign)) {
      const last = open.pop();
      if (last === undefined) return { fault: `"${sign}" closes nothing`, at };
      if (CLOSING[last.bracket] !== sign)
        return { fault: `"${sign}" stands where "${CLOSING[last.bracket]}" should`, at };
    }
    if (!expression.startsWith('/*', at)) isOperand = end > at || /[\w$)\]}%]/.test(sign);
    at = end;
  }
  const last = open.at(-1);
  return last && { fault: `"${last.bracket}" is never closed`, at: last.at };
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** The end of the text, name in backticks, comment or pattern that begins here; its own place if none does. */
function skipped(expression: string, at: number, afterOperand: boolean): number | string {
  const sign = expression[at]!;
  if (sign === '"' || sign === "'")
    return endOf(expression, at, sign) ?? `the text that begins with ${sign} never ends`;
  if (sign === '`') {
    const end = expression.indexOf('`', at + 1);
    return end < 0 ? 'the name that begins with ` never ends' : end;
  }
  if (expression.startsWith('/*', at)) {
    const end = expression.indexOf('*/', at + 2);
    return end < 0 ? 'the comment never ends' : end + 1;
  }
  // After an operand a slash divides, elsewhere a pattern begins.
  if (sign === '/' && !afterOperand) return endOf(expression, at, '/') ?? 'the pattern that begins with / never ends';
  return at;
}

/** Where a text ends that may have signs escaped by backslashes. */
function endOf(expression: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < expression.length; at++) {
    if (expression[at] === '\\') at++;
    else if (expression[at] === quote) return at;
  }
  return undefined;
}

function withoutComments(expression: string): string {
  return expression.replace(/\/\*[\s\S]*?\*\//g, '');
}

/**
 * The keys of the object that an expression makes, if it is nothing but an object with its keys written out;
 * undefined where that can't be seen.
 */
export function keysOfResult(expression: string): string[] | undefined {
  const text = withoutComments(expression).trim();
  if (!text.startsWith('{') || jsonataFault(text) !== undefined) return undefined;
  const keys: string[] = [];
  let depth = 0;
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (/\s/.test(sign)) continue;
    // Something comes after the object, such as a function that it is given to.
    if (depth === 0 && at > 0) return undefined;
    if (depth === 1 && expectsKey && sign !== '}') {
      const key = /^(["'])((?:(?!\1)[^\\])*)\1\s*:/.exec(text.slice(at));
      if (key === null) return undefined;
      keys.push(key[2]!);
      expectsKey = false;
      at += key[0].length - 1;
      continue;
    }
    if (CLOSING[sign] !== undefined) {
      depth++;
      expectsKey = depth === 1;
    } else if (')]}'.includes(sign)) depth--;
    else if (sign === ',' && depth === 1) expectsKey = true;
    else if ('"\'`'.includes(sign)) at = endOf(text, at, sign) ?? text.length;
  }
  return keys;
}
