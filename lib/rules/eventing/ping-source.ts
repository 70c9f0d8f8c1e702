import type { KubeObject } from '../../api/meta/v1';
import { PingSource, type PingSourceSpec, type PingSourceStatus } from '../../api/sources/v1/ping-source';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { decodeBase64 } from '../syntax/base64';
import { canFire, countCronFields, isCronError, parseCron } from '../syntax/cron';
import { nearestTimeZone } from '../syntax/timezone';
import { isRecord } from './filter-walk';

const VALIDATION = 'eventing, sources v1, ping_validation.go';
const CRON = 'github.com/robfig/cron v3, parser.go';
const JSON_TYPE = 'application/json';

type PingSourceObject = KubeObject<PingSourceSpec, PingSourceStatus>;

const errors: readonly Rule<PingSourceObject>[] = [
  {
    code: 'KE2301',
    title: 'the schedule of a PingSource is one that cron understands',
    why: 'The adapter could not plan when to send.',
    source: VALIDATION,
    check({ spec }, report) {
      const { schedule = '', timezone } = spec ?? {};
      if (schedule.includes('@every')) return;
      const read = parseCron(schedule, timezone);
      if (isCronError(read) && read.part === 'schedule') {
        report(['spec', 'schedule'], `"${schedule}" is no schedule: ${read.error}`, scheduleHint(schedule, timezone));
      }
    },
    good: [{ spec: { schedule: '*/5 8-18 * * MON-FRI' } }, { spec: { schedule: '@daily' } }],
    bad: [{ spec: { schedule: '61 * * * *' } }, { spec: { schedule: '* * * *' } }, { spec: { schedule: '0 0 * * 7' } }],
  },
  {
    code: 'KE2302',
    title: 'a PingSource has no @every',
    why: 'The webhook refuses it, though other users of the same cron library have it.',
    source: VALIDATION,
    check({ spec }, report) {
      if (!spec?.schedule?.includes('@every')) return;
      const minutes = /@every (\d+)m/.exec(spec.schedule)?.[1];
      report(['spec', 'schedule'], 'a PingSource knows no @every', `write fields, such as */${minutes ?? '5'} * * * *`);
    },
    good: { spec: { schedule: '@hourly' } },
    bad: { spec: { schedule: '@every 2h' } },
  },
  {
    code: 'KE2303',
    title: 'the time zone of a PingSource has the name that the IANA database gives it',
    why: 'Abbreviations such as CST are not unique and offsets such as UTC+8 are not names: neither is found.',
    source: VALIDATION,
    check({ spec }, report) {
      const { schedule = '', timezone } = spec ?? {};
      const read = parseCron(schedule.replaceAll('@every', ''), timezone);
      if (!isCronError(read) || read.part !== 'timezone') return;
      const written = timezone || (/^(?:CRON_)?TZ=(\S*) /.exec(schedule)?.[1] ?? '');
      const meant = nearestTimeZone(written);
      const hint = meant === undefined ? 'write it such as Europe/Berlin' : `did you mean ${meant}?`;
      report(['spec', timezone ? 'timezone' : 'schedule'], read.error, hint);
    },
    good: { spec: { timezone: 'Asia/Tokyo' } },
    bad: [{ spec: { timezone: 'UTC+8' } }, { spec: { timezone: 'CST' } }, { spec: { timezone: 'europe/paris' } }],
  },
  {
    code: 'KE2304',
    title: 'a PingSource has data or dataBase64',
    why: 'An event has one data.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.data && spec.dataBase64)
        report(['spec', 'dataBase64'], 'both data and dataBase64 are given', 'leave out one of them');
    },
    good: { spec: { dataBase64: 'eyJhIjoxfQ==', contentType: JSON_TYPE } },
    bad: { spec: { data: '{}', dataBase64: 'e30=', contentType: JSON_TYPE } },
  },
  {
    code: 'KE2305',
    title: 'dataBase64 is base64',
    why: 'The adapter could not decode it.',
    source: VALIDATION,
    check({ spec }, report) {
      if (!spec?.dataBase64 || spec.data || decodeBase64(spec.dataBase64) !== undefined) return;
      const urlSafe = /[-_]/.test(spec.dataBase64);
      report(
        ['spec', 'dataBase64'],
        'the text is no base64',
        urlSafe ? 'use + and /, not the URL alphabet' : 'mind the padding with =',
      );
    },
    good: { spec: { dataBase64: 'aGVsbG8=', contentType: 'text/plain' } },
    bad: [
      { spec: { dataBase64: 'hello!', contentType: 'text/plain' } },
      { spec: { dataBase64: 'aGVsbG8', contentType: 'text/plain' } },
    ],
  },
  {
    code: 'KE2306',
    title: 'data of the type application/json is a JSON object',
    why: 'The webhook decodes it into a map: lists, texts and numbers are refused, though JSON knows them.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.contentType !== JSON_TYPE) return;
      const found = payloadOf(spec);
      if (found === undefined || isJsonObject(found.text)) return;
      const isJson = parsesAsJson(found.text);
      report(
        ['spec', found.field],
        isJson ? 'the data is JSON, but no object' : 'the data is no JSON',
        'write an object, such as {"message": "hello"}',
      );
    },
    good: { spec: { data: '{"message": "hello"}', contentType: JSON_TYPE } },
    bad: [{ spec: { data: '[1, 2]', contentType: JSON_TYPE } }, { spec: { data: 'hello', contentType: JSON_TYPE } }],
  },
];

const warnings: readonly Rule<PingSourceObject>[] = [
  {
    code: 'KE2350',
    severity: 'warning',
    title: 'there are days on which a PingSource fires',
    why: 'The schedule is legal, but no date fits it: no event is ever sent.',
    source: CRON,
    check({ spec }, report) {
      const { schedule = '', timezone } = spec ?? {};
      const read = parseCron(schedule, timezone);
      if (!isCronError(read) && !canFire(read))
        report(['spec', 'schedule'], `"${schedule}" never fires`, 'no such date exists');
    },
    good: { spec: { schedule: '0 0 29 2 *' } },
    bad: { spec: { schedule: '0 0 31 2 *' } },
  },
  {
    code: 'KE2351',
    severity: 'warning',
    title: 'a PingSource has a schedule of five fields',
    why: 'With six the first counts seconds, so each of the others means something else than in crontab.',
    source: CRON,
    check({ spec }, report) {
      const { schedule = '', timezone } = spec ?? {};
      const read = parseCron(schedule, timezone);
      // A star there is told by KE2352.
      if (isCronError(read) || !read.hasSeconds || read.second.values.size === 60) return;
      const fields = schedule.trim().split(/\s+/);
      const five = countCronFields(schedule) === 6 ? fields.slice(-5).join(' ') : undefined;
      report(
        ['spec', 'schedule'],
        `"${schedule}" has six fields: the first is the second`,
        five === undefined ? undefined : `write "${five}" if minutes are enough`,
      );
    },
    good: { spec: { schedule: '0 9 * * *' } },
    bad: { spec: { schedule: '0 0 9 * * *' } },
  },
  {
    code: 'KE2352',
    severity: 'warning',
    title: 'a PingSource does not fire each second',
    why: 'A star in the field of seconds is every second; mostly a crontab with a year was meant.',
    source: CRON,
    check({ spec }, report) {
      const { schedule = '', timezone } = spec ?? {};
      const read = parseCron(schedule, timezone);
      if (!isCronError(read) && read.hasSeconds && read.second.values.size === 60) {
        report(
          ['spec', 'schedule'],
          `"${schedule}" fires each second of the minutes it is for`,
          'write 0 for the seconds, or leave that field out',
        );
      }
    },
    good: { spec: { schedule: '* * * * *' } },
    bad: { spec: { schedule: '* 0 9 * * *' } },
  },
  {
    code: 'KE2353',
    severity: 'warning',
    title: 'JSON data has the content type application/json',
    why: 'The webhook checks the data for exactly that type; with another, or with a parameter, bad JSON passes and fails at the receiver.',
    source: VALIDATION,
    check({ spec }, report) {
      const { contentType } = spec ?? {};
      if (!contentType || contentType === JSON_TYPE || !looksLikeJson(contentType)) return;
      const found = spec === undefined ? undefined : payloadOf(spec);
      if (found === undefined) return;
      if (!parsesAsJson(found.text))
        report(
          ['spec', found.field],
          `the data is no JSON, though the content type is "${contentType}"`,
          'the webhook does not check it for this type',
        );
      else if (isMisspelt(contentType))
        report(['spec', 'contentType'], `"${contentType}" is no media type of JSON`, `write ${JSON_TYPE}`);
    },
    good: { spec: { data: '{}', contentType: 'application/json; charset=utf-8' } },
    bad: [
      { spec: { data: '{', contentType: 'aplication/json' } },
      { spec: { data: '{', contentType: 'application/json; charset=utf-8' } },
      { spec: { data: '{}', contentType: 'aplication/json' } },
    ],
  },
  {
    code: 'KE2355',
    severity: 'warning',
    title: 'data has a content type',
    why: 'Without one a receiver has to guess how to read it.',
    source: 'CloudEvents 1.0, datacontenttype',
    check({ spec }, report) {
      if ((spec?.data || spec?.dataBase64) && !spec.contentType)
        report(
          ['spec', 'contentType'],
          'the data has no content type',
          `add contentType, such as ${spec.data && isJsonObject(spec.data) ? JSON_TYPE : 'text/plain'}`,
        );
    },
    good: { spec: { data: 'hello', contentType: 'text/plain' } },
    bad: { spec: { data: 'hello' } },
  },
  {
    code: 'KE2356',
    severity: 'warning',
    title: 'the time zone of a PingSource stands in timezone',
    why: 'A prefix in the schedule works, but nobody looks for it there.',
    source: CRON,
    check({ spec }, report) {
      const zone = /^(?:CRON_)?TZ=(\S*) /.exec(spec?.schedule ?? '')?.[1];
      if (zone !== undefined && !isCronError(parseCron(spec?.schedule ?? '', spec?.timezone))) {
        report(
          ['spec', 'schedule'],
          `the schedule begins with a time zone, "${zone}"`,
          `write timezone: ${zone === '' ? 'UTC' : zone}`,
        );
      }
    },
    good: { spec: { schedule: '0 9 * * *', timezone: 'Asia/Tokyo' } },
    bad: { spec: { schedule: 'TZ=Asia/Tokyo 0 9 * * *' } },
  },
];

function scheduleHint(schedule: string, timezone: string | undefined): string | undefined {
  if (/^(CRON_)?TZ=/.test(schedule) && timezone) return 'name the time zone once, in timezone';
  const fields = schedule.trim().split(/\s+/);
  if (schedule.startsWith('@')) return 'there are @yearly, @monthly, @weekly, @daily and @hourly';
  if (fields.length === 7) return 'there is no field for the year';
  if (fields.length < 5) return 'minute, hour, day of the month, month, day of the week';
  if (/(^|[,-])7($|[,/-])/.test(fields.at(-1) ?? '')) return 'Sunday is 0';
  if (/[LW#]/.test(schedule.replace(/[A-Z]{3}/gi, ''))) return 'L, W and # are not known here';
  return undefined;
}

/** The data of an event, if there is any that can be read. */
function payloadOf({ data, dataBase64 }: PingSourceSpec): { field: 'data' | 'dataBase64'; text: string } | undefined {
  if (data && dataBase64) return undefined;
  if (data) return { field: 'data', text: data };
  const decoded = dataBase64 ? decodeBase64(dataBase64) : undefined;
  return decoded === undefined ? undefined : { field: 'dataBase64', text: decoded.toString('utf8') };
}

function parsesAsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether Go decodes the text into a map, which null is too. A number that 64 bits can't hold is refused. */
function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || (isRecord(value) && hasFiniteNumbers(value));
  } catch {
    return false;
  }
}

function hasFiniteNumbers(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(hasFiniteNumbers);
}

function looksLikeJson(contentType: string): boolean {
  return /json/i.test(contentType);
}

function isMisspelt(contentType: string): boolean {
  const [type = ''] = contentType.split(';');
  return !/^application\/([\w.+-]+\+)?json$/i.test(type.trim()) && !/^text\/json$/i.test(type.trim());
}

export const pingSourceRules = rulesFor(PingSource, [...errors, ...warnings]);
