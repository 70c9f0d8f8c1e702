import { referenceTo, type Variable, variablesIn } from '../../../api/tekton/variables';
import { isFields } from '../../draft';
import { call, type Expression, list, literal, map, member, ours, template } from '../expression';

/** What a value is, of a param, a result or a variable. */
export interface ValueType {
  readonly type: 'string' | 'array' | 'object';
  /** The keys of an object. */
  readonly keys?: readonly string[];
}

/** A variable as an expression of the program. */
export interface TypedVariable extends ValueType {
  readonly expression: Expression;
}

/** Finds what a variable is in the program; undefined if it is no constant there. */
export type FindVariable = (variable: Variable) => TypedVariable | undefined;

/** The variables that the texts of an object may refer to. */
export class Variables {
  public constructor(private readonly find: FindVariable) {}

  /** A value, with constants of the program in place of the references in its texts. */
  public value(value: unknown): Expression {
    return this.typed(literal(value));
  }

  /** An expression whose texts stand alone, in a list or in a map. What is handed to a function stays as it is. */
  public typed(expression: Expression): Expression {
    switch (expression.kind) {
      case 'literal':
        return typeof expression.value === 'string' ? this.#text(expression.value) : expression;
      case 'list':
        return list(expression.items.map((item) => this.typed(item)));
      case 'map':
        return map(Object.fromEntries(expression.entries.map(([key, value]) => [key, this.typed(value)])));
      default:
        return expression;
    }
  }

  /** A text that has to be one for the compiler too. */
  public string(text: string): Expression {
    const expression = this.#text(text);
    return expression.kind === 'literal' || expression.kind === 'template' ? expression : template([expression]);
  }

  /** What a value is: a text that is nothing but a reference is what it refers to. */
  public typeOf(value: unknown): ValueType {
    if (Array.isArray(value)) return { type: 'array' };
    if (isFields(value)) return { type: 'object', keys: Object.keys(value) };
    const [reference] = typeof value === 'string' ? variablesIn(value) : [];
    const found = reference?.isWhole ? this.#found(reference) : undefined;
    return found === undefined ? { type: 'string' } : { type: found.type, ...(found.keys && { keys: found.keys }) };
  }

  #text(text: string): Expression {
    const parts: (string | Expression)[] = [];
    let at = 0;
    for (const reference of variablesIn(text)) {
      const found = this.#found(reference);
      if (found === undefined) continue;
      if (reference.isWhole) return found.expression;
      parts.push(text.slice(at, reference.offset), found.expression);
      at = reference.offset + reference.text.length;
    }
    // Between backticks the compiler takes every end of a line for the same one.
    if (parts.length === 0 || /[^\P{C}\n]/u.test(text)) return literal(text);
    return template([...parts, text.slice(at)].filter((part) => part !== ''));
  }

  /** Only what is written back in the same form. */
  #found({ text, variable }: ReturnType<typeof variablesIn>[number]): TypedVariable | undefined {
    return variable === undefined || referenceTo(variable) !== text ? undefined : this.find(variable);
  }
}

/** The part of a param or a result that a reference means; undefined where the constructs have none. */
export function partOf(
  whole: TypedVariable,
  { key, index }: Extract<Variable, { readonly kind: 'param' | 'taskResult' | 'stepResult' }>,
): TypedVariable | undefined {
  const { type, keys, expression } = whole;
  if (type === 'string') return key === undefined && index === undefined ? whole : undefined;
  if (key === undefined && index === '*') return whole;
  if (type === 'array' && key === undefined && typeof index === 'number') {
    return { type: 'string', expression: call(member(expression, 'at'), literal(index)) };
  }
  if (type === 'object' && key !== undefined && index === undefined && keys?.includes(key)) {
    return { type: 'string', expression: call(member(expression, 'get'), literal(key)) };
  }
  return undefined;
}

/** What Tekton knows of a run. */
export function contextVariable({ object, field }: Extract<Variable, { readonly kind: 'context' }>): TypedVariable {
  const property = field === 'retry-count' ? 'retryCount' : field;
  return { type: 'string', expression: ours(`RunContext.${object}.${property}`) };
}
