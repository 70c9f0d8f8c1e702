/** An expression of the Common Expression Language, part by part as it is written. */
export type CelExpression =
  /** A number or a text, as it is written. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'select'; readonly of: CelExpression; readonly field: string }
  | { readonly kind: 'index'; readonly of: CelExpression; readonly by: CelExpression }
  /** A function, or a method of what stands before the dot. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly of?: CelExpression;
      readonly parts: readonly CelExpression[];
    }
  /** A method that gives each item a name, under which its other arguments look at it. */
  | {
      readonly kind: 'macro';
      readonly name: string;
      readonly of: CelExpression;
      readonly variable: string;
      readonly parts: readonly CelExpression[];
    }
  | { readonly kind: 'list'; readonly items: readonly CelExpression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [CelExpression, CelExpression])[] }
  /** A message of a type, with values of its fields. */
  | {
      readonly kind: 'message';
      readonly type: CelExpression;
      readonly fields: readonly (readonly [string, CelExpression])[];
    }
  | { readonly kind: 'unary'; readonly sign: '!' | '-'; readonly operand: CelExpression }
  | {
      readonly kind: 'binary';
      readonly sign: BinarySign;
      readonly left: CelExpression;
      readonly right: CelExpression;
    }
  | {
      readonly kind: 'conditional';
      readonly condition: CelExpression;
      readonly first: CelExpression;
      readonly second: CelExpression;
    };

/** Operators from those that bind loosest to those that bind tightest. */
export const LEVELS = [['||'], ['&&'], ['<', '<=', '>=', '>', '==', '!=', 'in'], ['+', '-'], ['*', '/', '%']] as const;

export type BinarySign = (typeof LEVELS)[number][number];
