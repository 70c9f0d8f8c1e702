import type { Origin } from '../graph/graph';
import { displayRef, type ObjectRef } from '../graph/object-ref';

/** An error would be refused by the cluster; a warning would be accepted and regretted. */
export type Severity = 'error' | 'warning';

/** Steps from an object's root to a field. */
export type FieldPath = readonly (string | number)[];

/** Something wrong with an object, where it is, and what would be right. */
export interface Diagnostic {
  /** Stable, such as `KN1204`; explained in docs/rules.md. */
  readonly code: string;
  readonly severity: Severity;
  /** What was found, in one sentence without a full stop. */
  readonly message: string;
  /** The field, as a path such as `spec.traffic[1].percent`; empty for the object as a whole. */
  readonly path: string;
  /** The same path in steps, for finding the line of a file. */
  readonly at: FieldPath;
  readonly object: ObjectRef;
  readonly origin: Origin;
  /** What would be right. */
  readonly hint?: string;
}

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** Writes a path as people write it: `spec.traffic[1].percent`, `metadata.annotations["a.b/c"]`. */
export function formatPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (PLAIN_KEY.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** Where the object of a diagnostic comes from: the construct's path, else the file, else its kind and name. */
export function subjectOf({ origin, object }: Diagnostic): string {
  return origin.construct ?? origin.file ?? displayRef(object);
}

/** One line that says it all: `KN1204 shop/hello: traffic sums to 90 (spec.traffic): make it sum to 100`. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { code, message, path, hint } = diagnostic;
  const where = path === '' ? '' : ` (${path})`;
  return `${code} ${subjectOf(diagnostic)}: ${message}${where}${hint === undefined ? '' : `: ${hint}`}`;
}

const BY_SEVERITY: Record<Severity, number> = { error: 0, warning: 1 };

/** Errors first; otherwise the order of the objects and rules is kept. */
export function bySeverity(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort((a, b) => BY_SEVERITY[a.severity] - BY_SEVERITY[b.severity]);
}
