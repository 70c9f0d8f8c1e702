import { parseGoDuration } from '../api/config/duration';

const MILLION = 1e6;

/** A duration as Tekton writes it, in milliseconds; undefined where there is none. */
export function milliseconds(text: string | undefined): number | undefined {
  const nanoseconds = text === undefined ? undefined : parseGoDuration(text);
  return nanoseconds === undefined ? undefined : nanoseconds / MILLION;
}
