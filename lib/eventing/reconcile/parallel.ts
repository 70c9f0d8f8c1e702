import { Parallel, type ParallelSpec, type ParallelStatus } from '../../api/flows/v1/parallel';
import { InMemoryChannel } from '../../api/messaging/v1/in-memory-channel';
import { Subscription, type SubscriptionSpec } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { type Condition, living } from '../../controller/conditions';
import { livingReconciler } from '../../controller/living';
import type { Reconciler } from '../../controller/reconciler';
import { applyPolicies } from './authorization';
import { type Draft, timeless } from './common';
import { areAllReady, type FlowChannel, flowParts, flowPolicies, readiness, referenceTo, subscriptionOf } from './flow';

type ParallelObject = KubeObject<ParallelSpec, ParallelStatus>;

const inner = livingReconciler<ParallelSpec, ParallelStatus>({
  name: 'eventing/parallel',
  kind: Parallel,
  owns: [InMemoryChannel, Subscription],
  conditionSet: living('ChannelsReady', 'SubscriptionsReady', 'Addressable', 'EventPoliciesReady'),
  reconcile({ object, view, conditions }) {
    const { namespace } = object.metadata;
    const template = object.spec?.channelTemplate;
    if (template === undefined) return { failure: 'the parallel has no channelTemplate' };
    const branches = (object.spec?.branches ?? []).map((_, index) => namesOf(object, index));
    const ingress = ingressName(object);
    const parts = flowParts(
      object,
      template,
      [ingress, ...branches.map(({ channel }) => channel)],
      subscriptionsOf(object),
      view,
    );
    if (parts.taken !== undefined) {
      const fault = `${parts.taken} is not owned by Parallel "${object.metadata.name}"`;
      conditions.markFalse('ChannelsReady', 'ChannelsNotReady', fault);
      return { failure: fault };
    }
    const channelStatus = (name: string) => ({
      channel: referenceTo(name, template, namespace),
      ready: { lastTransitionTime: null, ...reached(parts.channels.get(name)) } as unknown as Condition,
    });
    const subscriptionStatus = (name: string) => ({
      subscription: { name, namespace },
      ready: timeless([
        readiness(parts.subscriptions.get(name), {
          reason: 'NoReady',
          message: 'Subscription does not have Ready condition',
        }),
      ])[0]!,
    });
    const branchStatuses = branches.map(({ channel, filter, subscriber }) => ({
      filterSubscriptionStatus: subscriptionStatus(filter),
      filterChannelStatus: channelStatus(channel),
      subscriberSubscriptionStatus: subscriptionStatus(subscriber),
    }));
    const ingressChannelStatus = channelStatus(ingress);
    const status: Draft<ParallelStatus> = { ingressChannelStatus, branchStatuses } as Draft<ParallelStatus>;
    const channels = [ingressChannelStatus, ...branchStatuses.map((each) => each.filterChannelStatus)];
    const subscriptions = branchStatuses.flatMap((each) => [
      each.filterSubscriptionStatus,
      each.subscriberSubscriptionStatus,
    ]);
    if (areAllReady(channels.map(({ ready }) => ready))) conditions.markTrue('ChannelsReady');
    else conditions.markFalse('ChannelsReady', 'ChannelsNotReady', 'Channels are not ready yet, or there are none');
    if (areAllReady(subscriptions.map(({ ready }) => ready))) conditions.markTrue('SubscriptionsReady');
    else
      conditions.markFalse(
        'SubscriptionsReady',
        'SubscriptionsNotReady',
        'Subscriptions are not ready yet, or there are none',
      );
    const policies = flowPolicies(
      object,
      [
        { channel: parts.channels.get(ingress) },
        ...branches.map(({ channel, filter }) => ({ channel: parts.channels.get(channel), sender: filter })),
      ],
      view,
    );
    const address = parts.channels.get(ingress)?.status?.address;
    if (address?.url === undefined) conditions.markFalse('Addressable', 'emptyAddress', 'addressable is nil');
    else {
      status.address = address;
      conditions.markTrue('Addressable');
    }
    Object.assign(status, applyPolicies(object, view, conditions));
    return { status, effects: [...parts.effects, ...policies] };
  },
});

/** A Parallel is a channel for what comes in, and for each branch a filter before a channel before the subscriber. */
export const parallel: Reconciler<ParallelSpec, ParallelStatus> = {
  ...inner,
  reconcile(request) {
    const outcome = inner.reconcile(request);
    // The CRD of this kind has no field for when a condition changed.
    const { status } = outcome;
    const conditions = timeless((status?.conditions ?? []) as readonly Condition[]);
    return { ...outcome, status: { ...status, conditions } as ParallelStatus };
  },
};

const ingressName = ({ metadata }: ParallelObject) => `${metadata.name}-kn-parallel`;

function namesOf(object: ParallelObject, index: number) {
  const base = ingressName(object);
  return { channel: `${base}-${index}`, filter: `${base}-filter-${index}`, subscriber: `${base}-${index}` };
}

/** A channel of a parallel counts as ready once it has an address. */
function reached(channel: FlowChannel | undefined): Omit<Condition, 'lastTransitionTime'> {
  return channel?.status?.address?.url === undefined
    ? { type: 'Ready', status: 'False', reason: 'NotAddressable', message: 'Channel is not addressable' }
    : { type: 'Ready', status: 'True' };
}

function subscriptionsOf(object: ParallelObject): readonly KubeObject<SubscriptionSpec>[] {
  const { branches, reply, channelTemplate } = object.spec!;
  const { namespace } = object.metadata;
  return branches.flatMap(({ filter, subscriber, reply: own, delivery }, index) => {
    const names = namesOf(object, index);
    const into = { ref: referenceTo(names.channel, channelTemplate!, namespace) };
    const answer = own ?? reply;
    return [
      subscriptionOf(object, names.filter, {
        channel: referenceTo(ingressName(object), channelTemplate!),
        ...(filter === undefined ? { subscriber: into } : { subscriber: filter, reply: into }),
      } as SubscriptionSpec),
      subscriptionOf(object, names.subscriber, {
        channel: referenceTo(names.channel, channelTemplate!),
        subscriber,
        ...(answer === undefined ? {} : { reply: answer }),
        ...(delivery === undefined ? {} : { delivery }),
      } as SubscriptionSpec),
    ];
  });
}
