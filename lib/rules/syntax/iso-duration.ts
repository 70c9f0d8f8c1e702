/**
 * ISO 8601 durations as Eventing reads them, which is as github.com/rickb777/date v1.13 does: tenths are the
 * smallest part, what follows the first decimal is dropped, and fields carry over into 16 bits.
 */
export interface IsoDuration {
  /** The fields, in tenths of their unit, each with the sign of the whole. */
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

type Field = keyof IsoDuration;

const DATE_MARKS: readonly (readonly [mark: string, field: Field, factor: bigint])[] = [
  ['Y', 'years', 1n],
  ['M', 'months', 1n],
  ['W', 'days', 7n],
  ['D', 'days', 1n],
];

const TIME_MARKS: typeof DATE_MARKS = [
  ['H', 'hours', 1n],
  ['M', 'minutes', 1n],
  ['S', 'seconds', 1n],
];

type Parts = Record<Field, bigint>;

const int64 = (value: bigint): bigint => BigInt.asIntN(64, value);
const int16 = (value: bigint): number => Number(BigInt.asIntN(16, value));

/** Reads a duration; undefined if Eventing would not. */
export function parseIsoDuration(text: string): IsoDuration | undefined {
  const parts: Parts = { years: 0n, months: 0n, days: 0n, hours: 0n, minutes: 0n, seconds: 0n };
  if (text === 'P0') return finish(parts, false);
  const [, sign, body] = /^([-+]?)P([\s\S]*)$/.exec(text) ?? [];
  if (body === undefined) return undefined;

  const time = body.indexOf('T');
  const fields = readFields(time < 0 ? body : body.slice(0, time), DATE_MARKS, parts);
  if (fields === undefined) return undefined;
  const timeFields = time < 0 ? 0 : readFields(body.slice(time + 1), TIME_MARKS, parts);
  if (timeFields === undefined || fields + timeFields === 0) return undefined;
  return finish(parts, sign === '-');
}

/** Reads `5D12H…` into parts and tells how many fields there were; undefined if something is left over. */
function readFields(text: string, marks: typeof DATE_MARKS, parts: Parts): number | undefined {
  let rest = text;
  let count = 0;
  for (const [mark, field, factor] of marks) {
    const end = rest.indexOf(mark);
    if (end <= 0) continue;
    const tenths = readTenths(rest.slice(0, end));
    if (tenths === undefined) return undefined;
    parts[field] = int64(parts[field] + tenths * factor);
    rest = rest.slice(end + 1);
    count++;
  }
  return rest === '' ? count : undefined;
}

const MAX_INT64 = 2n ** 63n - 1n;

/** A number in tenths. Only the first digit after the point or comma is looked at, whatever follows. */
function readTenths(text: string): bigint | undefined {
  let point = text.indexOf('.');
  if (point < 0) point = text.indexOf(',');
  const digits = point < 0 ? `${text}0` : text.slice(0, point) + (text[point + 1] ?? '0');
  if (!/^[-+]?[0-9]+$/.test(digits)) return undefined;
  const value = BigInt(digits.replace('+', ''));
  return value > MAX_INT64 || value < -MAX_INT64 - 1n ? undefined : value;
}

/** Carries seconds into minutes and so on, lets only the smallest field keep a fraction, and narrows to 16 bits. */
function finish(parts: Parts, signed: boolean): IsoDuration {
  let negative = signed;
  if (!negative) {
    for (const field of Object.keys(parts) as Field[]) {
      if (parts[field] >= 0n) continue;
      parts[field] = int64(-parts[field]);
      negative = true;
    }
  }
  carry(parts);
  moveFractions(parts);
  const narrow = (value: bigint): number => int16(negative ? -value : value) || 0;
  const { years, months, days, hours, minutes, seconds } = parts;
  return {
    years: narrow(years),
    months: narrow(months),
    days: narrow(days),
    hours: narrow(hours),
    minutes: narrow(minutes),
    seconds: narrow(seconds),
  };
}

/** Days of a mean month of the Gregorian calendar, in millionths. */
const MONTH = 30_436_875n;
const MILLION = 1_000_000n;

/** Hours above this would not fit 16 bits once everything below them has carried. */
const MOST_HOURS = 32_204n;
const MOST_DAYS = 32_760n;

function carry(p: Parts): void {
  p.minutes = int64(p.minutes + (p.seconds / 600n) * 10n);
  p.seconds %= 600n;
  p.hours = int64(p.hours + (p.minutes / 600n) * 10n);
  p.minutes %= 600n;
  if (p.hours > MOST_HOURS) {
    p.days = int64(p.days + (p.hours / 240n) * 10n);
    p.hours %= 240n;
  }
  if (p.days > MOST_DAYS) {
    const millionths = int64(p.days * MILLION);
    p.months = int64(p.months + millionths / MONTH);
    p.days = (millionths % MONTH) / MILLION;
  }
  p.years = int64(p.years + (p.months / 120n) * 10n);
  p.months %= 120n;
}

function moveFractions(p: Parts): void {
  const order: readonly Field[] = ['years', 'months', 'days', 'hours', 'minutes', 'seconds'];
  const intoNext: readonly ((tenth: bigint) => bigint)[] = [
    (tenth) => tenth * 12n,
    (tenth) => (tenth * MONTH) / MILLION,
    (tenth) => tenth * 24n,
    (tenth) => tenth * 60n,
    (tenth) => tenth * 60n,
  ];
  intoNext.forEach((convert, i) => {
    const field = order[i]!;
    const smaller = order.slice(i + 1);
    const tenth = p[field] % 10n;
    if (tenth === 0n || smaller.every((name) => p[name] === 0n)) return;
    p[smaller[0]!] = int64(p[smaller[0]!] + convert(tenth));
    p[field] = (p[field] / 10n) * 10n;
  });
}

export function isZeroDuration(duration: IsoDuration): boolean {
  return Object.values(duration).every((tenths) => tenths === 0);
}

export function isNegativeDuration(duration: IsoDuration): boolean {
  return Object.values(duration).some((tenths) => tenths < 0);
}

/** Seconds of a duration; months and years count with their mean length. */
export function secondsOf({ years, months, days, hours, minutes, seconds }: IsoDuration): number {
  const dayTenths = years * 365.2425 + months * 30.436875 + days;
  return (dayTenths * 86_400 + hours * 3600 + minutes * 60 + seconds) / 10;
}
