/** A condition without which something is skipped: input, operator and values, or an expression of CEL. */
export interface WhenExpression {
  /** The text that is looked for; variables are put in first. */
  readonly input?: string;
  /** Whether `input` has to be among `values` or not. */
  readonly operator?: 'in' | 'notin';
  /**
   * Texts, or one list as `$(params.NAME[*])`.
   * @listType atomic
   */
  readonly values?: readonly string[];
  /** An expression that says true or false. Needs the feature flag `enable-cel-in-whenexpression`. */
  readonly cel?: string;
}
