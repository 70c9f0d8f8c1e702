import type { FieldPath } from '../../diagnostic';

/** What is wrong, where, and what would be right: what a rule of one object and one of several tell alike. */
export interface Fault {
  readonly at: FieldPath;
  readonly found: string;
  readonly hint: string;
}
