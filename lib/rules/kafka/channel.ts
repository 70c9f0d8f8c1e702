import { KafkaChannel, type KafkaChannelSpec, type KafkaChannelStatus } from '../../api/messaging/v1/kafka-channel';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { isNegativeDuration, parseIsoDuration } from '../syntax/iso-duration';
import { checkAboveZero } from './shared';

const VALIDATION = 'eventing-kafka-broker, messaging v1, kafka_channel_validation.go';

type ChannelObject = KubeObject<KafkaChannelSpec, KafkaChannelStatus>;

const FIXED = ['numPartitions', 'replicationFactor', 'retentionDuration'] as const;

const rules: readonly Rule<ChannelObject>[] = [
  {
    code: 'KE3121',
    title: 'a KafkaChannel has one partition and one replica, or more',
    why: 'A topic with fewer cannot be made. 0 is taken for nothing said: one.',
    source: VALIDATION,
    check({ spec }, report) {
      checkAboveZero(spec?.numPartitions, 'numPartitions', report);
      checkAboveZero(spec?.replicationFactor, 'replicationFactor', report);
    },
    good: { spec: { numPartitions: 0 } },
    bad: [{ spec: { numPartitions: -1 } }, { spec: { replicationFactor: -3 } }],
  },
  {
    code: 'KE3122',
    title: 'retentionDuration is an ISO 8601 duration of zero or more',
    why: 'Kafka could not be told how long to keep events.',
    source: VALIDATION,
    check({ spec }, report) {
      const text = spec?.retentionDuration;
      if (!text) return;
      const duration = parseIsoDuration(text);
      if (duration === undefined)
        report(['spec', 'retentionDuration'], `"${text}" is no ISO 8601 duration`, retentionHint(text));
      else if (isNegativeDuration(duration)) report(['spec', 'retentionDuration'], `"${text}" is below zero`);
    },
    good: { spec: { retentionDuration: 'P7D' } },
    bad: [{ spec: { retentionDuration: '168h' } }, { spec: { retentionDuration: '-PT1H' } }],
  },
  {
    code: 'KE3123',
    title: 'a KafkaChannel that exists keeps its topic',
    why: 'Partitions, replicas and retention are fixed: the topic is there already.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const old = (before as ChannelObject).spec;
      for (const field of FIXED) {
        if (old?.[field] !== spec?.[field])
          report(
            ['spec', field],
            `${field} changes from ${old?.[field]} to ${spec?.[field]}`,
            'delete the channel and make it anew, or make another one',
          );
      }
    },
    good: { spec: { delivery: { retry: 5 } }, before: {} },
    bad: [
      { spec: { numPartitions: 10 }, before: {} },
      { spec: { retentionDuration: 'PT1H' }, before: {} },
    ],
  },
  {
    code: 'KE3124',
    title: 'the subscribers of a KafkaChannel that exists are left to its controller',
    why: 'The webhook takes a change of them from nobody else.',
    source: VALIDATION,
    check(_, report, { before, given }) {
      const subscribers = (given as ChannelObject).spec?.subscribers;
      if (before === undefined || subscribers === undefined) return;
      const old = (before as ChannelObject).spec?.subscribers;
      if (!isSemanticallyEqual(KafkaChannel, ['spec', 'subscribers'], subscribers, old))
        report(['spec', 'subscribers'], 'the subscribers are changed', 'leave them out, and write a Subscription');
    },
    good: {
      spec: { delivery: { retry: 5 } },
      before: { spec: { subscribers: [{ uid: 'a', subscriberUri: 'http://a' }] } },
    },
    bad: { spec: { subscribers: [{ uid: 'a', subscriberUri: 'http://a' }] }, before: {} },
  },
  {
    code: 'KE3125',
    title: 'each subscriber of a KafkaChannel can be sent to, or replied for',
    why: 'With neither URI there is nothing to do for it.',
    source: VALIDATION,
    check({ spec }, report) {
      for (const [i, { subscriberUri, replyUri }] of (spec?.subscribers ?? []).entries()) {
        if (subscriberUri === undefined && replyUri === undefined)
          report(
            ['spec', 'subscribers', i],
            'neither subscriberUri nor replyUri is given',
            'write a Subscription instead',
          );
      }
    },
    good: { spec: { subscribers: [{ uid: 'a', replyUri: 'http://a' }] } },
    bad: { spec: { subscribers: [{ uid: 'a' }] } },
  },
];

function retentionHint(text: string): string {
  const [, count, unit] = /^(\d+)([hdm])$/.exec(text) ?? [];
  if (count === undefined) return 'write it such as PT168H or P7D';
  return unit === 'd' ? `write P${count}D` : `write PT${count}${unit!.toUpperCase()}`;
}

export const kafkaChannelRules = rulesFor(KafkaChannel, rules);
