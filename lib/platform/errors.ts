import { type PlatformFault, platformFaults } from './faults';

/** The platform's versions, files or images are not what they should be. */
export class PlatformError extends Error {
  public override readonly name = 'PlatformError';
  /** Stable, such as `KP0111`; explained in docs/rules.md. */
  public readonly code: string;

  public constructor(
    public readonly fault: PlatformFault,
    /** What was found; a list of several things ends with its own line. */
    found: string,
    /** What would be right. */
    public readonly hint?: string,
  ) {
    const { code } = platformFaults[fault];
    const joined = hint === undefined || found.endsWith('\n') ? found : `${found}: `;
    super(`${code} ${joined}${hint ?? ''}`);
    this.code = code;
  }
}
