import { type SynthFault, synthFaults } from '../../lib/rules/synth-faults';

export type { SynthFault };

/** A program that can't be synthesized: which construct, which property, what was found and what would be right. */
export class SynthError extends Error {
  /** Stable, such as `KG0001`; explained in docs/rules.md. */
  public readonly code: string;

  public constructor(
    fault: SynthFault,
    /** Path of the construct, such as `shop/hello`. */
    public readonly construct: string,
    /** The property, such as `env.TARGET`; empty for the construct as a whole. */
    public readonly path: string,
    found: string,
    /** What would be right. */
    public readonly hint?: string,
  ) {
    const { code } = synthFaults[fault];
    const where = path === '' ? '' : ` (${path})`;
    const who = construct === '' ? '' : `${construct}: `;
    super(`${code} ${who}${found}${where}${hint === undefined ? '' : `: ${hint}`}`);
    this.name = 'SynthError';
    this.code = code;
  }
}
