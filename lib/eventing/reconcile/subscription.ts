import type { Delivery } from '../../api/duck/v1/delivery';
import type { KReference } from '../../api/duck/v1/destination';
import type { SubscribableStatus, SubscriberSpec } from '../../api/duck/v1/subscribable';
import { Channel, type ChannelStatus } from '../../api/messaging/v1/channel';
import {
  type PhysicalSubscription,
  Subscription,
  type SubscriptionSpec,
  type SubscriptionStatus,
} from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, isReady, living } from '../../controller/conditions';
import { type Effect, normal, patch, targetOf, tell, warning } from '../../controller/effects';
import { isSame } from '../../controller/json';
import { livingReconciler } from '../../controller/living';
import type { View } from '../../controller/reconciler';
import { notFound, type Unresolved } from '../../controller/resolve';
import { resolve } from '../resolve';
import { type DeadLetters, defined, kindOf, physicalDelivery, resolveDeadLetters } from './common';
import { identify } from './identity';

type SubscriptionObject = KubeObject<SubscriptionSpec, SubscriptionStatus>;

interface ChannelableSpec {
  readonly subscribers?: readonly SubscriberSpec[];
  readonly delivery?: Delivery;
}

type Channelable = KubeObject<ChannelableSpec, SubscribableStatus & DeadLetters>;

/** A Subscription has its channel send events on: to the subscriber, the answers to the reply, the rest to the dead letters. */
export const subscription = livingReconciler<SubscriptionSpec, SubscriptionStatus>({
  name: 'eventing/subscription',
  kind: Subscription,
  finalizer: 'subscriptions.messaging.knative.dev',
  conditionSet: living('ReferencesResolved', 'AddedToChannel', 'ChannelReady', 'OIDCIdentityCreated'),
  reconcile({ object, view, conditions }) {
    const { name = '' } = object.metadata;
    const identity = identify(object, view, conditions);
    if (identity.failure !== undefined) return { failure: identity.failure };
    const statusWith = (physicalSubscription: PhysicalSubscription) => ({ physicalSubscription, ...identity.status });
    const effects: Effect[] = [...identity.effects];

    const channel = channelFor(object, view);
    if ('fault' in channel) {
      conditions.markUnknown('ReferencesResolved', 'ChannelReferenceFailed', channel.fault);
      effects.push(tell(warning('ChannelReferenceFailed', channel.fault)));
      return { status: statusWith(object.status?.physicalSubscription ?? {}), effects };
    }
    const resolved = resolveAll(object, channel, view);
    if ('fault' in resolved) {
      conditions.markFalse('ReferencesResolved', resolved.reason, resolved.fault);
      if (resolved.isOnItsWay !== true) effects.push(tell(warning(resolved.reason, resolved.fault)));
      return { status: statusWith(resolved.physical), effects };
    }
    conditions.markTrue('ReferencesResolved');
    const wanted = subscriberOf(object, channel, resolved, identity.status.auth);
    const before = channel.spec?.subscribers ?? [];
    const known = before.find(({ uid }) => uid === wanted.uid);
    if (!isSame(known, wanted)) {
      const subscribers =
        known === undefined ? [...before, wanted] : before.map((each) => (each === known ? wanted : each));
      effects.push(patch(targetOf(channel), { spec: { subscribers } }));
    }
    if (object.status?.physicalSubscription === undefined || known === undefined) {
      effects.push(
        tell(normal('SubscriberSync', `Subscription was synchronized to channel "${channel.metadata.name}"`)),
      );
    }
    conditions.markTrue('AddedToChannel');
    markTaken(object, channel, name, conditions, effects);
    return { status: statusWith(resolved.physical), effects };
  },
  finalize({ object, view }) {
    const found = channelFor(object, view);
    if ('fault' in found) return {};
    const subscribers = (found.spec?.subscribers ?? []).filter(({ uid }) => uid !== object.metadata.uid);
    return {
      effects: [patch(targetOf(found), { spec: { subscribers: subscribers.length === 0 ? null : subscribers } })],
    };
  },
});

/** The channel that keeps the subscribers: a Channel stands for another one. */
function channelFor(object: SubscriptionObject, view: View): Channelable | { readonly fault: string } {
  const { namespace } = object.metadata;
  const reference = object.spec?.channel as KReference;
  const where = reference.namespace ?? namespace;
  const named = view.get(kindOf(reference), reference.name, where) as Channelable | undefined;
  const missing = (ref: KReference) => ({
    fault: `Failed to get Spec.Channel or backing channel: ${notFound(ref.apiVersion ?? '', ref.kind, ref.name)}`,
  });
  if (named === undefined) return missing(reference);
  if (reference.kind !== Channel.kind || reference.apiVersion !== Channel.apiVersion) return named;
  if (!isReady(named)) return { fault: 'Failed to get Spec.Channel or backing channel: channel is not ready.' };
  const backing = (named.status as ChannelStatus).channel;
  if (backing === undefined)
    return { fault: 'Failed to get Spec.Channel or backing channel: channel has no backing channel.' };
  return (view.get(kindOf(backing), backing.name, where) as Channelable | undefined) ?? missing(backing);
}

interface Fault extends Unresolved {
  readonly reason: string;
  /** What was resolved until then, and what is known from before. */
  readonly physical: PhysicalSubscription;
}

interface Resolved {
  readonly physical: PhysicalSubscription;
  readonly deadLetters: DeadLetters;
}

function resolveAll(object: SubscriptionObject, channel: Channelable, view: View): Resolved | Fault {
  const { namespace = '' } = object.metadata;
  const { subscriber, reply, delivery } = object.spec!;
  const physical: Record<string, string> = { ...object.status?.physicalSubscription } as Record<string, string>;
  for (const [name, destination, reason] of [
    ['subscriber', subscriber, 'SubscriberResolveFailed'],
    ['reply', reply, 'ReplyResolveFailed'],
  ] as const) {
    forget(physical, name);
    if (destination === undefined) continue;
    const found = resolve(destination, namespace, view);
    if ('fault' in found)
      return { ...found, reason, fault: `Failed to resolve spec.${name}: ${found.fault}`, physical };
    Object.assign(
      physical,
      defined({ [`${name}Uri`]: found.url, [`${name}CACerts`]: found.CACerts, [`${name}Audience`]: found.audience }),
    );
  }
  const deadLetters =
    delivery?.deadLetterSink === undefined
      ? channelDeadLetters(channel)
      : resolveDeadLetters(delivery, namespace, view);
  forget(physical, 'deadLetterSink');
  if (!deadLetters.ok) {
    return {
      physical,
      reason: 'DeadLetterSinkResolveFailed',
      fault: `Failed to resolve spec.delivery.deadLetterSink: ${deadLetters.fault}`,
    };
  }
  Object.assign(physical, deadLetters.value);
  return { physical, deadLetters: deadLetters.value };
}

function forget(physical: Record<string, string>, destination: string): void {
  for (const field of ['Uri', 'CACerts', 'Audience']) delete physical[`${destination}${field}`];
}

function channelDeadLetters({ status }: Channelable) {
  const { deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience } = status ?? {};
  return { ok: true, value: defined({ deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience }) } as const;
}

/** What the channel is told of the subscription. */
function subscriberOf(
  object: SubscriptionObject,
  channel: Channelable,
  { physical, deadLetters }: Resolved,
  auth: object | undefined,
): SubscriberSpec {
  const { name, uid = '', generation } = object.metadata;
  const { deadLetterSinkUri: _u, deadLetterSinkCACerts: _c, deadLetterSinkAudience: _a, ...addresses } = physical;
  const delivery = physicalDelivery(object.spec?.delivery ?? channel.spec?.delivery, deadLetters);
  return { uid, generation, name, ...addresses, ...defined({ delivery, auth }) } as SubscriberSpec;
}

/** The subscription is ready once the channel says that it has taken it. */
function markTaken(
  object: SubscriptionObject,
  channel: Channelable,
  name: string,
  conditions: Conditions,
  effects: Effect[],
): void {
  const { uid, generation } = object.metadata;
  const taken = channel.status?.subscribers?.find((each) => each.uid === uid && each.observedGeneration === generation);
  if (taken?.ready === 'True') {
    conditions.markTrue('ChannelReady');
    return;
  }
  const message = `Failed to get subscription status: subscription "${name}" not present in channel "${channel.metadata.name}" subscriber's list`;
  conditions.markUnknown('ChannelReady', 'SubscriptionNotMarkedReadyByChannel', message);
  effects.push(tell(warning('SubscriptionNotMarkedReadyByChannel', message)));
}
