const UNIT_NANOSECONDS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const WHOLE = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/;
const PART = /(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/g;
const MAX_NANOSECONDS = 2 ** 63;

/** Reads a duration as Go writes it (`90s`, `1h30m`, `1.5s`), in nanoseconds; undefined if it is none. */
export function parseGoDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  if (!WHOLE.test(text)) return undefined;
  let total = 0;
  for (const [, whole = '', fraction = '', unit = ''] of text.matchAll(PART)) {
    const size = UNIT_NANOSECONDS[unit]!;
    total += Number(whole) * size;
    // Go cuts what is finer than a nanosecond.
    if (fraction !== '') total += Math.trunc(Number(`0.${fraction}`) * size);
  }
  if (total >= MAX_NANOSECONDS) return undefined;
  return text.startsWith('-') ? -total : total;
}

/** Whether a duration in nanoseconds has no part of a second. */
export function isWholeSeconds(nanoseconds: number): boolean {
  return nanoseconds % 1e9 === 0;
}

/** Writes seconds as Go does: `1h0m0s`, `1m30s`, `0.5s`. */
export function formatGoDuration(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const all = Math.abs(seconds);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const rest = `${all % 60}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${rest}`;
  return minutes > 0 ? `${sign}${minutes}m${rest}` : `${sign}${rest}`;
}
