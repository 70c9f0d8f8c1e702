import { formatGoDuration } from './duration';
import type { ConfigKey } from './key';

/** What a program gives for a key: seconds for a duration, and texts of YAML or JSON already written. */
export type GivenValue = string | number | boolean | readonly string[] | Readonly<Record<string, string>>;

/**
 * The text of a key. Properties are put into those that the text has already: each of them in place of the line that
 * sets it, or at the end.
 */
export function keyText(key: ConfigKey, given: GivenValue, shipped = ''): string {
  if (key.type === 'properties') return withProperties(shipped, given as Readonly<Record<string, string>>);
  if (Array.isArray(given)) return given.join(',');
  if (key.type === 'duration' && typeof given === 'number') return formatGoDuration(given);
  if (key.type === 'text' && typeof given === 'string') return key.short?.[given] ?? given;
  return String(given);
}

function withProperties(shipped: string, given: Readonly<Record<string, string>>): string {
  const rest = new Map(Object.entries(given));
  const lines = shipped === '' ? [] : shipped.replace(/\n$/, '').split('\n');
  const changed = lines.map((line) => {
    const name = /^\s*([^#!\s=:][^\s=:]*)\s*[=:]/.exec(line)?.[1];
    const value = name === undefined ? undefined : rest.get(name);
    if (name === undefined || value === undefined) return line;
    rest.delete(name);
    return `${name}=${value}`;
  });
  const added = Array.from(rest, ([name, value]) => `${name}=${value}`);
  return [...changed, ...added].map((line) => `${line}\n`).join('');
}
