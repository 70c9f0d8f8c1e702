import { parseGoDuration } from '../syntax/duration';

/** What is wrong with a timeout: that it is no duration, or below zero; undefined if nothing is, or none is given. */
export function timeoutFault(timeout: string | undefined): [found: string, hint: string] | undefined {
  if (timeout === undefined) return undefined;
  const time = parseGoDuration(timeout);
  if (time === undefined) return [`"${timeout}" is no duration`, 'write one such as "90m" or "1h30m"'];
  return time < 0 ? [`${timeout} is below zero`, 'give it time, or leave it out'] : undefined;
}
