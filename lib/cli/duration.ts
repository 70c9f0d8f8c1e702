import { InvalidArgumentError } from 'commander';
import { parseGoDuration } from '../api/config/duration';

const MILLION = 1e6;

/** Reads a duration as Go writes it, such as `90s`, `10m` or `1h30m`, in milliseconds. */
export function durationOption(text: string): number {
  const nanoseconds = /^[+-]/.test(text) ? undefined : parseGoDuration(text);
  if (nanoseconds === undefined) throw new InvalidArgumentError('Write it as 90s, 10m or 1h30m.');
  return nanoseconds / MILLION;
}
