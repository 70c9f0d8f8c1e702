/** An old form, what it is today, and what is told of it. */
export interface UpgradeCase {
  readonly title: string;
  /** What is read. */
  readonly old: string;
  /** What it becomes; empty if nothing is left. */
  readonly now: string;
  /** The codes of all changes that are told. */
  readonly codes: readonly string[];
}
