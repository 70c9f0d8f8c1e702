import type { Delivery } from '../../api/duck/v1/delivery';
import { Broker } from '../../api/eventing/v1/broker';
import { Trigger } from '../../api/eventing/v1/trigger';
import { RequestReply } from '../../api/eventing/v1alpha1/request-reply';
import { Sequence } from '../../api/flows/v1/sequence';
import { Channel } from '../../api/messaging/v1/channel';
import { Subscription } from '../../api/messaging/v1/subscription';
import { nearest } from '../nearest';
import { EACH, type Rule, rulesOf, type Target } from '../rule';
import { isNegativeDuration, isZeroDuration, parseIsoDuration } from '../syntax/iso-duration';
import { deliveryWarnings } from './delivery-warnings';

const SOURCE = 'eventing, pkg/apis/duck/v1/delivery_types.go';

export const deliveryTargets: readonly Target[] = [
  { kind: Trigger, at: ['spec', 'delivery'] },
  { kind: Broker, at: ['spec', 'delivery'] },
  { kind: Channel, at: ['spec', 'delivery'] },
  { kind: Subscription, at: ['spec', 'delivery'] },
  { kind: Sequence, at: ['spec', 'steps', EACH, 'delivery'] },
  { kind: RequestReply, at: ['spec', 'delivery'] },
];

/** What webhooks refuse of a delivery, where they look at it. */
export const deliveryErrors: readonly Rule<Delivery>[] = [
  {
    code: 'KE2211',
    title: 'retry is 0 or more',
    why: 'It counts the attempts after the first.',
    source: SOURCE,
    check({ retry }, report) {
      if (retry !== undefined && retry < 0) report(['retry'], `retry is ${retry}`, 'write 0 for no further attempt');
    },
    good: { value: { retry: 0 } },
    bad: { value: { retry: -1 } },
  },
  {
    code: 'KE2212',
    title: 'timeout is an ISO 8601 duration above zero',
    why: 'An attempt without any time can only fail. Tenths of a second are the smallest part that counts.',
    source: SOURCE,
    check({ timeout }, report, { platform }) {
      if (timeout === undefined || !platform.isEnabled('delivery-timeout')) return;
      const duration = parseIsoDuration(timeout);
      if (duration === undefined) report(['timeout'], `"${timeout}" is no ISO 8601 duration`, durationHint(timeout));
      else if (isZeroDuration(duration)) report(['timeout'], `"${timeout}" is zero`, 'leave it out for no limit');
    },
    good: { value: { timeout: 'PT30S' } },
    bad: [{ value: { timeout: '30s' } }, { value: { timeout: 'PT0S' } }, { value: { timeout: 'PT0.05S' } }],
  },
  {
    code: 'KE2213',
    title: 'timeout needs the feature delivery-timeout',
    why: 'With the feature off the webhook refuses the field.',
    source: SOURCE,
    check({ timeout }, report, { platform }) {
      if (timeout !== undefined && !platform.isEnabled('delivery-timeout')) {
        report(
          ['timeout'],
          'the feature delivery-timeout is off',
          'leave out timeout, or enable the feature in config-features',
        );
      }
    },
    good: { value: { timeout: 'PT30S' } },
    bad: { value: { timeout: 'PT30S' }, features: { 'delivery-timeout': 'disabled' } },
  },
  {
    code: 'KE2214',
    title: 'backoffPolicy is linear or exponential',
    why: 'There are no others.',
    source: SOURCE,
    check({ backoffPolicy }, report) {
      const policy: string | undefined = backoffPolicy;
      if (policy === undefined || policy === 'linear' || policy === 'exponential') return;
      const meant = nearest(policy, ['linear', 'exponential']);
      report(
        ['backoffPolicy'],
        `"${policy}" is no backoff policy`,
        meant === undefined ? 'write linear or exponential' : `did you mean "${meant}"?`,
      );
    },
    good: { value: { retry: 3, backoffPolicy: 'exponential', backoffDelay: 'PT1S' } },
    bad: { value: { retry: 3, backoffPolicy: 'Exponential', backoffDelay: 'PT1S' } },
  },
  {
    code: 'KE2215',
    title: 'backoffDelay is an ISO 8601 duration',
    why: 'The wait that the backoff policy starts from could not be read.',
    source: SOURCE,
    check({ backoffDelay }, report) {
      if (backoffDelay === undefined || parseIsoDuration(backoffDelay) !== undefined) return;
      report(['backoffDelay'], `"${backoffDelay}" is no ISO 8601 duration`, durationHint(backoffDelay));
    },
    good: { value: { retry: 3, backoffPolicy: 'linear', backoffDelay: 'PT0.2S' } },
    bad: { value: { retry: 3, backoffPolicy: 'linear', backoffDelay: '5s' } },
  },
  {
    code: 'KE2216',
    title: 'retryAfterMax is an ISO 8601 duration of zero or more',
    why: 'It bounds the Retry-After of an answer; zero means that none is honoured.',
    source: SOURCE,
    check({ retryAfterMax }, report, { platform }) {
      if (retryAfterMax === undefined || !platform.isEnabled('delivery-retryafter')) return;
      const duration = parseIsoDuration(retryAfterMax);
      if (duration === undefined)
        report(['retryAfterMax'], `"${retryAfterMax}" is no ISO 8601 duration`, durationHint(retryAfterMax));
      else if (isNegativeDuration(duration))
        report(['retryAfterMax'], `"${retryAfterMax}" is below zero`, 'write PT0S to honour none');
    },
    good: { value: { retryAfterMax: 'PT60S' }, features: { 'delivery-retryafter': 'enabled' } },
    bad: [
      { value: { retryAfterMax: '60s' }, features: { 'delivery-retryafter': 'enabled' } },
      { value: { retryAfterMax: '-PT60S' }, features: { 'delivery-retryafter': 'enabled' } },
    ],
  },
  {
    code: 'KE2217',
    title: 'retryAfterMax needs the feature delivery-retryafter',
    why: 'With the feature off, as it ships, the webhook refuses the field.',
    source: SOURCE,
    check({ retryAfterMax }, report, { platform }) {
      if (retryAfterMax !== undefined && !platform.isEnabled('delivery-retryafter')) {
        report(
          ['retryAfterMax'],
          'the feature delivery-retryafter is off',
          'leave out retryAfterMax, or enable the feature in config-features',
        );
      }
    },
    good: { value: { retry: 0 } },
    bad: { value: { retryAfterMax: 'PT60S' } },
  },
  {
    code: 'KE2218',
    title: 'format is json or binary',
    why: 'Events have these two encodings over HTTP.',
    source: SOURCE,
    check({ format }, report) {
      const found: string | undefined = format;
      if (found !== undefined && found !== 'json' && found !== 'binary') {
        report(['format'], `"${found}" is no format of delivery`, 'write json (structured) or binary');
      }
    },
    good: { value: { format: 'json' } },
    bad: { value: { format: 'structured' } },
  },
];

const UNITS: Readonly<Record<string, (count: string) => string>> = {
  ms: (count) => `PT${Number(count) / 1000}S`,
  s: (count) => `PT${count}S`,
  m: (count) => `PT${count}M`,
  h: (count) => `PT${count}H`,
  d: (count) => `P${count}D`,
};

/** How a duration of Go or a number of seconds would be written. */
function durationHint(text: string): string {
  const [, count, unit = 's'] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?$/i.exec(text.trim()) ?? [];
  const written = count === undefined ? undefined : UNITS[unit.toLowerCase()]?.(count);
  if (written !== undefined) return `write ${written}`;
  const upper = text.trim().toUpperCase();
  if (upper !== text && parseIsoDuration(upper) !== undefined) return `write ${upper}`;
  const time = /^P(\d+[HS])/.exec(upper);
  return time === null ? 'write it such as PT0.2S, PT30S or PT5M' : `hours and seconds follow a T: PT${time[1]}`;
}

export const deliveryRules = rulesOf('Delivery', deliveryTargets, [...deliveryErrors, ...deliveryWarnings]);
