/** Types of values; `Any` takes every one. */
export type ValueType = 'String' | 'Integer' | 'Boolean' | 'Any';

/** A function that the data plane has. */
export interface FunctionSignature {
  readonly returns: ValueType;
  /** Numbers of arguments that it takes. */
  readonly least: number;
  readonly most: number;
}

const signature = (returns: ValueType, least: number, most = least): FunctionSignature => ({ returns, least, most });

/** The functions of CloudEvents SQL 1.0, and Knative's one of its own, by name. */
export const functions: Readonly<Record<string, FunctionSignature>> = {
  ABS: signature('Integer', 1),
  LENGTH: signature('Integer', 1),
  CONCAT: signature('String', 0, Number.POSITIVE_INFINITY),
  CONCAT_WS: signature('String', 1, Number.POSITIVE_INFINITY),
  LOWER: signature('String', 1),
  UPPER: signature('String', 1),
  TRIM: signature('String', 1),
  LEFT: signature('String', 2),
  RIGHT: signature('String', 2),
  SUBSTRING: signature('String', 2, 3),
  INT: signature('Integer', 1),
  BOOL: signature('Boolean', 1),
  STRING: signature('String', 1),
  IS_INT: signature('Boolean', 1),
  IS_BOOL: signature('Boolean', 1),
  KN_VERIFY_CORRELATION_ID: signature('Boolean', 6),
};

/** The signature of a function by its name in upper case; undefined for a function that nobody has. */
export function functionNamed(name: string): FunctionSignature | undefined {
  return Object.hasOwn(functions, name) ? functions[name] : undefined;
}
