import { type Diagnostic, formatDiagnostic } from '../../lib/rules/diagnostic';

/** A program whose objects break rules. */
export class InvalidProgramError extends Error {
  public constructor(public readonly diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(formatDiagnostic).join('\n'));
    this.name = 'InvalidProgramError';
  }
}
