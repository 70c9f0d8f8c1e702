import { isTimeZone } from './timezone';

/** A schedule that a PingSource takes, read. */
export interface CronSchedule {
  /** Zone from a `TZ=` or `CRON_TZ=` prefix. */
  readonly zone?: string;
  /** Whether the schedule had a field for seconds. */
  readonly hasSeconds: boolean;
  readonly second: CronField;
  readonly minute: CronField;
  readonly hour: CronField;
  readonly dayOfMonth: CronField;
  readonly month: CronField;
  readonly dayOfWeek: CronField;
}

/** The values at which a field fires. */
export interface CronField {
  readonly values: ReadonlySet<number>;
  /** Whether it says `*` (or `?`) without a step: then it leaves the choice of day to the other day field. */
  readonly any: boolean;
}

/** Why a schedule is none, and which part of it is wrong. */
export interface CronError {
  readonly part: 'schedule' | 'timezone';
  readonly error: string;
}

interface Bounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const SECOND: Bounds = { name: 'second', min: 0, max: 59 };
const MINUTE: Bounds = { name: 'minute', min: 0, max: 59 };
const HOUR: Bounds = { name: 'hour', min: 0, max: 23 };
const DAY: Bounds = { name: 'day of the month', min: 1, max: 31 };
const MONTH: Bounds = {
  name: 'month',
  min: 1,
  max: 12,
  names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
};
const WEEKDAY: Bounds = {
  name: 'day of the week',
  min: 0,
  max: 6,
  names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'],
};

/** The schedules that have a name, written out. */
const DESCRIPTORS: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/** What Go counts as white space: JavaScript's `\s` has U+FEFF besides, and lacks U+0085. */
const SPACE = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const SPACES = new RegExp(`${SPACE}+`);
const ENDS = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');

/**
 * Reads a schedule as github.com/robfig/cron v3 does with optional seconds and descriptors, and as a PingSource
 * puts it together: its time zone goes before the schedule as `CRON_TZ=`. `@every` is refused.
 */
export function parseCron(schedule: string, timezone = ''): CronSchedule | CronError {
  if (schedule.includes('@every')) return bad('a PingSource knows no @every');
  let text = timezone === '' ? schedule : `CRON_TZ=${timezone} ${schedule}`;
  if (text === '') return bad('it is empty');

  let zone: string | undefined;
  const prefix = /^(?:CRON_)?TZ=/.exec(text)?.[0];
  if (prefix !== undefined) {
    const end = text.indexOf(' ');
    if (end < 0) return bad('after the time zone the schedule is missing');
    zone = text.slice(prefix.length, end);
    if (!isTimeZone(zone)) return { part: 'timezone', error: `"${zone}" is no IANA time zone` };
    text = text.slice(end).replace(ENDS, '');
  }
  if (text.startsWith('@')) {
    const written = Object.hasOwn(DESCRIPTORS, text) ? DESCRIPTORS[text] : undefined;
    return written === undefined ? bad(`"${text}" is not the name of a schedule`) : parseFields(written, zone);
  }
  return parseFields(text, zone);
}

export function isCronError(schedule: CronSchedule | CronError): schedule is CronError {
  return 'error' in schedule;
}

/**
 * How many fields a schedule has, without a time zone before them; 0 for a descriptor such as `@daily`.
 * Six fields are legal, but the first are then seconds: who counts on five gets something else.
 */
export function countCronFields(schedule: string): number {
  const text = schedule.replace(/^(?:CRON_)?TZ=\S* /, '').replace(ENDS, '');
  return text === '' || text.startsWith('@') ? 0 : text.split(SPACES).length;
}

/** Whether there is any moment at which the schedule fires; `0 0 31 2 *` has none. */
export function canFire({ second, minute, hour, dayOfMonth, month, dayOfWeek }: CronSchedule): boolean {
  if ([second, minute, hour, month].some(({ values }) => values.size === 0)) return false;
  const someDate = [...month.values].some((m) => [...dayOfMonth.values].some((day) => day <= longestMonth(m)));
  const someWeekday = dayOfWeek.values.size > 0;
  // With a star in either field both must match, else one of them is enough.
  return dayOfMonth.any || dayOfWeek.any ? someDate && someWeekday : someDate || someWeekday;
}

function longestMonth(month: number): number {
  if (month === 2) return 29;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function bad(error: string): CronError {
  return { part: 'schedule', error };
}

function parseFields(text: string, zone: string | undefined): CronSchedule | CronError {
  const texts = text.split(SPACES).filter((field) => field !== '');
  if (texts.length !== 5 && texts.length !== 6) {
    return bad(`it has ${texts.length} field${texts.length === 1 ? '' : 's'}, not five or six`);
  }
  const hasSeconds = texts.length === 6;
  if (!hasSeconds) texts.unshift('0');

  const bounds = { second: SECOND, minute: MINUTE, hour: HOUR, dayOfMonth: DAY, month: MONTH, dayOfWeek: WEEKDAY };
  const fields = {} as Record<keyof typeof bounds, CronField>;
  for (const [i, name] of (Object.keys(bounds) as (keyof typeof bounds)[]).entries()) {
    const field = parseField(texts[i]!, bounds[name]);
    if (typeof field === 'string') return bad(field);
    fields[name] = field;
  }
  return { zone, hasSeconds, ...fields };
}

/** Reads a list of ranges; a string says what is wrong. A list of nothing but commas passes and never fires. */
function parseField(text: string, bounds: Bounds): CronField | string {
  const values = new Set<number>();
  let any = false;
  for (const range of text.split(',').filter((part) => part !== '')) {
    const error = addRange(range, bounds, values, () => {
      any = true;
    });
    if (error !== undefined) return `${error} (${bounds.name})`;
  }
  return { values, any };
}

function addRange(text: string, bounds: Bounds, values: Set<number>, isAny: () => void): string | undefined {
  const [range = '', stepText, ...more] = text.split('/');
  if (more.length > 0) return `"${text}" has more than one slash`;
  const [lowText = '', highText, ...tooMany] = range.split('-');
  // What follows a star is not looked at: `*-5` is a star.
  const star = lowText === '*' || lowText === '?';

  let low: number | undefined = bounds.min;
  let high: number | undefined = bounds.max;
  if (!star) {
    if (tooMany.length > 0) return `"${text}" has more than one hyphen`;
    low = numberOrName(lowText, bounds);
    if (low === undefined) return `"${lowText}" is no number here`;
    high = highText === undefined ? low : numberOrName(highText, bounds);
    if (high === undefined) return `"${highText}" is no number here`;
  }

  let step = 1;
  if (stepText !== undefined) {
    const given = wholeNumber(stepText);
    if (given === undefined || given === 0) return `"${stepText}" is no step`;
    step = given;
    // `5/15` goes on to the end of the field.
    if (highText === undefined) high = bounds.max;
  }
  if (low < bounds.min) return `${low} is below ${bounds.min}`;
  if (high > bounds.max) return `${high} is above ${bounds.max}`;
  if (low > high) return `the range ${low}-${high} ends before it begins`;
  for (let value = low; value <= high; value += step) values.add(value);
  if (star && step === 1) isAny();
  return undefined;
}

function numberOrName(text: string, { names, min }: Bounds): number | undefined {
  // Go lowers the dotted capital I to a plain i; JavaScript leaves the dot.
  const index = names?.indexOf(text.replaceAll('\u0130', 'i').toLowerCase()) ?? -1;
  return index >= 0 ? index + min : wholeNumber(text);
}

const MAX_INT64 = 2n ** 63n - 1n;

/** A number as Go's Atoi reads it, if it isn't negative: a plus sign passes, and what 64 bits can't hold does not. */
function wholeNumber(text: string): number | undefined {
  if (!/^\+?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value > MAX_INT64 ? undefined : Number(value);
}
