import type { Delivery } from '../../api/duck/v1/delivery';
import type { Report, Rule } from '../rule';
import {
  type IsoDuration,
  isNegativeDuration,
  isZeroDuration,
  parseIsoDuration,
  secondsOf,
} from '../syntax/iso-duration';

const DISPATCHER = 'eventing, pkg/kncloudevents/retries.go';
const PARSER = 'github.com/rickb777/date v1.13, period';

const durationFields = ['timeout', 'backoffDelay', 'retryAfterMax'] as const;

/** The durations of a delivery that can be read. */
function durationsOf(
  delivery: Delivery,
): { field: (typeof durationFields)[number]; text: string; duration: IsoDuration }[] {
  return durationFields.flatMap((field) => {
    const text = delivery[field];
    const duration = text === undefined ? undefined : parseIsoDuration(text);
    return text === undefined || duration === undefined ? [] : [{ field, text, duration }];
  });
}

/** The most further attempts that anyone wants. */
const MANY_RETRIES = 100;
/** A wait between two attempts that nobody wants, in seconds. */
const LONG_WAIT = 24 * 3600;
/** A time for one attempt that no dispatcher keeps to, in seconds. */
const LONG_TIMEOUT = 3600;

function checkRetries({ retry, backoffPolicy, backoffDelay }: Delivery, report: Report): void {
  if (retry === undefined) return;
  if (retry > MANY_RETRIES) {
    report(
      ['retry'],
      `an event is sent up to ${retry} times more`,
      'a dozen with exponential backoff is plenty; name a deadLetterSink',
    );
    return;
  }
  const delay = backoffDelay === undefined ? undefined : parseIsoDuration(backoffDelay);
  if (delay === undefined || backoffPolicy !== 'exponential') return;
  const lastWait = secondsOf(delay) * 2 ** (retry - 1);
  if (lastWait > LONG_WAIT) {
    report(
      ['retry'],
      `before the last attempt the sender waits ${Math.round(lastWait / 3600)} hours`,
      'the wait doubles each time: retry less often',
    );
  }
}

/** What upstream accepts of a delivery and its author regrets. */
export const deliveryWarnings: readonly Rule<Delivery>[] = [
  {
    code: 'KE2260',
    severity: 'warning',
    title: 'a backoff policy has a delay to start from',
    why: 'Without a delay the retries follow at once, on a subscriber that is in trouble already.',
    source: DISPATCHER,
    check({ retry, backoffPolicy, backoffDelay }, report) {
      if (retry && backoffPolicy !== undefined && backoffDelay === undefined) {
        report(
          ['backoffPolicy'],
          `${backoffPolicy} backoff has no delay to start from`,
          'add backoffDelay, such as PT1S',
        );
      }
    },
    good: { value: { retry: 3, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
    bad: { value: { retry: 3, backoffPolicy: 'linear' } },
  },
  {
    code: 'KE2261',
    severity: 'warning',
    title: 'backoff goes with retries',
    why: 'Without retry there is one attempt, and nothing to wait for.',
    source: DISPATCHER,
    check({ retry, backoffPolicy, backoffDelay }, report) {
      if (retry || (backoffPolicy === undefined && backoffDelay === undefined)) return;
      const field = backoffPolicy === undefined ? 'backoffDelay' : 'backoffPolicy';
      report([field], `${field} is given, but retry is ${retry ?? 'not'}`, 'add retry, or leave out the backoff');
    },
    good: { value: { retry: 3, backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
    bad: { value: { backoffPolicy: 'linear', backoffDelay: 'PT1S' } },
  },
  {
    code: 'KE2262',
    severity: 'warning',
    title: 'durations of a delivery are not below zero',
    why: 'The webhook takes them, the dispatcher can do nothing with them.',
    source: DISPATCHER,
    check(delivery, report) {
      for (const { field, text, duration } of durationsOf(delivery)) {
        if (field !== 'retryAfterMax' && isNegativeDuration(duration)) {
          report([field], `"${text}" is below zero`, text.startsWith('-') ? `write ${text.slice(1)}` : undefined);
        }
      }
    },
    good: { value: { timeout: 'PT5S' } },
    bad: { value: { timeout: '-PT5S' } },
  },
  {
    code: 'KE2263',
    severity: 'warning',
    title: 'retries end in good time',
    why: 'An event that is tried again for hours is stale when it arrives, and with an InMemoryChannel holds memory all the while.',
    source: DISPATCHER,
    check: checkRetries,
    good: { value: { retry: 10, backoffPolicy: 'exponential', backoffDelay: 'PT0.2S' } },
    bad: [
      { value: { retry: 1_000_000 } },
      { value: { retry: 30, backoffPolicy: 'exponential', backoffDelay: 'PT1S' } },
    ],
  },
  {
    code: 'KE2264',
    severity: 'warning',
    title: 'fractions are of seconds',
    why: 'Upstream reads PT0.2M as 12 seconds; PT0.2S is what people mean.',
    source: PARSER,
    check(delivery, report) {
      for (const { field, text } of durationsOf(delivery)) {
        const fraction = /([0-9]*[.,][0-9]*)([YWDHM])/.exec(text);
        if (fraction !== null)
          report(
            [field],
            `"${text}" has a fraction of ${UNIT_NAMES[fraction[2]!] ?? 'a unit'}`,
            `write PT${fraction[1]}S if seconds are meant`,
          );
      }
    },
    good: { value: { timeout: 'PT0.2S' } },
    bad: { value: { timeout: 'PT0.2M' } },
  },
  {
    code: 'KE2265',
    severity: 'warning',
    title: 'a delivery has no months and years',
    why: 'Before the T an M is a month: minutes come after it.',
    source: 'ISO 8601; eventing, pkg/apis/duck/v1/delivery_types.go',
    check(delivery, report) {
      for (const { field, text } of durationsOf(delivery)) {
        const long = /^[-+]?P([^T]*)[MY]/.exec(text);
        if (long !== null)
          report(
            [field],
            `"${text}" is in months or years`,
            text.endsWith('M') && !text.includes('T')
              ? `write ${text.replace('P', 'PT')} for minutes`
              : 'write minutes after a T, such as PT5M',
          );
      }
    },
    good: { value: { timeout: 'PT1M' } },
    bad: { value: { timeout: 'P1M' } },
  },
  {
    code: 'KE2266',
    severity: 'warning',
    title: 'an attempt ends within an hour',
    why: 'No subscriber answers that late: an InMemoryChannel gives up after 15 minutes, the Kafka dispatcher after 10.',
    source: 'eventing, pkg/channel/fanout; eventing-kafka-broker',
    check(delivery, report) {
      for (const { field, text, duration } of durationsOf(delivery)) {
        const isMonths = duration.months !== 0 || duration.years !== 0;
        if (field === 'timeout' && !isMonths && secondsOf(duration) > LONG_TIMEOUT) {
          report(
            [field],
            `"${text}" lets one attempt run for ${Math.round(secondsOf(duration) / 3600)} hours`,
            'answer at once and work afterwards',
          );
        }
      }
    },
    good: { value: { timeout: 'PT10M' } },
    bad: { value: { timeout: 'P30D' } },
  },
  {
    code: 'KE2267',
    severity: 'warning',
    title: 'durations are in tenths of a second',
    why: 'Upstream reads one digit after the point and drops the rest, so PT0.25S is a fifth of a second and PT0.05S is none.',
    source: PARSER,
    check(delivery, report) {
      for (const { field, text, duration } of durationsOf(delivery)) {
        const cut = /[.,][0-9]([^YMWDHS]*[^0YMWDHS][^YMWDHS]*)[YMWDHS]/.exec(text);
        if (cut === null || (field === 'timeout' && isZeroDuration(duration))) continue;
        report([field], `"${text}" is read as ${secondsOf(duration)} seconds`, 'write one digit after the point');
      }
    },
    good: { value: { timeout: 'PT0.20S' } },
    bad: { value: { timeout: 'PT0.25S' } },
  },
];

const UNIT_NAMES: Readonly<Record<string, string>> = {
  Y: 'a year',
  M: 'a minute or month',
  W: 'a week',
  D: 'a day',
  H: 'an hour',
};
