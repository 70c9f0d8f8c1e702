/** What a param or a result is: one text, a list of texts, or texts by key. */
export type ParamType = 'string' | 'array' | 'object';

/**
 * The value of a param. Tekton keeps any other JSON, such as a number, as its text.
 * @anyValue
 */
export type ParamValue = string | readonly string[] | Readonly<Record<string, string>>;

/** A key of an object. */
export interface PropertySpec {
  /** What its value is; there are only texts. @default 'string' */
  readonly type?: 'string';
}

/** A param that something takes. */
export interface ParamSpec {
  /** Its name: `$(params.NAME)` stands for its value. */
  readonly name: string;
  /** What its value is. @default - as `properties` and `default` say, else `string` */
  readonly type?: ParamType;
  /** What it is for. */
  readonly description?: string;
  /** The keys of an object, each with its type. */
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  /**
   * Its value where none is given. @default - a value has to be given
   * @explicitPresence
   */
  readonly default?: ParamValue;
  /** The only values that there are, for texts. Needs the feature flag `enable-param-enum`. @default - any */
  readonly enum?: readonly string[];
}

/** The value that a param is given. */
export interface Param {
  /** The param's name. */
  readonly name: string;
  /**
   * Its value.
   * @neverMissing
   */
  readonly value: ParamValue;
}
