import type { Expression, Span } from './ast';

/** An attribute that an expression wants to have several values at once. */
export interface Contradiction extends Span {
  readonly attribute: string;
  readonly values: readonly string[];
}

/** The texts that an attribute must be one of for a condition to hold. */
interface Wanted extends Span {
  readonly attribute: string;
  readonly values: readonly string[];
}

/** Attributes of which the conditions that AND joins want different texts, so that the whole is never true. */
export function contradictions(expression: Expression): Contradiction[] {
  const wantedBy = new Map<string, Wanted>();
  const found: Contradiction[] = [];
  for (const condition of conditions(expression)) {
    const wanted = wantedTexts(condition);
    if (wanted === undefined) continue;
    const before = wantedBy.get(wanted.attribute);
    if (before === undefined) {
      wantedBy.set(wanted.attribute, wanted);
      continue;
    }
    if (before.values.some((value) => wanted.values.includes(value))) continue;
    const { start, end, attribute } = wanted;
    found.push({ attribute, values: [before.values[0]!, wanted.values[0]!], start, end });
  }
  return found;
}

/** The conditions of an expression that must all hold. */
function conditions(expression: Expression): Expression[] {
  if (expression.kind !== 'binary' || expression.operator !== 'AND') return [expression];
  return [...conditions(expression.left), ...conditions(expression.right)];
}

/** The texts that an attribute must be one of, if that is all that a condition says. */
export function wantedTexts(condition: Expression): Wanted | undefined {
  const { start, end } = condition;
  if (condition.kind === 'in' && !condition.negated && condition.operand.kind === 'attribute') {
    const values = condition.set.map(textOf);
    if (values.some((value) => value === undefined)) return undefined;
    return { attribute: condition.operand.name, values: values as string[], start, end };
  }
  if (condition.kind !== 'binary' || condition.operator !== '=') return undefined;
  const [attribute, literal] =
    condition.left.kind === 'attribute' ? [condition.left, condition.right] : [condition.right, condition.left];
  const value = textOf(literal);
  if (attribute.kind !== 'attribute' || value === undefined) return undefined;
  return { attribute: attribute.name, values: [value], start, end };
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined;
}

/** The texts that an attribute must be one of for the whole expression to hold; undefined where any may do. */
export function requiredTexts(expression: Expression, attribute: string): readonly string[] | undefined {
  for (const condition of conditions(expression)) {
    const wanted = wantedTexts(condition);
    if (wanted?.attribute === attribute) return wanted.values;
  }
  return undefined;
}
