import { Channel, type ChannelSpec, type ChannelStatus } from '../../api/messaging/v1/channel';
import {
  InMemoryChannel,
  type InMemoryChannelSpec,
  type InMemoryChannelStatus,
} from '../../api/messaging/v1/in-memory-channel';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import type { FieldPath } from '../diagnostic';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { isUriError, parseUri } from '../syntax/uri';
import { isInMemory, longestName } from './channel-kinds';

const VALIDATION = 'eventing, messaging v1, channel_validation.go';
const IN_MEMORY_VALIDATION = 'eventing, messaging v1, in_memory_channel_validation.go';

type ChannelObject = KubeObject<ChannelSpec, ChannelStatus>;
type InMemoryObject = KubeObject<InMemoryChannelSpec, InMemoryChannelStatus>;

/** Says how wide the dispatcher of a channel serves. */
const SCOPE = 'eventing.knative.dev/scope';

const subscriber = { uid: '1', subscriberUri: 'http://display.default.svc' };
const kafka = { apiVersion: 'messaging.knative.dev/v1beta1', kind: 'KafkaChannel' };

function withoutSubscribers(spec: ChannelSpec | undefined): ChannelSpec {
  const { subscribers: _, ...rest } = spec ?? {};
  return rest;
}

const NAME_WHY = 'A Service is named after the channel, with -kn-channel behind it, and takes at most 63 letters.';

const channel: readonly Rule<ChannelObject>[] = [
  {
    code: 'KE2502',
    title: 'subscribers of a Channel are written by nobody',
    why: 'Subscriptions are entered into the channel that is made for it; here they would be lost.',
    source: VALIDATION,
    check({ spec }, report) {
      if ((spec?.subscribers?.length ?? 0) > 0)
        report(['spec', 'subscribers'], 'subscribers are given', 'make a Subscription for each of them');
    },
    good: { spec: { subscribers: [] } },
    bad: { spec: { subscribers: [subscriber] } },
  },
  {
    code: 'KE2503',
    title: 'a Channel that exists stays as it is',
    why: 'The channel behind it is made once and never changed, so the webhook refuses another template and another delivery.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const [old, now] = [withoutSubscribers((before as ChannelObject).spec), withoutSubscribers(spec)];
      for (const field of ['channelTemplate', 'delivery'] as const) {
        if (isSemanticallyEqual(Channel, ['spec', field], old[field], now[field])) continue;
        report(
          ['spec', field],
          `the ${field} of an existing Channel is changed`,
          field === 'delivery'
            ? 'give the subscriptions a delivery of their own, or make another Channel'
            : 'make another Channel',
        );
      }
    },
    good: { metadata: { labels: { team: 'shop' } }, before: {} },
    bad: [
      { spec: { channelTemplate: kafka }, before: {} },
      { spec: { delivery: { retry: 3 } }, before: {} },
    ],
  },
  {
    code: 'KE2552',
    severity: 'warning',
    title: 'the name of a Channel in memory leaves room for that of its Service',
    why: NAME_WHY,
    source: 'eventing, pkg/reconciler/inmemorychannel/controller',
    check({ metadata, spec }, report) {
      const { name = '' } = metadata;
      const most = longestName('');
      if (!isInMemory(spec?.channelTemplate) || name.length <= most) return;
      report(['metadata', 'name'], `the name has ${name.length} letters`, `make it ${most} or fewer`);
    },
    good: { metadata: { name: 'a'.repeat(52) } },
    bad: { metadata: { name: 'a'.repeat(53) } },
  },
];

/** Where a subscriber gets events, and where its answers go. */
const ADDRESSES = ['subscriberUri', 'replyUri'] as const;

function isAddress(text = ''): boolean {
  return text !== '' && !isUriError(parseUri(text));
}

const inMemory: readonly Rule<InMemoryObject>[] = [
  {
    code: 'KE2504',
    title: 'a subscriber of an InMemoryChannel has an address',
    why: 'With neither subscriberUri nor replyUri there is nowhere to send events to.',
    source: IN_MEMORY_VALIDATION,
    check({ spec }, report) {
      for (const [i, entry] of (spec?.subscribers ?? []).entries()) {
        if (entry?.subscriberUri === undefined && entry?.replyUri === undefined)
          report(['spec', 'subscribers', i], 'it has no address', 'leave it to a Subscription');
      }
    },
    good: { spec: { subscribers: [] } },
    bad: { spec: { subscribers: [{}] } },
  },
  {
    code: 'KE2505',
    title: `the annotation ${SCOPE} is cluster or namespace`,
    why: 'It says whether the channel has the dispatcher of the cluster or one of its namespace.',
    source: IN_MEMORY_VALIDATION,
    check({ metadata }, report) {
      const scope = metadata.annotations?.[SCOPE];
      if (scope !== undefined && scope !== 'cluster' && scope !== 'namespace')
        report(['metadata', 'annotations', SCOPE], `the annotation is "${scope}"`, 'write cluster or namespace');
    },
    good: { metadata: { annotations: { [SCOPE]: 'namespace' } } },
    bad: [{ metadata: { annotations: { [SCOPE]: 'global' } } }, { metadata: { annotations: { [SCOPE]: '' } } }],
  },
  {
    code: 'KE2506',
    title: 'subscribers of an InMemoryChannel are changed by its controller alone',
    why: 'The webhook lets nobody else: Subscriptions are entered by the controller.',
    source: IN_MEMORY_VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const old = (before as InMemoryObject).spec?.subscribers;
      if (isSemanticallyEqual(InMemoryChannel, ['spec', 'subscribers'], old, spec?.subscribers)) return;
      report(['spec', 'subscribers'], 'the subscribers of an existing channel are changed', 'change the Subscriptions');
    },
    good: { spec: { delivery: { retry: 3 } }, before: {} },
    bad: { spec: { subscribers: null }, before: { spec: { subscribers: [subscriber] } } },
  },
  {
    code: 'KE2507',
    title: 'addresses of the subscribers of an InMemoryChannel can be read',
    why: 'The webhook cannot decode an object with a text there that is no URI.',
    source: 'knative.dev/pkg, apis/url.go',
    check({ spec }, report) {
      for (const [i, entry] of (spec?.subscribers ?? []).entries()) {
        const letters = ['delivery', 'deadLetterSink', 'uri'] as const;
        const texts: readonly (readonly [FieldPath, string | undefined])[] = [
          ...ADDRESSES.map((field) => [[field], entry?.[field]] as const),
          [letters, entry?.delivery?.deadLetterSink?.uri],
        ];
        for (const [at, text = ''] of texts) {
          const read = parseUri(text);
          if (isUriError(read))
            report(['spec', 'subscribers', i, ...at], `"${text}" is no URI: ${read.error}`, 'write it whole');
        }
      }
    },
    good: { spec: { subscribers: [] } },
    bad: { spec: { subscribers: [{ subscriberUri: 'http://dis play/' }] } },
  },
  {
    code: 'KE2508',
    title: 'a subscriber of an InMemoryChannel has no namespace',
    why: "Upstream's schema has the field and its code has not: the webhook, which decodes strictly, refuses the object.",
    source: 'eventing, messaging v1, subscribable_types.go',
    check({ spec }, report) {
      for (const [i, entry] of (spec?.subscribers ?? []).entries()) {
        if (entry?.namespace !== undefined)
          report(['spec', 'subscribers', i, 'namespace'], 'a namespace is given', 'leave it out');
      }
    },
    good: { spec: { subscribers: [] } },
    bad: { spec: { subscribers: [{ ...subscriber, namespace: 'shop' }] } },
  },
  {
    code: 'KE2553',
    severity: 'warning',
    title: 'subscribers of an InMemoryChannel are left to Subscriptions',
    why: 'What is written by hand no Subscription answers for: nobody resolves, updates or removes it.',
    source: 'eventing, pkg/reconciler/subscription',
    check({ spec }, report, { before }) {
      const entries = (spec?.subscribers ?? []).filter(
        (entry) => entry.namespace === undefined && ADDRESSES.some((field) => isAddress(entry[field])),
      );
      if (before === undefined && entries.length > 0)
        report(['spec', 'subscribers'], 'subscribers are written by hand', 'make a Subscription for each of them');
    },
    good: { spec: { subscribers: [] } },
    bad: { spec: { subscribers: [subscriber] } },
  },
  {
    code: 'KE2552',
    severity: 'warning',
    title: 'the name of a Channel in memory leaves room for that of its Service',
    why: NAME_WHY,
    source: 'eventing, pkg/reconciler/inmemorychannel/controller',
    check({ metadata: { name = '' } }, report) {
      const most = longestName('');
      if (name.length > most)
        report(['metadata', 'name'], `the name has ${name.length} letters`, `make it ${most} or fewer`);
    },
    good: { metadata: { name: 'a'.repeat(52) } },
    bad: { metadata: { name: 'a'.repeat(53) } },
  },
];

export const channelRules = rulesFor(Channel, channel);
export const inMemoryChannelRules = rulesFor(InMemoryChannel, inMemory);
