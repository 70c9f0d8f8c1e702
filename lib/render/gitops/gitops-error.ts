import { type GitOpsFaultName, gitOpsFaults } from '../../rules/gitops-faults';

/** One reason why objects can't become a tree of files, or a folder can't take it. */
export interface GitOpsFault {
  /** Stable, such as `KG0401`; explained in docs/rules.md. */
  readonly code: string;
  /** The object, as `Secret shop/token`, or the file. */
  readonly subject: string;
  /** What was found, in one sentence without a full stop. Tells no value of a Secret. */
  readonly message: string;
  /** The field, such as `stringData`; empty for the object or file as a whole. */
  readonly path: string;
  /** What would be right. */
  readonly hint: string;
}

/** Objects that can't become a tree of files, or a folder that can't take it. Nothing was written. */
export class GitOpsError extends Error {
  public constructor(
    /** All that is wrong. */
    public readonly faults: readonly GitOpsFault[],
  ) {
    super(faults.map(formatFault).join('\n'));
    this.name = 'GitOpsError';
  }
}

export function faultOf(name: GitOpsFaultName, subject: string, message: string, hint: string, path = ''): GitOpsFault {
  return { code: gitOpsFaults[name].code, subject, message, path, hint };
}

function formatFault({ code, subject, message, path, hint }: GitOpsFault): string {
  return `${code} ${subject}: ${message}${path === '' ? '' : ` (${path})`}: ${hint}`;
}
