import type { Destination, KReference } from '../../api/duck/v1/destination';
import { Subscription, type SubscriptionSpec, type SubscriptionStatus } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { isSemanticallyEqual } from '../../api/schema';
import { groupOf } from '../../graph/object-ref';
import { checkObjectName, checkReference, checkReferenceGroup } from '../eventing/references';
import { nearest } from '../nearest';
import type { Rule } from '../rule';
import { rulesFor } from '../rule';
import { channelKinds } from './channel-kinds';

const VALIDATION = 'eventing, messaging v1, subscription_validation.go';

type SubscriptionObject = KubeObject<SubscriptionSpec, SubscriptionStatus>;

const channel = { apiVersion: 'messaging.knative.dev/v1', kind: 'Channel', name: 'orders' };

/** Whether a destination is the channel that the subscription is of. */
function isChannel(destination: Destination | undefined, of: KReference | undefined, namespace = ''): boolean {
  const ref = destination?.ref;
  return (
    ref?.name !== undefined &&
    ref.name === of?.name &&
    ref.kind === of.kind &&
    groupOf(ref.apiVersion ?? '') === groupOf(of.apiVersion ?? '') &&
    (ref.namespace || namespace) === (of.namespace || namespace)
  );
}

const errors: readonly Rule<SubscriptionObject>[] = [
  {
    code: 'KE2511',
    title: 'a subscription names its channel',
    why: 'Without one there are no events.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.channel === undefined)
        report(['spec', 'channel'], 'no channel is named', 'write its apiVersion, kind and name');
    },
    good: { spec: { channel } },
    bad: { spec: { channel: null } },
  },
  {
    code: 'KE2512',
    title: "a subscription's channel is named whole",
    why: 'All of apiVersion, kind and name are needed to find it.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.channel !== undefined) checkReference(spec.channel, ['spec', 'channel'], report);
    },
    good: { spec: { channel } },
    bad: [
      { spec: { channel: { name: null } } },
      { spec: { channel: { kind: null } } },
      { spec: { channel: { apiVersion: null } } },
    ],
  },
  {
    code: 'KE2513',
    title: "a subscription's channel is named by apiVersion",
    why: 'A reference by group needs the feature kreference-group; with it the group must be that of the apiVersion.',
    source: 'knative.dev/pkg, apis/duck/v1/knative_reference.go',
    check({ spec }, report, context) {
      if (spec?.channel !== undefined) checkReferenceGroup(spec.channel, ['spec', 'channel'], report, context);
    },
    good: [
      { spec: { channel } },
      {
        spec: { channel: { ...channel, apiVersion: null, group: 'messaging.knative.dev' } },
        features: { 'kreference-group': 'enabled' },
      },
    ],
    bad: { spec: { channel: { group: 'messaging.knative.dev' } } },
  },
  {
    code: 'KE2514',
    title: 'a channel of another namespace needs the feature cross-namespace-event-links',
    why: 'With the feature off, as it ships, the webhook refuses a namespace there, even its own.',
    source: VALIDATION,
    check({ spec }, report, { platform }) {
      if (!spec?.channel?.namespace || platform.isEnabled('cross-namespace-event-links')) return;
      report(
        ['spec', 'channel', 'namespace'],
        'the feature cross-namespace-event-links is off',
        'leave the namespace out, and put the subscription into that of its channel',
      );
    },
    good: {
      spec: { channel: { namespace: 'shop' } },
      features: { 'cross-namespace-event-links': 'enabled' },
    },
    bad: [{ spec: { channel: { namespace: 'shop' } } }, { spec: { channel: { namespace: 'default' } } }],
  },
  {
    code: 'KE2515',
    title: 'a subscription has a subscriber',
    why: 'One that only replies is refused since Eventing 1.0: send to another channel as a subscriber instead.',
    source: VALIDATION,
    check({ spec }, report) {
      if (spec?.subscriber !== undefined) return;
      const hint = spec?.reply === undefined ? 'name an object with ref, or write a uri' : 'write reply as subscriber';
      report(['spec', 'subscriber'], 'no subscriber is named', hint);
    },
    good: { spec: { subscriber: { ref: { apiVersion: 'v1', kind: 'Service', name: 'display' } } } },
    bad: { spec: { subscriber: null } },
  },
  {
    code: 'KE2516',
    title: 'a reply says where answers go',
    why: 'One that has other fields, but neither ref nor uri, leads nowhere.',
    source: VALIDATION,
    check({ spec }, report) {
      const reply = spec?.reply;
      if (reply === undefined || reply.ref !== undefined || reply.uri !== undefined) return;
      if (Object.keys(reply).length > 0)
        report(['spec', 'reply'], 'neither ref nor uri is given', 'name an object with ref, or write a uri');
    },
    good: { spec: { reply: {} } },
    bad: { spec: { reply: { audience: 'orders' } } },
  },
  {
    code: 'KE2517',
    title: 'a subscription that exists keeps its channel',
    why: 'The channel has entered it; another one takes another subscription.',
    source: VALIDATION,
    check({ spec }, report, { before }) {
      if (before === undefined) return;
      const old = (before as SubscriptionObject).spec?.channel;
      if (isSemanticallyEqual(Subscription, ['spec', 'channel'], old, spec?.channel)) return;
      const found = `the channel changes from "${old?.name ?? ''}" to "${spec?.channel?.name ?? ''}"`;
      report(['spec', 'channel'], found, 'delete the subscription and make it anew, or make another one');
    },
    good: { spec: { delivery: { retry: 0 } }, before: {} },
    bad: { spec: { channel: { name: 'other' } }, before: {} },
  },
];

const warnings: readonly Rule<SubscriptionObject>[] = [
  {
    code: 'KE2554',
    severity: 'warning',
    title: 'a subscription does not send to its own channel',
    why: 'Each event comes back into the channel and is sent again, without end.',
    source: 'eventing, pkg/channel/fanout',
    check({ spec, metadata }, report) {
      if (!isChannel(spec?.subscriber, spec?.channel, metadata.namespace)) return;
      report(['spec', 'subscriber'], `the subscriber is the channel ${spec?.channel.name} itself`, 'name another one');
    },
    good: { spec: { subscriber: { ref: { ...channel, name: 'other' } } } },
    bad: { spec: { subscriber: { ref: channel } } },
  },
  {
    code: 'KE2555',
    severity: 'warning',
    title: 'a subscription does not reply into its own channel',
    why: 'Each answer comes to the same subscriber, which answers it again, without end.',
    source: 'eventing, pkg/channel/fanout',
    check({ spec, metadata }, report) {
      if (!isChannel(spec?.reply, spec?.channel, metadata.namespace)) return;
      report(
        ['spec', 'reply'],
        `answers go into the channel ${spec?.channel.name}, where they come from`,
        'reply into another channel',
      );
    },
    good: { spec: { reply: { ref: { ...channel, name: 'other' } } } },
    bad: { spec: { reply: { ref: channel } } },
  },
  {
    code: 'KE2556',
    severity: 'warning',
    title: 'the channel of a subscription is a channel',
    why: 'Nobody can subscribe to another object: the subscription stays unresolved.',
    source: 'eventing, pkg/reconciler/subscription',
    check({ spec }, report) {
      const { apiVersion, kind } = spec?.channel ?? {};
      if (!apiVersion || !kind) return;
      const served = channelKinds.get(kind);
      if (served?.includes(apiVersion)) return;
      const group = groupOf(apiVersion);
      // Others have channels of their own; of Knative and Kubernetes all are known.
      if (group !== '' && !group.endsWith('.knative.dev') && !group.endsWith('.k8s.io') && group !== 'apps') return;
      const meant = nearest(kind, channelKinds.keys());
      if (served !== undefined)
        report(['spec', 'channel', 'apiVersion'], `${kind} is not of "${apiVersion}"`, `write ${served.join(' or ')}`);
      else if (kind === 'Broker')
        report(['spec', 'channel', 'kind'], 'a Broker has triggers, not subscriptions', 'make a Trigger');
      else
        report(
          ['spec', 'channel', 'kind'],
          `nobody can subscribe to a ${kind}`,
          meant === undefined ? `write ${[...channelKinds.keys()].join(', ')}` : `did you mean "${meant}"?`,
        );
    },
    good: [{ spec: { channel } }, { spec: { channel: { ...channel, kind: 'InMemoryChannel' } } }],
    bad: [
      { spec: { channel: { apiVersion: 'v1', kind: 'Service', name: 'orders' } } },
      { spec: { channel: { ...channel, kind: 'InMemoryChanel' } } },
      { spec: { channel: { ...channel, apiVersion: 'messaging.knative.dev/v1beta1' } } },
    ],
  },
  {
    code: 'KE2557',
    severity: 'warning',
    title: 'a subscription names a channel that can exist',
    why: 'No channel has such a name: the subscription stays unresolved.',
    source: 'Kubernetes, DNS subdomain names',
    check({ spec }, report) {
      checkObjectName(spec?.channel?.name, ['spec', 'channel', 'name'], spec?.channel?.kind ?? 'channel', report);
    },
    good: { spec: { channel } },
    bad: { spec: { channel: { name: 'My_Orders' } } },
  },
];

export const subscriptionRules = rulesFor(Subscription, [...errors, ...warnings]);
