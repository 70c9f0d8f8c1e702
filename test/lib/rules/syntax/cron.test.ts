import { describe, expect, it } from 'vitest';
import { type CronSchedule, canFire, countCronFields, isCronError, parseCron } from '../../../../lib/rules/syntax/cron';

function read(schedule: string, timezone?: string): CronSchedule {
  const result = parseCron(schedule, timezone);
  if (isCronError(result)) throw new Error(result.error);
  return result;
}

const errorOf = (schedule: string, timezone?: string) => parseCron(schedule, timezone);

describe('a schedule of five fields', () => {
  it.each([
    ['0', [0]],
    ['1,5', [1, 5]],
    ['5-8', [5, 6, 7, 8]],
    ['5-10/2', [5, 7, 9]],
    ['50/3', [50, 53, 56, 59]],
    ['*/20', [0, 20, 40]],
    [',', []],
  ])('has the minutes of %s', (minute, values) => {
    expect([...read(`${minute} * * * *`).minute.values]).toEqual(values);
  });

  it('knows the names of months and days, without regard to case', () => {
    const { month, dayOfWeek } = read('0 0 * feb-APR,DEC sun');
    expect([...month.values]).toEqual([2, 3, 4, 12]);
    expect([...dayOfWeek.values]).toEqual([0]);
  });

  it.each([
    ['61 * * * *', '61 is above 59 (minute)'],
    ['0 0 0 * *', '0 is below 1 (day of the month)'],
    ['0 0 * * 7', '7 is above 6 (day of the week)'],
    ['0 9-8 * * *', 'the range 9-8 ends before it begins (hour)'],
    ['*/0 * * * *', '"0" is no step (minute)'],
    ['1-2-3 * * * *', '"1-2-3" has more than one hyphen (minute)'],
    ['1/2/3 * * * *', '"1/2/3" has more than one slash (minute)'],
    ['0 0 L * *', '"L" is no number here (day of the month)'],
    ['* * * *', 'it has 4 fields, not five or six'],
    ['*', 'it has 1 field, not five or six'],
    ['@reboot', '"@reboot" is not the name of a schedule'],
    ['@every 1m', 'a PingSource knows no @every'],
    ['', 'it is empty'],
    ['TZ=UTC', 'after the time zone the schedule is missing'],
  ])('%s is refused: %s', (schedule, error) => {
    expect(errorOf(schedule)).toEqual({ part: 'schedule', error });
  });
});

describe('the time zone of a schedule', () => {
  it('stands before it or beside it', () => {
    expect(read('CRON_TZ=Asia/Tokyo 0 9 * * *').zone).toBe('Asia/Tokyo');
    expect(read('0 9 * * *', 'Asia/Tokyo').zone).toBe('Asia/Tokyo');
    expect(read('0 9 * * *').zone).toBeUndefined();
  });

  it('is told when it is none', () => {
    expect(errorOf('* * * * *', 'CST')).toEqual({ part: 'timezone', error: '"CST" is no IANA time zone' });
  });
});

describe('the fields of a schedule', () => {
  it.each([
    ['* * * * *', 5],
    ['0 * * * * *', 6],
    ['TZ=UTC 0 * * * * *', 6],
    ['  * * * * *  ', 5],
    ['@daily', 0],
    ['', 0],
  ])('%j has %i', (schedule, count) => {
    expect(countCronFields(schedule)).toBe(count);
  });

  it('six begin with seconds', () => {
    expect(read('30 0 9 * * *')).toMatchObject({ hasSeconds: true });
    expect([...read('30 0 9 * * *').second.values]).toEqual([30]);
    expect([...read('0 9 * * *').second.values]).toEqual([0]);
  });
});

describe('whether a schedule fires', () => {
  it.each([
    ['* * * * *', true],
    ['0 0 29 2 *', true],
    ['0 0 30 2 *', false],
    ['0 0 31 4,6,9,11 *', false],
    ['0 0 31 4,5 *', true],
    // Neither day field is a star, so the weekday is enough.
    ['0 0 31 2 MON', true],
    [', * * * *', false],
    ['0 0 * * ,', false],
    ['@yearly', true],
  ])('%s: %j', (schedule, fires) => {
    expect(canFire(read(schedule))).toBe(fires);
  });
});
