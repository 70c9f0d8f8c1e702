/** A stretch of an expression's text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '='
  | '!='
  | '<>'
  | '>='
  | '<='
  | '<'
  | '>'
  | 'AND'
  | 'OR'
  | 'XOR';

/** An expression of CloudEvents SQL. */
export type Expression = Literal | Attribute | Call | Unary | Like | Exists | In | Binary;

/** A string, a 32-bit integer or a boolean. */
export interface Literal extends Span {
  readonly kind: 'literal';
  readonly value: string | number | boolean;
}

/** The value of an event's attribute. */
export interface Attribute extends Span {
  readonly kind: 'attribute';
  /** In lower case, as it is looked up. */
  readonly name: string;
  /** As it was written. */
  readonly written: string;
}

export interface Call extends Span {
  readonly kind: 'call';
  /** In upper case, as it is looked up. */
  readonly name: string;
  readonly written: string;
  readonly args: readonly Expression[];
}

export interface Unary extends Span {
  readonly kind: 'not' | 'negate';
  readonly operand: Expression;
}

export interface Like extends Span {
  readonly kind: 'like';
  readonly operand: Expression;
  readonly pattern: string;
  /** Whether it says `NOT LIKE`. */
  readonly negated: boolean;
}

export interface Exists extends Span {
  readonly kind: 'exists';
  readonly name: string;
  readonly written: string;
}

export interface In extends Span {
  readonly kind: 'in';
  readonly operand: Expression;
  readonly set: readonly Expression[];
  /** Whether it says `NOT IN`. */
  readonly negated: boolean;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** The parts of an expression, in the order they are written. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'attribute':
    case 'exists':
      return [];
    case 'call':
      return expression.args;
    case 'not':
    case 'negate':
    case 'like':
      return [expression.operand];
    case 'in':
      return [expression.operand, ...expression.set];
    case 'binary':
      return [expression.left, expression.right];
  }
}

/** An expression and all that is in it. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* walk(child);
}
