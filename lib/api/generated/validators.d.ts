// Generated from the interfaces in lib/api by `npm run generate`: do not edit.
interface Failure {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
interface Validator {
  (value: unknown): boolean;
  errors?: readonly Failure[] | null;
}
/** By `group/version/Kind`. */
declare const validators: Readonly<Record<string, Validator>>;
export = validators;
