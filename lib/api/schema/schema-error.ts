/** A way in which an object differs from its schema. */
export interface SchemaError {
  /** Where: the value that is wrong, or the field that is missing. */
  readonly path: (string | number)[];
  /** Which word of the schema it breaks: `type`, `required`, `pattern`, `duplicate` … */
  readonly keyword: string;
  /** What is wrong, to be read after the path. */
  readonly message: string;
  /** What would be right. */
  readonly expected?: string;
  /** The value that is there. */
  readonly found?: unknown;
  /** What to write instead, if that is plain. */
  readonly hint?: string;
}
