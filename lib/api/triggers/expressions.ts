import { soleVariable } from '../tekton/variables';

/** A `$(…)` in a text. */
export interface Expression {
  /** What stands between the parentheses. */
  readonly inner: string;
  /** Where the `$` is. */
  readonly start: number;
  /** Behind the closing parenthesis. */
  readonly end: number;
}

/** The expressions of a text. */
export interface Expressions {
  readonly closed: readonly Expression[];
  /** Where the `$` is of those whose parenthesis is not closed before the next expression or the end. */
  readonly unclosed: readonly number[];
}

/**
 * Finds the `$(…)` of a text as Tekton Triggers does: parentheses within one must be balanced, and an expression within
 * another leaves the outer one unclosed.
 */
export function expressionsIn(text: string): Expressions {
  const closed: Expression[] = [];
  const unclosed: number[] = [];
  for (let start = text.indexOf('$('); start >= 0; ) {
    const next = text.indexOf('$(', start + 2);
    const close = closingParenthesis(text, start + 2, next < 0 ? text.length : next);
    if (close === undefined) unclosed.push(start);
    else closed.push({ inner: text.slice(start + 2, close), start, end: close + 1 });
    start = next;
  }
  return { closed, unclosed };
}

function closingParenthesis(text: string, from: number, to: number): number | undefined {
  let open = 0;
  for (let i = from; i < to; i++) {
    if (text[i] === '(') open++;
    if (text[i] === ')' && open-- === 0) return i;
  }
  return undefined;
}

/** The text outside of its expressions, piece by piece. */
export function literalsIn(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of expressionsIn(text).closed) {
    pieces.push(text.slice(from, start));
    from = end;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== '');
}

/** What a value of a binding can take from a request. */
export const bindingRoots = ['body', 'header', 'extensions', 'context'] as const;

/** What a template's objects can use: a param of the template, or the one UUID of the event. */
export type TemplateVariable =
  | { readonly kind: 'param'; readonly name: string }
  | { readonly kind: 'uid' }
  /** Meant for a param, but written so that it stays as it is. */
  | { readonly kind: 'misspelt'; readonly name: string }
  /** A param of Tekton Pipelines, which is read later. */
  | { readonly kind: 'pipelines'; readonly name: string }
  | { readonly kind: 'other' };

/** Names that the webhook looks at, and that can be told apart from the text around them. */
const PARAM = /^tt\.params\.([_a-zA-Z][_a-zA-Z0-9.-]*)$/;

/** The forms that Tekton's own params have and those of a template do not, and slips of the first word. */
const MISSPELT = /^tt\.?(?:params?|Params?)(?:\.|\[\s*['"])([^'"\]]+?)(?:['"]\s*\])?$/;

/** What an expression within the objects of a template stands for. */
export function templateVariable(inner: string): TemplateVariable {
  const param = PARAM.exec(inner);
  if (param !== null) return { kind: 'param', name: param[1]! };
  if (inner === 'uid') return { kind: 'uid' };
  const misspelt = MISSPELT.exec(inner);
  if (misspelt !== null) return { kind: 'misspelt', name: misspelt[1]! };
  const ofPipelines = soleVariable(`$(${inner})`);
  return ofPipelines?.kind === 'param' ? { kind: 'pipelines', name: ofPipelines.name } : { kind: 'other' };
}

/** How the objects of a template use one of its params. */
export function paramExpression(name: string): string {
  return `$(tt.params.${name})`;
}
