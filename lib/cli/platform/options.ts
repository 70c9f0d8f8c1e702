import { InvalidArgumentError } from 'commander';
import { PlatformError, PlatformRelease } from '../../platform';
import { type ExitCode, exitCodes, type Io } from '../io';

/** Reads a release's name as an option gives it. */
export function releaseOption(name: string): PlatformRelease {
  try {
    return PlatformRelease.named(name);
  } catch (error) {
    if (error instanceof PlatformError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

/** Collects names, which may be given one by one or with commas. */
export function namesOption(text: string, earlier: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...earlier, ...names.filter((name) => name !== '')];
}

/** Runs a command, and tells of what its input did wrong. */
export async function tellingFaults(io: Io, command: () => Promise<void> | void): Promise<ExitCode> {
  try {
    await command();
    return exitCodes.good;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    io.stderr.write(`error: ${error.message}\n`);
    return exitCodes.input;
  }
}
