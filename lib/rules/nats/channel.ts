import {
  NatsJetStreamChannel,
  type NatsJetStreamChannelSpec,
  type NatsJetStreamChannelStatus,
} from '../../api/messaging/v1alpha1/nats-jet-stream-channel';
import type { KubeObject } from '../../api/meta/v1';
import type { FieldPath } from '../diagnostic';
import { nearest } from '../nearest';
import type { Report, Rule } from '../rule';
import { rulesFor } from '../rule';
import { parseGoDuration } from '../syntax/duration';
import { valueIn } from './value-in';

const TYPES = 'eventing-natss, messaging v1alpha1, nats_jetstream_types.go';
const CONVERSION = 'eventing-natss, pkg/channel/jetstream/utils';

type ChannelObject = KubeObject<NatsJetStreamChannelSpec, NatsJetStreamChannelStatus>;

const CONFIG: FieldPath = ['spec', 'stream', 'config'];
const CONSUMER: FieldPath = ['spec', 'consumerConfigTemplate'];

/** Fields with a choice of words. */
const CHOICES: readonly { at: FieldPath; words: readonly string[] }[] = [
  { at: [...CONFIG, 'retention'], words: ['Limits', 'Interest', 'Work'] },
  { at: [...CONFIG, 'discard'], words: ['Old', 'New'] },
  { at: [...CONFIG, 'storage'], words: ['File', 'Memory'] },
  { at: [...CONSUMER, 'deliverPolicy'], words: ['All', 'Last', 'New', 'ByStartSequence', 'ByStartTime'] },
  { at: [...CONSUMER, 'replayPolicy'], words: ['Instant', 'Original'] },
  { at: [...CONSUMER, 'consumerType'], words: ['push', 'pull'] },
];

const DURATIONS: readonly FieldPath[] = [
  [...CONFIG, 'maxAge'],
  [...CONFIG, 'duplicateWindow'],
  [...CONSUMER, 'ackWait'],
];

const stream = (config: object) => ({ spec: { stream: { config } } });
const consumer = (consumerConfigTemplate: object) => ({ spec: { consumerConfigTemplate } });

const rules: readonly Rule<ChannelObject>[] = [
  {
    code: 'KE3411',
    title: 'durations of NATS are written as Go writes them',
    why: 'The webhook cannot decode an object with another text there, not even an ISO 8601 duration.',
    source: TYPES,
    check(channel, report) {
      for (const at of DURATIONS) {
        const text = valueIn(channel, at);
        if (typeof text === 'string' && parseGoDuration(text) === undefined)
          report(at, `"${text}" is no duration`, durationHint(text));
      }
    },
    good: stream({ maxAge: '24h' }),
    bad: [stream({ maxAge: 'PT24H' }), stream({ duplicateWindow: '2 minutes' }), consumer({ ackWait: '30' })],
  },
  {
    code: 'KE3412',
    title: 'each subscriber of a NatsJetStreamChannel can be sent to, or replied for',
    why: 'With neither URI there is nothing to do for it.',
    source: 'eventing-natss, messaging v1alpha1, nats_jetstream_channel_validation.go',
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
    good: { spec: { subscribers: [{ uid: 'a', subscriberUri: 'http://a' }] } },
    bad: { spec: { subscribers: [{ uid: 'a' }] } },
  },
  {
    code: 'KE3460',
    severity: 'warning',
    title: 'settings of NATS are words that the controller knows',
    why: 'It takes any other word for the default, without saying so.',
    source: CONVERSION,
    check: checkChoices,
    good: stream({ retention: 'Work', storage: 'Memory' }),
    bad: [stream({ retention: 'WorkQueue' }), stream({ storage: 'memory' }), consumer({ deliverPolicy: 'all' })],
  },
  {
    code: 'KE3461',
    severity: 'warning',
    title: 'a consumer that begins at a place says which',
    why: 'NATS refuses the consumer, so no subscription becomes ready; the other way round the place is ignored.',
    source: 'NATS JetStream, consumers',
    check({ spec }, report) {
      const { deliverPolicy, optStartSeq, optStartTime } = spec?.consumerConfigTemplate ?? {};
      const tell: Report = (path, ...fault) => report([...CONSUMER, ...path], ...fault);
      checkStart('ByStartSequence', 'optStartSeq', optStartSeq, deliverPolicy, tell);
      checkStart('ByStartTime', 'optStartTime', optStartTime, deliverPolicy, tell);
    },
    good: consumer({ deliverPolicy: 'ByStartSequence', optStartSeq: 42 }),
    bad: [consumer({ deliverPolicy: 'ByStartTime' }), consumer({ optStartSeq: 42 })],
  },
];

function checkChoices(channel: ChannelObject, report: Report): void {
  for (const { at, words } of CHOICES) {
    const word = valueIn(channel, at);
    if (typeof word !== 'string' || word === '' || words.includes(word)) continue;
    const meant = nearest(word, words) ?? words.find((known) => word.startsWith(known));
    const hint = meant === undefined ? `write one of ${words.join(', ')}` : `did you mean "${meant}"?`;
    report(at, `"${word}" is no ${at.at(-1)}`, hint);
  }
}

function checkStart(policy: string, field: string, value: unknown, given: string | undefined, report: Report): void {
  const isGiven = value !== undefined && value !== 0;
  if (given === policy && !isGiven) report([field], `${policy} has no ${field}`, 'add it');
  if (given !== policy && isGiven)
    report([field], `${field} is ignored with deliverPolicy ${given ?? 'All'}`, `write deliverPolicy: ${policy}`);
}

function durationHint(text: string): string {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text) ?? [];
  const parts = [hours && `${hours}h`, minutes && `${minutes}m`, seconds && `${seconds}s`].filter(Boolean).join('');
  if (parts !== '') return `write ${parts}`;
  return /^\d+$/.test(text) ? `write ${text}s for seconds` : 'write it such as 24h, 30m or 5s';
}

export const natsChannelRules = rulesFor(NatsJetStreamChannel, rules);
