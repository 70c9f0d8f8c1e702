import type { Finding } from '../manifests';
import type { Severity } from '../rules/diagnostic';

/** The outcome of a validation, for the formats to write. */
export interface ValidationReport {
  readonly findings: readonly Finding[];
  /** How many files were read. */
  readonly files: number;
  /** How many objects they hold. */
  readonly objects: number;
}

export function count({ findings }: ValidationReport, severity: Severity): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** `2 errors and 1 warning in 5 objects of 3 files` */
export function summaryOf(report: ValidationReport): string {
  const found = [...plural(count(report, 'error'), 'error'), ...plural(count(report, 'warning'), 'warning')];
  const [objects = 'no objects'] = plural(report.objects, 'object');
  const [files = 'no files'] = plural(report.files, 'file');
  return `${found.join(' and ')} in ${objects} of ${files}`;
}

function plural(number: number, noun: string): string[] {
  return number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`];
}
