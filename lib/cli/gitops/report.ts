import { patchOf } from '../../render/gitops/differences';
import type { FileChange } from '../../render/gitops/folder';
import type { GitOpsFault } from '../../render/gitops/gitops-error';

/** What came of a run. */
interface Outcome {
  readonly changes: readonly FileChange[];
  readonly notes: readonly string[];
  readonly errors: readonly GitOpsFault[];
}

interface ReportOptions {
  readonly out: string;
  readonly check?: boolean;
  readonly format: 'text' | 'json';
}

/** What is written to standard output and to standard error. */
interface Report {
  readonly stdout: string;
  readonly stderr: string;
}

export function reportOf(outcome: Outcome, options: ReportOptions): Report {
  return options.format === 'json' ? asJson(outcome, options) : asText(outcome, options);
}

function asJson({ changes, notes, errors }: Outcome, { out, check = false }: ReportOptions): Report {
  const told = changes.map((change) => ({
    file: change.name,
    change: kindOf(change),
    ...(check && { diff: patchOf([change]) }),
  }));
  return { stdout: `${JSON.stringify({ version: 1, out, changes: told, notes, errors }, undefined, 2)}\n`, stderr: '' };
}

function asText({ changes, notes, errors }: Outcome, { out, check = false }: ReportOptions): Report {
  const lines = errors.map(({ code, subject, message, path, hint }) => {
    const where = path === '' ? subject : `${subject} ${path}`;
    return `error ${code} ${message}\n  at ${where}\n  hint: ${hint}\n`;
  });
  for (const note of notes) lines.push(`note: ${note}\n`);
  if (!check) {
    const written = changes.map((change) => `${kindOf(change).padEnd(8)}${change.name}\n`);
    return { stdout: written.join(''), stderr: lines.join('') };
  }
  if (changes.length > 0) {
    const files = changes.length === 1 ? 'One file' : `${changes.length} files`;
    lines.push(`${files} below ${out} would change: run the command without --check\n`);
  }
  return { stdout: patchOf(changes), stderr: lines.join('') };
}

function kindOf({ before, after }: FileChange): 'added' | 'changed' | 'removed' {
  if (before === undefined) return 'added';
  return after === undefined ? 'removed' : 'changed';
}
