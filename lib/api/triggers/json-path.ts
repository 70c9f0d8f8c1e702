/** Why a text is no JSONPath, and where. */
export interface JsonPathProblem {
  /** Character of the text, from 0. */
  readonly at: number;
  readonly problem: string;
}

/** A JSONPath as far as it matters here. */
export interface JsonPath {
  /** The field that the path begins with. */
  readonly root: string;
  /** The field after it, if one follows at once and by its name alone. */
  readonly second?: string;
}

/** Characters that end a name, unless a backslash stands before them. */
const TERMINATOR = /[\s.,[\]$@{}]/;

const INDEX = /^(\*|-?\d+|(-?\d*):(-?\d*)(:-?\d*)?)$/;
const QUOTED = /^('[^']*'|"[^"]*")$/;

/**
 * Reads a JSONPath in the relaxed form that Tekton Triggers takes: `a.b`, `.a.b` and `{.a.b}` mean the same. It is
 * Kubernetes' own dialect, in which a dot or a slash within a name is escaped by a backslash.
 */
export function readJsonPath(text: string): JsonPath | JsonPathProblem {
  const braced = text.startsWith('{') && text.endsWith('}');
  const end = braced ? text.length - 1 : text.length;
  let at = braced ? 1 : 0;
  if (text[at] === '.') at++;
  const steps: (string | undefined)[] = [];
  if (at >= end) return { at, problem: 'it is empty' };
  let isName = text[at] !== '[';
  while (at < end) {
    if (isName) {
      const name = nameAt(text, at, end);
      if (name.length === 0) return { at, problem: 'a name is missing' };
      steps.push(name.includes('\\') ? name.replace(/\\(.)/g, '$1') : name);
      at += name.length;
    } else if (text[at] === '[') {
      const close = closingBracket(text, at, end);
      if (close === undefined) return { at, problem: 'the bracket is not closed' };
      const problem = badSubscript(text.slice(at + 1, close).trim());
      if (problem !== undefined) return { at: at + 1, problem };
      steps.push(QUOTED.test(text.slice(at + 1, close).trim()) ? text.slice(at + 2, close - 1) : undefined);
      at = close + 1;
    }
    if (at >= end) break;
    isName = text[at] === '.';
    if (isName) at += text[at + 1] === '.' ? 2 : 1;
    else if (text[at] !== '[') return { at, problem: `"${text[at]}" can't stand here` };
    if (isName && at >= end) return { at, problem: 'a name is missing' };
    if (isName && text[at] === '[') isName = false;
  }
  const [root, second] = steps;
  return { root: root ?? '', ...(second !== undefined && { second }) };
}

export function isJsonPathProblem(path: JsonPath | JsonPathProblem): path is JsonPathProblem {
  return 'problem' in path;
}

function nameAt(text: string, from: number, end: number): string {
  let at = from;
  while (at < end && !TERMINATOR.test(text[at]!)) at += text[at] === '\\' ? 2 : 1;
  return text.slice(from, Math.min(at, end));
}

/** The bracket that closes the one at `from`; those in quotes don't count. */
function closingBracket(text: string, from: number, end: number): number | undefined {
  let depth = 0;
  let quote: string | undefined;
  for (let at = from; at < end; at++) {
    const character = text[at]!;
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === '[') depth++;
    else if (character === ']' && --depth === 0) return at;
  }
  return undefined;
}

function badSubscript(text: string): string | undefined {
  if (text === '') return 'nothing stands in the brackets';
  if (text.startsWith('?(')) return text.endsWith(')') ? undefined : 'the parenthesis of the filter is not closed';
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => INDEX.test(part) || QUOTED.test(part))) return undefined;
  return `"${text}" is no index: a name stands in quotes`;
}
