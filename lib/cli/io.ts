/** What a command reads and writes besides files; the process' own, or a test's. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Reads all of standard input. */
export async function readAll(stdin: Io['stdin']): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}

/** The exit codes: of a run that found nothing wrong, that failed by our fault, and whose input was wrong. */
export const exitCodes = { good: 0, failure: 1, input: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Words of help on exit codes, for every command. */
export const EXIT_CODE_HELP = `
Exit codes:
  0  all is well; there may be warnings
  1  cdk8s-knative itself failed
  2  something is wrong with the input or the options`;

const CODES = { red: 31, yellow: 33, cyan: 36, bold: 1, dim: 2 } as const;

/** Colours a text, or leaves it as it is where nobody sees colours. */
export type Paint = (style: keyof typeof CODES, text: string) => string;

/** Paints for a terminal. `NO_COLOR` and `FORCE_COLOR` decide against it or for it, whatever the output is. */
export function paintFor({ isTTY = false }: Output, env: Io['env']): Paint {
  return wantsColour(isTTY, env) ? (style, text) => `\u001b[${CODES[style]}m${text}\u001b[0m` : (_, text) => text;
}

function wantsColour(isTTY: boolean, { NO_COLOR: never, FORCE_COLOR: force, TERM: terminal }: Io['env']): boolean {
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (never !== undefined && never !== '') return false;
  return isTTY && terminal !== 'dumb';
}
