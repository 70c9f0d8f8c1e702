/**
 * A whole number of 32 bits without a sign.
 * @asType integer
 * @minimum 0
 * @maximum 4294967295
 */
export type UInt32 = number;

/**
 * A number with a fraction.
 * @format double
 */
export type Double = number;

/**
 * A number from 0 to 100, with a fraction.
 * @format double
 * @minimum 0
 * @maximum 100
 */
export type PercentNumber = number;

/** A span of time of one millisecond or more, such as `30s`, `1m30s` or `250ms`. */
export type IstioDuration = string;

/**
 * A label's value, of at most 63 characters.
 * @maxLength 63
 */
export type LabelValue = string;
