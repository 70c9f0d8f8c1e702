import type { FoundObject } from '../../manifests';
import type { Severity } from '../../rules/diagnostic';
import { count, type ValidationReport } from '../report';

/** What `validate --format json` prints: a contract that changes only together with `version`. */
export interface ValidationJson {
  readonly version: 1;
  readonly summary: {
    readonly files: number;
    readonly objects: number;
    readonly errors: number;
    readonly warnings: number;
  };
  readonly diagnostics: readonly DiagnosticJson[];
}

export interface DiagnosticJson {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** The field; empty for the object or file as a whole. */
  readonly path: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Which document of the file, from 1. */
  readonly document: number;
  /** Absent where the file itself is at fault. */
  readonly object?: FoundObject;
}

/** For programs. */
export function toJson(report: ValidationReport): string {
  const { files, objects, findings } = report;
  const json: ValidationJson = {
    version: 1,
    summary: { files, objects, errors: count(report, 'error'), warnings: count(report, 'warning') },
    diagnostics: findings.map(({ code, severity, message, hint, path, file, line, column, document, object }) => ({
      code,
      severity,
      message,
      hint,
      path,
      file,
      line,
      column,
      document: document + 1,
      object,
    })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
