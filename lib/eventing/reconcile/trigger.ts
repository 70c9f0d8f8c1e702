import { Broker, type BrokerSpec, type BrokerStatus } from '../../api/eventing/v1/broker';
import { Trigger, type TriggerSpec, type TriggerStatus } from '../../api/eventing/v1/trigger';
import { Subscription, type SubscriptionSpec } from '../../api/messaging/v1/subscription';
import type { KubeObject } from '../../api/meta/v1';
import { type Conditions, conditionOf, isObserved, living } from '../../controller/conditions';
import { apply, controllerReference, type Effect, isControlledBy, remove, target } from '../../controller/effects';
import { isSame } from '../../controller/json';
import { livingReconciler } from '../../controller/living';
import { childName } from '../../controller/names';
import type { Outcome, Reconciler, Request, View } from '../../controller/reconciler';
import { notFound } from '../../controller/resolve';
import { featuresOf } from '../features';
import { annotation, label, systemHost } from '../keys';
import { resolve } from '../resolve';
import { authority } from './addresses';
import { isChannelBased } from './broker';
import { type Draft, defined, kindOf, resolveDeadLetters } from './common';
import { identify } from './identity';

type TriggerObject = KubeObject<TriggerSpec, TriggerStatus>;
type BrokerObject = KubeObject<BrokerSpec, BrokerStatus>;

const inner = livingReconciler<TriggerSpec, TriggerStatus>({
  name: 'eventing/trigger',
  kind: Trigger,
  owns: [Subscription],
  conditionSet: living(
    'BrokerReady',
    'SubscriptionReady',
    'DependencyReady',
    'SubscriberResolved',
    'DeadLetterSinkResolved',
    'OIDCIdentityCreated',
  ),
  reconcile({ object, view, conditions }) {
    const { namespace = '' } = object.metadata;
    const { conditions: _conditions, observedGeneration: _observed, ...before } = object.status ?? {};
    const { subscriberUri: _uri, subscriberCACerts: _certs, subscriberAudience: _audience, ...others } = before;
    const broker = brokerOf(object, view)!;
    conditions.mirror('BrokerReady', conditionOf(broker, 'Ready'));
    if (!conditions.is('BrokerReady', 'True') || !isObserved(broker)) return {};

    const subscriber = resolve(object.spec?.subscriber, namespace, view);
    if ('fault' in subscriber) {
      conditions.markFalse('SubscriberResolved', "Unable to get the Subscriber's URI", subscriber.fault);
      return { status: others, failure: subscriber.fault };
    }
    const status: Draft<TriggerStatus> = { subscriberUri: subscriber.url };
    if (subscriber.CACerts !== undefined) status.subscriberCACerts = subscriber.CACerts;
    if (subscriber.audience !== undefined) status.subscriberAudience = subscriber.audience;
    conditions.markTrue('SubscriberResolved');

    const own = object.spec?.delivery;
    if (own?.deadLetterSink === undefined && broker.spec?.delivery?.deadLetterSink !== undefined) {
      const { deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience } = broker.status ?? {};
      if (deadLetterSinkUri === undefined) {
        const missing = `roker ${broker.metadata.name} didn't set status.deadLetterSinkURI`;
        conditions.markFalse('DeadLetterSinkResolved', `B${missing}`);
        return { status, failure: `b${missing}` };
      }
      Object.assign(status, defined({ deadLetterSinkUri, deadLetterSinkCACerts, deadLetterSinkAudience }));
      conditions.markTrue('DeadLetterSinkResolved');
    } else {
      const deadLetters = resolveDeadLetters(own, namespace, view, conditions);
      if (!deadLetters.ok) return { status, failure: deadLetters.fault };
      Object.assign(status, deadLetters.value);
    }
    const identity = identify(object, view, conditions);
    Object.assign(status, identity.status);
    if (identity.failure !== undefined) return { status, failure: identity.failure };

    const subscription = subscriptionOf(object, broker, view);
    const { effects, failure } = subscribe(object, subscription, view, conditions);
    if (failure !== undefined) return { status, effects: identity.effects, failure };
    const open = markDependency(object, view, conditions);
    return {
      status,
      effects: [...identity.effects, ...effects],
      ...(open === undefined ? {} : { failure: `propagating dependency readiness: ${open}` }),
    };
  },
});

/** A Trigger subscribes its subscriber to a broker's channel, by way of the filter. One of another class is left alone. */
export const trigger: Reconciler<TriggerSpec, TriggerStatus> = {
  ...inner,
  reconcile(request: Request<TriggerSpec, TriggerStatus>): Outcome<TriggerStatus> {
    const broker = brokerOf(request.object, request.view);
    // Nobody knows whose trigger it is: the controllers of all classes leave it alone.
    if (broker === undefined || !isChannelBased(broker)) return {};
    return inner.reconcile(request);
  },
};

function brokerOf(object: TriggerObject, view: View): BrokerObject | undefined {
  const { broker, brokerRef } = object.spec ?? {};
  const reference = brokerRef as { readonly name?: string; readonly namespace?: string } | undefined;
  return view.get(Broker, reference?.name ?? broker ?? '', reference?.namespace ?? object.metadata.namespace);
}

/** How the filter of brokers is called for a trigger: by HTTPS where there is any, and with tokens that are for it. */
function filterOf({ metadata }: TriggerObject, view: View, path = '') {
  const { encryption, checksIdentity } = featuresOf(view);
  const { name = '', namespace = '', uid = '' } = metadata;
  const isSecure = encryption !== 'disabled';
  return {
    uri: `${systemHost('broker-filter', isSecure ? 'https' : 'http')}/triggers/${namespace}/${name}/${uid}${path}`,
    ...(isSecure ? authority(view, 'mt-broker-filter-server-tls') : {}),
    ...(checksIdentity ? { audience: 'mt-broker-filter' } : {}),
  };
}

/** Answers go back to the broker, and what can't be delivered to its sink; with identities, the filter passes both on. */
function repliesOf(
  object: TriggerObject,
  broker: BrokerObject,
  view: View,
): Pick<SubscriptionSpec, 'reply' | 'delivery'> {
  const delivery = object.spec?.delivery ?? broker.spec?.delivery;
  if (featuresOf(view).checksIdentity) {
    const deadLetterSink =
      delivery?.deadLetterSink === undefined ? {} : { deadLetterSink: filterOf(object, view, '/dls') };
    return {
      reply: filterOf(object, view, '/reply'),
      ...(delivery === undefined ? {} : { delivery: { ...delivery, ...deadLetterSink } }),
    };
  }
  const { name = '', namespace } = broker.metadata;
  return {
    reply: { ref: { apiVersion: Broker.apiVersion, kind: Broker.kind, name, namespace } },
    ...(delivery === undefined ? {} : { delivery }),
  };
}

function subscriptionOf(object: TriggerObject, broker: BrokerObject, view: View): KubeObject<SubscriptionSpec> {
  const { name = '', namespace = '', uid = '' } = object.metadata;
  const brokerName = broker.metadata.name ?? '';
  const channel = broker.status?.annotations ?? {};
  const isForeign = broker.metadata.namespace !== namespace;
  return {
    apiVersion: Subscription.apiVersion,
    kind: Subscription.kind,
    metadata: {
      name: childName(`${brokerName}-${name}-`, uid),
      namespace,
      labels: { [label.broker]: brokerName, [label.trigger]: name },
      ownerReferences: [controllerReference(object)],
    },
    spec: {
      channel: {
        apiVersion: channel['knative.dev/channelAPIVersion'] ?? '',
        kind: channel['knative.dev/channelKind'] ?? '',
        name: channel['knative.dev/channelName'] ?? '',
        ...(isForeign ? { namespace: broker.metadata.namespace } : {}),
      },
      subscriber: filterOf(object, view),
      ...repliesOf(object, broker, view),
    },
  };
}

/** A subscription whose channel would change is made anew: it can't move. */
function subscribe(
  object: TriggerObject,
  wanted: KubeObject<SubscriptionSpec>,
  view: View,
  conditions: Conditions,
): { readonly effects: readonly Effect[]; readonly failure?: string } {
  const { name = '', namespace } = wanted.metadata;
  const found = view.get(Subscription, name, namespace);
  if (found !== undefined && !isControlledBy(found, object)) {
    const failure = `trigger "${object.metadata.name}" does not own subscription "${name}"`;
    conditions.markFalse('SubscriptionReady', 'SubscriptionNotOwnedByTrigger', failure);
    return { effects: [], failure };
  }
  const isMoved = found !== undefined && !isSame(found.spec?.channel, wanted.spec?.channel);
  if (found === undefined) {
    conditions.markUnknown(
      'SubscriptionReady',
      'SubscriptionNotConfigured',
      'Subscription has not yet been reconciled.',
    );
  } else {
    const ready = conditionOf(found, 'Ready');
    if (ready === undefined)
      conditions.markUnknown(
        'SubscriptionReady',
        'SubscriptionNotConfigured',
        'Subscription has not yet been reconciled.',
      );
    else conditions.mirror('SubscriptionReady', ready);
  }
  return { effects: [...(isMoved ? [remove(target(Subscription, name, namespace))] : []), apply(wanted)] };
}

interface Dependency {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

/** A trigger may wait for another object, which its annotation names. Says what is in the way, if something is. */
function markDependency({ metadata }: TriggerObject, view: View, conditions: Conditions): string | undefined {
  const text = metadata.annotations?.[annotation.dependency];
  if (text === undefined) {
    conditions.markTrue('DependencyReady');
    return undefined;
  }
  let dependency: Dependency;
  try {
    dependency = JSON.parse(text) as Dependency;
  } catch {
    conditions.markFalse(
      'DependencyReady',
      'ReferenceError',
      'Unable to unmarshal objectReference from dependency annotation of trigger',
    );
    return `getting object ref from dependency annotation "${text}"`;
  }
  const { apiVersion = '', kind = '', name = '', namespace } = dependency;
  const found = view.get(kindOf({ apiVersion, kind }), name, namespace ?? metadata.namespace);
  if (found === undefined) {
    conditions.markFalse(
      'DependencyReady',
      'DependencyDoesNotExist',
      `Dependency does not exist: ${notFound(apiVersion, kind, name)}`,
    );
    return `getting the dependency: ${notFound(apiVersion, kind, name)}`;
  }
  if (!isObserved(found)) {
    conditions.markUnknown(
      'DependencyReady',
      'GenerationNotEqual',
      "The dependency's metadata.generation is not equal to its status.observedGeneration.",
    );
  } else {
    conditions.mirror(
      'DependencyReady',
      conditionOf(found, 'Ready') ?? {
        type: 'Ready',
        status: 'Unknown',
        reason: 'DependencyNotConfigured',
        message: 'Dependency has not yet been reconciled.',
      },
    );
  }
  return undefined;
}
