import { Sequence, type SequenceSpec, type SequenceStatus } from '../../api/flows/v1/sequence';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import { Subscription, type SubscriptionSpec } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { living } from '../../controller/conditions';
import { livingReconciler } from '../../controller/living';
import { applyPolicies } from './authorization';
import type { Draft } from './common';
import { areAllReady, flowParts, flowPolicies, readiness, referenceTo, subscriptionOf } from './flow';

type SequenceObject = KubeObject<SequenceSpec, SequenceStatus>;

/** A Sequence is a channel before each of its steps, and a subscription that leads through the step to the next channel. */
export const sequence = livingReconciler({
  name: 'eventing/sequence',
  kind: Sequence,
  owns: [InMemoryChannel, Subscription],
  conditionSet: living('ChannelsReady', 'SubscriptionsReady', 'Addressable', 'EventPoliciesReady'),
  reconcile({ object, view, conditions }) {
    const { namespace } = object.metadata;
    const template = object.spec?.channelTemplate;
    if (template === undefined) return { failure: 'the sequence has no channelTemplate' };
    const names = (object.spec?.steps ?? []).map((_, index) => partName(object, index));
    const parts = flowParts(object, template, names, subscriptionsOf(object), view);
    if (parts.taken !== undefined) {
      const fault = `${parts.taken} is not owned by Sequence "${object.metadata.name}"`;
      conditions.markFalse('ChannelsReady', 'ChannelsNotReady', fault);
      return { failure: fault };
    }
    const channels = names.map((name) => ({
      channel: referenceTo(name, template, namespace),
      ready: readiness(parts.channels.get(name), {
        reason: 'NoReady',
        message: 'Channel does not have Ready condition',
      }),
    }));
    const subscriptions = names.map((name) => ({
      subscription: { name, namespace },
      ready: readiness(parts.subscriptions.get(name), {
        reason: 'NoReady',
        message: 'Subscription does not have Ready condition',
      }),
    }));
    const status: Draft<SequenceStatus> = { channelStatuses: channels, subscriptionStatuses: subscriptions };
    if (areAllReady(channels.map(({ ready }) => ready))) conditions.markTrue('ChannelsReady');
    else conditions.markUnknown('ChannelsReady', 'ChannelsNotReady', 'Channels are not ready yet, or there are none');
    if (areAllReady(subscriptions.map(({ ready }) => ready))) conditions.markTrue('SubscriptionsReady');
    else
      conditions.markUnknown(
        'SubscriptionsReady',
        'SubscriptionsNotReady',
        'Subscriptions are not ready yet, or there are none',
      );
    const policies = flowPolicies(
      object,
      names.map((name, index) => ({ channel: parts.channels.get(name), sender: names[index - 1] })),
      view,
    );
    const address = parts.channels.get(names[0] ?? '')?.status?.address;
    if (address?.url === undefined) conditions.markFalse('Addressable', 'emptyAddress', 'addressable is nil');
    else {
      const { name: _name, ...rest } = address;
      status.address = rest;
      conditions.markTrue('Addressable');
    }
    Object.assign(status, applyPolicies(object, view, conditions));
    return { status, effects: [...parts.effects, ...policies] };
  },
});

const partName = ({ metadata }: SequenceObject, index: number) => `${metadata.name}-kn-sequence-${index}`;

function subscriptionsOf(object: SequenceObject): readonly KubeObject<SubscriptionSpec>[] {
  const { steps, reply, channelTemplate } = object.spec!;
  const { namespace } = object.metadata;
  return steps.map(({ delivery, ...subscriber }, index) => {
    const next =
      index + 1 < steps.length ? { ref: referenceTo(partName(object, index + 1), channelTemplate!, namespace) } : reply;
    return subscriptionOf(object, partName(object, index), {
      channel: referenceTo(partName(object, index), channelTemplate!),
      subscriber,
      ...(next === undefined ? {} : { reply: next }),
      ...(delivery === undefined ? {} : { delivery }),
    } as SubscriptionSpec);
  });
}
